"""Dates and times in the words that people read."""

from datetime import datetime
from zoneinfo import ZoneInfo


def write_day(instant: datetime, zone: str) -> str:
    """Write a date: Monday 27 June 2022."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%A %-d %B %Y")


def write_time(instant: datetime, zone: str) -> str:
    """Write a time of day: 9am, 10.45am, midday."""
    local = instant.astimezone(ZoneInfo(zone))
    if local.minute == 0 and local.hour % 12 == 0:
        return "midday" if local.hour else "midnight"
    return local.strftime("%-I.%M%p" if local.minute else "%-I%p").lower()
