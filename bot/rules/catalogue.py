"""What resources are told apart by: their kind, how long they take, and whether it is time to look at them again."""

import zlib
from datetime import date
from enum import StrEnum

KINDS = (
    "article",
    "book",
    "paper",
    "report",
    "long read",
    "web page",
    "video",
    "podcast",
    "course",
    "tool",
)
"""The kinds that forms and imports offer; content/ may name others."""

A_FEW, HALF_AN_HOUR, LONGEST = 10, 30, 10_000  # minutes
_LONG_KINDS = frozenset({"book", "course"})


class Length(StrEnum):
    """How long somebody needs for a resource."""

    SHORT = "short"  # up to 10 minutes
    MEDIUM = "medium"  # up to 30
    LONG = "long"  # more, or a book


def length(kind: str, minutes: int | None) -> Length | None:
    """How long it takes; None when nobody has said so."""
    if minutes is None:
        return Length.LONG if kind.lower() in _LONG_KINDS else None
    if minutes <= A_FEW:
        return Length.SHORT
    return Length.MEDIUM if minutes <= HALF_AN_HOUR else Length.LONG


def is_stale(review_on: date | None, *, today: date) -> bool:
    """Whether somebody should have looked at it again by now."""
    return review_on is not None and review_on <= today


def in_a_year(today: date) -> date:
    """The day to look at it again."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28) if leap else today.replace(year=today.year + 1)


def key_of(kind: str) -> str:
    """A kind as a short word of its own, for a button."""
    return f"{zlib.crc32(kind.lower().encode()):08x}"
