"""A name for some days: how it is written, and which days it means to somebody who asks on a given day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.rules.phrases.ranges import Recurs, Span


@dataclass(frozen=True)
class When:
    """The day of the question, and whether it looks back for what it leaves open."""

    today: date
    back: bool


Resolve = Callable[[re.Match[str], When], Span]


class Stands(Enum):
    """Where a name means days: anywhere; or only after a word such as "on" or "before", being another word too."""

    ANYWHERE = "anywhere"
    AFTER_AN_OPENING = "after an opening"


@dataclass(frozen=True)
class Name:
    """`resolve` raises ValueError or OverflowError for a day that there is not, such as 31 June."""

    pattern: re.Pattern[str]
    resolve: Resolve
    stands: Stands
    recurs: Recurs | None


def name(pattern: str, resolve: Resolve, *, stands: Stands = Stands.ANYWHERE, recurs: Recurs | None = None) -> Name:
    """The pattern is of whole words in lower case."""
    return Name(re.compile(rf"(?<![\w£]){pattern}(?![\w%])"), resolve, stands, recurs)


def given(match: re.Match[str], group: str) -> str:
    """What a group of the pattern holds, if there is such a group and it took part."""
    return match.groupdict().get(group) or ""


NEXT = ("next", "coming", "following", "upcoming")
LAST = ("last", "previous", "past")
TURN = r"(?P<turn>this\s+coming|this|the\s+current|current|next|coming|following|last|previous)"
AFTER_NEXT = r"(?:\s+(?P<after>after\s+next|before\s+last))"


def steps(match: re.Match[str]) -> int:
    """How many turns away: 1 for next, -1 for last, 2 for the one after next."""
    if after := given(match, "after"):
        return 2 if "next" in after else -2
    turn = given(match, "turn")
    return 1 if turn in NEXT else -1 if turn in LAST else 0
