"""Bank holidays of England and the days around them, by name: "Good Friday", "Easter", "the next bank holiday"."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

from bot.rules.phrases.calendar import days_later
from bot.rules.phrases.names import LAST, Name, When, given, name
from bot.rules.phrases.ranges import Span

_OBSERVED = " (observed)"
_TURN = r"(?:(?P<turn>this|next|last|previous|coming)\s+)?"
_SEASONAL = r"eve|day|holidays?|break|period|tree|part(?:y|ies)|card|carol|dinner|jumper"
_YEAR = r"(?:,?\s+(?:in\s+|of\s+)?(?P<year>20\d\d))?"


@lru_cache(64)
def _kept(year: int) -> Mapping[date, str]:
    """The bank holidays of a year; one that falls on a weekend is kept on its substitute day."""
    listed = dict(country_holidays("GB", subdiv="ENG", years=year).items())
    moved = {found.removesuffix(_OBSERVED) for found in listed.values() if found.endswith(_OBSERVED)}
    return MappingProxyType({day: found for day, found in sorted(listed.items()) if found not in moved})


def _named(year: int, found: str) -> date:
    return next(day for day, listed in _kept(year).items() if listed.startswith(found))


Feast = Callable[[int], Span]


def _kept_as(found: str) -> Feast:
    return lambda year: (_named(year, found),) * 2


def _on(month: int, day: int) -> Feast:
    return lambda year: (date(year, month, day),) * 2


def _around_easter(first: int, last: int) -> Feast:
    """Days counted from Easter Sunday."""
    return lambda year: tuple(days_later(_named(year, "Good Friday"), 2 + away) for away in (first, last))  # type: ignore[return-value]


_FEASTS: dict[str, Feast] = {
    r"new\s+year'?s?\s+day": _on(1, 1),
    r"new\s+year'?s?\s+eve": _on(12, 31),
    r"good\s+friday": _around_easter(-2, -2),
    r"easter\s+saturday": _around_easter(-1, -1),
    r"easter\s+sunday": _around_easter(0, 0),
    r"easter\s+monday": _around_easter(1, 1),
    r"maundy\s+thursday": _around_easter(-3, -3),
    r"easter(?:\s+(?:weekend|bank\s+holiday)s?)?(?:'s)?(?!\s+(?:egg|bunny))": _around_easter(-2, 1),
    r"(?:early\s+may|may\s+day|first\s+may|may)\s+bank\s+holiday|may\s+day": _kept_as("May Day"),
    r"(?:late\s+may|second\s+may|spring|whitsun)\s+bank\s+holiday": _kept_as("Spring"),
    r"(?:late\s+)?(?:summer|august)\s+bank\s+holiday": _kept_as("Late Summer"),
    r"christmas\s+eve": _on(12, 24),
    r"boxing\s+day": _on(12, 26),
    rf"christmas\s+day|christmas(?:'s)?(?!\s+(?:{_SEASONAL}))": _on(12, 25),
    r"christmas\s+(?:holidays?|break|period)": lambda year: (date(year, 12, 24), date(year + 1, 1, 1)),
}


def _feast(feast: Feast) -> Callable[[re.Match[str], When], Span]:
    def resolve(match: re.Match[str], when: When) -> Span:
        if given(match, "year"):
            return feast(int(match["year"]))
        return _nearest([feast(when.today.year + away) for away in (-1, 0, 1)], match, when)

    return resolve


def _nearest(spans: list[Span], match: re.Match[str], when: When) -> Span:
    """The last one that is over, the last that has begun, or the next that is not over."""
    if given(match, "turn") in LAST:
        return [span for span in spans if span[1] < when.today][-1]
    if when.back:
        return [span for span in spans if span[0] <= when.today][-1]
    return next(span for span in spans if span[1] >= when.today)


def _bank_holiday(match: re.Match[str], when: When) -> Span:
    kept = [day for away in (-1, 0, 1) for day in _kept(when.today.year + away)]
    if "monday" in match[0]:
        kept = [day for day in kept if day.weekday() == 0]
    if given(match, "turn") == "next":
        kept = [day for day in kept if day != when.today]
    found, _ = _nearest([(day, day) for day in kept], match, when)
    return _weekend_with(found) if "weekend" in match[0] else (found, found)


def _weekend_with(day: date) -> Span:
    """The days off around a bank holiday."""
    off = {*_kept(day.year), *_kept(day.year + 1)}
    first = last = day
    while (before := days_later(first, -1)).weekday() >= 5 or before in off:
        first = before
    while (after := days_later(last, 1)).weekday() >= 5 or after in off:
        last = after
    return first, last


def _new_year(_match: re.Match[str], when: When) -> Span:
    """The January to come; in January, this one."""
    year = when.today.year + (when.today.month > 1)
    return date(year, 1, 1), date(year, 1, 31)


NAMES: tuple[Name, ...] = (
    *(name(rf"{_TURN}(?:{pattern}){_YEAR}", _feast(feast)) for pattern, feast in _FEASTS.items()),
    name(
        r"(?:the\s+)?(?P<turn>next|last|previous|coming|this)\s+bank\s+holiday(?:\s+(?:weekend|monday))?", _bank_holiday
    ),
    name(
        r"(?:(?<=on )|(?<=over )|(?<=after )|(?<=before ))the\s+bank\s+holiday(?:\s+(?:weekend|monday))?", _bank_holiday
    ),
    name(r"bank\s+holiday\s+(?:weekend|monday)", _bank_holiday),
    name(r"(?:(?<=in )|(?<=early in )|(?<=after )|(?<=until ))the\s+new\s+year(?!'?s)", _new_year),
)
