"""Parts of a longer time: "the end of the month", "early March", "the rest of the week", "the first week of May"."""

import re

from bot.rules.phrases.calendar import (
    days_later,
    financial_year,
    month_of,
    quarter_of,
    thirds,
    week_of,
    year_of,
)
from bot.rules.phrases.days import WEEKDAY, weekday_number
from bot.rules.phrases.months import ANY_MONTH, VERB, YEAR, month
from bot.rules.phrases.names import Name, When, given, name, steps
from bot.rules.phrases.numbers import ORDINAL, ordinal
from bot.rules.phrases.ranges import Span

_PLACES = {"start": 0, "beginning": 0, "early": 0, "middle": 1, "mid": 1, "end": 2, "late": 2}
_OF = r"(?P<place>start|beginning|middle|end)\s+of\s+(?:the\s+)?"
_EARLY = r"(?P<place>early|mid|late)(?:\s+in|\s+on\s+in)?[\s-]+"
_TURN = r"(?P<turn>this|next|last|coming|previous)"
_UNIT = r"(?P<unit>week|month|quarter|financial\s+year|year)"
_NAMED = rf"{ANY_MONTH}(?:,?\s+{YEAR}|{VERB})"


def _whole(match: re.Match[str], when: When) -> Span:
    """The week, month, quarter or year of which a part is meant."""
    if given(match, "month"):
        return month(match, when)
    if given(match, "year"):
        return year_of(int(match["year"]))
    away, today = steps(match), when.today
    unit = " ".join(match["unit"].split())
    first, _ = month_of(today.year, today.month + 3 * away)
    return {
        "week": week_of(days_later(today, 7 * away)),
        "month": month_of(today.year, today.month + away),
        "quarter": quarter_of(first.year, first.month),
        "financial year": financial_year(today.year - (today.month < 4) + away),
        "year": year_of(today.year + away),
    }[unit]


def _part(match: re.Match[str], when: When) -> Span:
    return thirds(_whole(match, when))[_PLACES[match["place"]]]


def _rest(match: re.Match[str], when: When) -> Span:
    first, last = _whole(match, when)
    return max(first, when.today), last


def _so_far(match: re.Match[str], when: When) -> Span:
    first, last = _whole(match, when)
    return first, min(when.today, last)


def _week_of_month(match: re.Match[str], when: When) -> Span:
    """The first week of a month is its first seven days, and the last week its last seven."""
    first, last = _whole(match, when)
    place = ordinal(match["ordinal"])
    if place < 0:
        return days_later(last, -6), last
    start = days_later(first, 7 * (place - 1))
    return start, min(days_later(start, 6), last)


def _fortnight_of_month(match: re.Match[str], when: When) -> Span:
    first, last = _whole(match, when)
    return (days_later(last, -13), last) if match["half"] in ("second", "last") else (first, days_later(first, 13))


def _weekday_of_month(match: re.Match[str], when: When) -> Span:
    first, last = _whole(match, when)
    wanted, place = weekday_number(match["weekday"]), ordinal(match["ordinal"])
    if place < 0:
        found = days_later(last, -((last.weekday() - wanted) % 7))
    else:
        found = days_later(first, (wanted - first.weekday()) % 7 + 7 * (place - 1))
    if found > last:
        raise ValueError("no such day")
    return found, found


_MONTHS = (rf"{_NAMED}", rf"(?:the|{_TURN})\s+(?P<unit>month)")

NAMES: tuple[Name, ...] = (
    name(rf"{_OF}{_NAMED}", _part),
    name(rf"{_OF}{YEAR}", _part),
    name(rf"{_OF}(?:{_TURN}\s+)?{_UNIT}", _part),
    name(rf"{_EARLY}{_NAMED}", _part),
    name(rf"{_EARLY}{YEAR}", _part),
    name(rf"{_EARLY}(?:the\s+)?{_TURN}\s+{_UNIT}", _part),
    name(rf"(?:rest|remainder)\s+of\s+(?:the\s+)?(?:(?P<turn>this)\s+)?{_UNIT}", _rest),
    name(rf"(?:rest|remainder)\s+of\s+{_NAMED}", _rest),
    name(rf"(?:rest|remainder)\s+of\s+{YEAR}", _rest),
    name(rf"later\s+(?:on\s+)?(?:in\s+)?(?:(?P<turn>this)|the)\s+{_UNIT}", _rest),
    name(rf"earlier\s+(?:in\s+)?(?:(?P<turn>this)|the)\s+{_UNIT}", _so_far),
    name(rf"so\s+far\s+(?P<turn>this)\s+{_UNIT}", _so_far),
    name(rf"(?P<turn>this)\s+{_UNIT}\s+so\s+far", _so_far),
    *(name(rf"{ORDINAL}\s+week\s+(?:of|in)\s+{inside}", _week_of_month) for inside in _MONTHS),
    *(
        name(rf"(?P<half>first|second|last)\s+fortnight\s+(?:of|in)\s+{inside}", _fortnight_of_month)
        for inside in _MONTHS
    ),
    *(name(rf"{ORDINAL}\s+{WEEKDAY}\s+(?:of|in)\s+{inside}", _weekday_of_month) for inside in _MONTHS),
)
