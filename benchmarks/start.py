"""How long the bot takes from `python -m bot` until it answers, and how much memory it holds then."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from db import schema
from db.database import Database
from sandbox.client import Client
from sandbox.server import Sandbox

ROOT = Path(__file__).parent.parent
KEYS = "measure:" + "A" * 43 + "="


def measure(*, runs: int) -> list[Figure]:
    """Median of `runs` starts against a sandbox, on SQLite."""
    seconds, megabytes = zip(*(_start_once() for _ in range(runs)), strict=True)
    return [
        Figure("start.ready", round(statistics.median(seconds), 2), "s", 3.0).told(),
        Figure("start.resident", round(statistics.median(megabytes)), "MB", 400).told(),
    ]


def _start_once() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, Sandbox(manifest=ROOT / "manifest.json", port=0) as sandbox:
        address = f"sqlite:///{folder}/start.db"
        database = Database(address)
        schema.upgrade(database)
        database.close()
        ours = {"DATABASE_URL": address, "PORT": "0", "ENCRYPTION_KEYS": KEYS}
        environment = os.environ | sandbox.environment() | ours
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            Client(sandbox.url).wait_for_bot()
            return time.monotonic() - began, _resident(process.pid)
        finally:
            process.terminate()
            process.wait(10)


def _resident(process: int) -> float:
    """Megabytes in memory, as Linux counts them."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
