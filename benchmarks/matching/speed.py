"""How long a draw takes, and how near it comes to the best there is."""

import resource
import statistics
import time
from itertools import combinations

import numpy as np

from benchmarks.figures import FEW_RUNS, Figure
from benchmarks.matching.leaders import SEED, community
from bot.rules import matching
from bot.rules.matching import Draw, Past, Person, candidates, drawing, table
from bot.rules.matching.scale import Scale

# people, and how long a draw may take (s)
EXACT = ((300, 0.5), (500, 1.0), (301, 1.5), (1_000, 3.0))
LARGE, SOME = (5_000, 30.0), (2_000, 30.0)  # and instead of it, with --quick


def measure(*, runs: int) -> list[Figure]:
    """Medians over a third of `runs` communities; of the largest, one draw."""
    found = [figure for people, seconds in EXACT for figure in _drawn(people, seconds, runs=max(1, runs // 3))]
    found += _drawn(*(SOME if runs <= FEW_RUNS else LARGE), runs=1)
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, Figure("draw.memory", round(kept), "MB", 400).told()]


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
