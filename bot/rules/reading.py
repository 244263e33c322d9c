"""What to read next: what a member said they want to read, then what they last reflected on, then what they chose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.rules.words import Mark


class Why(Enum):
    """Why this one, the strongest reason first."""

    WANTED = 0  # they said that they want to read it
    REFLECTED = 1  # they last reflected on its characteristic
    CHOSEN = 2  # they want to work on its characteristic
    NEXT = 3  # nothing but its place in the list


@dataclass(frozen=True)
class Candidate:
    """A resource, the key of its characteristic if it has one, and the member's own mark on it."""

    id: int
    characteristic: str | None
    mark: Mark | None = None


@dataclass(frozen=True)
class Pick:
    id: int
    why: Why


def order(
    candidates: Sequence[Candidate], *, wants: Collection[str] = (), reflected_on: str | None = None
) -> list[Pick]:
    """All that is left to read, in the order in which it is suggested; among equals as they were given."""
    left = [one for one in candidates if one.mark not in (Mark.READ, Mark.TRIED)]
    picks = [Pick(one.id, _why(one, wants, reflected_on)) for one in left]
    return sorted(picks, key=lambda pick: pick.why.value)


def _why(one: Candidate, wants: Collection[str], reflected_on: str | None) -> Why:
    if one.mark is Mark.WANTED:
        return Why.WANTED
    if one.characteristic is not None and one.characteristic == reflected_on:
        return Why.REFLECTED
    return Why.CHOSEN if one.characteristic in wants else Why.NEXT
