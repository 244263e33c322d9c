"""Finds the days that a question names. Better no days than the wrong ones."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.rules.phrases import bounds, counts, days, feasts, months, parts, periods, written
from bot.rules.phrases.names import Name, Stands, When, given
from bot.rules.phrases.ranges import EVER, Range, Span

_NAMES = (*written.NAMES, *parts.NAMES, *counts.NAMES, *feasts.NAMES, *days.NAMES, *months.NAMES, *periods.NAMES)
HELD = r"(?<!being )(?<!be )(?<!is )(?<!are )held"
"""What "held" looks like where it is over; "is being held" is to come."""

_LOOKS_BACK = re.compile(
    rf"\b(was|were|did|had|been|spoke|happened|{HELD}|took|came|attended|went|presented|talked|ran|said|missed|covered|"
    r"last(?!\s+(?:week|fortnight|\w*day)\s+(?:of|in)\b)|past|previous|previously|ago)\b"
)
_AND = re.compile(r"\s*(?:and|&)\s+(?:the\s+|on\s+|in\s+)?|\s+or\s+(?:the\s+|on\s+|in\s+)?")
_TO = re.compile(r"\s*(?:to|until|till|through|up to|[-–])\s*(?:the\s+)?")
# "Jan Smith" and "May Sinclair" are people, where "May Bank Holiday" and "April Event" are not.
_PERSON = re.compile(
    r"\b(?:Jan|April|May|June|August)\s+(?!(?:Bank|Day|Event|Session|Meeting|Workshop|Webinar|Gathering|Talk|Deck|"
    r"Agenda|Programme|Holiday|Mon|Tue|Wed|Thu|Fri|Sat|Sun)s?[a-z]*\b)[A-Z][a-z]+"
)
_NOT_SAID = re.compile(r"^24/7$")


@dataclass(frozen=True)
class _Named:
    """Days that are named from `start` to `end` of a text."""

    start: int
    end: int
    name: Name
    match: re.Match[str]
    span: Span

    def seen(self, when: When) -> "_Named":
        return replace(self, span=self.name.resolve(self.match, when))


def find_range(text: str, *, today: date) -> Range | None:
    """The days that a question names. A question in the past tense looks back for what it leaves open."""
    lowered = without_people(text).lower()
    when = When(today, back=_LOOKS_BACK.search(lowered) is not None)
    named = _named(lowered, when)
    try:
        return _range(lowered, named, when, text) if named else None
    except (ValueError, OverflowError):
        return None


def without_people(text: str) -> str:
    """The text, as long as it was, without people whose first name is that of a month; capitals tell them."""
    return _PERSON.sub(lambda person: "-" * len(person[0]), text)


def _named(text: str, when: When) -> list[_Named]:
    """All that the text names, in order: where names overlap, the longest."""
    found = [each for name in _NAMES for match in name.pattern.finditer(text) if (each := _resolved(name, match, when))]
    sure = [each for each in found if each.name.stands is Stands.ANYWHERE or bounds.opening_of(text[: each.start])]
    sure += [each for each in found if each not in sure and any(_joint(text, other, each) for other in sure)]
    kept: list[_Named] = []
    for each in sorted(sure, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def _resolved(name: Name, match: re.Match[str], when: When) -> _Named | None:
    try:
        span = name.resolve(match, when)
    except (ValueError, OverflowError, StopIteration, IndexError):  # 31 June is no day
        return None
    is_day = span[0] <= span[1] and not _NOT_SAID.match(match[0])
    return _Named(match.start(), match.end(), name, match, span) if is_day else None


def _joint(text: str, first: _Named, second: _Named) -> re.Pattern[str] | None:
    between = text[first.end : second.start]
    return next((joint for joint in (_AND, _TO) if joint.fullmatch(between)), None)


def _range(text: str, named: list[_Named], when: When, asked: str) -> Range:
    first = named[0]
    opening = bounds.opening_of(text[: first.start])
    start = opening[0] if opening and opening[1] is not bounds.as_named else first.start
    if len(named) > 1 and _joint(text, first, named[1]):
        second = named[1]
        span = _from_one_to_another(first, second)
        return Range(*span, words=asked[start : second.end].strip())
    span, recurs, end = first.span, first.name.recurs, first.end
    onwards = bounds.ONWARDS.match(text, first.end)
    if onwards:
        span, recurs, end = (span[0], EVER[1]), None, onwards.end()
    elif opening and not given(first.match, "end"):
        span = opening[1](_edge(first, opening[1], when), when)
        recurs = recurs if opening[1](first.span, when) == first.span else None
    return Range(*span, words=asked[start:end].strip(), recurs=recurs)


def _edge(named: _Named, bound: bounds.Bound, when: When) -> Span:
    """The day that a bound is counted from: "by the end of March" means its last day; "since" looks back."""
    if bounds.looks_back(bound) and not when.back:
        named = named.seen(replace(when, back=True))
    if given(named.match, "place") == "end" and bounds.takes_the_edge(bound):
        return (named.span[1],) * 2
    return named.span


def _from_one_to_another(first: _Named, second: _Named) -> Span:
    """ "From March to May 2022" is all of one year: what the first part leaves open is looked for before the second."""
    if first.span[0] > second.span[0] or (given(second.match, "year") and not given(first.match, "year")):
        first = first.seen(When(second.span[0], back=True))
    if first.span[0] > second.span[1]:
        second = second.seen(When(first.span[1], back=False))
    if first.span[0] > second.span[1]:
        raise ValueError("no such days")
    return first.span[0], max(first.span[1], second.span[1])
