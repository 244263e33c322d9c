"""When a message is due on people's own clocks, also on the two odd days of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cadence import at_local, day_before

LONDON = "Europe/London"
ZONES = [LONDON, "Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"]
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2022-07-05T09:00+01:00", "2022-07-04T08:00+00:00"),
        ("2022-12-05T09:00+00:00", "2022-12-04T09:00+00:00"),
        ("2022-07-05T00:15+01:00", "2022-07-04T08:00+00:00"),
        ("2022-03-28T09:00+01:00", "2022-03-27T08:00+00:00"),
        ("2022-10-31T09:00+00:00", "2022-10-30T09:00+00:00"),
    ],
)
def test_a_reminder_is_due_at_9am_on_the_day_before(starts: str, due: str) -> None:
    assert day_before(datetime.fromisoformat(starts), LONDON) == datetime.fromisoformat(due)


def test_the_day_before_is_the_one_where_the_event_takes_place() -> None:
    starts = datetime(2022, 7, 5, 23, 30, tzinfo=UTC)

    assert day_before(starts, LONDON).date() == date(2022, 7, 5)
    assert day_before(starts, "America/New_York").date() == date(2022, 7, 4)


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_an_hour_that_spring_leaves_out_moves_forward(minute: int) -> None:
    found = at_local(date(2022, 3, 27), time(1, minute), LONDON)

    assert found.astimezone(ZoneInfo(LONDON)).time() == time(2, minute)


def test_an_hour_that_autumn_has_twice_is_the_first_of_the_two() -> None:
    found = at_local(date(2022, 10, 30), time(1, 30), LONDON)

    assert found.astimezone(UTC) == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)


@given(day=DAYS, hour=st.times(), zone=st.sampled_from(ZONES))
def test_people_see_the_hour_that_was_meant_or_a_later_one_of_the_same_day(day: date, hour: time, zone: str) -> None:
    seen = at_local(day, hour, zone).astimezone(ZoneInfo(zone))

    assert seen.date() == day
    assert timedelta(0) <= seen.replace(tzinfo=None) - datetime.combine(day, hour) <= timedelta(hours=1)


@given(day=DAYS, zone=st.sampled_from(ZONES), minutes=st.integers(0, 24 * 60 - 1))
def test_a_reminder_always_comes_before_its_event_and_at_most_two_days_before(
    day: date, zone: str, minutes: int
) -> None:
    starts = at_local(day, time(*divmod(minutes, 60)), zone)

    assert timedelta(0) < starts.astimezone(UTC) - day_before(starts, zone).astimezone(UTC) < timedelta(hours=41)


@given(day=DAYS, hours=st.lists(st.times(), min_size=2, max_size=2), zone=st.sampled_from(ZONES))
def test_earlier_hours_are_never_due_after_later_ones_outside_the_spring_gap(
    day: date, hours: list[time], zone: str
) -> None:
    first, second = (at_local(day, hour, zone) for hour in sorted(hours))

    assert first.astimezone(UTC) <= second.astimezone(UTC) + timedelta(hours=1)
