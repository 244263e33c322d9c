"""The draw of a round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bot.rules.matching import candidates, chance, leftovers, lookahead, table, trios
from bot.rules.matching.blossom import Couple
from bot.rules.matching.certifying import certificate
from bot.rules.matching.people import Draw, Group, Past, Person
from bot.rules.matching.reasons import reasons
from bot.rules.matching.scale import Scale
from bot.rules.matching.table import Table
from bot.rules.matching.trios import Trio

IN_ONE_TABLE = 1_000

_LOUDNESS = (chance.QUIET, 80, chance.LOUDEST)  # each redraw listens less to quality, and the last not at all
_REDRAWS, _MOST_REDRAWS = 3_000, 40  # times people; of a round of a few


@dataclass(frozen=True)
class _Grouped:
    pairs: list[Couple]
    trios: list[Trio]
    alone: list[int]
    best: bool = False
    none_more: bool = False

    @property
    def met(self) -> list[Couple]:
        return [*self.pairs, *(couple for trio in self.trios for couple in combinations(trio, 2))]


def draw(people: Iterable[Person], past: Past, *, seed: int) -> Draw:
    """Who meets whom. The same people, past and seed give the same draw, on any day and in any process."""
    pool = sorted(people, key=lambda person: person.id)
    if len(pool) < 2:
        grouped = _Grouped([], [], list(range(len(pool))), best=True, none_more=True)
    elif len(pool) > IN_ONE_TABLE:
        grouped = _Grouped(*candidates.grouped(Scale(pool, past, seed=seed), seed))
    elif len(pool) > table.FULL:
        grouped = in_one_table(table.of(Scale(pool, past, seed=seed), seed))
    else:
        grouped = _with_an_eye_to_the_next(pool, past, seed)
    return _told(pool, past, grouped)


def _with_an_eye_to_the_next(pool: Sequence[Person], past: Past, seed: int) -> _Grouped:
    """The first of a few draws that leaves the next round a clean one too, or the first of all."""
    first = None
    for attempt in range(min(_MOST_REDRAWS, max(2, _REDRAWS // len(pool)))):
        loudness = _LOUDNESS[attempt] if attempt < len(_LOUDNESS) else chance.DEAFENING
        again = chance.again(seed, attempt)
        made = table.of(Scale(pool, past, seed=again, loudness=loudness), again)
        grouped = in_one_table(made)
        first = first or grouped
        forced = (
            len(pool) < 4 or len(grouped.pairs) + len(grouped.trios) < len(pool) // 2
        )  # and the next round will be too
        if forced or not lookahead.spends_the_next_round(made, grouped.met):
            return grouped
    return first or _Grouped([], [], [])


def in_one_table(made: Table) -> _Grouped:
    everybody = np.ones(made.people, bool)
    is_full = made.people <= table.FULL
    if made.people % 2 and made.alone(everybody) == 1:
        best = trios.best(made)
        if best:
            return _Grouped(best.pairs, [best.trio], [], is_full and best.proved, none_more=True)
    pairs = made.pairs(everybody)
    if 2 * len(pairs) == made.people:
        return _Grouped(pairs, [], [], is_full, none_more=True)
    return _making_room(made)


def _making_room(made: Table) -> _Grouped:
    """Seats as many as the hard rules let, one trio at a time."""
    inside = np.ones(made.people, bool)
    apart: list[Trio] = []
    while True:
        pairs = made.pairs(inside)
        paired = {place for couple in pairs for place in couple}
        alone = [place for place in np.flatnonzero(inside).tolist() if place not in paired]
        pairs, seated, waiting = leftovers.seat(made.scale, pairs, alone)
        trio, complete = leftovers.making_room(made, inside, alone) if waiting else (None, True)
        if trio is None:
            is_full = made.people <= table.FULL
            return _Grouped(pairs, [*apart, *seated], waiting, none_more=not waiting or (complete and is_full))
        apart.append(trio)
        inside &= trios.without(made.people, trio)


def _told(pool: Sequence[Person], past: Past, grouped: _Grouped) -> Draw:
    groups = sorted(
        [(sorted(pair), None) for pair in grouped.pairs] + [(sorted(trio), pool[trio[0]].id) for trio in grouped.trios]
    )
    members = [[pool[place] for place in places] for places, _ in groups]
    return Draw(
        groups=tuple(
            Group(tuple(person.id for person in group), reasons(group, past), third)
            for group, (_, third) in zip(members, groups, strict=True)
        ),
        left_out=tuple(sorted(pool[place].id for place in grouped.alone)),
        certificate=certificate(pool, past, members, best=grouped.best, none_more=grouped.none_more),
    )
