"""What is no longer needed is let go, and what somebody still waits for is not."""

from datetime import timedelta

import pytest

from bot.clock import machine_now
from bot.rules.messages import State
from db.models import Message, Question, Receipt
from tests.community import Community
from tests.people import AMINA


def test_who_asks_after_earlier_questions_were_dropped_gets_a_reply(community: Community) -> None:
    community.says(AMINA, "help")
    community.deliver()
    community.clock.forward(hours=2)
    community.retain()

    community.says(AMINA, "what should I read?")

    assert [seen.channel for seen in community.deliver()] == ["DU0AMINA"]


def test_notes_of_what_slack_told_us_are_let_go_after_a_week(community: Community) -> None:
    community.joins(AMINA)
    kept = []

    for days in (7, 1):
        community.clock.forward(days=days)
        community.retain()
        kept.append(len(community.rows(Receipt)))

    assert kept == [1, 0]


@pytest.mark.parametrize(
    ("state", "is_kept"),
    [
        (State.SENT, False),
        (State.CANCELLED, False),
        (State.EXPIRED, False),
        (State.READY, True),
        (State.SENDING, True),
        (State.DEAD, True),
        (State.UNCERTAIN, True),
    ],
)
def test_messages_that_are_done_are_let_go_after_a_month(community: Community, state: State, *, is_kept: bool) -> None:
    community.says(AMINA, "hi")
    community.changes(community.rows(Message)[0], state=state, lease_until=machine_now() + timedelta(days=1))
    community.clock.forward(days=31)

    community.retain()

    assert (community.rows(Message) != []) is is_kept


def test_messages_that_are_done_are_kept_for_a_month(community: Community) -> None:
    community.says(AMINA, "hi")
    community.deliver()
    community.clock.forward(days=29)

    community.retain()

    assert len(community.rows(Message)) == 1


def test_a_question_that_waits_for_a_person_is_kept_as_long_as_it_waits(community: Community) -> None:
    community.presses(AMINA, "Ask a person", community.types(AMINA, "/ask who won in 1932?"))
    community.clock.forward(days=60)

    community.retain()

    assert [question.text for question in community.rows(Question)] == ["who won in 1932?"]


def test_a_question_that_the_bot_has_yet_to_answer_is_kept_for_an_hour(community: Community) -> None:
    community.says(AMINA, "when does it start?")
    kept = []

    for minutes in (60, 1):
        community.clock.forward(minutes=minutes)
        community.retain()
        kept.append(len(community.rows(Question)))

    assert kept == [1, 0]


def test_a_reply_whose_question_was_let_go_is_not_sent(community: Community) -> None:
    community.says(AMINA, "when does it start?")
    community.clock.forward(minutes=61)
    community.retain()

    assert community.deliver() == []
