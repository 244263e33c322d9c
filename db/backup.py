"""A copy of everything in one file, and the way back."""

import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.errors import OperatorError
from db import schema
from db.database import Database
from db.schema import Fitness


def save(database: Database, file: Path, *, environment: Mapping[str, str]) -> None:
    """Write a whole and consistent copy to `file`, which must not exist yet; the bot may go on running."""
    if file.exists():
        raise OperatorError(f"{file} is there already. Choose another name, so that no older copy is lost.")
    if not file.parent.is_dir():
        raise OperatorError(f"There is no folder {file.parent}. Make it, or choose another place for the copy.")
    schema.check(database)
    part = file.with_name(file.name + ".part")
    if database.on_sqlite:
        with closing(sqlite3.connect(_path(database))) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
    else:
        _run(database, environment, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")
    part.rename(file)


def restore(database: Database, file: Path, *, environment: Mapping[str, str]) -> None:
    """Put the copy in `file` in the place of everything there is; stop the bot first. Older copies are upgraded."""
    if not file.is_file():
        raise OperatorError(f"There is no file {file}. Nothing has been changed.")
    if database.on_sqlite:
        _restore_sqlite(database, file)
    else:
        _run(
            database,
            environment,
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            str(file),
        )
    schema.upgrade(database)


def _restore_sqlite(database: Database, file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        try:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            whole = False
    if not whole:
        raise OperatorError(f"{file} is not a whole copy of a database. Nothing has been changed.")
    target = Path(_path(database))
    fresh = target.with_name(target.name + ".restored")
    shutil.copyfile(file, fresh)
    if _fitness(fresh) not in (Fitness.READY, Fitness.OLDER):
        fresh.unlink()
        raise OperatorError(f"{file} is not a copy that this version of the bot can use. Nothing has been changed.")
    database.close()
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    fresh.replace(target)


def _fitness(file: Path) -> Fitness:
    copy = Database(f"sqlite:///{file}")
    try:
        return schema.fitness(copy)
    finally:
        copy.close()  # the last connection takes the write-ahead log away with it


def _run(database: Database, environment: Mapping[str, str], program: str, *arguments: str) -> None:
    url = database.url
    where = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password and str(url.password),
        "PGDATABASE": url.database,
    }
    # the password travels in the environment: arguments can be read by everybody on the machine
    whole = {**environment, **{name: value for name, value in where.items() if value}}
    named = [f"--dbname={url.database}"] if program == "pg_restore" else []
    try:
        subprocess.run([program, *named, *arguments], env=whole, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise OperatorError(
            f"{program} is not installed. Install PostgreSQL's client programs and try again."
        ) from error
    except subprocess.CalledProcessError as error:
        raise OperatorError(f"{program} stopped: {error.stderr.strip()[-300:]}") from error


def _path(database: Database) -> str:
    if not database.url.database:
        raise OperatorError("A database in memory cannot be copied. Set DATABASE_URL to a file.")
    return database.url.database
