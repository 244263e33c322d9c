"""Communities of leaders to draw rounds for."""

import random

from bot.rules.matching import Past, Person

SEED = 20
ORGANISATIONS = 12

TAGS = [f"challenge {number}" for number in range(30)]
SLOTS = [f"half-day {number}" for number in range(10)]
CHARACTERISTICS = [f"characteristic {number}" for number in range(5)]


def community(people: int, seed: int) -> tuple[list[Person], Past]:
    """A few large organisations and many small, line managers in each, a few blocks, and a year of chance meetings."""
    rng = random.Random(seed)  # noqa: S311 - for a measurement, not for a secret
    homes = rng.sample(_homes(people), people)
    pool = [_somebody(number, home, rng) for number, home in enumerate(homes)]
    met = _meetings(people, rng)
    bridged = {frozenset(pool[member].organisation or 0 for member in pair) for pair in met}
    blocks = {frozenset(rng.sample(range(people), 2)) for _ in range(people // 20)}
    return pool, Past(met, frozenset(bridged), frozenset(blocks | _line_managers(pool)))


def _homes(people: int) -> list[int]:
    """An organisation for each, the second half as large as the first, the third a third of it."""
    shares = [1 / rank for rank in range(1, ORGANISATIONS + 1)]
    ends = [round(people * sum(shares[:rank]) / sum(shares)) for rank in range(ORGANISATIONS + 1)]
    return [home for home in range(ORGANISATIONS) for _ in range(ends[home], ends[home + 1])]


def _somebody(number: int, organisation: int, rng: random.Random) -> Person:
    def some(keys: list[str], least: int, most: int) -> frozenset[str]:
        return frozenset(rng.sample(keys, rng.randint(least, most)))

    return Person(
        number,
        organisation,
        sector=organisation % 4,
        borough=f"borough {rng.randrange(8)}",
        challenges=some(TAGS, 2, 6),
        offers=some(CHARACTERISTICS, 0, 2),
        wants=some(CHARACTERISTICS, 0, 2),
        slots=some(SLOTS, 3, 8),
    )


def _meetings(people: int, rng: random.Random) -> dict[frozenset[int], int]:
    met = {}
    for since in range(12, 0, -1):
        places = rng.sample(range(people), people)
        met.update({frozenset(pair): 28 * since for pair in zip(places[::2], places[1::2], strict=False)})
    return met


def _line_managers(pool: list[Person]) -> set[frozenset[int]]:
    """Each manages six of the same organisation."""
    homes: dict[int, list[int]] = {}
    for person in pool:
        homes.setdefault(person.organisation or 0, []).append(person.id)
    return {
        frozenset((staff[rank], staff[(rank - 1) // 6])) for staff in homes.values() for rank in range(1, len(staff))
    }
