"""Days by their distance from today, and weekdays: "tomorrow", "this Friday", "a week on Tuesday"."""

import re

from bot.rules.phrases.calendar import days_later
from bot.rules.phrases.names import LAST, NEXT, Name, Resolve, Stands, When, given, name
from bot.rules.phrases.numbers import count
from bot.rules.phrases.ranges import Recurs, Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
ANY_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|mon|tues?|weds?|thurs?|thu|fri|sat|sun)"
SHORT_WEEKDAY = (
    r"(?P<weekday>mon|tues?|weds?|thurs?|thu|fri|(?<!the )sat(?!\s+(?:nav|in|down|on|with))|(?<!the )sun(?![\s-]+\w))"
)
_WEEK = r"(?:(?:of\s+|in\s+)?(?P<week>this|next|last)\s+week)"
_WEEKS = r"(?P<weeks>a\s+week|(?:two|three|four|[2-4])\s+weeks|a\s+fortnight)"
# "Monday to Friday" and "every Monday" are habits.
_NO_HABIT = "".join(
    rf"(?<!{word})"
    for word in (
        *("every ", "each ", "any ", "most ", "all ", "alternate ", "good ", "black ", "man ", "girl "),
        *("day to ", "day - ", "day-", "monday "),
    )
)
_NO_NAME = (
    r"(?!\s*(?:to|-|through|\s)\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    r"(?!\s+(?:school|times|roast|blues|feeling|papers|lunches)\b)"
)


def weekday_number(text: str) -> int:
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday.startswith(text[:3]))


def _days_away(days: int) -> Resolve:
    return lambda _match, when: (days_later(when.today, days),) * 2


def _weekday(match: re.Match[str], when: When) -> Span:
    """In Britain the "next" one is that of next week, also when asked on a Monday."""
    wanted, today = weekday_number(match["weekday"]), when.today
    this = days_later(today, wanted - today.weekday())
    ahead, behind = (wanted - today.weekday()) % 7, (today.weekday() - wanted) % 7
    turn = given(match, "turn")
    if given(match, "week"):
        found = days_later(this, {"next": 7, "last": -7}.get(match["week"], 0))
    elif given(match, "after"):
        found = days_later(this, 14 if "next" in match["after"] else -14)
    elif turn == "next":
        found = days_later(this, 7)
    elif turn in LAST:
        found = days_later(today, -(behind or 7))
    elif turn.endswith(NEXT):
        found = days_later(today, ahead or 7)
    else:
        found = days_later(today, -behind if when.back else ahead)
    return found, found


def _weeks_on(match: re.Match[str], when: When) -> Span:
    """ "A week on Tuesday" is a week after the Tuesday to come."""
    weeks = given(match, "weeks") or "a week"
    number = 2 if weeks.endswith("fortnight") else count(weeks.split()[0])
    weekday = given(match, "weekday")
    start = {"today": 0, "tomorrow": 1}.get(given(match, "from"))
    if weekday:
        start = (weekday_number(weekday) - when.today.weekday()) % 7
    found = days_later(when.today, (start or 0) + 7 * number)
    return found, found


NAMES: tuple[Name, ...] = (
    name(r"day\s+after\s+tomorrow", _days_away(2)),
    name(r"day\s+before\s+yesterday", _days_away(-2)),
    name(
        r"(?:later\s+|earlier\s+)?(?:today(?:'?s)?|tonight|this\s+(?:morning|afternoon|evening|lunchtime))",
        _days_away(0),
    ),
    name(r"tomorrow(?:'?s)?", _days_away(1)),
    name(r"(?:yesterday(?:'?s)?|last\s+night)", _days_away(-1)),
    name(rf"{_WEEKS}\s+(?:on\s+|from\s+|this\s+|from\s+this\s+)?{ANY_WEEKDAY}", _weeks_on),
    name(rf"{_WEEKS}\s+(?:from\s+(?:now|today)|(?P<from>today|tomorrow)|from\s+tomorrow)", _weeks_on),
    name(r"(?P<from>today|tomorrow)\s+week", _weeks_on),
    name(rf"{WEEKDAY}\s+week", _weeks_on),
    name(rf"{WEEKDAY},?\s+(?P<after>after\s+next|before\s+last)", _weekday),
    name(rf"{WEEKDAY},?\s+{_WEEK}", _weekday),
    name(rf"(?P<week>this|next|last)\s+week,?\s+(?:on\s+)?{WEEKDAY}", _weekday),
    name(
        rf"(?P<turn>this\s+coming|this|next|coming|following|last|previous)\s+{ANY_WEEKDAY}(?:'?s)?(?!\s+week\b)"
        r"(?!\s+of\b)",
        _weekday,
    ),
    name(rf"{_NO_HABIT}{WEEKDAY}(?:'s)?{_NO_NAME}", _weekday, recurs=Recurs.WEEKLY),
    name(rf"(?:(?<=from )|(?<=between )){WEEKDAY}", _weekday),
    name(WEEKDAY, _weekday, stands=Stands.AFTER_AN_OPENING, recurs=Recurs.WEEKLY),
    name(SHORT_WEEKDAY, _weekday, stands=Stands.AFTER_AN_OPENING, recurs=Recurs.WEEKLY),
)
