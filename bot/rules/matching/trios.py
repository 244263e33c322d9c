"""The best three when the number is odd: those who ask for it first, then whoever has made room least often."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.rules.matching.blossom import Couple
from bot.rules.matching.people import Person
from bot.rules.matching.scale import SEATS_LIMIT, Flags, Ints
from bot.rules.matching.table import Table

Trio = tuple[int, int, int]  # the first has the third seat

EVERYBODY = 101  # up to here anybody may take the third seat
CANDIDATES = 8
_TRIES, _IN_VAIN = 200, 20_000  # and, while none will do, so many times people


@dataclass(frozen=True)
class Best:
    trio: Trio
    pairs: list[Couple]
    proved: bool  # no other trio, with the best pairs around it, is worth more


def order(people: Sequence[Person]) -> list[int]:
    """Whose turn the third seat is; whoever is owed most comes last."""
    return sorted(range(len(people)), key=lambda place: _turn(people[place]))


def _turn(person: Person) -> tuple[bool, int, float, int]:
    return not person.prefers_three, person.third_seats, person.debt, person.id


def cost(person: Person) -> int:
    return 0 if person.prefers_three else min(1 + person.third_seats, SEATS_LIMIT - 1)


def best(table: Table, spare: Flags) -> Best | None:
    """The best trio of these people, with pairs for everybody else, if there are any.

    Trios are tried in the order of what they promise: their own worth plus the others' prices, which no pairs can
    exceed. The search ends when the next promise is no more than what has been found.
    """
    found: tuple[Trio, list[Couple]] | None = None
    most = 0
    promising = _promising(table, spare)
    in_vain = max(8, _IN_VAIN // table.people)
    for number, (trio, promise) in enumerate(promising[:_TRIES]):
        if found is None and number >= in_vain:
            return None
        if found is not None and promise <= most:
            return Best(*found, proved=table.people <= EVERYBODY)
        near = None if found is None else promise - most
        pairs = table.everybody(without(table.people, trio), closer_than=near)
        reached = promise - table.short(pairs or [])
        if pairs is not None and (found is None or reached > most):
            found, most = (trio, pairs), reached
    everything = len(promising) <= _TRIES and table.people <= EVERYBODY
    return Best(*found, proved=everything) if found else None


def without(people: int, some: Iterable[int]) -> Flags:
    inside = np.ones(people, bool)
    inside[list(some)] = False
    return inside


def _promising(table: Table, spare: Flags) -> list[tuple[Trio, int]]:
    """The trios that promise most, twice their promise less everybody's price, the most promising first."""
    thirds = [place for place in order(table.scale.people) if spare[place]]
    waiting = spare.copy()
    found: list[tuple[Trio, int]] = []
    for third in thirds[: len(thirds) if table.people <= EVERYBODY else CANDIDATES]:
        waiting[third] = False
        found += _with(table, third, waiting)
    return sorted(found, key=lambda one: (-one[1], one[0]))[: _TRIES + 1]


def _with(table: Table, third: int, others: Flags) -> Iterator[tuple[Trio, int]]:
    """The most promising trios of this person with two of the others."""
    hosts = np.flatnonzero(others & table.allowed[third])
    one, other = np.triu_indices(len(hosts), 1)
    one, other = hosts[one], hosts[other]
    allowed = table.allowed[one, other]
    one, other = one[allowed], other[allowed]
    promises = _shortfall(table, third, one) + _shortfall(table, third, other) + _shortfall(table, one, other)
    promises += table.price[third] + table.price[one] + table.price[other]
    promises -= 2 * table.scale.units.seat * cost(table.scale.people[third])
    best = np.argsort(-promises, kind="stable")[: _TRIES + 1]
    couples = zip(one[best].tolist(), other[best].tolist(), promises[best].tolist(), strict=True)
    return (((third, first, second), promise) for first, second, promise in couples)


def _shortfall(table: Table, one: Ints | int, other: Ints) -> Ints:
    """Twice a pair's worth with half its quality (a trio is three pairs for three people), less both prices."""
    shortfall: Ints = -table.slack[one, other] - table.quality[one, other]
    return shortfall
