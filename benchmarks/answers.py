"""How long an answer takes, from the rows to the finding."""

import statistics
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.figures import Figure
from bot import questions
from db import schema, seed
from db.database import Database

NOW = datetime(2022, 6, 27, 8, tzinfo=UTC)
ASKED = (
    "when does it start?",
    "who was on the panel?",
    "what should I read?",
    "what is system leadership?",
    "whom do I contact for help?",
    "what is stopping us?",
    "what is the weather in Lisbon?",
)


def measure(*, runs: int) -> list[Figure]:
    """The 95th percentile over `runs` times 7 questions to the community's own content, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/answers.db")
        schema.upgrade(database)
        seed.settle_in(database, "T1", now=NOW)
        took = [_ask(database, asked) for _ in range(runs * 3) for asked in ASKED]
        database.close()
    slowest = statistics.quantiles(took, n=20)[-1]
    return [Figure("answers.p95", round(slowest * 1000, 1), "ms", 50).told()]


def _ask(database: Database, asked: str) -> float:
    began = time.perf_counter()
    with database.read("T1") as session:
        questions.answer(session, asked, now=NOW)
    return time.perf_counter() - began
