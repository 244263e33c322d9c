"""Which days somebody means by words such as "next week", "in December" or "on 3 March"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


@dataclass(frozen=True)
class Range:
    """The days from `first` to `last`, both included, and the words that named them."""

    first: date
    last: date
    words: str


class Turn(Enum):
    """An event named by its turn: the next to come, or the last one held."""

    NEXT = "next"
    LAST = "last"


Span = tuple[date, date]


@dataclass(frozen=True)
class _When:
    """The day of the question, and whether it looks back."""

    today: date
    back: bool


Resolve = Callable[[re.Match[str], _When], Span]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ANY_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# These months are no other word; "may", "march" and short forms count only where a date would stand.
_SURE_MONTH = r"(?P<month>january|february|april|june|july|september|october|november|december)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d\d)"
_GATHERING = r"(?:event|session|meeting|workshop|webinar|gathering|talk)"
_VERB = r"\s+(?:be|have|not|need|help|also|well|i|we|you|they|it)\b"
_LOOKS_BACK = re.compile(
    r"\b(was|were|did|had|spoke|happened|held|took|came|attended|went|presented|talked|ran|said|missed|covered|"
    r"last|past|previous|previously|ago)\b"
)
# "before 3 March" names other days than "3 March": better no days than the wrong ones.
_OPEN_ENDED = re.compile(r"\b(before|after|since|until|till|between)\s+(the\s+)?(end\s+of\s+)?$")


def find_range(text: str, *, today: date) -> Range | None:
    """The days that a question names. A question in the past tense looks back for what it leaves open."""
    lowered = text.lower()
    when = _When(today, back=_LOOKS_BACK.search(lowered) is not None)
    for pattern, resolve in _RULES:
        match = pattern.search(lowered)
        if match is not None:
            span = None if _OPEN_ENDED.search(lowered[: match.start()]) else _resolve(resolve, match, when)
            return Range(*span, words=text[match.start() : match.end()].strip()) if span else None
    return None


def find_turn(text: str) -> Turn | None:
    """Whether a question asks for the next event or the last one."""
    for pattern, turn in _TURNS:
        if pattern.search(text.lower()):
            return turn
    return None


def _resolve(resolve: Resolve, match: re.Match[str], when: _When) -> Span | None:
    try:
        return resolve(match, when)
    except (ValueError, OverflowError):  # 31 June is no day
        return None


def _days_away(days: int) -> Resolve:
    return lambda _match, when: (when.today + timedelta(days=days),) * 2


def _week(match: re.Match[str], when: _When) -> Span:
    monday = when.today - timedelta(days=when.today.weekday()) + timedelta(weeks=_steps(match))
    return monday, monday + timedelta(days=6)


def _weekend(match: re.Match[str], when: _When) -> Span:
    _, sunday = _week(match, when)
    return sunday - timedelta(days=1), sunday


def _month_by_turn(match: re.Match[str], when: _When) -> Span:
    return _whole_month(when.today.year, when.today.month + _steps(match))


def _year_by_turn(match: re.Match[str], when: _When) -> Span:
    return _whole_year(when.today.year + _steps(match))


def _named_year(match: re.Match[str], _when: _When) -> Span:
    return _whole_year(int(match["year"]))


def _named_month(match: re.Match[str], when: _When) -> Span:
    month = _month_number(match["month"])
    if _given(match, "year"):
        return _whole_month(int(match["year"]), month)
    if when.back or _turn(match) in {"last", "previous"}:
        return _whole_month(when.today.year - (month > when.today.month), month)
    return _whole_month(when.today.year + (month < when.today.month), month)


def _named_day(match: re.Match[str], when: _When) -> Span:
    month = int(match["number"]) if _given(match, "number") else _month_number(match["month"])
    if _given(match, "year"):
        year = int(match["year"])
        return (date(year + 2000 if year < 100 else year, month, int(match["day"])),) * 2
    day = date(when.today.year, month, int(match["day"]))
    if when.back and day > when.today:
        day = day.replace(year=when.today.year - 1)
    if not when.back and day < when.today:
        day = day.replace(year=when.today.year + 1)
    return day, day


def _day_of_month(match: re.Match[str], when: _When) -> Span:
    day = int(match["day"])
    months = (0, -1, -2) if when.back else (0, 1, 2)
    for months_away in months:
        first, last = _whole_month(when.today.year, when.today.month + months_away)
        found = first + timedelta(days=day - 1)
        if found <= last and (found <= when.today if when.back else found >= when.today):
            return found, found
    raise ValueError("no such day")


def _named_weekday(match: re.Match[str], when: _When) -> Span:
    wanted = next(n for n, name in enumerate(_DAYS) if name.startswith(match["weekday"][:3]))
    this = when.today + timedelta(days=wanted - when.today.weekday())
    behind = (when.today.weekday() - wanted) % 7
    turns = {
        "next": this + timedelta(weeks=1),  # in Britain the one of next week, also when asked on a Monday
        "this": this,
        "last": when.today - timedelta(days=behind or 7),
        "previous": when.today - timedelta(days=behind or 7),
    }
    open_turn = when.today - timedelta(days=behind) if when.back else when.today + timedelta(days=-behind % 7)
    found = turns.get(_turn(match), open_turn)
    return found, found


def _turn(match: re.Match[str]) -> str:
    return match["turn"] if _given(match, "turn") else ""


def _steps(match: re.Match[str]) -> int:
    return {"next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1}.get(_turn(match), 0)


def _given(match: re.Match[str], name: str) -> bool:
    return match.groupdict().get(name) is not None


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3]))


def _whole_month(year: int, month: int) -> Span:
    """The month, where month 0 is December of the year before."""
    years, index = divmod(month - 1, 12)
    first = date(year + years, index + 1, 1)
    following = date(year + years + index // 11, (index + 1) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def _whole_year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _rule(pattern: str, resolve: Resolve) -> tuple[re.Pattern[str], Resolve]:
    return re.compile(rf"(?<![\w£]){pattern}(?![\w%])"), resolve


# The first rule that fits wins, so what says more stands above what says less.
_RULES = (
    _rule(r"(?P<year>20\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)", _named_day),
    _rule(r"(?P<day>[0-3]?\d)[/.](?P<number>[01]?\d)[/.](?P<year>(?:20)?\d\d)", _named_day),
    _rule(r"(?:on|for)\s+(?:the\s+)?(?P<day>[0-3]?\d)/(?P<number>[01]?\d)", _named_day),
    _rule(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_ANY_MONTH},?\s+{_YEAR}", _named_day),
    _rule(rf"{_ANY_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}", _named_day),
    _rule(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_ANY_MONTH}(?!{_VERB})", _named_day),
    _rule(rf"{_ANY_MONTH}\s+(?:the\s+)?{_DAY}(?!\s*(?:am|pm|[.:]\d))", _named_day),
    _rule(rf"(?:in\s+)?{_ANY_MONTH},?\s+{_YEAR}", _named_month),
    _rule(rf"(?P<turn>this|next|last|previous)\s+{_ANY_MONTH}", _named_month),
    _rule(rf"(?:in|during|of|for)\s+{_ANY_MONTH}", _named_month),
    _rule(rf"(?:the|our|a|any|all)\s+{_ANY_MONTH}(?:'s)?(?=\s+{_GATHERING}s?\b)", _named_month),
    _rule(_SURE_MONTH, _named_month),
    _rule(r"(?:the\s+)?day\s+after\s+tomorrow", _days_away(2)),
    _rule(r"(?:today|tonight|this\s+(?:morning|afternoon|evening))", _days_away(0)),
    _rule(r"tomorrow(?:'s)?", _days_away(1)),
    _rule(r"yesterday(?:'s)?", _days_away(-1)),
    _rule(r"(?:the\s+)?(?P<turn>this|next|coming|following|last|previous)\s+week(?:'s)?", _week),
    _rule(r"(?P<turn>this|the|next|coming|last|previous)\s+weekend(?:'s)?", _weekend),
    _rule(r"(?:the\s+)?(?P<turn>this|next|coming|following|last|previous)\s+month(?:'s)?", _month_by_turn),
    _rule(r"(?P<turn>this|next|last|previous)\s+year(?:'s)?", _year_by_turn),
    _rule(rf"(?P<turn>this|next|last|previous)\s+{_WEEKDAY}", _named_weekday),
    _rule(r"(?:(?P<turn>next|this|last)\s+|on\s+)(?P<weekday>mon|tues?|wed|thur?s?|fri|sat|sun)", _named_weekday),
    _rule(rf"(?:on\s+)?{_WEEKDAY}(?:'s)?", _named_weekday),
    _rule(r"on\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)", _day_of_month),
    _rule(rf"(?:in|during|of|for)\s+{_YEAR}", _named_year),
)

_TURNS = (
    (re.compile(rf"\b(next|upcoming|forthcoming|coming)\s+(?:\w+\s+){{0,3}}?{_GATHERING}\b"), Turn.NEXT),
    (re.compile(rf"\b(last|latest|previous|most recent|past)\s+(?:\w+\s+){{0,3}}?{_GATHERING}\b"), Turn.LAST),
    (re.compile(r"\b(what|when|which|who)('?s| is)?\s+(on\s+|up\s+)?next\s*\??$|\bnext one\b"), Turn.NEXT),
    (re.compile(r"\b(last|previous) one\b|\blast time\b"), Turn.LAST),
)
