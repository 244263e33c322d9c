"""When a member's prompts come: every second week, on their weekday and hour, on their own clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rules.cadence import at_local

EVERY = timedelta(weeks=2)
QUIET = timedelta(days=7)
"""However often somebody changes their day, two prompts never come closer than this."""


@dataclass(frozen=True)
class Habit:
    """The hour of the week that a member chose, and since when they are here. Monday is 0."""

    weekday: int
    hour: int
    zone: str
    since: datetime
    paused_until: date | None = None


@dataclass(frozen=True)
class Slot:
    """One time at which a prompt is due; its name is the day on the member's own calendar."""

    name: str
    due: datetime


def next_slot(habit: Habit, *, after: datetime) -> Slot:
    """The first slot after this moment and not before the end of a pause."""
    first = _first_day(habit.weekday, habit.hour, habit.zone, habit.since)
    earliest = max(first, after.astimezone(ZoneInfo(habit.zone)).date(), habit.paused_until or date.min)
    day = first + -(-(earliest - first) // EVERY) * EVERY  # the turn on that day or the next one after it
    due = _at(day, habit.hour, habit.zone)
    if due <= after:
        day += EVERY
        due = _at(day, habit.hour, habit.zone)
    return Slot(day.isoformat(), due)


def days_ahead(weekday: int, hour: int, zone: str, *, after: datetime, within: timedelta) -> list[date]:
    """The days on which this hour of the week falls in (after, after + within], every week."""
    start = after.astimezone(ZoneInfo(zone)).date()
    days = (start + timedelta(days=ahead) for ahead in range(within.days + 2))
    fitting = (day for day in days if day.weekday() == weekday)
    return [day for day in fitting if after < _at(day, hour, zone) <= after + within]


@lru_cache(50_000)
def _first_day(weekday: int, hour: int, zone: str, since: datetime) -> date:
    """The member's first slot; their turns are counted from it."""
    start = since.astimezone(ZoneInfo(zone)).date()
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    return day if _at(day, hour, zone) > since else day + timedelta(weeks=1)


def _at(day: date, hour: int, zone: str) -> datetime:
    """In UTC, where comparing and subtracting know of clock changes."""
    return at_local(day, time(hour), zone).astimezone(UTC)
