"""Details by which a text may show who somebody is: a short list of patterns, for a nudge before it is kept."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Detail(StrEnum):
    """What sort of detail it seems to be."""

    NHS_NUMBER = "NHS number"
    EMAIL = "e-mail"
    PHONE = "phone"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth date"
    NAME = "name"


_NHS_NUMBER = re.compile(r"(?<![\d+])(?<!\d[ -])\d{3}[ -]?\d{3}[ -]?\d{4}(?![ -]?\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)[12378](?:\)?[ -]?\d){8,9}(?![ -]?\d)")

_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|"
    "G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|"
    "NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|"
    "WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_POSTCODE = re.compile(rf"\b(?:{_AREAS})\d[A-Z\d]? ?\d([ABD-HJLNP-UW-Z]{{2}})\b", re.IGNORECASE)
_COUNTED = {"st", "nd", "rd", "th", "hr", "yr", "pt"}  # "e2 1st" ends in no postcode

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]|(?:st|nd|rd|th)?(?: of)? {_MONTH},? )"
_BORN = re.compile(
    rf"\b(?:born|d\.?o\.?b|date of birth|birthday)\b[^\n]{{0,15}}?(?<!\d){_DAY}(?:\d{{4}}|\d{{2}})\b", re.IGNORECASE
)
_LONG_AGO = re.compile(rf"(?<![\d/.-]){_DAY}(?:19\d\d|200\d)\b", re.IGNORECASE)
_FIRST_DAY_OF_THE_NHS = re.compile(r"0?5(?:th)?(?:/0?7/| (?:of )?july,? )1948", re.IGNORECASE)

_NAME = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|mrs?|dr|ms)\b\.? "
    r"(?!Teams\b|Office\b|Word\b|Excel\b)[A-Z][\w'’-]+|\bmrs?\.? (?!and\b|or\b)[a-z]{3,}"
)


def details(text: str) -> tuple[Detail, ...]:
    """What this text seems to hold, each once. It misses much: it never says that a text is safe."""
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[Detail]:
    if any(_is_nhs_number(found[0]) for found in _NHS_NUMBER.finditer(text)):
        yield Detail.NHS_NUMBER
    if _EMAIL.search(text):
        yield Detail.EMAIL
    if _PHONE.search(text):
        yield Detail.PHONE
    if any(found[0].isupper() or found[1].lower() not in _COUNTED for found in _POSTCODE.finditer(text)):
        yield Detail.POSTCODE
    if _BORN.search(text) or any(not _FIRST_DAY_OF_THE_NHS.match(found[0]) for found in _LONG_AGO.finditer(text)):
        yield Detail.BIRTH_DATE
    if _NAME.search(text):
        yield Detail.NAME


def _is_nhs_number(text: str) -> bool:
    """Whether its last digit is the check digit of the others, modulo 11."""
    *digits, check = [int(letter) for letter in text if letter.isdigit()]
    weighed = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    return (11 - weighed % 11) % 11 == check
