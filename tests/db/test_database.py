"""How rows are kept: SQLite is set up to lose nothing, and writers take turns and never fail for it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.community.members import meet
from db import schema
from db.database import Database, read_address
from db.models import Member
from tests.community import Community
from tests.people import AMINA


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 10000)],
)
def test_sqlite_loses_nothing_and_forgets_what_is_deleted(tmp_path: Path, pragma: str, value: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/one.db")

    with database.engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    database.close()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_as_hosts_write_it_means_postgresql_with_our_driver(scheme: str) -> None:
    url = read_address(f"{scheme}://amina:secret@db.example:5433/leaders?sslmode=require")

    assert (url.drivername, url.host, url.port) == ("postgresql+psycopg", "db.example", 5433)


@pytest.fixture
def second(community: Community) -> Iterator[Database]:
    """The same database, as another process opens it."""
    other = Database(community.db.url.render_as_string(hide_password=False), pool_size=4)
    yield other
    other.close()


def test_fault_15_two_processes_that_write_at_once_take_turns(community: Community, second: Database) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> None:
        database = (community.db, second)[number % 2]
        start.wait(10)
        for turn in range(5):
            with database.begin(community.workspace) as session:
                meet(session, f"U{number}-{turn}")

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(write, range(8)))

    assert len([member for member in community.rows(Member) if "-" in member.slack_id]) == 40


def test_a_reader_sees_one_moment_while_somebody_writes(community: Community, second: Database) -> None:
    with community.db.read(community.workspace) as session:
        before = session.scalars(select(Member.slack_id)).all()
        if community.db.on_sqlite:
            with second.begin(community.workspace) as writer:
                meet(writer, AMINA.slack_id)
        after = session.scalars(select(Member.slack_id)).all()

    assert before == after


def test_what_fails_half_way_leaves_nothing(community: Community) -> None:
    def fail_half_way() -> None:
        with community.db.begin(community.workspace) as session:
            meet(session, AMINA.slack_id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert community.person(AMINA) is None


def test_several_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/new.db"
    schema.upgrade(Database(address))

    def open_and_write(number: int) -> None:
        database = Database(address)
        with database.across_workspaces() as session:
            session.execute(text("INSERT INTO heartbeat VALUES (:p, '2022-06-27 08:00:00')"), {"p": str(number)})
        database.close()

    with ThreadPoolExecutor(6) as crowd:
        list(crowd.map(open_and_write, range(6)))

    with Database(address).engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM heartbeat")) == 6
