"""`python -m benchmarks answers [--data FOLDER]`: how good, how careful and how quick answers are.

FOLDER holds corpus.jsonl {"_id", "title", "text", "group"}, queries.jsonl {"_id", "text", "group"} and qrels.tsv
(query, document, relevance). Groups matter to --abstain alone; where there are none, each document is its own.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from benchmarks import retrieval
from benchmarks.figures import FEW_RUNS, Figure
from benchmarks.retrieval import Collection
from bot.answers import embedding
from bot.desk import meanings, questions
from db import schema, seed
from db.database import Database
from db.models import Fact, Source

NOW = datetime(2022, 6, 27, 8, tzinfo=UTC)
WORKSPACE = "T1"
ITEMS, SEED = 2_000, 0
ASKED = (
    "when does it start?",
    "who was on the panel?",
    "what should I read?",
    "what is system leadership?",
    "whom do I contact for help?",
    "what is stopping us?",
    "what is the weather in Lisbon?",
    "how can a team lern from an idea that failed?",
    "does anybody know a way past the ones who always say no",
)
_WORDS = (
    "team trust harbour nurse budget winter bridge plan council data risk story child bus clinic vision change "
    "partner street evening meeting signal ladder garden policy"
)


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks answers", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with corpus.jsonl, queries.jsonl and qrels.tsv")
    parser.add_argument("--typos", action="store_true", help="one slip in half of the words of 5 letters or more")
    parser.add_argument("--learned", type=Path, help="a CSV file of text and the _id of the document it asks for")
    parser.add_argument("--k", type=int, default=5, help="how many of its rows to learn for each document")
    parser.add_argument("--abstain", action="store_true", help="take half of the groups away and count false answers")
    parser.add_argument("--quick", action="store_true", help="fewer runs; of the queries, a sample")
    chosen = parser.parse_args(arguments)
    if chosen.data is None:
        figures = measure(runs=FEW_RUNS if chosen.quick else 10)
    else:
        try:
            collection = Collection.read(chosen.data)
            learned = collection.learned(chosen.learned, chosen.k) if chosen.learned else {}
        except (OSError, ValueError, KeyError) as fault:
            print(f"The data cannot be read: {type(fault).__name__}: {fault}", file=sys.stderr)
            return 2
        options = retrieval.Options(chosen.typos, learned, sample=200 if chosen.quick else None)
        look = retrieval.abstain if chosen.abstain else retrieval.rank
        figures = list(look(collection, options))
    return 0 if all(figure.is_reached() for figure in figures) else 1


def measure(*, runs: int) -> list[Figure]:
    """How long answers take with 2,000 items beside the community's own content, on SQLite; load; and memory."""
    print(f"seed {SEED}, {ITEMS} invented items, {runs * 3} times {len(ASKED)} questions")
    began = time.perf_counter()
    mode = embedding.use(embedding.Encoder()).open()
    figures = [Figure(f"answers: opening the model ({mode})", round(time.perf_counter() - began, 2), "s", 1).told()]
    with _community() as database:
        _ask(database, ASKED[0])  # which reads all that is known
        took = [_ask(database, asked) for _ in range(runs * 3) for asked in ASKED]
    slowest = statistics.quantiles(took, n=20)[-1]
    figures.append(Figure(f"answers.p95 at {ITEMS} items", round(slowest * 1000, 1), "ms", 50).told())
    figures.append(Figure("answers: resident", _resident(), "MB", 350).told())
    return figures


@contextmanager
def _community() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/answers.db")
        schema.upgrade(database)
        seed.settle_in(database, WORKSPACE, now=NOW)
        _invent(database)
        meanings.settle(database, WORKSPACE)
        yield database
        database.close()


def _invent(database: Database) -> None:
    rng = random.Random(SEED)  # noqa: S311 - it invents sentences
    with database.begin(WORKSPACE) as session:
        source = session.scalars(select(Source.id)).first()
        rows = [_fact(rng, number, source) for number in range(ITEMS)]
        session.execute(insert(Fact), rows)


def _fact(rng: random.Random, number: int, source: int | None) -> dict[str, object]:
    title = f"{' '.join(rng.choices(_WORDS.split(), k=4))} {number}"
    return retrieval.fact_row(f"invented-{number}", title, "", source)


def _ask(database: Database, asked: str) -> float:
    began = time.perf_counter()
    with database.read(WORKSPACE) as session:
        questions.answer(session, asked, now=NOW)
    return time.perf_counter() - began


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1024**2, 1)
