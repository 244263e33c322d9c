"""A question that nobody answers for 2 working days: its owner is reminded once, and its asker is told."""

import pytest

from bot.rules.words import Standing
from db.models import Message, Question
from schedules import outlook, questions
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, OLIVE, OMAR

ASKED = "who won the boat race in 1932?"
WEDNESDAY = "2022-06-29T09:00+01:00"


def puts(house: Community) -> list[Seen]:
    house.presses(AMINA, "Ask a person", house.types(AMINA, f"/ask {ASKED}"))
    return house.deliver()


def comes(house: Community, moment: str) -> dict[str, str]:
    """What is sent when this moment has come, by conversation."""
    house.clock.move_to(moment)
    questions.run(house.tools)
    return {seen.channel: words_of(list(seen.blocks)) for seen in house.deliver()}


def test_whoever_took_it_is_reminded_and_the_asker_is_told(community: Community) -> None:
    community.presses(OLIVE, "I'll take it", puts(community)[0])

    told = comes(community, WEDNESDAY)

    assert set(told) == {f"D{OLIVE.slack_id}", f"D{AMINA.slack_id}"}
    assert "has waited for an answer since Monday 27 June 2022." in told[f"D{OLIVE.slack_id}"]
    assert "Nobody has answered your question yet." in told[f"D{AMINA.slack_id}"]
    assert f"<@{OLIVE.slack_id}> has it." in told[f"D{AMINA.slack_id}"]


def test_without_an_owner_all_organisers_are_reminded(community: Community) -> None:
    puts(community)

    told = comes(community, WEDNESDAY)

    assert set(told) == {f"D{who.slack_id}" for who in (OLIVE, OMAR, AMINA)}
    assert "I have reminded the organisers." in told[f"D{AMINA.slack_id}"]


def test_nobody_is_reminded_before_2_working_days_or_twice(house: Community) -> None:
    puts(house)

    assert comes(house, "2022-06-29T08:59+01:00") == {}
    assert comes(house, WEDNESDAY) != {}
    assert comes(house, "2022-07-01T09:00+01:00") == {}


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2022-07-01T10:00+01:00", "2022-07-05T10:00+01:00"),  # a weekend lies between
        ("2022-07-02T10:00+01:00", "2022-07-05T09:00+01:00"),  # asked on a Saturday
        ("2022-08-26T10:00+01:00", "2022-08-31T10:00+01:00"),  # the summer bank holiday of England lies between
        ("2022-10-28T10:00+01:00", "2022-11-01T10:00+00:00"),  # and here the clocks go back
    ],
)
def test_weekends_and_bank_holidays_do_not_count(house: Community, asked: str, due: str) -> None:
    house.clock.move_to(asked)
    puts(house)

    found = house.rows(Question)[0].remind_at

    house.clock.move_to(due)
    assert found == house.now()


def test_what_is_answered_closed_or_withdrawn_is_not_reminded_of(house: Community) -> None:
    house.presses(OLIVE, "Close without an answer", puts(house)[0])
    house.deliver()

    assert comes(house, WEDNESDAY) == {}


def test_what_is_answered_before_the_reminder_leaves_is_not_told_to_wait(house: Community) -> None:
    shown = puts(house)[0]
    house.clock.move_to(WEDNESDAY)
    questions.run(house.tools)
    house.presses(OLIVE, "Close without an answer", shown)

    assert ["closed your question" in one.text for one in house.deliver()] == [True]


def test_an_asker_who_has_left_is_told_nothing(house: Community) -> None:
    house.joins(AMINA)
    puts(house)
    house.presses(AMINA, "Leave", house.types(AMINA, "/community leave"))

    assert comes(house, WEDNESDAY) == {}


def test_the_asker_can_stop_waiting(house: Community) -> None:
    puts(house)
    comes(house, WEDNESDAY)
    shown = next(seen for seen in house.slack.posts[::-1] if seen.channel == f"D{AMINA.slack_id}")

    assert house.presses(BEN, "I no longer need it", shown).text.startswith("That is not here any more.")
    told = house.presses(AMINA, "I no longer need it", shown)

    assert told.text.startswith("Your question is closed")
    assert [(one.standing, one.text) for one in house.rows(Question)] == [(Standing.CLOSED, "")]


def test_the_clock_knows_when_the_next_reminder_is_due(house: Community) -> None:
    puts(house)

    ahead = outlook.look_ahead(house.tools, now=house.now())

    house.clock.move_to(WEDNESDAY)
    assert ahead == (house.now(), "Reminding of a question")


def test_a_bot_that_was_away_for_weeks_reminds_nobody(house: Community) -> None:
    puts(house)

    assert comes(house, "2022-07-20T09:00+01:00") == {}


def test_a_second_process_adds_no_reminder(house: Community) -> None:
    puts(house)
    house.clock.move_to(WEDNESDAY)

    assert (questions.run(house.tools), questions.run(house.tools)) == (3, 0)
    assert len(house.rows(Message)) == 5
