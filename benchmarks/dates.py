"""`python -m benchmarks dates --data FILE --now ISO`: how often the days that a question names are found.

FILE has one JSON object a line: {"q", "start", "end"}, and "now" where a line has its own. start and end are the first
and the last day, as ISO dates or moments; both null where no time is meant, one of them null where that side is open.
An open side may also be the day of the question. A moment at midnight may stand for the end of the day before.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure, Rate
from bot.answers.index import index
from bot.answers.knowledge import Knowledge
from bot.answers.question import understand
from bot.rules.phrases import EVER, Range

ZONE = "Europe/London"
NOBODY = Knowledge(community="", zone=ZONE)


@dataclass(frozen=True)
class Asked:
    """A question with the days that it names, told as in the file."""

    text: str
    start: str | None
    end: str | None
    now: datetime

    @classmethod
    def read(cls, row: dict[str, Any], now: datetime | None) -> Self:
        own = moment(row["now"]) if row.get("now") else now
        if own is None:
            raise ValueError("there is no --now, and a line has none of its own")
        return cls(row["q"], row.get("start"), row.get("end"), own)

    @property
    def names_days(self) -> bool:
        return bool(self.start or self.end)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(ZONE)).date()

    def found(self) -> Range | None:
        return understand(self.text, index(NOBODY), now=self.now, zone=ZONE).range

    def is_met_by(self, found: Range | None) -> bool:
        if found is None or not self.names_days:
            return found is None and not self.names_days
        return found.first in self._first_days() and found.last in self._last_days()

    def _first_days(self) -> set[date]:
        wanted = self.today if self.start is None else local(self.start)
        return {wanted} | ({EVER[0]} if self.start is None or wanted == self.today else set())

    def _last_days(self) -> set[date]:
        wanted = self.today if self.end is None else local(self.end)
        is_midnight = self.end is not None and "T" in self.end and at(self.end) == time(0) and self.end != self.start
        before = {wanted - timedelta(days=1)} if is_midnight else set()
        return {wanted} | before | ({EVER[1]} if self.end is None or wanted == self.today else set())


def moment(text: str) -> datetime:
    """What is told without a zone is told on London's clocks."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(ZONE))


def local(text: str) -> date:
    return moment(text).astimezone(ZoneInfo(ZONE)).date()


def at(text: str) -> time:
    return moment(text).astimezone(ZoneInfo(ZONE)).time()


def read(file: Path, now: datetime | None) -> list[Asked]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Asked.read(json.loads(line), now) for line in lines if line.strip()]


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks dates", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help='a file of {"q", "start", "end"}, one a line')
    parser.add_argument("--now", type=moment, default=None, metavar="ISO", help="the moment of the questions")
    chosen = parser.parse_args(arguments)
    try:
        asked = read(chosen.data, chosen.now)
    except (OSError, ValueError, KeyError, AttributeError) as fault:
        print(f"The data cannot be read: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 2
    figures = measure(asked)
    return 0 if all(figure.is_reached() for figure in figures) else 1


def measure(asked: Sequence[Asked]) -> list[Figure]:
    """How many are right, how many wrong, and how often days are found where none are meant; tells the wrong ones."""
    told = [(each, each.found()) for each in asked]
    wrong = [(each, found) for each, found in told if not each.is_met_by(found)]
    dated = sum(each.names_days for each in asked)
    missed = sum(each.names_days for each, _ in wrong)
    print(f"{len(asked)} questions, {dated} of them with days; {len(asked) - len(wrong)} right, {len(wrong)} wrong")
    share = 100 * (dated - missed) / dated if dated else 100.0
    figures = [
        Rate("dates: right where days are meant", round(share, 1), "%", 95).told(),
        Figure("dates: wrong where days are meant", missed, "questions", dated * 0.05).told(),
        Figure("dates: false fires", len(wrong) - missed, f"of {len(asked) - dated} questions", 0).told(),
    ]
    for each, found in wrong:
        print(f"  {each.text[:200]} | wanted {each.start} to {each.end}, found {_told(found)}")
    return figures


def _told(found: Range | None) -> str:
    if found is None:
        return "no days"
    first, last = ("open" if day in EVER else day.isoformat() for day in (found.first, found.last))
    return f"{first} to {last} ({found.words})"
