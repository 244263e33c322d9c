"""Times to meet are read as they were filled in, and a form begins with the next days on which somebody works."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import InvalidField
from bot.rules.rhythm import Calendar
from bot.rules.times import Row, read, suggest

NOW = datetime(2022, 6, 27, 8, tzinfo=UTC)  # a Monday
ENDS = datetime(2022, 7, 25, 8, tzinfo=UTC)
LONDON, TOKYO = "Europe/London", "Asia/Tokyo"
NOTHING: Row = ("", "")


def test_times_are_on_the_clock_of_whoever_proposes_them() -> None:
    rows = [("2022-07-05", "09:00"), NOTHING, NOTHING]

    assert read(rows, LONDON, now=NOW, ends_at=ENDS) == [datetime(2022, 7, 5, 8, tzinfo=UTC)]
    assert read(rows, TOKYO, now=NOW, ends_at=ENDS) == [datetime(2022, 7, 5, 0, tzinfo=UTC)]


def test_the_same_time_twice_is_one() -> None:
    assert len(read([("2022-07-05", "09:00")] * 3, LONDON, now=NOW, ends_at=ENDS)) == 1


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (("2022-07-05", ""), "time_2", "Choose a time for this day, or empty the day."),
        (("", "09:00"), "day_2", "Choose a day for this time, or empty the time."),
        (("2022-06-27", "08:59"), "day_2", "That time has passed. Choose a later one."),
        (("2022-07-25", "09:00"), "day_2", "This introduction ends on Monday 25 July 2022. Choose an earlier time."),
        (("soon", "09:00"), "day_2", "Choose the day from the calendar."),
        (("9999-12-31", "23:59"), "day_2", "This introduction ends on Monday 25 July 2022. Choose an earlier time."),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(row: Row, field: str, words: str) -> None:
    with pytest.raises(InvalidField) as raised:
        read([("2022-07-05", "09:00"), row, NOTHING], LONDON, now=NOW, ends_at=ENDS)

    assert (raised.value.field, raised.value.words) == (field, words)


def test_at_least_one_time_is_needed() -> None:
    with pytest.raises(InvalidField, match="at least one day"):
        read([NOTHING] * 3, LONDON, now=NOW, ends_at=ENDS)


def test_a_form_begins_with_the_next_working_days() -> None:
    friday = datetime(2022, 8, 26, 8, tzinfo=UTC)
    place = Calendar(LONDON, "GB-ENG")

    found = suggest(place, now=friday, ends_at=friday.replace(month=9), days_off=[2], taken=[date(2022, 9, 1)])

    # Monday is a bank holiday, Wednesday a day off, and on Thursday something is proposed already
    assert [f"{at:%A %d %H}" for at in found] == ["Tuesday 30 10", "Friday 02 14", "Monday 05 10"]


def test_nothing_is_suggested_after_the_introduction_ends() -> None:
    place = Calendar(LONDON)

    assert suggest(place, now=ENDS, ends_at=ENDS, days_off=[], taken=[]) == []
