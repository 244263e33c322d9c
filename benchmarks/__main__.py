"""`python -m benchmarks NAME [--quick]`: measure something and print it; or `draw`, for a community in a file."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from benchmarks import answers, dates, draw, questions
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
WITH_DATA: dict[str, Callable[[Sequence[str]], int]] = {
    "draw": draw.run,
    "answers": answers.run,
    "dates": dates.run,
    "questions": questions.run,
}
"""What reads the rest of its arguments itself."""


def run() -> int:
    if sys.argv[1:2] and sys.argv[1] in WITH_DATA:
        return WITH_DATA[sys.argv[1]](sys.argv[2:])
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures the bot.",
        epilog="`python -m benchmarks draw --help` tells how to draw a round for a community in a file, "
        "`python -m benchmarks answers --help` how to measure answers from a folder of documents, and "
        "`python -m benchmarks dates --help` and `python -m benchmarks questions --help` how to put questions from a "
        "file.",
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
