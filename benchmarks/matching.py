"""How long a draw takes, how near it comes to the best there is, and how many rounds pass before a repeat."""

import random
import resource
import statistics
import sys
import time
from dataclasses import replace
from itertools import combinations

import numpy as np

from benchmarks.figures import FEW_RUNS, Figure
from bot.rules import matching
from bot.rules.matching import Draw, Past, Person, candidates, drawing, table
from bot.rules.matching.scale import Scale

SEED = 20
ORGANISATIONS = 12

TAGS = [f"challenge {number}" for number in range(30)]
SLOTS = [f"half-day {number}" for number in range(10)]
CHARACTERISTICS = [f"characteristic {number}" for number in range(5)]

# people, and how long a draw may take (s)
EXACT = ((300, 0.5), (500, 1.0), (301, 1.5), (1_000, 3.0))
LARGE, SOME = (5_000, 30.0), (2_000, 30.0)  # and instead of it, with --quick


def measure(*, runs: int) -> list[Figure]:
    """Medians over a third of `runs` communities; of the largest, one draw."""
    print(f"seed {SEED}, {ORGANISATIONS} organisations, 12 rounds behind them", file=sys.stderr)
    found = [figure for people, seconds in EXACT for figure in _drawn(people, seconds, runs=max(1, runs // 3))]
    found += _drawn(*(SOME if runs <= FEW_RUNS else LARGE), runs=1)
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found.append(Figure("draw.memory", round(kept), "MB", 400).told())
    return found + [_repeats(people) for people in ((20, 50) if runs <= FEW_RUNS else (20, 50, 100))]


def _drawn(people: int, seconds: float, *, runs: int) -> list[Figure]:
    took, short, unwelcome = [], [], 0
    for run in range(runs):
        pool, past = community(people, SEED + run)
        began = time.perf_counter()
        draw = matching.draw(pool, past, seed=SEED + run)
        took.append(time.perf_counter() - began)
        short.append(100 * _shortfall(draw, pool, past, SEED + run))
        unwelcome += _unwelcome(draw)
    allowed = 0.1 if people <= 1_000 else 1.0
    figures = [Figure(f"draw.{people}", round(statistics.median(took), 2), "s", seconds)]
    if people % 2 == 0:
        figures.append(Figure(f"draw.{people}.below_bound", round(max(short), 3), "%", allowed))
    figures.append(Figure(f"draw.{people}.not_proved_unavoidable", unwelcome, "faults", 0))
    return [figure.told() for figure in figures]


def _unwelcome(draw: Draw) -> int:
    told = draw.certificate
    return sum(
        0 if count.unavoidable else count.found for count in (told.repeats, told.same_organisation, told.left_out)
    )


def _shortfall(draw: Draw, pool: list[Person], past: Past, seed: int) -> float:
    """How far the draw stays below what no draw exceeds, as a share of it: of quality, among pairs without a fault."""
    weigh = Scale(pool, past, seed=seed)
    groups = [tuple(member for member in group.members) for group in draw.groups]
    reached = sum(_worth(weigh, one, other) for group in groups for one, other in combinations(group, 2))
    in_one_table = len(pool) <= drawing.IN_ONE_TABLE
    bound = int(table.of(weigh, seed).price.sum()) / 2 if in_one_table else _covering(weigh, seed)
    return float((bound - reached) / bound)


def _worth(weigh: Scale, one: int, other: int) -> int:
    levels, quality = weigh.rows(one, one + 1)
    return int(quality[0, other]) - weigh.units.levels[int(levels[0, other])]


def _covering(weigh: Scale, seed: int) -> float:
    """Half the sum of prices that cover every pair: the candidates' prices, raised for the pairs that were none."""
    people = len(weigh.people)
    _, price = candidates.likely(weigh, seed)
    lacking = np.empty(people)
    for start in range(0, people, 100):
        block = slice(start, min(start + 100, people))
        levels, quality = weigh.rows(block.start, block.stop)
        worth = np.where(levels == 0, 2 * quality, -(1 << 40))
        lacking[block] = (worth - price[block, None] - price).max(axis=1)
    return float((price + np.maximum(lacking, 0) / 2).sum() / 2)


def _repeats(people: int) -> Figure:
    """How many rounds too few pass before anybody meets again: the limit is one less than there are people."""
    pool = [replace(person, organisation=person.id) for person in community(people, SEED)[0]]
    met: dict[frozenset[int], int] = {}
    for round_ in range(people - 1):
        draw = matching.draw(pool, Past(met), seed=SEED + round_)
        pairs = {frozenset(group.members) for group in draw.groups}
        if pairs & met.keys():
            return Figure(f"rounds.{people}.missing", people - 1 - round_, "rounds", 0).told()
        met = {pair: since + 1 for pair, since in met.items()} | dict.fromkeys(pairs, 1)
    return Figure(f"rounds.{people}.missing", 0, "rounds", 0).told()


def community(people: int, seed: int) -> tuple[list[Person], Past]:
    """A few large organisations and many small, line managers in each, a few blocks, and a year of chance meetings."""
    rng = random.Random(seed)  # noqa: S311 - for a measurement, not for a secret
    sizes = [1 / (rank + 1) for rank in range(ORGANISATIONS)]
    pool = [_somebody(number, rng.choices(range(ORGANISATIONS), sizes)[0], rng) for number in range(people)]
    met = _meetings(people, rng)
    bridged = {frozenset(pool[member].organisation for member in pair) for pair in met}
    blocks = {frozenset(rng.sample(range(people), 2)) for _ in range(people // 20)}
    return pool, Past(met, frozenset(bridged), frozenset(blocks | _line_managers(pool)))


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
        slots=some(SLOTS, 2, 6),
    )


def _meetings(people: int, rng: random.Random) -> dict[frozenset[int], int]:
    met = {}
    for since in range(12, 0, -1):
        places = rng.sample(range(people), people)
        met.update({frozenset(pair): since for pair in zip(places[::2], places[1::2], strict=False)})
    return met


def _line_managers(pool: list[Person]) -> set[frozenset[int]]:
    """Each manages six of the same organisation."""
    homes: dict[int, list[int]] = {}
    for person in pool:
        homes.setdefault(person.organisation, []).append(person.id)
    return {
        frozenset((staff[rank], staff[(rank - 1) // 6])) for staff in homes.values() for rank in range(1, len(staff))
    }
