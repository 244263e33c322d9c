"""Prompts in their time: what a planning tick costs when nothing is due."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import insert

from benchmarks.figures import Figure
from bot.reflection.turns import AHEAD
from bot.rules.words import Role
from db import schema, seed
from db.database import Database
from db.models import Member
from schedules import planner
from tests import databases

SEED = 0
MEMBERS, ROWS = 10_000, 500
WORKSPACE = "T0MEASURE"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
REGION = "GB-ENG"
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


def measure(*, runs: int) -> list[Figure]:
    """Quick with 3 runs."""
    return list(_ticks(runs))


def _ticks(runs: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield _tick(f"sqlite:///{folder}/community.db", "SQLite", runs)
    if databases.postgres() is None:
        print("PostgreSQL was not measured: there is none here.")
        return
    with databases.fresh_postgres() as address:
        yield _tick(address, "PostgreSQL", runs)


def _tick(address: str, kind: str, runs: int) -> Figure:
    with _community(address) as database:
        clock = SimpleNamespace(now=lambda: NOW)
        tools: Any = SimpleNamespace(db=database, clock=clock)
        planner.plan(tools)  # its turns of the next 48 hours are planned, and the next ones known
        lengths = [_milliseconds(tools) for _ in range(3 * runs)]
    name = f"planning tick, {MEMBERS} members, nothing due, {kind}"
    return Figure(name, round(statistics.median(lengths), 2), "ms", 50).told()


def _milliseconds(tools: Any) -> float:
    begun = time.perf_counter()
    assert planner.plan(tools) == 0
    return (time.perf_counter() - begun) * 1_000


@contextmanager
def _community(address: str) -> Iterator[Database]:
    """Members of every weekday: the turns of some are planned already, and half are in their week without."""
    database = Database(address)
    schema.upgrade(database)
    seed.settle_in(database, WORKSPACE, now=NOW - A_YEAR)
    for first in range(0, MEMBERS, ROWS):
        with database.begin(WORKSPACE) as session:
            session.execute(insert(Member), [_member(number) for number in range(first, first + ROWS)])
    yield database
    database.close()


def _member(number: int) -> dict[str, Any]:
    weekday, weeks = number % 5, number // 5 % 2
    nearest = NOW.date() + A_DAY * ((weekday - NOW.weekday()) % 7 + 7 * weeks)
    due = datetime(nearest.year, nearest.month, nearest.day, 9, tzinfo=UTC)
    is_planned = number % 50 and due <= NOW + AHEAD  # every 50th is left for the first tick to plan
    return {
        "slack_id": f"U{number:08}",
        "role": Role.MEMBER,
        "zone": "Europe/London",
        "wants_prompts": True,
        "prompt_weekday": weekday,
        "prompt_hour": 9,
        "joined_at": due - timedelta(weeks=40),
        "next_prompt_at": due + timedelta(weeks=2) if is_planned or due < NOW else due,
    }
