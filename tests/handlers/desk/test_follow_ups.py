"""What was talked of is kept for half an hour, as kinds and ids, for one person in one conversation."""

import pytest
from sqlalchemy import update

from bot.rules.words import EventStatus, Readers, Role
from db.models import Event, Member, Topic
from tests.community import Community, words_of
from tests.people import AMINA, BEN, OLIVE

LATER = "Tidal evening"


@pytest.fixture
def evening(community: Community) -> Community:
    """An event that is not the next one, with a place of its own."""
    community.joins(AMINA)
    community.plans(LATER, "2022-08-12T18:00+01:00", place="The old boathouse")
    community.deliver()
    return community


def says(community: Community, text: str) -> str:
    community.says(AMINA, text)
    return last(community)


def mentions(community: Community, text: str, **more: str) -> str:
    community.mentions(AMINA, text, **more)
    return last(community)


def asks(community: Community, text: str) -> str:
    return community.types(AMINA, f"/ask {text}").words()


def last(community: Community) -> str:
    seen = community.deliver()[-1]
    return f"{seen.text}\n{words_of(seen.blocks)}"


@pytest.mark.parametrize("ask", [says, mentions, asks])
def test_the_next_question_leans_on_the_answer_before(evening: Community, ask) -> None:  # type: ignore[no-untyped-def]
    assert LATER in ask(evening, f"when is the {LATER}?")

    assert "The old boathouse" in ask(evening, "where is it?")
    assert "6pm" in ask(evening, "what time does it start?")
    assert f"I do not know the link for {LATER}" in ask(evening, "and the link?")


@pytest.mark.parametrize(("minutes", "leans"), [(0, True), (29, True), (31, False)])
def test_after_half_an_hour_nothing_is_leant_on(evening: Community, minutes: int, leans: bool) -> None:  # noqa: FBT001
    says(evening, f"when is the {LATER}?")
    evening.clock.forward(minutes=minutes)

    assert ("The old boathouse" in says(evening, "where is it?")) is leans


def test_what_is_kept_is_a_kind_and_an_id_and_goes_by_itself(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")

    (kept,) = evening.rows(Topic)
    assert (kept.kind, kept.place, kept.position) == ("event", f"D{AMINA.slack_id}", 1)
    assert {column.key for column in Topic.__mapper__.columns} == {
        "id",
        "workspace_id",
        "member_id",
        "place",
        "position",
        "kind",
        "item_id",
        "until",
    }
    evening.clock.forward(minutes=29)
    evening.retain()
    assert len(evening.rows(Topic)) == 1
    evening.clock.forward(minutes=2)
    evening.retain()
    assert evening.rows(Topic) == []


def test_another_person_or_another_place_leans_on_nothing(evening: Community) -> None:
    evening.joins(BEN)
    evening.deliver()
    mentions(evening, f"when is the {LATER}?")

    evening.mentions(BEN, "where is it?")
    assert "boathouse" not in last(evening)
    assert "boathouse" not in says(evening, "where is it?")
    assert "boathouse" not in mentions(evening, "where is it?", channel="C0BRIDGE")
    assert "boathouse" in mentions(evening, "where is it?")


def test_in_a_thread_it_is_still_the_same_conversation(evening: Community) -> None:
    mentions(evening, f"when is the {LATER}?")

    assert "boathouse" in mentions(evening, "where is it?", thread_ts="1.0")


def test_what_is_gone_by_then_is_not_guessed(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")
    with evening.db.begin(evening.workspace) as session:
        session.execute(update(Event).where(Event.title == LATER).values(status=EventStatus.DRAFT))

    assert "I do not know which one you mean." in says(evening, "where is it?")


def test_what_came_to_be_for_organisers_is_not_told_any_more(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")
    with evening.db.begin(evening.workspace) as session:
        session.execute(update(Event).where(Event.title == LATER).values(audience=Readers.ORGANISERS))

    told = says(evening, "where is it?")
    assert "I do not know which one you mean." in told
    assert "boathouse" not in told


def test_what_an_organiser_was_told_alone_is_not_told_in_the_channel(evening: Community) -> None:
    with evening.db.begin(evening.workspace) as session:
        session.execute(update(Event).where(Event.title == LATER).values(audience=Readers.ORGANISERS))
        session.execute(update(Member).where(Member.slack_id == AMINA.slack_id).values(role=Role.ORGANISER))
    assert "For organisers only" in asks(evening, f"when is the {LATER}?")

    told = mentions(evening, "where is it?")
    assert "I do not know which one you mean." in told
    assert "boathouse" not in told


def test_a_question_that_names_something_is_answered_by_itself(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")

    assert "Catalysing and embedding innovation" in says(evening, "when is the next event?")
    assert "boathouse" not in says(evening, "where is it?")


def test_the_second_of_several_can_be_asked_about(evening: Community) -> None:
    says(evening, "what events are coming up?")

    assert LATER in says(evening, "what about the second one?")
    assert "boathouse" in says(evening, "where is it?")


def test_how_to_book_shows_the_way_to_answer(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")
    evening.says(AMINA, "how do I book?")
    shown = evening.deliver()[-1]

    assert "You are going" in evening.presses(AMINA, "Going", shown).text
    assert f"You are going to {LATER}" in says(evening, "am I going?")


def test_leaving_clears_it(evening: Community) -> None:
    says(evening, f"when is the {LATER}?")
    evening.presses(AMINA, "Leave", evening.types(AMINA, "/community leave"))

    assert evening.rows(Topic) == []


def test_nothing_is_kept_of_a_stranger_who_asks_by_command(evening: Community) -> None:
    evening.types(BEN, f"/ask when is the {LATER}?")

    assert evening.rows(Topic) == []
    assert evening.person(BEN) is None


def test_what_was_chosen_can_be_asked_about(evening: Community) -> None:
    shown = evening.types(OLIVE, f"/ask when is the {LATER}?")

    assert "boathouse" in evening.types(OLIVE, "/ask where is it?").words()
    assert LATER in shown.words()
