"""The tables follow the code, an upgrade loses nothing, and what does not fit gets a sentence with its mend."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.errors import OperatorError
from bot.rules.words import Stage, WaitEnd
from db import schema
from db.database import Database
from db.models import Introduction, Waiting
from db.schema import Fitness
from tests import databases
from tests.community import Community
from tests.people import AMINA

NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "later", "{head}", None, None

def upgrade():
    op.add_column("member", sa.Column("nickname", sa.String(20)))
"""


@pytest.fixture
def blank(database_address: str | None, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if database_address is None:
        database = Database(f"sqlite:///{tmp_path}/new/blank.db")
        yield database
        database.close()
        return
    with databases.fresh_postgres() as address:
        database = Database(address, pool_size=2)
        yield database
        database.close()


def head(database: Database) -> str:
    with database.engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def stamp(database: Database, revision: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def come_to_next_version(database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the code has one more migration."""
    shutil.copytree(schema.MIGRATIONS, folder / "migrations")
    (folder / "migrations" / "versions" / "9999_later.py").write_text(NEXT.format(head=head(database)))
    monkeypatch.setattr(schema, "MIGRATIONS", folder / "migrations")


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    assert schema.differences(database) == []


def test_an_empty_database_is_brought_up_to_date(blank: Database) -> None:
    assert schema.fitness(blank) is Fitness.EMPTY

    schema.upgrade(blank)

    assert schema.fitness(blank) is Fitness.READY
    schema.check(blank)


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(community: Community) -> None:
    community.joins(AMINA)
    before = head(community.db)

    schema.upgrade(community.db)

    assert head(community.db) == before
    assert community.person(AMINA) is not None


def test_an_upgrade_loses_nothing(blank: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.upgrade(blank)
    community = Community(blank)
    community.joins(AMINA)

    come_to_next_version(blank, tmp_path, monkeypatch)
    schema.upgrade(blank)

    assert head(blank) == "later"
    assert community.person(AMINA) is not None


BEFORE_0006 = """
INSERT INTO workspace (id, community, short_name, zone, first_seen_at)
VALUES ('T1', 'Harbour leaders', 'Harbour', 'Europe/London', '2022-06-01 08:00:00');
INSERT INTO member (id, workspace_id, slack_id, role, challenges, offers, wants, wants_prompts, days_off,
 wants_introductions)
SELECT number, 'T1', 'U' || number, 'member', '[]', '[]', '[]', false, '[]', true
 FROM (SELECT 1 AS number UNION SELECT 2 UNION SELECT 3) AS numbers;
INSERT INTO round (id, workspace_id, number, state, seed, drawn_by_id, drawn_at, sent_at, ends_at)
VALUES (1, 'T1', 1, 'sent', 7, 1, '2022-06-02 08:00:00', '2022-06-02 09:00:00', '2022-06-30 09:00:00');
INSERT INTO introduction (id, workspace_id, round_id, reasons, opener)
VALUES (1, 'T1', 1, '[]', ''), (2, 'T1', 1, '[]', '');
INSERT INTO seat (workspace_id, introduction_id, member_id) VALUES ('T1', 1, 1), ('T1', 1, 2), ('T1', 2, 3);
"""


def test_introductions_of_an_earlier_version_go_on_and_who_was_left_alone_is_still_owed_one(blank: Database) -> None:
    schema.upgrade(blank, revision="0005")
    with blank.engine.begin() as connection:
        for statement in filter(str.strip, BEFORE_0006.split(";")):
            connection.exec_driver_sql(statement)

    schema.upgrade(blank)

    with blank.read("T1") as session:
        stages = {row.id: (row.stage, row.ends_at is not None) for row in session.scalars(select(Introduction))}
        waited = [(row.member_id, row.ended) for row in session.scalars(select(Waiting))]
    assert stages == {1: (Stage.OPENED, True), 2: (Stage.BROKEN, True)}
    assert waited == [(3, WaitEnd.NEXT_TIME)]


def test_tables_that_are_missing_are_said_to_be_so_with_the_command(blank: Database) -> None:
    with pytest.raises(OperatorError, match=r"no tables yet\. Run: python -m db upgrade"):
        schema.check(blank)


def test_tables_of_an_older_version_are_said_to_be_so_with_the_command(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_to_next_version(database, tmp_path, monkeypatch)

    assert schema.fitness(database) is Fitness.OLDER
    with pytest.raises(OperatorError, match=r"older than this version .* Run: python -m db upgrade"):
        schema.check(database)


@pytest.fixture
def newer(database: Database) -> Iterator[Database]:
    before = head(database)
    stamp(database, "9999")
    yield database
    stamp(database, before)


def test_tables_of_a_newer_version_are_said_to_be_so_with_the_command(newer: Database) -> None:
    with pytest.raises(OperatorError, match=r"newer than this version .* Run: python -m db restore FILE"):
        schema.check(newer)


def test_tables_of_a_newer_version_are_never_upgraded(newer: Database) -> None:
    with pytest.raises(OperatorError, match="newer than this version"):
        schema.upgrade(newer)

    assert head(newer) == "9999"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://nobody:secret@127.0.0.1:1/none",
        "sqlite:////dev/null/folder/file.db",
        "sqlite:////proc/file.db",
        "sqlite:///{folder}",
    ],
)
def test_a_database_that_cannot_be_reached_is_said_to_be_so_with_the_command(tmp_path: Path, address: str) -> None:
    with pytest.raises(OperatorError, match="python -m bot doctor") as caught:
        schema.check(Database(address.replace("{folder}", str(tmp_path))))

    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear all, " * 500)

    with pytest.raises(OperatorError, match="cannot reach the database"):
        schema.upgrade(Database(f"sqlite:///{letter}"))

    assert letter.read_text() == "Dear all, " * 500
