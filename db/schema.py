"""Bringing the tables to the version that this code was written for, and saying when they are not there yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.errors import OperatorError
from db.database import Database
from db.models import Base

MIGRATIONS = Path(__file__).parent / "migrations"


class Fitness(Enum):
    """How the tables stand to the code."""

    READY = "ready"
    EMPTY = "empty"
    OLDER = "older"
    NEWER = "newer"


_MENDS = {
    Fitness.EMPTY: "The database has no tables yet. Run: python -m db upgrade",
    Fitness.OLDER: "The database is older than this version of the bot. Run: python -m db upgrade",
    Fitness.NEWER: "The database is newer than this version of the bot. Install the newer version, "
    "or go back to a copy from before. Run: python -m db restore FILE",
}
UNREACHABLE = (
    "I cannot reach the database. Check that it is running and that DATABASE_URL is right. "
    "Nothing has been changed. To check again, run: python -m bot doctor"
)


def upgrade(database: Database, *, revision: str = "head") -> None:
    """Bring the tables to `revision`, losing nothing; running it again changes nothing."""
    if fitness(database) is Fitness.NEWER:
        raise OperatorError(_MENDS[Fitness.NEWER])
    with database.engine.connect() as connection, _loosened(database, connection), connection.begin():
        command.upgrade(_config(connection), revision)
        _refuse_loose_ends(database, connection)


@contextmanager
def _loosened(database: Database, connection: Connection) -> Iterator[None]:
    """On SQLite a table is changed by making it anew, which would take the rows that point at it along."""
    if not database.on_sqlite:
        yield
        return
    plain = connection.connection.cursor()
    plain.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        plain.execute("PRAGMA foreign_keys=ON")
        plain.close()


def _refuse_loose_ends(database: Database, connection: Connection) -> None:
    if database.on_sqlite and (loose := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise OperatorError(f"The upgrade would lose {len(loose)} links between rows, so nothing has been changed.")


def check(database: Database) -> None:
    """Pass when the tables fit this code; otherwise raise a sentence that names the command that mends it."""
    found = fitness(database)
    if found is not Fitness.READY:
        raise OperatorError(_MENDS[found])


def fitness(database: Database) -> Fitness:
    """How the tables stand to this code; raises OperatorError when the database is away."""
    try:
        with database.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise OperatorError(UNREACHABLE) from error
    if current is None:
        return Fitness.EMPTY
    script = ScriptDirectory.from_config(_config())
    if current == script.get_current_head():
        return Fitness.READY
    known = {revision.revision for revision in script.walk_revisions()}
    return Fitness.OLDER if current in known else Fitness.NEWER


def differences(database: Database) -> list[object]:
    """What the models say and the migrated tables do not; empty when the migrations are complete."""
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
