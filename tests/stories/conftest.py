"""A sandbox and the real bot in its own process, for stories that see only what people see."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.client import Client
from sandbox.server import Sandbox
from tests import databases

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(manifest=ROOT / "manifest.json", port=0, clock_runs=False) as running:
        yield running


@pytest.fixture
def address(database_address: str | None, tmp_path: Path) -> Iterator[str]:
    """An empty, migrated database that the bot alone opens."""
    if database_address is None:
        shutil.copyfile(databases.migrated_file(), tmp_path / "story.db")
        yield f"sqlite:///{tmp_path}/story.db"
        return
    with databases.fresh_postgres() as empty:
        _upgrade(empty)
        yield empty


@pytest.fixture
def bot(sandbox: Sandbox, address: str, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`python -m bot` against the sandbox. It must stop by itself when told to, within 10 seconds."""
    with (tmp_path / "bot.log").open("wb") as log, _running(sandbox, address, log.fileno()) as process:
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0, (tmp_path / "bot.log").read_text()


@pytest.fixture
def slack(sandbox: Sandbox, bot: "subprocess.Popen[bytes]") -> Client:
    found = Client(sandbox.url)
    found.wait_for_bot()
    return found


@contextlib.contextmanager
def _running(sandbox: Sandbox, address: str, log: int) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "bot"],
        cwd=ROOT,
        env=os.environ | sandbox.environment() | {"DATABASE_URL": address, "PORT": "0"},
        stdout=log,
        stderr=log,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _upgrade(address: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "db", "upgrade"], cwd=ROOT, env=os.environ | {"DATABASE_URL": address}, check=True
    )
