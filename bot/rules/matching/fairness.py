"""What the next draw owes to people, for poor introductions and for none."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.rules.matching.people import Past, Person
from bot.rules.matching.scale import MOST_DEBT, Scale

LEFT_ALONE, FADING = 3.0, 0.8
FAIR, STEP = 550, 250  # a quality that leaves nothing owed, and how much less owes as much again as a debt of 1


def quality(group: Sequence[Person]) -> int:
    """0 to 1,000: what these people have to talk about and whether they find an hour for it, whoever they are."""
    scale = Scale([replace(person, debt=0.0) for person in group], Past(), seed=0, loudness=1, bonus=0)
    _, found = scale.rows(0, len(group))
    couples = list(combinations(range(len(group)), 2))
    return sum(int(found[couple]) for couple in couples) // max(1, len(couples))


def owed(before: float, found: int | None) -> float:
    """Somebody's debt after a round, from the debt before it and the quality of what they got, None for nobody."""
    added = LEFT_ALONE if found is None else (FAIR - found) / STEP
    return min(max(FADING * before + added, 0.0), float(MOST_DEBT))
