"""`python -m benchmarks NAME [--quick]`: measure something and print it; or `draw`, for a community in a file."""

import argparse
import sys
from importlib import import_module

from benchmarks import answers, draw
from benchmarks.figures import FEW_RUNS

NAMES = (
    "start",
    "answers",
    "matching",
    "cadence",
    "prompts",
    "delivery",
    "commands",
    "export",
    "sandbox",
    "simulation",
)


def run() -> int:
    if sys.argv[1:2] == ["draw"]:
        return draw.run(sys.argv[2:])
    if sys.argv[1:2] == ["answers"]:
        return answers.run(sys.argv[2:])
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures the bot.",
        epilog="`python -m benchmarks draw --help` tells how to draw a round for a community in a file, and "
        "`python -m benchmarks answers --help` how to measure answers from a folder of documents.",
    )
    parser.add_argument("name", choices=[*NAMES, "all"])
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    chosen = parser.parse_args()
    names = NAMES if chosen.name == "all" else (chosen.name,)
    runs = FEW_RUNS if chosen.quick else 10
    figures = [figure for name in names for figure in import_module(f"benchmarks.{name}").measure(runs=runs)]
    return 0 if all(figure.is_reached() for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(run())
