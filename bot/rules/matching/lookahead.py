"""Whether the rounds to come have a way to be as good: nobody again, and nobody from one's own organisation."""

import numpy as np

from bot.rules.matching import blossom
from bot.rules.matching.blossom import Couple
from bot.rules.matching.scale import APART, OLD_REPEAT, REPEAT, SAME_ORGANISATION, Flags, Scale
from bot.rules.matching.table import Table

_NO_HOPE = 0


def pressing(scale: Scale) -> Flags | None:
    """Pairs of the largest organisation with whom it may soon have no round left to meet; None while there are enough.

    Its people run out of others first, and need one each time. Whoever still has as many of them to meet as they have
    others left must meet one now, or some of them will one day have the same few others left.
    """
    organisations, (levels, _) = scale.organisations, scale.rows(0, len(scale.people))
    largest = organisations == np.bincount(organisations[organisations > 0], minlength=1).argmax()
    clean = (levels & (APART | REPEAT | OLD_REPEAT | SAME_ORGANISATION)) == 0
    if not largest.any() or not organisations.any():
        return None
    left = clean[largest].sum(axis=1).min()
    to_meet = clean[:, largest].sum(axis=1)
    late = ~largest & (to_meet > 0) & (to_meet >= left)
    found: Flags = (late[:, None] & largest) | (largest[:, None] & late)
    return found if late.any() else None


def spends_the_next_round(table: Table, drawn: list[Couple]) -> bool:
    """Whether this draw is clean and the next cannot be, although another draw may leave it one."""
    faults = _faults(table, drawn)
    clean = (table.levels & faults) == 0
    if not drawn or faults == _NO_HOPE or clean.sum(axis=1).min() < 2:
        return False
    after = clean.copy()
    for one, other in drawn:
        after[one, other] = after[other, one] = False
    return not _can_pair_everybody(after)


def _faults(table: Table, drawn: list[Couple]) -> int:
    """What the next round should be free of, as this one is: one organisation by itself can still avoid repeats."""
    found = 0
    for couple in drawn:
        found |= int(table.levels[couple])
    if found & (REPEAT | OLD_REPEAT):
        return _NO_HOPE
    return APART | REPEAT | OLD_REPEAT | (SAME_ORGANISATION & ~found)


def _can_pair_everybody(clean: Flags) -> bool:
    """All but one, of an odd number."""
    people = len(clean)
    if 2 * clean.sum(axis=1).min() >= people:
        return True  # by Dirac's theorem they could even sit round a table, so every other link pairs them
    one, other = np.nonzero(np.triu(clean))
    couples = blossom.most(people, one.tolist(), other.tolist(), [1] * len(one))
    return len(couples) == people // 2
