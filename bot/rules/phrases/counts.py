"""Counted time: "in 3 weeks", "two months ago", "over the next fortnight", "the last 7 days"."""

import re
from datetime import date

from bot.rules.phrases.calendar import days_later, months_later
from bot.rules.phrases.names import Name, When, given, name
from bot.rules.phrases.numbers import COUNT, count
from bot.rules.phrases.ranges import Span

_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"
_TIME = r"(?:'?s?'?\s+time)?"
_MOST_YEARS = 5  # whoever speaks of longer times does not ask for an event
_TAKES = (
    r"(?<!once )(?<!twice )(?<!times )(?<!learn )(?<!change )(?<!done )(?<!deliver )(?<!complete )(?<!finish )"
    r"(?<!built )(?<!build )(?<!reply )(?<!respond )(?<!trust )(?<!\d )"
)


def _far(match: re.Match[str], when: When, direction: int) -> Span:
    number = count(given(match, "count") or "one") * direction
    unit = match["unit"].rstrip("s")
    if unit == "year" and abs(number) > _MOST_YEARS:
        raise ValueError("too long a time")
    months = {"month": 1, "year": 12}.get(unit)
    far = months_later(when.today, number * months) if months else _by_days(when, number, unit)
    return far, far


def _by_days(when: When, number: int, unit: str) -> date:
    return days_later(when.today, number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _ahead(match: re.Match[str], when: When) -> Span:
    return _far(match, when, 1)


def _ago(match: re.Match[str], when: When) -> Span:
    return _far(match, when, -1)


def _within(match: re.Match[str], when: When) -> Span:
    """From today so far ahead, or from so far back to today."""
    back = given(match, "turn") in {"last", "past", "previous"}
    far, _ = _far(match, when, -1 if back else 1)
    return (far, when.today) if back else (when.today, far)


_TURN = r"(?P<turn>next|coming|following|last|past|previous)"

NAMES: tuple[Name, ...] = (
    name(
        rf"{_TAKES}in\s+(?!(?:an?|one)\s+(?:day|week|month|year)){COUNT}\s+(?!years?\b){_UNIT}{_TIME}(?!\s+(?:of|or|a|per)\b)",
        _ahead,
    ),
    name(rf"in\s+{COUNT}\s+{_UNIT}'?s?'?\s+time", _ahead),
    name(
        r"(?:on|due|back|happening|happens|again|free|meet)\s+in\s+(?P<count>a|one)\s+(?P<unit>week|month)(?=\s*\W*$)",
        _ahead,
    ),
    name(rf"{COUNT}\s+{_UNIT}\s+(?:from\s+(?:now|today)|away)", _ahead),
    name(rf"{COUNT}\s+{_UNIT}\s+ago", _ago),
    name(rf"{_TURN}\s+{COUNT}\s+{_UNIT}", _within),
    name(rf"{_TURN}\s+(?P<unit>fortnight)", _within),
    name(
        r"(?:in|within|over|during|for|throughout)\s+the\s+(?P<turn>next|coming|following|last|past)\s+(?P<unit>week|month|year)",
        _within,
    ),
    name(r"(?P<turn>past)\s+(?P<unit>week|month|year)", _within),
    name(rf"{_TAKES}within\s+{COUNT}\s+{_UNIT}(?!\s+of\b)", _within),
)
