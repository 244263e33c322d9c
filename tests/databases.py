"""The databases that tests run on: an SQLite file for each test, and a PostgreSQL that is found or started."""

import atexit
import functools
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from sqlalchemy import URL, Integer, make_url

from db import schema
from db.database import Database
from db.models import Base


@functools.cache
def postgres() -> URL | None:
    """TEST_DATABASE_URL, else a server on this machine's usual port, else one of our own; None when there is none."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        return make_url(named).set(drivername="postgresql")
    for user in (getpass.getuser(), "postgres"):
        url = URL.create("postgresql", username=user, host="127.0.0.1", port=5432, database="postgres")
        if _answers(url):
            return url
    return _start_own()


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The address of an empty database that is gone afterwards."""
    server = postgres()
    assert server is not None
    name = f"leaders_test_{uuid.uuid4().hex[:12]}"
    with _administrator(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with _administrator(server) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def empty(database: Database) -> None:
    """Take every row away and start counting at 1 again."""
    tables = Base.metadata.sorted_tables
    counted = [table for table in tables if "id" in table.c and isinstance(table.c.id.type, Integer)]
    with database.engine.begin() as connection:  # much faster than TRUNCATE, which makes new files
        for table in reversed(tables):
            connection.execute(table.delete())
        for table in counted:
            connection.exec_driver_sql(f'ALTER SEQUENCE "{table.name}_id_seq" RESTART')


@functools.cache
def migrated_file() -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder}/template.db")
    schema.upgrade(database)
    database.close()  # the last connection folds the write-ahead log into the file
    return folder / "template.db"


def _administrator(server: URL) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.render_as_string(hide_password=False), autocommit=True, connect_timeout=3)


def _answers(url: URL) -> bool:
    with suppress(psycopg.Error), _administrator(url) as connection:
        found = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool((found.fetchone() or (False,))[0])
    return False


def _start_own() -> URL | None:
    initdb = shutil.which("initdb") or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))), None
    )
    if initdb is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="leaders-pg-"))
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    subprocess.run([initdb, "-A", "trust", "-U", "postgres", "-D", data], user=user, check=True, capture_output=True)
    options = ["-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1"]
    server = subprocess.Popen(
        [Path(initdb).with_name("postgres"), "-D", data, *options],
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(_stop, server, folder)
    url = URL.create("postgresql", username="postgres", host="127.0.0.1", port=port, database="postgres")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not _answers(url):
        time.sleep(0.1)
    return url if _answers(url) else None


def _stop(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    server.terminate()
    server.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
