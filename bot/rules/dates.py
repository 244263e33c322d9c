"""Dates and times in the words that people here are used to: "Friday 3 March 2023", "9am", "12 midday"."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def date_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def time_words(at: time) -> str:
    """The time as the NHS style guide writes it: no leading zero, and a full stop before the minutes."""
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    if (at.hour, at.minute) == (12, 0):
        return "12 midday"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def span_words(start: datetime, end: datetime, zone: str) -> str:
    """When something is, on the clocks of its zone; the day is said twice only where it changes."""
    first, last = local(start, zone), local(end, zone)
    began = f"{date_words(first.date())}, {time_words(first.time())}"
    if first.date() == last.date():
        return f"{began} to {time_words(last.time())}"
    return f"{began} to {date_words(last.date())}, {time_words(last.time())}"


def days_words(first: date, last: date) -> str:
    """A day, a whole month, or from one day to another."""
    if first == last:
        return date_words(first)
    ends_a_month = (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_a_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{date_words(first)} to {date_words(last)}"


def clock_words(start: datetime, end: datetime, zone: str) -> str:
    """From one time to another on a day that is already known."""
    return f"{time_words(local(start, zone).time())} to {time_words(local(end, zone).time())}"


def moment_words(at: datetime, zone: str) -> str:
    """One instant in a sentence: the time on the day."""
    there = local(at, zone)
    return f"{time_words(there.time())} on {date_words(there.date())}"


def part_of_day(at: time) -> str:
    if at.hour < 12:
        return "morning"
    return "afternoon" if at.hour < 17 else "evening"


def length_words(start: datetime, end: datetime) -> str:
    hours, minutes = divmod(int((end - start).total_seconds()) // 60, 60)
    told = [_counted(hours, "hour")] if hours else []
    return " and ".join([*told, _counted(minutes, "minute")] if minutes or not told else told)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
