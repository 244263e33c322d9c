"""Dates as they are written: 3/3/2026, 3 March, the 3rd of March 2026, March 3rd, 2026-03-03."""

import re
from datetime import date

from bot.rules.phrases.calendar import days_later, month_of
from bot.rules.phrases.days import ANY_WEEKDAY
from bot.rules.phrases.months import ANY_MONTH, VERB, YEAR, month_number
from bot.rules.phrases.names import Name, Stands, When, given, name
from bot.rules.phrases.numbers import DAY_ORDINAL, ordinal
from bot.rules.phrases.ranges import Recurs, Span

_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_THE_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)"
_TO = r"\s*(?:-|–|to|and|&|until|till|or)\s*(?:the\s+)?"
_TO_DAY = rf"{_TO}(?P<end>[0-3]?\d)(?:st|nd|rd|th)?"
_ON = rf"(?:{ANY_WEEKDAY},?\s+)?(?:the\s+)?"
_D_M = r"(?P<day>[0-3]?\d)/(?P<number>[01]?\d)"
_NO_CLOCK = r"(?!\s*(?:am|pm|[.:]\d))"
_STOP = r"(?=\s*(?:$|[^\w\s]|(?:at|and|or|to|is|was|from|for|event|events)\b))"


def _day(match: re.Match[str], when: When) -> Span:
    """One day, or days of one month; without a year the nearest one to come, or the last one gone."""
    month = int(match["number"]) if given(match, "number") else month_number(match["month"])
    day = ordinal(match["dayth"]) if given(match, "dayth") else int(match["day"])
    end = int(given(match, "end") or day)
    if given(match, "year"):
        year = int(match["year"])
        year += 2000 if year < 100 else 0
        return date(year, month, day), date(year, month, end)
    year = _nearest_year(day, month, when)
    return date(year, month, day), date(year, month, end)


def _nearest_year(day: int, month: int, when: When) -> int:
    step = -1 if when.back else 1
    for year in range(when.today.year, when.today.year + 9 * step, step):
        if day > month_of(year, month)[1].day:
            continue  # 29 February is not in every year
        found = date(year, month, day)
        if found <= when.today if when.back else found >= when.today:
            return year
    raise ValueError("no such day")


def _day_of_month(match: re.Match[str], when: When) -> Span:
    """The 3rd of the month that runs, or of the nearest one to come or gone."""
    day = int(match["day"])
    if given(match, "turn"):
        away = {"this": 0, "next": 1, "last": -1}[match["turn"]]
        first, _ = month_of(when.today.year, when.today.month + away)
        return (date(first.year, first.month, day),) * 2
    for away in (0, -1, -2) if when.back else (0, 1, 2):
        first, last = month_of(when.today.year, when.today.month + away)
        found = days_later(first, day - 1)
        if found <= last and (found <= when.today if when.back else found >= when.today):
            return found, found
    raise ValueError("no such day")


_MONTH_YEAR = rf"(?:of\s+)?{ANY_MONTH},?\s+{YEAR}"
_MONTH = rf"(?:of\s+)?{ANY_MONTH}{VERB}"

NAMES: tuple[Name, ...] = (
    name(r"(?P<year>20\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?:[t ][\d:.]+z?)?", _day),
    name(r"(?<![\d/.-])(?P<day>[0-3]?\d)[/.-](?P<number>[01]?\d)[/.-](?P<year>20\d\d)", _day),
    name(r"(?<![\d/.-])(?P<day>[0-3]?\d)/(?P<number>[01]?\d)/(?P<year>\d\d)(?!/)", _day),
    name(r"(?<![\d/.-])(?P<day>0\d|[12]\d|3[01])/(?P<number>0\d)(?!/)", _day, recurs=Recurs.YEARLY),
    name(rf"{ANY_WEEKDAY},?\s+{_D_M}(?!/)", _day),
    name(rf"(?<![\d/.-]){_D_M}(?!/)", _day, stands=Stands.AFTER_AN_OPENING, recurs=Recurs.YEARLY),
    name(r"(?<![\d/.-])(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.(?P<year>\d\d)", _day, stands=Stands.AFTER_AN_OPENING),
    name(rf"{_ON}{_DAY}\s+{_MONTH_YEAR}", _day),
    name(rf"{ANY_MONTH}\s+(?:the\s+)?{_DAY},?\s+{YEAR}", _day),
    name(rf"{_ON}{_DAY}\s+{_MONTH}", _day, recurs=Recurs.YEARLY),
    name(rf"{_ON}{DAY_ORDINAL}\s+of\s+{ANY_MONTH}(?:,?\s+{YEAR}|{VERB})", _day),
    name(rf"{ANY_MONTH}\s+(?:the\s+)?{_THE_DAY}", _day, recurs=Recurs.YEARLY),
    name(rf"(?!may|march){ANY_MONTH}\s+{_DAY}{_NO_CLOCK}", _day, recurs=Recurs.YEARLY),
    name(rf"{ANY_MONTH}\s+{_DAY}{_NO_CLOCK}{_STOP}", _day, recurs=Recurs.YEARLY),
    name(rf"(?:the\s+)?{_DAY}{_TO_DAY}\s+(?:of\s+)?{ANY_MONTH}(?:,?\s+{YEAR}|{VERB})", _day),
    name(rf"{ANY_MONTH}\s+{_DAY}{_TO_DAY}(?:,?\s+{YEAR}|{_NO_CLOCK})", _day),
    name(rf"(?:the\s+)?{_THE_DAY}\s+of\s+(?P<turn>this|next|last)\s+month", _day_of_month),
    name(rf"{ANY_WEEKDAY},?\s+(?:the\s+)?{_THE_DAY}", _day_of_month),
    name(
        rf"{_THE_DAY}(?!\s+(?!(?:and|or|to|at|is|was|for|please|event)\b)[a-z])",
        _day_of_month,
        stands=Stands.AFTER_AN_OPENING,
    ),
)
