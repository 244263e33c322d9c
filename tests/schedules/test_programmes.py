"""Rounds that start by themselves: everybody is asked, organisers look, and it is sent once, at its hour."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.connection import programmes, rounds
from bot.rules.messages import Kind, State
from bot.rules.words import Rhythm, RoundState, Track
from db.models import Introduction, Message, Programme, Round, Turnout
from schedules import outlook
from schedules import programmes as calendar
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, EIGHT, EVE, GUS, arrive, change, read
from tests.people import AMINA, OLIVE, OMAR, Somebody

TUESDAY = "2022-07-05"
NINE = datetime(2022, 7, 5, 8, tzinfo=UTC)


@pytest.fixture
def monthly(community: Community) -> Community:
    """Eight leaders, and rounds on the first Tuesday of each month."""
    arrive(community, *EIGHT)
    set_rhythm(community)
    return community


def set_rhythm(community: Community, *, first: str = TUESDAY, often: str = "MONTHLY") -> dict[str, Any]:
    community.presses(OLIVE, "Set a rhythm", community.opens_organise(OLIVE), near="Rounds of introductions")
    return community.submits(OLIVE, community.form(), rhythm=often, first=first)


def be_at(community: Community, moment: datetime) -> None:
    community.clock.forward(seconds=(moment - community.now()).total_seconds())


def come_to(community: Community, moment: datetime) -> list[Seen]:
    """Time passes, with a tick each morning; gives what was posted."""
    seen = []
    while community.now() < moment:
        be_at(community, min(moment, community.now() + timedelta(days=1)))
        calendar.run(community.tools)
        seen += community.deliver()
    return seen


def to(who: Somebody, seen: list[Seen], starting: str) -> Seen:
    return next(one for one in seen if one.channel == f"D{who.slack_id}" and one.text.startswith(starting))


def test_an_organiser_sets_a_rhythm_and_sees_when_the_next_round_starts(house: Community) -> None:
    arrive(house, *EIGHT)

    answered = set_rhythm(house)

    told = "Rounds start every month, the next at 9am on Tuesday 5 July 2022."
    assert told in words_of(answered["view"]["blocks"])
    assert told in words_of(house.opens_organise(OLIVE)["blocks"])


@pytest.mark.parametrize("first", ["2022-06-27", "2022-06-01", "2024-01-01"])
def test_a_day_that_is_no_use_is_said_beside_its_field(house: Community, first: str) -> None:
    answered = set_rhythm(house, first=first)

    assert answered["errors"] == {"first": "Choose a date after today and within a year."}
    assert house.rows(Programme) == []


def test_only_organisers_set_a_rhythm(house: Community) -> None:
    home = house.opens_organise(OLIVE)

    shown = house.presses(AMINA, "Set a rhythm", home, near="Rounds of introductions")

    assert shown.status == 200
    assert house.slack.forms == []


def test_members_are_asked_five_days_before_and_may_skip(monthly: Community) -> None:
    seen = come_to(monthly, NINE - timedelta(days=5))

    asked = to(ADA, seen, "The next round of introductions starts on Tuesday 5 July 2022.")
    shown = monthly.presses(ADA, "Skip", asked)
    assert "You skip the round that starts on Tuesday 5 July 2022." in shown.words()
    come_to(monthly, NINE - timedelta(days=1))
    assert len(monthly.rows(Introduction)) == 3  # a trio among seven

    assert [turnout.comes for turnout in monthly.rows(Turnout)] == [False]


def test_who_skips_and_thinks_again_is_in(house: Community) -> None:
    arrive(house, *EIGHT)
    set_rhythm(house)
    asked = to(ADA, come_to(house, NINE - timedelta(days=5)), "The next round")

    skipped = house.presses(ADA, "Skip", asked)
    shown = house.presses(ADA, "Yes, I am in", skipped)

    assert "You are in the round that starts on Tuesday 5 July 2022." in shown.words()
    assert [turnout.comes for turnout in house.rows(Turnout)] == [True]


def test_each_is_asked_once_however_often_the_clock_ticks(monthly: Community) -> None:
    come_to(monthly, NINE - timedelta(days=5))
    calendar.run(monthly.tools)
    monthly.deliver()

    assert len([one for one in monthly.rows(Message) if one.kind == Kind.TURNOUT]) == 8


def test_a_button_of_a_round_that_has_started_says_so(house: Community) -> None:
    arrive(house, *EIGHT)
    set_rhythm(house)
    asked = to(ADA, come_to(house, NINE - timedelta(days=5)), "The next round")
    come_to(house, NINE)

    assert "That round has started already." in house.presses(ADA, "Skip", asked).words()


def test_organisers_see_the_draw_on_the_working_day_before(monthly: Community) -> None:
    seen = come_to(monthly, NINE - timedelta(days=1))

    told = to(OLIVE, seen, "Round 1 is drawn: 8 members in 4 introductions.")
    assert to(OMAR, seen, "Round 1 is drawn") is not None
    shown = monthly.presses(OLIVE, "Look at the draw", told)
    assert "It is sent at 9am on Tuesday 5 July 2022, unless you cancel it." in shown.words()
    assert [one for one in seen if one.channel.startswith("G")] == []


def test_the_round_is_sent_at_nine_on_its_day_and_once(monthly: Community) -> None:
    come_to(monthly, NINE - timedelta(days=1))
    seen = come_to(monthly, NINE)
    calendar.run(monthly.tools)
    again = monthly.deliver()

    assert len([one for one in seen if one.channel.startswith("G")]) == 4
    assert again == []
    (held,) = monthly.rows(Round)
    assert (held.state, held.sent_at, held.drawn_by_id) == (RoundState.SENT, NINE, None)


def test_the_next_round_starts_a_month_later_and_ends_this_one(monthly: Community) -> None:
    come_to(monthly, NINE)
    come_to(monthly, datetime(2022, 8, 2, 8, tzinfo=UTC))

    assert [held.number for held in monthly.rows(Round)] == [1, 2]
    assert monthly.rows(Round)[0].ends_at == monthly.rows(Round)[1].starts_at
    assert [held.state for held in monthly.rows(Round)] == [RoundState.SENT] * 2


def test_a_draw_that_is_cancelled_is_not_sent_and_the_next_one_comes(monthly: Community) -> None:
    told = to(OLIVE, come_to(monthly, NINE - timedelta(days=1)), "Round 1 is drawn")
    monthly.presses(OLIVE, "Cancel", {"blocks": monthly.presses(OLIVE, "Look at the draw", told).blocks})

    seen = come_to(monthly, NINE)

    assert [one for one in seen if one.channel.startswith("G")] == []
    assert "the next at 9am on Tuesday 2 August 2022" in words_of(monthly.opens_organise(OLIVE)["blocks"])


def test_two_processes_draw_and_send_one_round(monthly: Community) -> None:
    for moment in (NINE - timedelta(days=1), NINE):
        be_at(monthly, moment)
        calendar.run(monthly.tools)
        calendar.run(monthly.tools)

    assert len(monthly.rows(Round)) == 1
    assert len([one for one in monthly.rows(Message) if one.kind == Kind.INTRODUCTION]) == 4


def test_a_round_after_a_day_of_downtime_is_sent_late_and_one_after_a_week_not_at_all(house: Community) -> None:
    arrive(house, *EIGHT)
    set_rhythm(house)
    be_at(house, NINE + timedelta(days=1))
    calendar.run(house.tools)
    assert [held.state for held in house.rows(Round)] == [RoundState.SENT]

    be_at(house, datetime(2022, 8, 9, 8, tzinfo=UTC))
    calendar.run(house.tools)
    assert len(house.rows(Round)) == 1
    assert "Tuesday 6 September 2022" in words_of(house.opens_organise(OLIVE)["blocks"])


@pytest.mark.parametrize("leaders", [(), (ADA,), (ADA, BILL)])
def test_a_round_for_too_few_is_left_out_without_a_word_to_members(house: Community, leaders: Any) -> None:
    arrive(house, *leaders)
    set_rhythm(house)

    come_to(house, NINE)

    assert house.rows(Round) == []
    assert [one for one in house.rows(Message) if one.kind != Kind.TURNOUT] == []
    assert "the next at 9am on Tuesday 2 August 2022" in words_of(house.opens_organise(OLIVE)["blocks"])


def test_a_round_that_everybody_left_between_draw_and_start_is_left_out(house: Community) -> None:
    arrive(house, ADA, DEV)
    set_rhythm(house)
    come_to(house, NINE - timedelta(days=1))
    change(house, ADA, wants_introductions=False)

    come_to(house, NINE)

    assert [held.state for held in house.rows(Round)] == [RoundState.CANCELLED]
    assert [one for one in house.rows(Message) if one.kind == Kind.INTRODUCTION] == []


def test_a_draw_that_an_organiser_was_looking_at_gives_way_to_the_calendar(house: Community) -> None:
    arrive(house, *EIGHT)
    house.presses(OLIVE, "Preview a round", house.opens_organise(OLIVE))
    set_rhythm(house)

    come_to(house, NINE)

    assert [(held.state, held.number) for held in house.rows(Round)] == [(RoundState.SENT, 1)]
    assert len(house.rows(Introduction)) == 4


def test_a_round_sent_by_hand_lasts_until_the_calendar_comes_round(house: Community) -> None:
    arrive(house, *EIGHT)
    set_rhythm(house)
    shown = house.presses(OLIVE, "Preview a round", house.opens_organise(OLIVE))

    house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    (held,) = house.rows(Round)
    assert held.ends_at == datetime(2022, 8, 2, 8, tzinfo=UTC)
    assert house.rows(Programme)[0].next_starts_at == held.ends_at


def test_without_a_rhythm_nothing_starts_by_itself(house: Community) -> None:
    arrive(house, *EIGHT)
    set_rhythm(house)
    house.presses(OLIVE, "Stop the rhythm", house.opens_organise(OLIVE))

    come_to(house, NINE + timedelta(days=1))

    assert house.rows(Round) == []
    assert house.rows(Message) == []


def test_the_sandbox_is_told_what_the_calendar_does_next(house: Community) -> None:
    arrive(house, ADA, DEV)
    set_rhythm(house)

    found = outlook.look_ahead(house.tools, now=house.now())

    assert found == (NINE - timedelta(days=7), "The next round of introductions")


def test_walking_in_their_shoes_has_its_own_rounds_of_half_a_year(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE, GUS)
    for who in (ADA, DEV):
        change(house, who, wants_shoes=True)
    with house.db.begin(house.workspace) as session:
        programmes.start(session, Track.SHOES, Rhythm.HALF_YEARLY, TUESDAY, now=house.now())

    seen = come_to(house, NINE)

    assert [one.channel for one in seen if one.channel.startswith("G")] == ["GU0ADA+U0DEV"]
    assert "at least a day" in next(one.text for one in seen if one.channel.startswith("G"))
    with house.db.read(house.workspace) as session:
        held = rounds.running(session, Track.SHOES, now=house.now())
        assert held is not None
        assert held.ends_at is not None
        assert held.ends_at.date() == date(2023, 1, 3)
        assert rounds.running(session, Track.ROUNDS, now=house.now()) is None


def test_a_fortnightly_round_asks_whether_they_met_before_the_next_one(house: Community) -> None:
    arrive(house, ADA, DEV)
    set_rhythm(house, often="FORTNIGHTLY")
    come_to(house, NINE)

    due = {one.kind: one.due_at.date() for one in house.rows(Message) if one.state is State.READY}

    assert due[Kind.REMINDER_TO_MEET] == date(2022, 7, 11)  # in the first half, on a Monday
    assert due[Kind.DID_YOU_MEET] == date(2022, 7, 18)  # the 17th is a Sunday
    assert "Find 30 minutes before Tuesday 19 July 2022" in read(house.slack.posts[-1])
