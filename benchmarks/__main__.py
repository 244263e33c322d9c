"""`python -m benchmarks NAME [--quick]`: measure something and print it."""

import argparse
import sys

from benchmarks import answers, matching, start
from benchmarks.figures import Figure

BENCHMARKS = {"start": start.measure, "answers": answers.measure, "matching": matching.measure}


def run() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures the bot.")
    parser.add_argument("name", choices=[*BENCHMARKS, "all"])
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    chosen = parser.parse_args()
    names = list(BENCHMARKS) if chosen.name == "all" else [chosen.name]
    figures = [figure for name in names for figure in BENCHMARKS[name](runs=3 if chosen.quick else 10)]
    return 0 if all(map(Figure.is_reached, figures)) else 1


if __name__ == "__main__":
    sys.exit(run())
