"""Why some people may not be introduced by hand, by the same rule as in the draw."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from bot.rules.matching.people import Past, Person, eligible


class Refusal(StrEnum):
    """What an organiser may be told.

    Blocks, line managers and conversations that cannot be opened are one answer: if they were told apart, whoever
    is not a line manager would be known to be blocked.
    """

    NUMBER = "number"  # an introduction is of two or three
    SAME_PERSON = "same person"
    NOT_TAKING_PART = "not taking part"
    KEPT_APART = "kept apart"


def refusal(members: Sequence[int], able: Mapping[int, Person], past: Past) -> Refusal | None:
    """Why these two or three may not be introduced, or None. `able`: everybody who takes part today, by id."""
    if len(members) not in (2, 3):
        return Refusal.NUMBER
    if len(set(members)) < len(members):
        return Refusal.SAME_PERSON
    if not able.keys() >= set(members):
        return Refusal.NOT_TAKING_PART
    couples = combinations((able[member] for member in members), 2)
    return None if all(eligible(one, other, past) for one, other in couples) else Refusal.KEPT_APART
