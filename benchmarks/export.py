"""How long a member waits for a file of 1,000 reflections with plans, in each of the kinds."""

import statistics
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from bot.community import keys
from bot.community.keys import Lock
from bot.reflection import plans
from bot.reflection.plans import Intention
from bot.rules.exports import Wanted
from bot.rules.words import FileKind, Role, Shape
from bot.vault import Keyring, Vault
from db import schema, seed
from db.database import Database
from db.models import Characteristic, Member, Reflection
from schedules.sending import files
from schedules.sending.worker import Worker

ENTRIES, ROWS = 1000, 250
WORKSPACE = "T0MEASURE"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WORDS = "We met on a Tuesday, and it’s “still” going well – more than I had hoped. " * 8


def measure(*, runs: int) -> list[Figure]:
    """The longest of the shapes for each kind of file, in the middle of `runs`."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/export.db")
        schema.upgrade(database)
        seed.settle_in(database, WORKSPACE, now=NOW)
        tools: Any = SimpleNamespace(db=database, vault=Vault(Keyring.read(Keyring.invent("measured"))))
        member = _fill(tools)
        worker: Any = SimpleNamespace(tools=tools, now=lambda: NOW)
        found = [_measured(worker, member, kind, runs=min(runs, 3)) for kind in FileKind]
        database.close()
    return found


def _measured(worker: Worker, member: int, kind: FileKind, *, runs: int) -> Figure:
    slowest = max(statistics.median(_times(worker, member, Wanted(shape, kind), runs)) for shape in Shape)
    return Figure(f"export.{ENTRIES} as {kind.value}", round(slowest, 2), "s", 5).told()


def _times(worker: Worker, member: int, wanted: Wanted, runs: int) -> list[float]:
    return [_make(worker, member, wanted) for _ in range(runs)]


def _make(worker: Worker, member: int, wanted: Wanted) -> float:
    began = time.perf_counter()
    assert files.make(worker, WORKSPACE, member, wanted)
    return time.perf_counter() - began


def _fill(tools: Any) -> int:
    with tools.db.begin(WORKSPACE) as session:
        member = Member(slack_id="U0WRITER", role=Role.MEMBER, joined_at=NOW, zone="Europe/London")
        session.add(member)
        session.flush()
        lock = keys.find_or_make(session, tools.vault, member)
        about = [one.id for one in session.query(Characteristic)]
    for first in range(0, ENTRIES, ROWS):
        with tools.db.begin(WORKSPACE) as session:
            for number in range(first, first + ROWS):
                _write(session, lock, member.id, about[number % len(about)], NOW - timedelta(days=number))
    return int(member.id)


def _write(session: Session, lock: Lock, member: int, about: int, written_at: datetime) -> None:
    row = str(uuid.uuid4())
    columns = ("what", "so_what", "now_what")
    sealed = {column: lock.seal(WORDS, table="reflection", row=row, column=column) for column in columns}
    reflection = Reflection(
        id=row, member_id=member, characteristic_id=about, stem="What happened?", written_at=written_at, **sealed
    )
    session.add(reflection)
    session.flush()
    plans.keep(session, lock, reflection, Intention("we next meet", "listen first"), now=written_at)
