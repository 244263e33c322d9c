"""The points at which a worker can die: found while it runs, and held against those that its code has."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from bot.slack import Slack
from db.database import Database

ROOT = Path(__file__).parent.parent.parent
CODE = tuple(str(ROOT / package) for package in ("bot", "schedules"))
FOLDER = ROOT / "schedules" / "sending"
SENDING = ("delivery", "letters", "posting", "finding")
TRANSACTIONS = frozenset({"begin", "read", "across_workspaces"})

BEFORE, AFTER, COMMIT = "before", "after", "the commit"


@dataclass(frozen=True)
class Place:
    """Where in the code a transaction is opened or Slack is called."""

    what: str
    module: str
    line: int
    last_line: int
    on_sqlite_alone: bool = False

    def __str__(self) -> str:
        return f"{self.what} of schedules/sending/{self.module}.py, line {self.line}"


@dataclass(frozen=True)
class Point:
    """A moment in the life of a process, counted from 1."""

    number: int
    when: str
    what: str
    path: str
    function: str
    line: int

    def is_at(self, place: Place) -> bool:
        file = FOLDER / f"{place.module}.py"
        return (self.what, self.path) == (place.what, str(file)) and place.line <= self.line <= place.last_line

    def __str__(self) -> str:
        return f"point {self.number}: {self.when} {self.what} of {self.function} ({Path(self.path).name}:{self.line})"


@dataclass
class Points:
    """Counts what a process passes, and tells `at` of each point; `connection` is there for a commit."""

    at: Callable[[Point, Any], None] = lambda _point, _connection: None
    passed: list[Point] = field(default_factory=list)

    def reach(self, when: str, what: str, connection: Any = None) -> None:
        frame = _ours(sys._getframe(1))
        if frame is None:
            return  # somebody else's commit: a test that looks how far things are
        code = frame.f_code
        point = Point(len(self.passed) + 1, when, what, code.co_filename, code.co_name, frame.f_lineno)
        self.passed.append(point)
        self.at(point, connection)

    def watch(self, database: Database) -> None:
        """Every commit of this database is two points: just before it, and just after."""
        dialect = database.engine.dialect
        commit = dialect.do_commit

        def watched(dbapi_connection: Any) -> None:
            self.reach(BEFORE, COMMIT, dbapi_connection)
            commit(dbapi_connection)
            self.reach(AFTER, COMMIT, dbapi_connection)

        dialect.do_commit = watched  # type: ignore[method-assign]


class WatchedSlack:
    """The real thing; every call is two points: before it, and when Slack has acted and nobody knows yet."""

    def __init__(self, slack: Slack, points: Points) -> None:
        self._slack, self._points = slack, points

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._slack, name)

        def watched(*given: Any, **named: Any) -> Any:
            self._points.reach(BEFORE, name)
            try:
                return call(*given, **named)
            finally:
                self._points.reach(AFTER, name)

        return watched


def places(*, on_sqlite: bool) -> list[Place]:
    """Every place in the code that sends at which a transaction is opened or Slack is called."""
    found = []
    for module in SENDING:
        tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
        found += [place for place in _places(tree, module) if on_sqlite or not place.on_sqlite_alone]
    return found


def not_reached(passed: list[Point], *, on_sqlite: bool) -> list[str]:
    """The places that the code has and these points are not at, before and after."""
    return [
        f"{when} {place}"
        for place in places(on_sqlite=on_sqlite)
        for when in (BEFORE, AFTER)
        if not any(point.when == when and point.is_at(place) for point in passed)
    ]


def _places(tree: ast.AST, module: str, *, on_sqlite_alone: bool = False) -> Iterator[Place]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and (what := _what(node.func)):
            yield Place(what, module, node.lineno, node.end_lineno or node.lineno, on_sqlite_alone)
        alone = on_sqlite_alone or (isinstance(node, ast.If) and "on_sqlite" in ast.unparse(node.test))
        yield from _places(node, module, on_sqlite_alone=alone)


def _what(called: ast.expr) -> str | None:
    if not isinstance(called, ast.Attribute):
        return None
    owner = ast.unparse(called.value)
    if owner.endswith("tools.db") and called.attr in TRANSACTIONS:
        return COMMIT
    return called.attr if owner.endswith("tools.slack") else None


def _ours(frame: FrameType | None) -> FrameType | None:
    """The innermost frame of the bot's own code: what wanted this commit or call."""
    while frame is not None and not frame.f_code.co_filename.startswith(CODE):
        frame = frame.f_back
    return frame
