"""When a message is due on people's own clocks, also on the two odd days of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cadence import at_local, awake_from, day_before, is_bank_holiday, keeps_bank_holidays

LONDON = "Europe/London"
ZONES = [LONDON, "Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"]
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))

EVERYWHERE = st.sampled_from(sorted(available_timezones()))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
OWN_HOURS = st.none() | st.integers(0, 23)

# gov.uk, bank holidays in England that fall on working days
BANK_HOLIDAYS = {
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_bank_holidays_of_england_are_those_that_the_government_lists(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365)]

    found = [day for day in days if day.weekday() < 5 and is_bank_holiday(day, "GB-ENG")]

    assert found == [date.fromisoformat(f"{year}-{day}") for day in BANK_HOLIDAYS[year].split()]


def test_a_community_without_a_region_keeps_no_bank_holidays() -> None:
    assert not is_bank_holiday(date(2026, 12, 25), None)


def test_only_regions_whose_bank_holidays_we_know_can_be_kept() -> None:
    assert [code for code in ("GB-ENG", "IE", "gb", "GB-XX", "XX", "") if keeps_bank_holidays(code)] == ["GB-ENG", "IE"]


@pytest.mark.parametrize(
    ("moment", "own_hour", "awake"),
    [
        ("2022-07-04T07:59", None, "2022-07-04T08:00"),
        ("2022-07-04T08:00", None, "2022-07-04T08:00"),
        ("2022-07-04T17:59", None, "2022-07-04T17:59"),
        ("2022-07-04T18:00", None, "2022-07-05T08:00"),
        ("2022-07-04T07:00", 7, "2022-07-04T07:00"),
        ("2022-07-04T18:59", 18, "2022-07-04T18:59"),
        ("2022-07-04T19:00", 18, "2022-07-05T08:00"),
        ("2022-07-04T23:59", 23, "2022-07-04T23:59"),
        ("2022-07-05T00:00", 23, "2022-07-05T08:00"),
    ],
)
def test_people_are_written_to_from_8am_to_6pm_and_in_their_own_hour(
    moment: str, own_hour: int | None, awake: str
) -> None:
    asked, expected = (datetime.fromisoformat(f"{text}+01:00") for text in (moment, awake))

    assert awake_from(asked, LONDON, own_hour=own_hour) == expected


@given(moment=MOMENTS, zone=EVERYWHERE, own_hour=OWN_HOURS)
def test_waiting_for_the_day_never_goes_back_ends_within_a_day_and_need_not_be_done_twice(
    moment: datetime, zone: str, own_hour: int | None
) -> None:
    awake = awake_from(moment, zone, own_hour=own_hour)

    assert timedelta(0) <= awake - moment <= timedelta(hours=25)
    assert awake_from(awake, zone, own_hour=own_hour) == awake
    assert awake.astimezone(ZoneInfo(zone)).hour >= min(8, 8 if own_hour is None else own_hour)
    assert awake.astimezone(ZoneInfo(zone)).hour < max(18, (own_hour or 0) + 1)


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
