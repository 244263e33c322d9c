"""The days that a question names, from the first to the last."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

Span = tuple[date, date]
"""The first day and the last, both included."""

EVER: Span = (date.min, date.max)
"""Where a range is open, it begins or ends here. These two days are never shown to anybody."""


class Recurs(Enum):
    """How often a bare name comes round: "Friday" may be any Friday, and "July" the July of any year."""

    WEEKLY = "weekly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class Range:
    """The days from `first` to `last`, both included, and the words that named them.

    `recurs` is set where the words were a bare name, of which the nearest day was taken.
    """

    first: date
    last: date
    words: str
    recurs: Recurs | None = None
