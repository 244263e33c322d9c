"""Whether the hard rules hold on every path, in thousands of small communities."""

import sys
import traceback

from benchmarks.figures import FEW_RUNS, Figure
from benchmarks.matching.leaders import SEED
from tests.rules.matching_properties import Life, check_a_life, over_lives

FEW, MANY = 500, 10_000


def measure(*, runs: int) -> list[Figure]:
    """Drawn, mended, joined late and asked for by hand; what is broken is told, made as small as it can be."""
    seen, broken = 0, 0

    def check(life: Life) -> None:
        nonlocal seen
        seen += 1
        check_a_life(life)

    try:
        over_lives(check, examples=FEW if runs <= FEW_RUNS else MANY, start=SEED)()
    except AssertionError as error:
        broken = 1
        print("".join(traceback.format_exception_only(error)), file=sys.stderr)
    print(f"seed {SEED}, {seen} communities of up to 17 people", file=sys.stderr)
    return [Figure("rules.broken", broken, "kinds", 0).told()]
