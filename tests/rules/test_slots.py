"""When prompts come: in the member's own rhythm and at their own hour, whatever their clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.cadence import at_local, awake_from, is_bank_holiday
from bot.rules.slots import EVERY, QUIET, RHYTHMS, Habit, Slot, next_prompt, next_slot, next_working_day
from bot.rules.words import PromptRhythm

MONDAY = datetime(2022, 6, 27, 8, 0, tzinfo=UTC)  # 9am in London
HABIT = Habit(weekday=0, hour=9, zone="Europe/London", since=MONDAY)
LONDON = ZoneInfo("Europe/London")

rhythms = st.sampled_from([*RHYTHMS.values(), 2 * RHYTHMS[PromptRhythm.MONTHLY]])
habits = st.builds(
    Habit,
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"]),
    since=st.datetimes(datetime(2021, 1, 1), datetime(2023, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    every=rhythms,
)
anywhere = st.builds(
    Habit,
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(sorted(available_timezones())),
    since=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    every=rhythms,
)
at_work = st.builds(
    replace,
    habits,
    days_off=st.lists(st.integers(0, 6), max_size=5, unique=True).map(tuple),
    holidays=st.sampled_from([None, "GB-ENG", "US"]),
)
moments = st.datetimes(datetime(2021, 1, 1), datetime(2025, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def slot_after(habit: Habit, after: datetime) -> Slot:
    found = next_slot(habit, after=after)
    assert found is not None
    return found


def slots_between(habit: Habit, start: datetime, end: datetime) -> list[Slot]:
    found = [slot_after(habit, start)]
    while found[-1].due <= end:
        found.append(slot_after(habit, found[-1].due))
    return found[:-1]


def test_who_joins_at_their_hour_gets_the_first_prompt_a_week_later() -> None:
    assert slot_after(HABIT, MONDAY).name == "2022-07-04"


def test_who_joins_before_their_hour_gets_the_first_prompt_that_day() -> None:
    habit = replace(HABIT, since=MONDAY - timedelta(minutes=1))

    assert slot_after(habit, habit.since).due == MONDAY


def test_the_next_prompt_comes_two_weeks_after_the_first() -> None:
    first = slot_after(HABIT, MONDAY)

    assert slot_after(HABIT, first.due).name == "2022-07-18"


@given(habits, moments)
def test_every_prompt_comes_at_the_members_own_weekday_and_in_their_rhythm(habit: Habit, after: datetime) -> None:
    first = slot_after(habit, after)
    second = slot_after(habit, first.due)

    assert after < first.due
    assert habit.since < first.due
    assert date.fromisoformat(first.name).weekday() == habit.weekday
    assert date.fromisoformat(second.name) - date.fromisoformat(first.name) == habit.every


def test_an_hour_that_the_spring_change_leaves_out_moves_forward() -> None:
    habit = Habit(weekday=6, hour=1, zone="Europe/London", since=datetime(2022, 3, 25, 9, tzinfo=UTC))

    slot = slot_after(habit, habit.since)

    assert slot.due.astimezone(LONDON) == datetime(2022, 3, 27, 2, 0, tzinfo=LONDON)


def test_an_hour_that_comes_twice_in_autumn_is_used_once() -> None:
    habit = Habit(weekday=6, hour=1, zone="Europe/London", since=datetime(2022, 10, 28, 9, tzinfo=UTC))

    first = slot_after(habit, habit.since)
    second = slot_after(habit, first.due)

    assert first.due == datetime(2022, 10, 30, 0, 0, tzinfo=UTC)
    assert second.name == "2022-11-13"


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    habit = replace(HABIT, since=datetime(2022, 10, 17, 9, tzinfo=UTC))

    first = slot_after(habit, habit.since)
    second = slot_after(habit, first.due)

    assert [slot.due.astimezone(LONDON).hour for slot in (first, second)] == [9, 9]
    assert second.due - first.due == timedelta(days=14, hours=1)


@pytest.mark.parametrize(("until", "name"), [(date(2022, 7, 4), "2022-07-04"), (date(2022, 7, 5), "2022-07-18")])
def test_no_prompt_comes_before_a_pause_ends(until: date, name: str) -> None:
    assert slot_after(replace(HABIT, paused_until=until), MONDAY).name == name


@given(anywhere)
def test_each_turn_is_one_instant_at_the_members_own_hour_in_every_zone(habit: Habit) -> None:
    found = slots_between(habit, habit.since, habit.since + timedelta(days=400))

    dates = [date.fromisoformat(slot.name) for slot in found]
    assert {second - first for first, second in pairwise(dates)} == {habit.every}
    assert [slot.due for slot in found] == sorted({slot.due for slot in found})
    for day, slot in zip(dates, found, strict=True):
        local = slot.due.astimezone(ZoneInfo(habit.zone)).replace(tzinfo=None)
        late = local - datetime.combine(day, time(habit.hour))
        assert timedelta(0) <= late <= timedelta(hours=1)
        assert late == timedelta(0) or not exists(day, habit.hour, habit.zone)


def exists(day: date, hour: int, zone: str) -> bool:
    """Whether this hour is on the clock of that day at all."""
    meant = datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone))
    return meant.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == meant.replace(tzinfo=None)


@given(anywhere)
def test_a_prompt_at_its_own_hour_never_waits_for_the_day_to_begin(habit: Habit) -> None:
    slot = slot_after(habit, habit.since)
    day = date.fromisoformat(slot.name)

    if exists(day, habit.hour, habit.zone):
        assert awake_from(slot.due, habit.zone, own_hour=habit.hour) == slot.due


@settings(deadline=None)  # the first look at a country's holidays takes long
@given(at_work, moments)
def test_no_turn_is_on_a_day_off_or_a_bank_holiday_and_none_comes_near_the_next(habit: Habit, after: datetime) -> None:
    first = next_slot(habit, after=after)
    second = first and next_slot(habit, after=first.due)

    if first and second:
        for slot in (first, second):
            day = slot.due.astimezone(ZoneInfo(habit.zone)).date()
            assert day.weekday() not in habit.days_off
            assert not is_bank_holiday(day, habit.holidays)
            assert timedelta(0) <= day - date.fromisoformat(slot.name) <= habit.every - QUIET
        assert second.name > first.name
        assert second.due - first.due >= QUIET - timedelta(hours=1)  # by the clock on the wall seven days


def test_a_turn_on_a_day_off_comes_on_the_next_working_day_at_the_same_hour_and_keeps_its_name() -> None:
    slot = slot_after(replace(HABIT, days_off=(0, 1)), MONDAY)

    assert slot == Slot("2022-07-04", at_local(date(2022, 7, 6), time(9), "Europe/London").astimezone(UTC))


def test_a_turn_on_a_friday_off_comes_on_monday_because_weekends_are_no_working_days() -> None:
    slot = slot_after(replace(HABIT, weekday=4, days_off=(4,)), MONDAY)

    assert (slot.name, slot.due.date()) == ("2022-07-01", date(2022, 7, 4))


def test_who_is_asked_on_saturdays_works_on_sundays_too() -> None:
    slot = slot_after(replace(HABIT, weekday=5, days_off=(5,)), MONDAY)

    assert slot.due.date() == date(2022, 7, 3)


def test_who_works_on_no_day_has_no_turn() -> None:
    assert next_slot(replace(HABIT, days_off=tuple(range(7))), after=MONDAY) is None


def test_a_turn_that_would_come_as_late_as_the_next_is_passed_over() -> None:
    """Boxing Day and New Year's Day are kept on Mondays, and this member works on no other day."""
    since = datetime(2022, 12, 19, 9, tzinfo=UTC)
    habit = replace(HABIT, since=since, days_off=(1, 2, 3, 4), holidays="GB-ENG")

    assert slot_after(habit, since) == Slot("2023-01-09", datetime(2023, 1, 9, 9, tzinfo=UTC))


