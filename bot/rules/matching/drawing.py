"""The draw of a round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bot.rules.matching import candidates, chance, leftovers, links, lookahead, table, trios
from bot.rules.matching.blossom import Couple
from bot.rules.matching.certifying import certificate, kept_apart
from bot.rules.matching.links import Links
from bot.rules.matching.people import Draw, Group, Past, Person
from bot.rules.matching.reasons import reasons
from bot.rules.matching.scale import NEW_ORGANISATION, Scale
from bot.rules.matching.table import Table
from bot.rules.matching.trios import Trio

IN_ONE_TABLE = 1_000

_LOUDNESS = (chance.QUIET, 80, chance.LOUDEST)  # each redraw listens less to quality, and the last not at all
_REDRAWS, _MOST_REDRAWS = 3_000, 40  # times people; of a round of a few


@dataclass(frozen=True)
class Weighed:
    """A draw with the numbers behind it, so that anybody can check it with a solver of their own.

    `pairs`: two ids and what the pair weighs, for each pair that could be chosen; `weight`: all pairs of people who
    meet, three in a trio.
    """

    draw: Draw
    weight: int
    pairs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class _Grouped:
    scale: Scale
    links: Links
    pairs: list[Couple]
    trios: list[Trio]
    alone: list[int]
    best: bool = False
    none_more: bool = False

    @property
    def met(self) -> list[Couple]:
        return [*self.pairs, *(couple for trio in self.trios for couple in combinations(trio, 2))]


def draw(people: Iterable[Person], past: Past, *, seed: int, bonus: int = NEW_ORGANISATION) -> Draw:
    """Who meets whom. The same people, past and seed give the same draw, on any day and in any process.

    `bonus`: what it is worth that an organisation is new to somebody, from 0.
    """
    pool = _pool(people)
    return _told(pool, past, _grouped(pool, past, seed, bonus))


def weigh(people: Iterable[Person], past: Past, *, seed: int, bonus: int = NEW_ORGANISATION) -> Weighed:
    """The same draw, weighed."""
    pool = _pool(people)
    grouped = _grouped(pool, past, seed, bonus)
    found, weight = _weighed(grouped)
    ids = [person.id for person in grouped.scale.people]
    pairs = sorted((ids[one], ids[other], each) for (one, other), each in found.items())
    return Weighed(_told(pool, past, grouped), weight, tuple(pairs))


def _pool(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: person.id)


def _grouped(pool: Sequence[Person], past: Past, seed: int, bonus: int) -> _Grouped:
    able = _with_company(pool, past)
    scale = Scale(able, past, seed=seed, bonus=bonus)
    if len(able) > IN_ONE_TABLE:
        found = candidates.grouped(scale, seed)
        return _Grouped(scale, found.links, found.pairs, found.trios, found.alone)
    if len(able) > table.FULL:
        return in_one_table(table.of(scale, seed).widened())
    if not able:
        return _Grouped(scale, links.NONE, [], [], [], best=True, none_more=True)
    return _with_an_eye_to_the_next(able, past, seed, bonus)


def _with_company(pool: Sequence[Person], past: Past) -> list[Person]:
    """Who may meet anybody at all; the others would only slow the draw."""
    kept = kept_apart(past.apart, {person.id for person in pool})
    return [person for person in pool if kept[person.id] < len(pool) - 1]


def _with_an_eye_to_the_next(pool: Sequence[Person], past: Past, seed: int, bonus: int) -> _Grouped:
    """The first of a few draws that leaves the next round a clean one too, or the first of all."""
    made: list[_Grouped] = []
    pressing = lookahead.pressing(Scale(pool, past, seed=seed))
    for attempt in range(min(_MOST_REDRAWS, max(2, _REDRAWS // len(pool)))):
        loudness = _LOUDNESS[attempt] if attempt < len(_LOUDNESS) else chance.DEAFENING
        again = chance.again(seed, attempt)
        scale = Scale(pool, past, seed=again, loudness=loudness, bonus=bonus, pressing=pressing)
        full = table.of(scale, again)
        grouped = in_one_table(full)
        made.append(grouped)
        forced = len(pool) < 4 or grouped.alone or len(grouped.pairs) + len(grouped.trios) < len(pool) // 2
        if forced or not lookahead.spends_the_next_round(full, grouped.met):
            return grouped  # what is forced is so in the next round too
    return made[0]


def in_one_table(made: Table) -> _Grouped:
    everybody = np.ones(made.people, bool)
    is_full = made.people <= table.FULL
    most = made.any(everybody) if made.people % 2 else []
    if 2 * len(most) == made.people - 1:
        best = trios.best(made, leftovers.spare(made.allowed, everybody, most))
        if best:
            proved = is_full and best.proved
            return _Grouped(made.scale, made.links(), best.pairs, [best.trio], [], proved, none_more=True)
    pairs = made.pairs(everybody)
    if 2 * len(pairs) == made.people:
        return _Grouped(made.scale, made.links(), pairs, [], [], is_full, none_more=True)
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
            seats = pairs, [*apart, *seated], waiting
            return _Grouped(made.scale, made.links(), *seats, none_more=not waiting or (complete and is_full))
        apart.append(trio)
        inside &= trios.without(made.people, trio)


def _told(pool: Sequence[Person], past: Past, grouped: _Grouped) -> Draw:
    able = grouped.scale.people
    groups = sorted(
        [(sorted(pair), None) for pair in grouped.pairs] + [(sorted(trio), able[trio[0]].id) for trio in grouped.trios]
    )
    members = [[able[place] for place in places] for places, _ in groups]
    seated = {person.id for group in members for person in group}
    return Draw(
        groups=tuple(
            Group(tuple(person.id for person in group), reasons(group, past), third)
            for group, (_, third) in zip(members, groups, strict=True)
        ),
        left_out=tuple(person.id for person in pool if person.id not in seated),
        certificate=certificate(pool, past, members, best=grouped.best, none_more=grouped.none_more),
    )


def _weighed(grouped: _Grouped) -> tuple[dict[Couple, int], int]:
    """What each candidate pair weighs, and all pairs that meet; a trio may hold pairs that were no candidates."""
    links, scale = grouped.links, grouped.scale
    for one, other in grouped.met:
        levels, quality = scale.rows(one, one + 1)
        links = links.beside(Links(*(np.array([each]) for each in (one, other, levels[0, other], quality[0, other]))))
    links = links.once(len(scale.people))
    weights = scale.weights(links.one, links.other, links.levels, links.quality)
    found = dict(zip(zip(links.one.tolist(), links.other.tolist(), strict=True), weights, strict=True))
    return found, sum(found[min(couple), max(couple)] for couple in grouped.met)
