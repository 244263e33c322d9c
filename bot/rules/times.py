"""Times that somebody fills in to meet: read from the form, and a few to begin with."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from bot.errors import InvalidField
from bot.rules import cadence
from bot.rules.dates import date_words, local
from bot.rules.rhythm import Calendar

HOURS = (time(10), time(14), time(10))
"""To begin with: one hour for each time that the form takes."""

Row = tuple[str, str]
"""A day and a time as the form sends them; either may be empty."""


def read(rows: Sequence[Row], zone: str, *, now: datetime, ends_at: datetime) -> list[datetime]:
    """The times of a form, each once; row number n stands in the fields day_n and time_n. Raises InvalidField."""
    found = [_read_row(number, row, zone) for number, row in enumerate(rows, start=1)]
    for number, at in enumerate(found, start=1):
        if at is not None and at <= now:
            raise InvalidField(f"day_{number}", "That time has passed. Choose a later one.")
        if at is not None and at >= ends_at:
            until = date_words(local(ends_at, zone).date())
            raise InvalidField(f"day_{number}", f"This introduction ends on {until}. Choose an earlier time.")
    times = [at for at in found if at is not None]
    if not times:
        raise InvalidField("day_1", "Choose at least one day and its time.")
    return list(dict.fromkeys(times))


def suggest(
    place: Calendar, *, now: datetime, ends_at: datetime, days_off: Collection[int], taken: Collection[date]
) -> list[datetime]:
    """The next working days on which this member works and nothing is proposed yet, each at a usual hour."""
    day, found = local(now, place.zone).date(), list[datetime]()
    last = local(ends_at, place.zone).date()
    while len(found) < len(HOURS) and day < last:
        day += timedelta(days=1)
        at = cadence.at_local(day, HOURS[len(found)], place.zone)
        if place.works_on(day) and day.weekday() not in days_off and day not in taken and at < ends_at:
            found.append(at)
    return found


def _read_row(number: int, row: Row, zone: str) -> datetime | None:
    day, hour = row
    if not day and not hour:
        return None
    if not hour:
        raise InvalidField(f"time_{number}", "Choose a time for this day, or empty the day.")
    if not day:
        raise InvalidField(f"day_{number}", "Choose a day for this time, or empty the time.")
    try:
        return cadence.at_local(date.fromisoformat(day), time.fromisoformat(hour), zone)
    except (ValueError, OverflowError):
        raise InvalidField(f"day_{number}", "Choose the day from the calendar.") from None
