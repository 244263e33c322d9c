"""The draw of introductions: speed, years of rounds, other rules beside it, other solvers against it."""

import sys

from benchmarks.figures import Figure
from benchmarks.matching import oracle, rounds, rules, speed, year
from benchmarks.matching.leaders import ORGANISATIONS, SEED


def measure(*, runs: int) -> list[Figure]:
    print(f"seed {SEED}, {ORGANISATIONS} organisations, 12 rounds behind them", file=sys.stderr)
    return [figure for part in (speed, rounds, year, oracle, rules) for figure in part.measure(runs=runs)]
