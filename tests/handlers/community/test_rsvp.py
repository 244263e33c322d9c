"""Saying whether one is going: from a message, from Home or from a reminder, once however often it arrives."""

from typing import Any

import pytest

from bot.rules.messages import State
from bot.rules.words import Answer, EventStatus
from db.models import Event, Member, Message, Question, Rsvp
from tests.community import JOINING, Community, Reply
from tests.people import AMINA, BEN, Somebody

INNOVATION = "Catalysing and embedding innovation"
OVER = "That event is over, so its answers are closed. My Home tab shows what is coming up."
GONE = "That is not here any more. My Home tab shows what is coming up."


def answers(community: Community) -> list[Answer]:
    return [rsvp.answer for rsvp in community.rows(Rsvp)]


def innovation(community: Community) -> Event:
    return next(event for event in community.rows(Event) if event.title == INNOVATION)


def goes(community: Community, who: Somebody = AMINA, label: str = "Going") -> Reply:
    return community.presses(who, label, community.types(who, "/events"), near=INNOVATION)


@pytest.mark.parametrize(
    ("label", "answer", "sentence"),
    [
        ("Going", Answer.GOING, "I will remind you on Monday 4 July 2022."),
        ("Maybe", Answer.MAYBE, "I will ask again on Monday 4 July 2022."),
        ("Cannot go", Answer.CANNOT_GO, "If that changes, choose another answer."),
    ],
)
def test_a_member_answers_from_the_list(community: Community, label: str, answer: Answer, sentence: str) -> None:
    community.joins(AMINA)

    reply = goes(community, label=label)

    assert answers(community) == [answer]
    assert sentence in reply.text


def test_answering_again_changes_the_answer_and_never_adds_a_second(community: Community) -> None:
    community.joins(AMINA)

    reply = goes(community)
    for label in ("Maybe", "Cannot go", "Going", "Maybe"):
        reply = community.presses(AMINA, label, reply)

    assert answers(community) == [Answer.MAYBE]
    assert [message.state for message in community.rows(Message)] == [State.READY]


def test_the_answer_given_is_the_one_that_is_no_longer_offered(community: Community) -> None:
    community.joins(AMINA)

    with pytest.raises(AssertionError, match="no button 'Going'"):
        community.presses(AMINA, "Going", goes(community))


def test_cannot_go_takes_the_reminder_back(community: Community) -> None:
    community.joins(AMINA)

    community.presses(AMINA, "Cannot go", goes(community))

    assert [message.state for message in community.rows(Message)] == [State.CANCELLED]


def test_a_member_answers_in_home_and_sees_it_there(community: Community) -> None:
    community.joins(AMINA)

    reply = community.presses(AMINA, "Going", community.opens_home(AMINA))

    assert answers(community) == [Answer.GOING]
    assert "I will remind you on Monday 4 July 2022." in reply.words()
    assert "You are going." in reply.words()


def test_a_member_changes_their_mind_in_the_reminder(community: Community) -> None:
    community.joins(AMINA)
    goes(community)
    community.clock.move_to("2022-07-04T09:00+01:00")
    (reminder,) = community.deliver()

    reply = community.presses(AMINA, "Cannot go", reminder)

    assert answers(community) == [Answer.CANNOT_GO]
    assert "You are not going to" in reply.text


def test_the_very_same_press_delivered_twice_leaves_one_answer_and_one_reminder(community: Community) -> None:
    community.joins(AMINA)
    press = community.press_body(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)

    replies = [community.presses_again(press) for _ in range(2)]

    assert replies[0] == replies[1]
    assert answers(community) == [Answer.GOING]
    assert len(community.rows(Message)) == 1


def test_a_press_that_arrives_late_once_more_does_not_undo_a_newer_one(community: Community) -> None:
    community.joins(AMINA)
    press = community.press_body(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)
    community.presses(AMINA, "Cannot go", community.presses_again(press))

    community.presses_again(press)

    assert answers(community) == [Answer.CANNOT_GO]