def test_fault_21_a_prompt_at_1am_in_the_spring_gap_comes_once_at_2am() -> None:
    habit = replace(HABIT, weekday=6, hour=1, since=datetime(2027, 3, 26, 9, tzinfo=UTC))

    found = slots_between(habit, habit.since, habit.since + timedelta(days=20))

    assert [(slot.name, slot.due) for slot in found] == [
        ("2027-03-28", datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("2027-04-11", datetime(2027, 4, 11, 0, tzinfo=UTC)),
    ]


def test_fault_22_a_prompt_at_1am_in_the_autumn_overlap_comes_once() -> None:
    habit = replace(HABIT, weekday=6, hour=1, since=datetime(2027, 10, 29, 9, tzinfo=UTC))

    found = slots_between(habit, habit.since, habit.since + timedelta(days=12))

    assert found == [Slot("2027-10-31", datetime(2027, 10, 31, 0, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("turn", "comes"),
    [
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2026, 12, 28), date(2026, 12, 29)),
        (date(2027, 12, 27), date(2027, 12, 29)),
        (date(2028, 4, 14), date(2028, 4, 18)),
    ],
)
def test_fault_25_a_prompt_on_a_bank_holiday_comes_on_the_next_working_day_and_the_next_in_its_turn(
    turn: date, comes: date
) -> None:
    since = datetime.combine(turn - timedelta(days=1), time(12), tzinfo=UTC)
    habit = replace(HABIT, weekday=turn.weekday(), since=since, holidays="GB-ENG")

    first, second = slots_between(habit, since, since + timedelta(days=24))[:2]

    assert (first.name, first.due.date()) == (turn.isoformat(), comes)
    assert second.name == (turn + EVERY).isoformat()


def test_fault_27_a_turn_on_29_february_is_a_day_like_any_other_and_no_month_counts() -> None:
    since = datetime(2028, 2, 28, 12, tzinfo=UTC)
    habit = replace(HABIT, weekday=date(2028, 2, 29).weekday(), since=since)

    assert [slot.name for slot in slots_between(habit, since, since + timedelta(days=33))] == [
        "2028-02-29",
        "2028-03-14",
        "2028-03-28",
    ]


@pytest.mark.parametrize(
    ("zone", "weekday", "hour", "since", "due"),
    [
        ("Australia/Lord_Howe", 6, 2, "2027-10-01T00:00+00:00", "2027-10-02T15:30+00:00"),
        ("Africa/Casablanca", 0, 9, "2027-02-05T12:00+00:00", "2027-02-08T09:00+00:00"),
        ("Africa/Casablanca", 0, 9, "2027-03-20T12:00+00:00", "2027-03-22T08:00+00:00"),
        ("Asia/Kathmandu", 0, 9, "2027-02-05T12:00+00:00", "2027-02-08T03:15+00:00"),
        ("Pacific/Apia", 0, 9, "2027-02-05T12:00+00:00", "2027-02-07T20:00+00:00"),
    ],
)
def test_odd_zones_keep_their_own_hour(zone: str, weekday: int, hour: int, since: str, due: str) -> None:
    habit = Habit(weekday, hour, zone, datetime.fromisoformat(since))

    assert slot_after(habit, habit.since).due == datetime.fromisoformat(due)


def test_who_chooses_a_later_hour_before_their_first_prompt_gets_it_on_the_same_day() -> None:
    found = next_prompt(replace(HABIT, hour=14), None, after=MONDAY + timedelta(days=6))

    assert found is not None
    assert found.name == "2022-07-04"


def test_who_chooses_a_later_hour_stays_in_their_own_weeks() -> None:
    last = slot_after(HABIT, MONDAY)

    found = next_prompt(replace(HABIT, hour=14), last, after=last.due)

    assert found is not None
    assert found.name == "2022-07-18"


def test_a_turn_that_was_asked_does_not_come_back_when_a_new_day_off_moves_it() -> None:
    habit = replace(HABIT, days_off=(0, 1, 2, 3, 4, 5), weekday=0)
    last = Slot("2022-07-04", datetime(2022, 7, 3, 8, tzinfo=UTC))

    found = next_prompt(replace(habit, days_off=(0, 1, 2, 3)), last, after=MONDAY)

    assert found is not None
    assert found.name == "2022-07-18"


@settings(deadline=None)  # the first look at a country's holidays takes long
@given(at_work, at_work, moments)
def test_whatever_somebody_changes_two_prompts_are_a_week_apart_and_never_of_one_day(
    habit: Habit, other: Habit, after: datetime
) -> None:
    first = next_prompt(habit, None, after=after)
    second = first and next_prompt(other, first, after=first.due - timedelta(days=2))

    if first and second:
        wall = [slot.due.astimezone(ZoneInfo(other.zone)).replace(tzinfo=None) for slot in (first, second)]
        assert wall[1] - wall[0] >= QUIET or is_own_hour_after_a_gap(first, second, other)
        assert second.name > first.name


def is_own_hour_after_a_gap(first: Slot, second: Slot, habit: Habit) -> bool:
    """Whether the earlier one came an hour late because that hour was left out on its day."""
    days = [slot.due.astimezone(ZoneInfo(habit.zone)).date() for slot in (first, second)]
    return days[1] - days[0] >= QUIET and not exists(days[0], habit.hour, habit.zone)


@settings(deadline=None)  # the first look at a country's holidays takes long
@given(at_work, moments)
def test_a_weeks_rhythm_keeps_seven_days_between_two_prompts(habit: Habit, after: datetime) -> None:
    """Nobody's turn moves by a day, or two would come within a week: one on a day of rest is passed over."""
    weekly = replace(habit, every=RHYTHMS[PromptRhythm.WEEKLY])

    first = next_prompt(weekly, None, after=after)
    second = first and next_prompt(weekly, first, after=first.due)

    if first and second:
        days = [slot.due.astimezone(ZoneInfo(weekly.zone)).date() for slot in (first, second)]
        assert [day.isoformat() for day in days] == [first.name, second.name]
        assert (days[1] - days[0]).days % 7 == 0


@pytest.mark.parametrize(
    ("rhythm", "names"),
    [
        (PromptRhythm.WEEKLY, ["2022-07-04", "2022-07-11", "2022-07-18"]),
        (PromptRhythm.FORTNIGHTLY, ["2022-07-04", "2022-07-18", "2022-08-01"]),
        (PromptRhythm.MONTHLY, ["2022-07-04", "2022-08-01", "2022-08-29"]),
    ],
)
def test_each_rhythm_has_its_own_turns(rhythm: PromptRhythm, names: list[str]) -> None:
    habit = replace(HABIT, every=RHYTHMS[rhythm])

    assert [slot.name for slot in slots_between(habit, MONDAY, MONDAY + timedelta(days=66))][:3] == names


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (PromptRhythm.FORTNIGHTLY, PromptRhythm.WEEKLY, "2022-07-11"),
        (PromptRhythm.FORTNIGHTLY, PromptRhythm.MONTHLY, "2022-08-01"),
        (PromptRhythm.MONTHLY, PromptRhythm.FORTNIGHTLY, "2022-07-18"),
    ],
)
def test_another_rhythm_is_counted_from_the_last_prompt(before: PromptRhythm, after: PromptRhythm, name: str) -> None:
    last = slot_after(replace(HABIT, every=RHYTHMS[before]), MONDAY)

    found = next_prompt(replace(HABIT, every=RHYTHMS[after]), last, after=last.due)

    assert found is not None
    assert found.name == name


def test_a_weekly_prompt_comes_each_monday_though_the_spring_change_makes_that_week_an_hour_shorter() -> None:
    habit = replace(HABIT, since=datetime(2022, 3, 14, 12, tzinfo=UTC), every=RHYTHMS[PromptRhythm.WEEKLY])
    first = next_prompt(habit, None, after=habit.since)
    assert first is not None

    second = next_prompt(habit, first, after=first.due)

    assert second is not None
    assert (first.name, second.name) == ("2022-03-21", "2022-03-28")
    assert second.due - first.due == timedelta(days=7) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "comes"),
    [
        (date(2022, 7, 5), date(2022, 7, 5)),
        (date(2022, 7, 9), date(2022, 7, 11)),
        (date(2022, 8, 29), date(2022, 8, 30)),
    ],
)
def test_the_next_working_day_is_no_weekend_and_no_bank_holiday(day: date, comes: date) -> None:
    assert next_working_day(replace(HABIT, holidays="GB-ENG"), day) == comes
