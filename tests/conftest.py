"""What tests run on, what is left out for want of a part, and the promise that nothing is left out when it counts."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import schema
from db.database import Database
from tests import databases
from tests.community import Community

KINDS = ("sqlite", "postgresql")
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def chromium() -> str | None:
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def left_out() -> list[str]:
    """Whole families of tests that cannot run here, and how to get them."""
    missing = []
    if databases.postgres() is None:
        missing.append("PostgreSQL tests (install postgresql, or set TEST_DATABASE_URL)")
    if chromium() is None:
        missing.append("browser tests (install chromium)")
    return missing


def pytest_configure(config: pytest.Config) -> None:
    if REQUIRE_ALL and (missing := left_out()):
        raise pytest.UsageError("REQUIRE_ALL=1, but these cannot run here: " + "; ".join(missing))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    if collection_path.name == "browser" and chromium() is None:
        return True
    return True if collection_path.name == "test_many_processes.py" and databases.postgres() is None else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        kinds = KINDS if databases.postgres() is not None else KINDS[:1]
        metafunc.parametrize("database_kind", kinds, scope="session")


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", []) if report.when == "call"]
    counts = {kind: sum(kind in node.rpartition("[")[2] for node in passed) for kind in KINDS}
    terminalreporter.write_line(
        f"Database tests passed: {counts['sqlite']} on SQLite, {counts['postgresql']} on PostgreSQL."
    )
    for missing in left_out():
        terminalreporter.write_line(f"Left out: {missing}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not REQUIRE_ALL:
        return
    if reporter.stats.get("skipped") or reporter.stats.get("xfailed"):
        reporter.write_line("REQUIRE_ALL=1, so a test that was skipped or expected to fail counts as failed.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def database_address(database_kind: str) -> Iterator[str | None]:
    """The PostgreSQL database of this run, migrated once; None for SQLite, which has a file for each test."""
    if database_kind == "sqlite":
        yield None
        return
    with databases.fresh_postgres() as address:
        database = Database(address)
        schema.upgrade(database)
        database.close()
        yield address


@pytest.fixture
def database(database_address: str | None, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database of each kind."""
    if database_address is None:
        shutil.copyfile(databases.migrated_file(), tmp_path / "community.db")
        found = Database(f"sqlite:///{tmp_path}/community.db")
    else:
        found = Database(database_address, pool_size=4)
        databases.empty(found)
    yield found
    found.close()


@pytest.fixture
def community(database: Database) -> Community:
    """The community on the first morning: everybody is in Slack, nobody has joined."""
    return Community(database)
