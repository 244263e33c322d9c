"""When prompts come: every second week at the member's own hour, whatever their clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.slots import EVERY, Habit, days_ahead, next_slot

MONDAY = datetime(2022, 6, 27, 8, 0, tzinfo=UTC)  # 9am in London
HABIT = Habit(weekday=0, hour=9, zone="Europe/London", since=MONDAY)
LONDON = ZoneInfo("Europe/London")

habits = st.builds(
    Habit,
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"]),
    since=st.datetimes(datetime(2021, 1, 1), datetime(2023, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
moments = st.datetimes(datetime(2021, 1, 1), datetime(2025, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_who_joins_at_their_hour_gets_the_first_prompt_a_week_later() -> None:
    assert next_slot(HABIT, after=MONDAY).name == "2022-07-04"


def test_who_joins_before_their_hour_gets_the_first_prompt_that_day() -> None:
    habit = replace(HABIT, since=MONDAY - timedelta(minutes=1))

    assert next_slot(habit, after=habit.since).due == MONDAY


def test_the_next_prompt_comes_two_weeks_after_the_first() -> None:
    first = next_slot(HABIT, after=MONDAY)

    assert next_slot(HABIT, after=first.due).name == "2022-07-18"


@given(habits, moments)
def test_every_prompt_comes_at_the_members_own_weekday_two_weeks_after_the_last(habit: Habit, after: datetime) -> None:
    first = next_slot(habit, after=after)
    second = next_slot(habit, after=first.due)

    assert after < first.due
    assert habit.since < first.due
    assert date.fromisoformat(first.name).weekday() == habit.weekday
    assert date.fromisoformat(second.name) - date.fromisoformat(first.name) == EVERY


@given(habits, moments)
def test_looking_ahead_finds_every_slot_within_two_days(habit: Habit, after: datetime) -> None:
    slot = next_slot(habit, after=after)
    found = days_ahead(habit.weekday, habit.hour, habit.zone, after=after, within=timedelta(hours=48))

    if slot.due <= after + timedelta(hours=48):
        assert date.fromisoformat(slot.name) in found


def test_an_hour_that_the_spring_change_leaves_out_moves_forward() -> None:
    habit = Habit(weekday=6, hour=1, zone="Europe/London", since=datetime(2022, 3, 25, 9, tzinfo=UTC))

    slot = next_slot(habit, after=habit.since)

    assert slot.due.astimezone(LONDON) == datetime(2022, 3, 27, 2, 0, tzinfo=LONDON)


def test_an_hour_that_comes_twice_in_autumn_is_used_once() -> None:
    habit = Habit(weekday=6, hour=1, zone="Europe/London", since=datetime(2022, 10, 28, 9, tzinfo=UTC))

    first = next_slot(habit, after=habit.since)
    second = next_slot(habit, after=first.due)

    assert first.due == datetime(2022, 10, 30, 0, 0, tzinfo=UTC)
    assert second.name == "2022-11-13"


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    habit = replace(HABIT, since=datetime(2022, 10, 17, 9, tzinfo=UTC))

    first = next_slot(habit, after=habit.since)
    second = next_slot(habit, after=first.due)

    assert [slot.due.astimezone(LONDON).hour for slot in (first, second)] == [9, 9]
    assert second.due - first.due == timedelta(days=14, hours=1)


@pytest.mark.parametrize(("until", "name"), [(date(2022, 7, 4), "2022-07-04"), (date(2022, 7, 5), "2022-07-18")])
def test_no_prompt_comes_before_a_pause_ends(until: date, name: str) -> None:
    assert next_slot(replace(HABIT, paused_until=until), after=MONDAY).name == name
