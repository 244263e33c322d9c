"""The database of the simulation: in memory, never held across a turn, and closed to the dead."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import Any, cast

from sqlalchemy.orm import Session

from db.database import Database
from tests.simulation.turns import Killed, Turns


class _OneWriter:
    """Takes the place of the lock: who waits for it in a single thread would wait for ever."""

    def __init__(self) -> None:
        self.is_taken = False

    def __enter__(self) -> None:
        if self.is_taken:
            raise RuntimeError("a transaction was held while somebody else had a turn")
        self.is_taken = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_taken = False


class SimulatedDatabase(Database):
    """Just before a commit its process may die; just after it, everybody else may go on."""

    def __init__(self) -> None:
        super().__init__("sqlite://")
        self._writers = cast(Any, _OneWriter())
        self.turns: Turns | None = None
        self.committed: Callable[[], None] = lambda: None
        self.ghost: Callable[[str], None] = lambda _: None

    @property
    def is_held(self) -> bool:
        return cast(_OneWriter, self._writers).is_taken

    @cached_property
    def file(self) -> sqlite3.Connection:
        """The rows themselves, past everything of ours."""
        return cast(sqlite3.Connection, self.engine.raw_connection().driver_connection)

    @contextmanager
    def begin(self, workspace: str) -> Iterator[Session]:
        self._refuse_the_dead()
        with super().begin(workspace) as session:
            yield session
            self._before_commit()
        self._after_commit()

    @contextmanager
    def across_workspaces(self) -> Iterator[Session]:
        self._refuse_the_dead()
        with super().across_workspaces() as session:
            yield session
            self._before_commit()
        self._after_commit()

    @contextmanager
    def read(self, workspace: str) -> Iterator[Session]:
        self._refuse_the_dead()
        with super().read(workspace) as session:
            yield session
        if self.turns:
            self.turns.switch()

    def _refuse_the_dead(self) -> None:
        if self.turns and self.turns.is_haunted:
            self.ghost(self.turns.name)
            raise Killed

    def _before_commit(self) -> None:
        if self.turns:
            self.turns.risk()

    def _after_commit(self) -> None:
        self.committed()
        if self.turns:
            self.turns.switch()
