"""How long a slash command takes through the sandbox: typed, sent to a small Bolt app, answered, and shown."""

import time

from benchmarks.figures import FEW_RUNS, Figure
from tests.sandbox.room import open_room

WARMING = 20


def measure(*, runs: int) -> list[Figure]:
    """300 commands, one after the other (60 with --quick)."""
    waits = sorted(_waits(60 if runs <= FEW_RUNS else 300))
    return [
        Figure("sandbox.command.p50", round(waits[len(waits) // 2], 1), "ms", 15).told(),
        Figure("sandbox.command.p99", round(waits[int(len(waits) * 0.99)], 1), "ms", 50).told(),
    ]


def _waits(count: int) -> list[float]:
    with open_room(with_app=True) as room:
        amina = room.slack.person("Amina")
        waits = []
        for number in range(WARMING + count):
            began = time.perf_counter()
            amina.types(f"/echo {number}", place="general")
            waits.append(1000 * (time.perf_counter() - began))
        amina.sees(f"you said {number}", place="general")
    return waits[WARMING:]
