"""Somebody who writes that they are in distress gets signposts at once, and nobody is told."""

import pytest

from db.models import Message, Question, Signpost
from tests.community import Community, words_of
from tests.people import AMINA


@pytest.mark.parametrize("is_member", [True, False])
def test_distress_in_a_direct_message_is_answered_with_signposts(community: Community, *, is_member: bool) -> None:
    if is_member:
        community.joins(AMINA)
    community.says(AMINA, "I can’t cope any more")

    (seen,) = community.deliver()

    assert "In danger now: Call 999." in words_of(seen.blocks)
    assert "Samaritans: Call 116 123." in words_of(seen.blocks)
    assert "I have told nobody." in words_of(seen.blocks)
    assert (seen.channel, seen.text.count("116 123")) == (f"D{AMINA.slack_id}", 1)


def test_nothing_of_it_is_kept_or_passed_on(community: Community) -> None:
    community.says(AMINA, "I want to die")
    community.deliver()
    community.clock.forward(hours=2)
    community.retain()

    assert community.deliver() == []
    assert [message.kind for message in community.rows(Message)] == ["reply"]
    assert community.rows(Question) == []


def test_organisers_choose_the_signposts(house: Community) -> None:
    with house.db.begin(house.workspace) as session:
        session.query(Signpost).delete()
    house.says(AMINA, "i feel suicidal")

    (seen,) = house.deliver()

    assert "call the emergency services" in words_of(seen.blocks)


def test_an_ordinary_question_is_answered_as_ever(house: Community) -> None:
    house.says(AMINA, "when does it start?")

    (seen,) = house.deliver()

    assert "116 123" not in words_of(seen.blocks)
