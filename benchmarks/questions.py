"""`python -m benchmarks questions --data FILE --now ISO [--community FOLDER]`: what a list of questions gets answered.

FILE has one JSON object a line: {"q", "answerable", "expect_all", "expect_none"}, and "now" where a line has its own.
Each member of expect_all must be in the answer as a member reads it, or one of its alternatives: "9am|09:00". Nothing
of expect_none may be in it. A question that is not answerable is right when the bot says that it does not know, or
offers what may be meant, and states nothing of expect_none. Capitals do not matter. The community is made new from
FOLDER, as it is for a new workspace, and search by meaning is at work.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, Self

from benchmarks.dates import moment
from benchmarks.figures import Figure, Rate
from bot.answers import embedding
from bot.answers.findings import EventsInRange, FactFound, Finding, ItemTime, LastEvent, NextEvent
from bot.answers.reasons import Outcome
from bot.desk import meanings, questions
from bot.errors import CommunityError
from bot.views.desk import answers
from bot.views.parts import Block
from db import schema, seed
from db.database import Database

CONTENT = seed.CONTENT
WORKSPACE = "T0ASKED"
ENOUGH = 95  # per cent


@dataclass(frozen=True)
class Asked:
    """A question with what must be in its answer and what must not, told as in the file."""

    text: str
    is_answerable: bool
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]
    now: datetime

    @classmethod
    def read(cls, row: dict[str, Any], now: datetime | None) -> Self:
        own = moment(row["now"]) if row.get("now") else now
        if own is None:
            raise ValueError("there is no --now, and a line has none of its own")
        wanted, unwanted = (tuple(row.get(name) or ()) for name in ("expect_all", "expect_none"))
        return cls(row["q"], bool(row["answerable"]), wanted, unwanted, own)


@dataclass(frozen=True)
class Answered:
    """What came back: the card's words, and whether the bot took it for the answer."""

    asked: Asked
    shown: str
    is_answer: bool

    @property
    def missing(self) -> list[str]:
        return [wanted for wanted in self.asked.all_of if not any(_holds(self.shown, one) for one in wanted.split("|"))]

    @property
    def unwanted(self) -> list[str]:
        return [unwanted for unwanted in self.asked.none_of if _holds(self.shown, unwanted)]

    @property
    def is_right(self) -> bool:
        if not self.asked.is_answerable:
            return not self.is_answer and not self.unwanted
        return not self.missing and not self.unwanted


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks questions", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a file of questions, one JSON object a line")
    parser.add_argument("--now", type=moment, default=None, metavar="ISO", help="the moment of the questions")
    parser.add_argument("--community", type=Path, default=CONTENT, help="a folder like content/, which is used else")
    chosen = parser.parse_args(arguments)
    try:
        asked = read(chosen.data, chosen.now)
        with community(chosen.community, min((each.now for each in asked), default=moment("2022-01-01"))) as database:
            told = [ask(database, each) for each in asked]
    except (OSError, ValueError, KeyError, AttributeError, CommunityError) as fault:
        print(f"The data cannot be read: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 2
    return 0 if all(figure.is_reached() for figure in measure(told)) else 1


def read(file: Path, now: datetime | None) -> list[Asked]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Asked.read(json.loads(line), now) for line in lines if line.strip()]


def measure(told: Sequence[Answered]) -> list[Figure]:
    """How many of both kinds are right; tells the wrong ones."""
    figures: list[Figure] = []
    for is_answerable, name in ((True, "answerable"), (False, "not answerable")):
        these = [each.is_right for each in told if each.asked.is_answerable is is_answerable]
        share = round(100 * sum(these) / len(these), 1) if these else 100.0
        print(f"{len(these)} {name}, {sum(these)} right")
        figures.append(Rate(f"questions: {name} and right", share, "%", ENOUGH).told())
    for each in told:
        if not each.is_right:
            print(f"  {each.asked.text}\n    {_fault(each)}\n    it said: {' / '.join(each.shown.splitlines())[:300]}")
    return figures


@contextmanager
def community(folder: Path, now: datetime) -> Iterator[Database]:
    """A new workspace that knows what is in the folder, made ready as the clock does it."""
    embedding.use(embedding.Encoder())
    database = Database("sqlite://")
    try:
        schema.upgrade(database)
        seed.settle_in(database, WORKSPACE, now=now, folder=folder)
        meanings.settle(database, WORKSPACE)
        yield database
    finally:
        database.close()


def ask(database: Database, asked: Asked) -> Answered:
    with database.read(WORKSPACE) as session:
        finding = questions.answer(session, asked.text, now=asked.now)
    shown = "\n".join(_read(block) for block in answers.card(finding, question=asked.text).blocks)
    return Answered(asked, shown, is_answer=_is_answer(finding))


def _is_answer(finding: Finding) -> bool:
    """Neither a fact that tells what a source cannot tell, nor that no such event is listed, states anything."""
    match finding:
        case FactFound(fact):
            return fact.kind != "gap"
        case EventsInRange():
            return bool(finding.events)
        case NextEvent(event=None) | LastEvent(event=None) | ItemTime(item=None):
            return False
    return finding.outcome is Outcome.ANSWERED


def _read(block: Block) -> str:
    """The words of a block, but not those of its buttons, which are ours."""
    return "" if block["type"] == "actions" else unescape(" ".join(_texts(block)))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield re.sub(r"<([^<>|]+)(?:\|([^<>]+))?>", lambda found: found[2] or found[1], part["text"])
        for name, inner in part.items():
            if not (name == "text" and isinstance(inner, str)):
                yield from _texts(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _texts(inner)


def _holds(shown: str, wanted: str) -> bool:
    return _plain(wanted) in _plain(shown)


def _plain(text: str) -> str:
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("\u00a0", " ")):
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


def _fault(told: Answered) -> str:
    missing = [f"lacks {', '.join(told.missing)}"] if told.missing and told.asked.is_answerable else []
    unwanted = [f"says {', '.join(told.unwanted)}"] if told.unwanted else []
    return "; ".join([*missing, *unwanted]) or "is answered, and should not be"
