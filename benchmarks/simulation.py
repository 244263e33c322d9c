"""How many simulations of delivery, each from a seed and with faults, end with something that may never happen."""

import multiprocessing
import os
import sys
import time

from benchmarks.figures import FEW_RUNS, Figure
from tests.simulation import world

FEW, MANY = 300, 10_000


def measure(*, runs: int) -> list[Figure]:
    """Every simulation once, on all processors; those that are broken are told with how to play them again."""
    seeds = FEW if runs <= FEW_RUNS else MANY
    began = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as team:
        broken = [told for told in team.imap_unordered(world.play, range(seeds), chunksize=10) if told.faults]
    rate = seeds / (time.monotonic() - began)
    for told in sorted(broken, key=lambda one: one.seed):
        print(f"{world.again(told.seed)}\n  {told.faults[0]}", file=sys.stderr)
    print(f"{seeds} seeds, {rate:.1f} a second", file=sys.stderr)
    return [Figure("simulation.broken", len(broken), "seeds", 0).told()]
