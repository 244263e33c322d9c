"""Months and years by name: "in March", "March 2026", "last July", "2026/27"."""

import re

from bot.rules.phrases.calendar import financial_year, month_of, year_of
from bot.rules.phrases.names import LAST, NEXT, Name, Stands, When, given, name
from bot.rules.phrases.ranges import Recurs, Span

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ANY_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# These months are no other word and nobody's name.
_SURE_MONTH = r"(?P<month>january|february|july|september|october|november|december)"
YEAR = r"(?P<year>20\d\d)"
# "May" and "march" are words for what people do as well.
VERB = (
    r"(?!\s+(?:be|have|not|need|help|also|well|i|we|you|they|it|he|she|this|that|the|a|our|come|get|want|seem|look|"
    r"make|take|find|feel|say|still|only|even|just|or\s+may|on|up|ahead|out|off|past|with|through|into|back)\b)"
)
_GATHERING = r"(?:event|session|meeting|workshop|webinar|gathering|talk|date|deck|slide|agenda|programme)"
_NO_PERSON = r"(?<!email for )(?<!number for )(?<!address for )(?<!message for )(?<!contact for )"
_COUNTED = (
    r"(?!\s+(?:people|members|leaders|patients|staff|homes|words|pounds|nurses|beds|places|seats|hours|times|"
    r"organisations|children|residents|steps|or\s+so|of)\b)"
)


def month_number(text: str) -> int:
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(text[:3]))


def month(match: re.Match[str], when: When) -> Span:
    """The month of the year that is given; else the one that runs, or the nearest to come or gone."""
    number, today = month_number(match["month"]), when.today
    turn = given(match, "turn")
    if given(match, "year"):
        year = int(match["year"])
    elif given(match, "yearly"):
        year = today.year + {"next": 1, "last": -1}.get(match["yearly"], 0)
    elif turn in NEXT:
        year = today.year + (number <= today.month)
    elif turn in LAST:
        year = today.year - (number >= today.month)
    elif when.back:
        year = today.year - (number > today.month)
    else:
        year = today.year + (number < today.month)
    return month_of(year, number)


def _year(match: re.Match[str], _when: When) -> Span:
    return year_of(int(match["year"]))


def _financial(match: re.Match[str], _when: When) -> Span:
    year = int(match["year"])
    if int(match["ends"]) % 100 != (year + 1) % 100:
        raise ValueError("not two years in a row")
    return financial_year(year)


NAMES: tuple[Name, ...] = (
    name(rf"{ANY_MONTH},?\s+(?:of\s+)?{YEAR}{_COUNTED}", month),
    name(rf"{ANY_MONTH}\s+(?:of\s+)?(?P<yearly>this|next|last)\s+year", month),
    name(rf"(?P<yearly>this|next|last)\s+year'?s?\s+{ANY_MONTH}{VERB}", month),
    name(rf"(?P<turn>this|next|last|previous|coming)\s+(?!may\b){ANY_MONTH}{VERB}", month),
    name(
        r"(?P<turn>this|next|last|previous|coming)\s+(?P<month>may)(?=\s*(?:$|[^\w\s]|(?:at|in|is|was|events?|please)\b))",
        month,
    ),
    name(rf"(?<!the ){_NO_PERSON}{ANY_MONTH}{VERB}", month, stands=Stands.AFTER_AN_OPENING, recurs=Recurs.YEARLY),
    name(rf"{ANY_MONTH}(?:'?s)?(?=\s+{_GATHERING}s?\b)", month, recurs=Recurs.YEARLY),
    name(rf"(?:(?<=what about )|(?<=how about )|(?<=and )){ANY_MONTH}(?=\s*\??$)", month, recurs=Recurs.YEARLY),
    name(rf"{_SURE_MONTH}(?:'?s)?", month, recurs=Recurs.YEARLY),
    name(rf"{YEAR}{_COUNTED}(?![/.:-]\d)", _year, stands=Stands.AFTER_AN_OPENING),
    name(rf"(?<=the ){YEAR}(?=\s+(?:\w+\s+)?{_GATHERING}s?\b)", _year),
    name(rf"{YEAR}(?=\s+{_GATHERING}s?\b)", _year),
    name(r"(?P<year>20\d\d)\s?[/-]\s?(?P<ends>(?:20)?\d\d)(?![/-]\d)", _financial),
)
