"""How long people wait for the bot to acknowledge what they do, while it sends as many messages as it can."""

import contextlib
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select

from benchmarks import due, quiet
from benchmarks.figures import FEW_RUNS, Figure
from benchmarks.quiet import Acknowledgements, Json, Load
from bot.views.community.events import LIST, RSVP, SHOW
from db.database import Database
from db.models import Event
from tests import databases

ROOT = Path(__file__).parent.parent
KEYS = "measure:" + "A" * 43 + "="
WORKSPACES = 50
PER_SECOND = 50.0
PEOPLE = 25
READY = b'"event": "ready"'


def measure(*, runs: int) -> list[Figure]:
    """50 requests a second for 60 s (5 with --quick), beside 20,000 due messages (2,000), on each way there is."""
    messages, seconds = (2_000, 5.0) if runs <= FEW_RUNS else (20_000, 60.0)
    kinds = ("sqlite",) if databases.postgres() is None else ("sqlite", "postgresql")
    return [
        figure
        for kind in kinds
        for transport in ("socket", "http")
        for figure in _figures(f"commands.{kind}.{transport}", _acknowledged(kind, transport, messages, seconds))
    ]


def _figures(name: str, found: Acknowledgements) -> list[Figure]:
    waits = sorted(1000 * wait for wait in found.waits) or [0.0]
    print(f"{name}: {len(waits)} acknowledged, {found.posted} messages posted meanwhile", file=sys.stderr)
    return [
        Figure(f"{name}.p99", round(waits[int(len(waits) * 0.99)]), "ms", 500).told(),
        Figure(f"{name}.max", round(waits[-1]), "ms", 3000).told(),
        Figure(f"{name}.unanswered", found.unanswered, "requests", 0).told(),
    ]


def _acknowledged(kind: str, transport: str, messages: int, seconds: float) -> Acknowledgements:
    with due.filled(kind, messages=messages, workspaces=WORKSPACES) as address, _slack() as ends:
        slack = ends.recv()
        port = _free_port()
        environment = _environment(slack, address, port, transport)
        with _bot(environment):
            url = f"http://127.0.0.1:{port}/slack/events" if transport == "http" else None
            ends.send(Load(tuple(_requests(address)), PER_SECOND, seconds, url))
            found: Acknowledgements = ends.recv()
    return found


@contextlib.contextmanager
def _slack() -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=quiet.serve, args=(due.workspace(0), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(10)


def _environment(slack: str, address: str, port: int, transport: str) -> dict[str, str]:
    ours = {
        "SLACK_BOT_TOKEN": "xoxb-1-measure",
        "SLACK_API_URL": f"{slack}/api/",
        "DATABASE_URL": address,
        "ENCRYPTION_KEYS": KEYS,
        "MESSAGES_PER_SECOND": "0",
        "PORT": str(port),
    }
    ours |= {"SLACK_APP_TOKEN": "xapp-1-measure"} if transport == "socket" else {"SLACK_SIGNING_SECRET": quiet.SECRET}
    return {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")} | ours


@contextlib.contextmanager
def _bot(environment: dict[str, str]) -> Iterator[None]:
    """The bot in its own process, ready."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "bot.log"
        with log.open("wb") as written:
            process = subprocess.Popen([sys.executable, "-m", "bot"], cwd=ROOT, env=environment, stderr=written)
        try:
            _wait_until_ready(process, log)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while READY not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        time.sleep(0.05)


def _requests(address: str) -> list[Json]:
    """Of 20 requests: 8 lists of events, 2 looks for resources, 1 question, 6 answers to an event, 3 looks at one."""
    event = _event(address)
    commands = [("/events", ""), ("/events", "past"), ("/events", "leading"), ("/events", "")] * 2
    commands += [("/resources", ""), ("/resources", "leadership"), ("/ask", "When is the next event?")]
    presses = [(f"{RSVP}.going", f"{event}:GOING"), (f"{RSVP}.maybe", f"{event}:MAYBE")] * 3
    presses += [(SHOW, str(event)), (SHOW, str(event)), (f"{LIST}.first", "0:")]
    made = [_command(*one) for one in commands] + [_press(*one) for one in presses]
    random.Random(0).shuffle(made)  # noqa: S311 - an order, not a secret
    return [_by(f"U{number % PEOPLE:06}", request) for number, request in enumerate(made * PEOPLE)]


def _command(name: str, text: str) -> Json:
    return {"command": name, "text": text, "team_id": due.workspace(0), "channel_id": "C1", "api_app_id": "A1"}


def _press(action: str, value: str) -> Json:
    return {
        "type": "block_actions",
        "api_app_id": "A1",
        "team": {"id": due.workspace(0)},
        "container": {"type": "message", "channel_id": "D1", "message_ts": "1.1", "is_ephemeral": False},
        "channel": {"id": "D1"},
        "actions": [{"type": "button", "block_id": "b", "action_id": action, "value": value, "action_ts": "1.1"}],
    }


def _by(person: str, request: Json) -> Json:
    return request | ({"user_id": person} if "command" in request else {"user": {"id": person}})


def _event(address: str) -> int:
    """The event that everybody is reminded of."""
    database = Database(address)
    with database.read(due.workspace(0)) as session:
        found = session.scalars(select(Event.id).where(Event.key == due.EVENT)).one()
    database.close()
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
