"""One door to what we remember: a session of one workspace, or (named, and rare) across all of them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from db import models, tenancy

SCOPED_TABLES = frozenset(table.name for table in models.Base.metadata.tables.values() if "workspace_id" in table.c)

RESTED = 5.0  # seconds
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=10000")


def read_address(text: str) -> URL:
    """The address of a database; `postgres://`, as hosts write it, means PostgreSQL with our driver."""
    url = make_url(text)
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    return url


class Database:
    """Transactions on SQLite or PostgreSQL. Writers on SQLite take turns, so that none is starved."""

    def __init__(self, address: str, *, pool_size: int = 32) -> None:
        self.url = read_address(address)
        self.on_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.on_sqlite else _postgres_engine(self.url, pool_size)
        tenancy.guard(self.engine)
        self._writers = threading.Lock() if self.on_sqlite else nullcontext()

    @contextmanager
    def begin(self, workspace: str) -> Iterator[Session]:
        """One transaction that reads and writes rows of this workspace alone."""
        with self._writers, self._session(self._scoped(workspace), workspace) as session:
            yield session

    @contextmanager
    def read(self, workspace: str) -> Iterator[Session]:
        """One consistent look at this workspace, which never waits for a writer."""
        with self._session(self._scoped(workspace).execution_options(**{tenancy.READING: True}), workspace) as session:
            yield session

    @contextmanager
    def across_workspaces(self) -> Iterator[Session]:
        """One transaction over all workspaces: for the clock, the outbox and the operator only."""
        with self._writers, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()

    def _scoped(self, workspace: str) -> Engine:
        return self.engine.execution_options(**{tenancy.WORKSPACE: workspace, tenancy.SCOPED: SCOPED_TABLES})

    @contextmanager
    def _session(self, engine: Engine, workspace: str) -> Iterator[Session]:
        info = {tenancy.WORKSPACE: workspace}
        with tenancy.WorkspaceSession(engine, expire_on_commit=False, info=info) as session, session.begin():
            yield session


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        with suppress(OSError):  # then the file cannot be opened, and that is told in a sentence
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)  # what people write never reaches a log by way of an error
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _start)
    return engine


def _postgres_engine(url: URL, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=16,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 10_000},
    )
    event.listen(engine, "handle_error", _leave_out_detail)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _look_whether_alive)
    return engine


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used"] = time.monotonic()


def _look_whether_alive(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """A connection that rested may be cut by now, and is then replaced; asking each time would cost a round trip."""
    if time.monotonic() - record.info.get("used", 0.0) < RESTED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error


def _leave_out_detail(context: ExceptionContext) -> None:
    """PostgreSQL quotes the failing row in the detail of an error, whatever hide_parameters says."""
    original, told = context.original_exception, context.sqlalchemy_exception
    detail = getattr(getattr(original, "diag", None), "message_detail", None)
    if detail:
        original.args = tuple(str(part).replace(detail, "left out") for part in original.args)
        if told is not None:
            told.args = tuple(str(part).replace(detail, "left out") for part in told.args)


def _settle(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own transactions give readers no snapshot
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _start(connection: Connection) -> None:
    reading = connection.get_execution_options().get(tenancy.READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
