"""Communities to draw rounds for."""

import random
from collections.abc import Iterable, Set
from itertools import combinations

from bot.rules.matching import Past, Person

NONE: frozenset[str] = frozenset()


def leader(
    number: int,
    organisation: int | None,
    *,
    challenges: Set[str] = NONE,
    offers: Set[str] = NONE,
    wants: Set[str] = NONE,
    slots: Set[str] = NONE,
    prefers_three: bool = False,
    third_seats: int = 0,
    debt: float = 0.0,
) -> Person:
    return Person(
        number,
        organisation,
        None,
        None,
        frozenset(challenges),
        frozenset(offers),
        frozenset(wants),
        frozenset(slots),
        prefers_three,
        third_seats,
        debt,
    )


def community(count: int, seed: int, *, apart: float = 0.02, met: float = 0.1) -> tuple[list[Person], Past]:
    """Leaders of a few organisations, unlike in everything, some of whom have met and some of whom must not."""
    rng = random.Random(seed)  # noqa: S311 - for a test, not for a secret
    people = [_somebody(number, rng) for number in range(count)]
    couples = [frozenset(couple) for couple in combinations(range(count), 2)]
    organisations = [frozenset(couple) for couple in combinations(range(6), 2)]
    return people, Past(
        days_since={couple: rng.randint(0, 600) for couple in couples if rng.random() < met},
        bridged=frozenset(bridge for bridge in organisations if rng.random() < 0.5),
        apart=frozenset(couple for couple in couples if rng.random() < apart),
    )


def _somebody(number: int, rng: random.Random) -> Person:
    def some(keys: Iterable[str], most: int) -> frozenset[str]:
        return frozenset(rng.sample(sorted(keys), rng.randint(0, most)))

    return Person(
        number,
        organisation=rng.choice([None, *range(6)]),
        sector=rng.choice([None, 1, 2, 3]),
        borough=rng.choice([None, "Lewisham", "Greenwich"]),
        challenges=some("abcdefgh", 4),
        offers=some("vwxyz", 3),
        wants=some("vwxyz", 3),
        slots=some("0123456789", 5),
        prefers_three=rng.random() < 0.1,
        third_seats=rng.randrange(3),
        debt=rng.random() * 2,
    )
