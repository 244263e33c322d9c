"""Weeks, weekends, months, quarters, years and seasons by their turn: "this week", "next month", "last year"."""

import re

from bot.rules.phrases.calendar import (
    days_later,
    financial_year,
    month_of,
    months_later,
    quarter_of,
    week_of,
    weekend_of,
    year_of,
)
from bot.rules.phrases.names import AFTER_NEXT, TURN, Name, When, given, name, steps
from bot.rules.phrases.ranges import Span

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_WHOSE = r"(?:'?s)?"


def _week(match: re.Match[str], when: When) -> Span:
    if given(match, "turn").endswith("coming"):
        return when.today, days_later(when.today, 7)
    return week_of(days_later(when.today, 7 * steps(match)))


def _weekend(match: re.Match[str], when: When) -> Span:
    """ "The weekend" is the one of this week; looked back on before it has come, that of last week."""
    weeks = 0 if given(match, "turn").endswith("coming") else steps(match)
    if not weeks and when.back and when.today.weekday() < 5:
        weeks = -1
    return weekend_of(days_later(when.today, 7 * weeks))


def _month(match: re.Match[str], when: When) -> Span:
    if given(match, "turn").endswith("coming"):
        return when.today, months_later(when.today, 1)
    return month_of(when.today.year, when.today.month + steps(match))


def _quarter(match: re.Match[str], when: When) -> Span:
    day = months_later(when.today.replace(day=1), 3 * steps(match))
    return quarter_of(day.year, day.month)


def _year(match: re.Match[str], when: When) -> Span:
    return year_of(when.today.year + steps(match))


def _financial(match: re.Match[str], when: When) -> Span:
    return financial_year(when.today.year - (when.today.month < 4) + steps(match))


def _season(match: re.Match[str], when: When) -> Span:
    """Three whole months, of which the winter's begin in December; the nearest one to come or gone."""
    start, turn = _SEASONS[match["season"]], steps(match)
    years = [int(match["year"])] if given(match, "year") else range(when.today.year - 2, when.today.year + 3)
    spans = [(month_of(year, start)[0], month_of(year, start + 2)[1]) for year in years]
    if given(match, "year"):
        return spans[0]
    if turn < 0 or (when.back and turn == 0):
        return [span for span in spans if (span[1] if turn < 0 else span[0]) <= when.today][-1]
    return next(span for span in spans if (span[0] > when.today if turn > 0 else span[1] >= when.today))


NAMES: tuple[Name, ...] = (
    name(rf"{TURN}\s+week{_WHOSE}(?!\s+of\s+(?:my|our|the)\b)", _week),
    name(rf"week{AFTER_NEXT}", _week),
    name(rf"(?:{TURN}|the)\s+weekend{_WHOSE}", _weekend),
    name(rf"weekend{AFTER_NEXT}", _weekend),
    name(rf"{TURN}\s+month{_WHOSE}", _month),
    name(rf"month{AFTER_NEXT}", _month),
    name(rf"(?:{TURN})\s+quarter{_WHOSE}(?!\s+(?:of|to|past)\b)", _quarter),
    name(rf"{TURN}\s+(?:calendar\s+)?year{_WHOSE}(?!\s+of\s+(?:my|our|the)\b)", _year),
    name(rf"year{AFTER_NEXT}", _year),
    name(rf"(?:{TURN}|the)\s+financial\s+year{_WHOSE}", _financial),
    name(
        rf"(?:{TURN}|(?<=in )the|(?<=over )the|(?<=during )the|(?<=after )the|(?<=before )the)\s+"
        r"(?P<season>spring|summer|autumn|winter)(?:\s+(?P<year>20\d\d))?(?!\s+of\s+(?:a|an|my|our|his|her|life)\b)",
        _season,
    ),
    name(r"(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>20\d\d)", _season),
)
