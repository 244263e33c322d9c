"""What in a text looks as if it could tell who somebody is. A gentle hint and no more: nothing is kept or refused."""

import re
from datetime import date
from enum import Enum


class Detail(Enum):
    """A kind of detail that points at one person."""

    NHS_NUMBER = "NHS number"
    EMAIL = "e-mail address"
    PHONE = "phone number"
    POSTCODE = "postcode"
    BIRTH = "date of birth"


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "|".join(f"{month}[a-z]*" for month in _MONTHS)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w+])\+?\(?\d(?:[ \-.()]{0,2}\d){8,13}(?!\w)")
_THREE_THREE_FOUR = re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d(?!(?:st|nd|rd|th)\b)[abd-hjlnp-uw-z]{2}\b", re.IGNORECASE)
_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}}|\d{{2}})"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? (\d{{4}})"
    rf"|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
    r"|(\d{4})-(\d{2})-(\d{2}))\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|birth|birthday|d\.?o\.?b)\b", re.IGNORECASE)
GROWN = 3
"""A day more years ago than this is more likely somebody's birthday than a day that the writer tells of."""


def details(text: str, *, today: date) -> tuple[Detail, ...]:
    """The kinds of detail that this text seems to hold, each once."""
    rest = _EMAIL.sub(" ", text)
    days = [_read_day(found) for found in _DAY.finditer(rest)]
    without_days = _DAY.sub(" ", rest)
    numbers = [found[0] for found in _NUMBER.finditer(without_days)]
    told = {
        Detail.NHS_NUMBER: any(map(_is_nhs_number, numbers)),
        Detail.EMAIL: rest != text,
        Detail.PHONE: any(map(_is_phone, numbers)),
        Detail.POSTCODE: _POSTCODE.search(without_days) is not None,
        Detail.BIRTH: any(_is_of_birth(day, text, today) for day in days if day),
    }
    return tuple(detail for detail, is_there in told.items() if is_there)


def _is_nhs_number(number: str) -> bool:
    """Ten figures: written in its own way, 943 476 5919, or with the last one that follows from the others."""
    digits = [int(digit) for digit in re.sub(r"\D", "", number)]
    if len(digits) != 10 or number.startswith("+"):
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return _THREE_THREE_FOUR.fullmatch(number) is not None or digits[9] == check % 11


def _is_phone(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return number.startswith("+") or (digits.startswith("0") and len(digits) in (10, 11, 14))


def _is_of_birth(day: date, text: str, today: date) -> bool:
    is_long_ago = today.year - day.year > GROWN
    return is_long_ago or (day <= today and _BORN.search(text) is not None)


def _read_day(found: re.Match[str]) -> date | None:
    """The day, read as people here write it: the day before the month."""
    one, two, three, day, month, year, month_first, day_after, year_after, iso_year, iso_month, iso_day = found.groups()
    if one:
        parts = _century(three), int(two), int(one)
    elif day:
        parts = int(year), _number_of(month), int(day)
    elif month_first:
        parts = int(year_after), _number_of(month_first), int(day_after)
    else:
        parts = int(iso_year), int(iso_month), int(iso_day)
    try:
        return date(*parts)
    except ValueError:
        return None


def _century(year: str) -> int:
    """Two figures are of this century up to 30, as "12/3/22", and of the last one after it."""
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number <= 30 else 1900)


def _number_of(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1
