"""The database goes away in the middle of a commit: nobody knows whether it was kept, and all is heard once."""

import sqlite3
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from tests.crashes.conftest import Morning
from tests.crashes.points import BEFORE, COMMIT, Point

pytestmark = pytest.mark.xdist_group("crashes")


def cut(morning: Morning, point: Point, connection: Any) -> None:
    """Before the commit, so that it is not kept; or after it, so that only the answer is lost."""
    if morning.on_sqlite:
        raise sqlite3.OperationalError("disk I/O error")
    if point.when == BEFORE:
        with morning.scene.database.engine.connect() as other:
            other.execute(
                text("SELECT pg_terminate_backend(:pid)"), {"pid": connection.dbapi_connection.info.backend_pid}
            )
        return
    connection.dbapi_connection.close()
    raise psycopg.OperationalError("server closed the connection unexpectedly")


def test_fault_18_whether_a_commit_whose_answer_is_lost_was_kept_or_not_nothing_is_lost_and_nothing_doubled(
    morning: Morning,
) -> None:
    commits = [point for point in morning.passed if point.what == COMMIT]
    for lost in commits:
        morning.scene.put_back(morning.wire)

        def at(point: Point, connection: Any, lost: Point = lost) -> None:
            if point.number == lost.number:
                cut(morning, point, connection)

        morning.second.points.passed, morning.second.points.at = [], at
        morning.second.works()

        assert morning.wrongs() == [], f"the connection was lost at {lost}"
    assert commits
