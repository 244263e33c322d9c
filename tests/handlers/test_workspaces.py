"""A workspace is made at home when it is first seen, and two workspaces never see each other."""

import dataclasses

import pytest

from bot.app import bolt_app
from bot.installations import OneWorkspace, Us
from bot.rules.words import Standing
from db.database import Database
from db.models import Event, Message, Organisation, Question, Rsvp, Workspace
from tests.community import Community, words_of
from tests.people import AMINA, OLIVE

INNOVATION = "Catalysing and embedding innovation"
NORTH = "T0NORTH"


@pytest.fixture
def two(database: Database) -> tuple[Community, Community]:
    """Two communities in one database; each has its own Amina and its own Olive, with the same Slack ids."""
    return Community(database), Community(database, workspace=NORTH)


class Everywhere(OneWorkspace):
    """The app is installed wherever somebody uses it."""

    def us(self, workspace: str) -> Us:
        return Us(workspace, "B0BOT", "U0BOT", "xoxb-1-test")


@pytest.fixture
def everywhere(community: Community) -> Community:
    community.tools = dataclasses.replace(community.tools, installations=Everywhere("xoxb-1-test"))
    community.app = bolt_app(community.tools)
    return community


def goes(community: Community) -> None:
    organisation = community.rows(Organisation)[0]
    community.joins(AMINA, organisation=str(organisation.id), sector=str(organisation.sector_id))
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)


def test_a_workspace_that_is_first_seen_gets_what_the_community_knows(everywhere: Community) -> None:
    body = {"command": "/events", "text": "", "team_id": NORTH, "user_id": AMINA.slack_id, "trigger_id": "1"}

    first, second = (everywhere.dispatch(body) for _ in range(2))

    assert INNOVATION in first.body
    assert second.body == first.body
    with everywhere.db.across_workspaces() as session:
        assert session.get(Workspace, NORTH) is not None


def test_a_new_workspace_has_rows_of_its_own(everywhere: Community) -> None:
    everywhere.dispatch(
        {"command": "/events", "text": "", "team_id": NORTH, "user_id": AMINA.slack_id, "trigger_id": "1"}
    )

    with everywhere.db.read(NORTH) as session:
        own = {event.id for event in session.query(Event)}
    assert own.isdisjoint(event.id for event in everywhere.rows(Event))
    assert len(own) == len(everywhere.rows(Event))


def test_an_answer_in_one_workspace_is_no_answer_in_the_other(two: tuple[Community, Community]) -> None:
    south, north = two

    goes(south)

    assert (len(south.rows(Rsvp)), north.rows(Rsvp)) == (1, [])
    assert "I write first only to people who join." in north.types(AMINA, "/community").text


def test_the_buttons_of_one_workspace_do_nothing_in_the_other(two: tuple[Community, Community]) -> None:
    south, north = two
    goes(north)

    reply = north.presses(AMINA, "Going", south.types(AMINA, "/events"))

    assert reply.text.startswith("That is not here any more.")
    assert (south.rows(Rsvp), len(north.rows(Rsvp))) == ([], 1)


def test_a_question_is_put_to_the_organisers_of_its_own_workspace(two: tuple[Community, Community]) -> None:
    south, north = two
    south.presses(AMINA, "Ask a person", south.types(AMINA, "/ask who won in 1932?"))

    seen = south.deliver()

    assert {message.workspace for message in seen} == {south.workspace}
    assert (len(south.rows(Question)), north.rows(Question)) == (1, [])
    assert "who won in 1932?" not in words_of(north.opens_organise(OLIVE)["blocks"])


def test_an_organiser_cannot_answer_take_or_close_a_question_of_the_other_workspace(
    two: tuple[Community, Community],
) -> None:
    south, north = two
    south.presses(AMINA, "Ask a person", south.types(AMINA, "/ask who won in 1932?"))
    shown = south.deliver()[0]

    for label in ("Answer", "I'll take it", "Close without an answer"):
        assert "is not here any more." in north.presses(OLIVE, label, shown).text
    assert [question.standing for question in south.rows(Question)] == [Standing.WAITING]


def test_home_counts_only_the_people_of_its_own_workspace(two: tuple[Community, Community]) -> None:
    south, north = two

    goes(south)

    assert "1 going" in str(south.opens_organise(OLIVE))
    assert "0 going" in str(north.opens_organise(OLIVE))


def test_leaving_one_workspace_leaves_the_other_as_it_was(two: tuple[Community, Community]) -> None:
    south, north = two
    goes(south)
    goes(north)

    south.presses(AMINA, "Leave", south.types(AMINA, "/community leave"))

    assert (south.rows(Rsvp), len(north.rows(Rsvp))) == ([], 1)


def test_the_same_event_of_slack_in_two_workspaces_is_two_events(two: tuple[Community, Community]) -> None:
    south, north = two
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi", "ts": "9.1"}

    for community in two:
        community.dispatch(community.event_body(event) | {"event_id": "Ev1"})

    assert len(south.rows(Message)) == len(north.rows(Message)) == 1


def test_each_message_goes_to_the_workspace_that_owes_it(two: tuple[Community, Community]) -> None:
    south, north = two
    south.says(AMINA, "hi")
    north.says(AMINA, "hi")

    assert sorted(message.workspace for message in south.deliver()) == [NORTH, south.workspace]