def test_a_stranger_is_asked_to_join_first_and_nothing_is_kept(community: Community) -> None:
    before = community.rows(Member)

    reply = goes(community, BEN)

    assert f"Before I keep your answer to {INNOVATION}, you need to join." in reply.text
    assert [member.slack_id for member in community.rows(Member)] == [member.slack_id for member in before]
    assert [community.rows(kind) for kind in (Rsvp, Message, Question)] == [[], [], []]


def joins_with_it(community: Community, label: str = "Going") -> dict[str, Any]:
    """The form that opens after the answer, filled in and ready to be sent."""
    community.presses(BEN, f"Join and answer {label}", goes(community, BEN, label))
    return community.form_body(BEN, community.form(), **JOINING)


def test_the_form_joins_and_answers_at_once(community: Community) -> None:
    shown = community.submits_again(joins_with_it(community, "Maybe"))

    member = community.person(BEN)
    assert member is not None
    assert member.joined_at == community.now()
    assert answers(community) == [Answer.MAYBE]
    assert "I have put you down as maybe" in str(shown)


def test_joining_with_an_answer_twice_by_the_same_form_leaves_one_answer(community: Community) -> None:
    form = joins_with_it(community)

    for _ in range(2):
        community.submits_again(form)

    assert answers(community) == [Answer.GOING]
    assert len(community.rows(Message)) == 1


def test_not_now_shows_the_event_and_keeps_nothing(community: Community) -> None:
    reply = community.presses(BEN, "Not now", goes(community, BEN))

    assert "Agenda" in reply.words()
    assert community.person(BEN) is None


def test_a_stranger_in_home_is_asked_to_join_there(community: Community) -> None:
    asked = community.presses(BEN, "Going", community.opens_home(BEN))

    community.presses(BEN, "Join and answer Going", {"blocks": asked.blocks})
    community.submits(BEN, community.form(), **JOINING)

    assert answers(community) == [Answer.GOING]


def test_an_event_that_is_over_takes_no_answer(community: Community) -> None:
    community.joins(AMINA)
    seen = community.types(AMINA, "/events")
    community.clock.move_to("2022-07-05T10:45+01:00")

    reply = community.presses(AMINA, "Going", seen)

    assert (reply.status, reply.text) == (200, OVER)
    assert answers(community) == []


def test_an_event_that_is_under_way_still_takes_an_answer_and_reminds_nobody(community: Community) -> None:
    community.joins(AMINA)
    community.clock.move_to("2022-07-05T09:30+01:00")

    goes(community)

    assert answers(community) == [Answer.GOING]
    assert community.rows(Message) == []


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.DRAFT])
def test_an_event_that_was_called_off_takes_no_answer_and_what_was_said_stays(
    community: Community, status: EventStatus
) -> None:
    community.joins(AMINA)
    reply = goes(community)
    community.changes(innovation(community), status=status)

    again = community.presses(AMINA, "Cannot go", reply)

    assert (again.status, again.text) == (200, GONE)
    assert answers(community) == [Answer.GOING]


def test_an_event_that_was_deleted_takes_no_answer(community: Community) -> None:
    community.joins(AMINA)
    event = community.plans("Soon gone")
    seen = community.types(AMINA, "/events gone")
    with community.db.begin(community.workspace) as session:
        session.delete(session.get_one(Event, event.id))

    reply = community.presses(AMINA, "Going", seen)

    assert reply.text == GONE
    assert answers(community) == []


def test_an_answer_in_a_channel_is_told_to_the_presser_alone(community: Community) -> None:
    community.joins(AMINA)
    community.mentions(AMINA, "events")
    (seen,) = community.deliver()

    community.presses(AMINA, "Going", seen)

    assert community.slack.answers[-1][0] == "whispered"


def test_an_answer_in_ones_own_message_takes_its_place(community: Community) -> None:
    community.joins(AMINA)

    goes(community)

    assert community.slack.answers[-1][0] == "replaced"
