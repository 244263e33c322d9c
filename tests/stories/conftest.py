"""A sandbox and the real bot in its own process, for stories that see only what people see."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from sandbox.client import Client
from sandbox.server import Sandbox
from tests import databases

ROOT = Path(__file__).parent.parent.parent
Transport = Literal["socket", "http"]
KEYS = "story:" + "A" * 43 + "="


class Bot:
    """A process of the bot against a sandbox: started, killed and started again, or stopped in good order."""

    def __init__(self, sandbox: Sandbox, address: str, log: Path, *, command: Sequence[str] = ("bot",)) -> None:
        self.port = free_port()
        self.log = log
        self._command = [sys.executable, "-W", "error", "-m", *command]
        self._environment = (
            {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
            | sandbox.environment()
            | {"DATABASE_URL": address, "PORT": str(self.port), "ENCRYPTION_KEYS": KEYS}
        )
        if sandbox.neighbour:
            self._environment["PUBLIC_URL"] = self.url  # before the sandbox knows where this bot is
        self._process: subprocess.Popen[bytes] | None = None
        self._told_before = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        self.set_off()
        self.is_ready()

    def set_off(self) -> None:
        """Start it, and do not wait."""
        self._told_before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)

    def is_ready(self) -> None:
        """Wait until it says that it is ready."""
        assert self._process is not None
        deadline = time.monotonic() + 30
        while b'"event": "ready"' not in self.log.read_bytes()[self._told_before :]:
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, "the bot was not ready within 30 seconds"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut does: nothing is finished."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Told to stop, it must have stopped by itself within 10 seconds."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        try:
            assert self._process.wait(10) == 0, self.log.read_text()
        finally:
            self._process.kill()
            self._process.wait()

    def metrics(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
            return str(answer.read().decode())


class Secrets:
    """What people wrote for themselves in a story: a word that stands nowhere else, and who wrote it."""

    def __init__(self, place: str = "") -> None:
        self._place = place
        self._words: dict[str, str] = {}

    def of(self, author: str, what: str) -> str:
        word = f"secret{self._place}{len(self._words)}{what}{author}".replace(" ", "")
        self._words[word] = author
        return f"my words: {word}"

    def found_in(self, text: bytes) -> list[str]:
        return [word for word in self._words if word.encode() in text]

    def shown_to_others(self, slack: Client) -> list[str]:
        """Everything on the wire that holds a secret and is not the author's own form or Home tab.

        A Home tab may name other people beside its member's own words: an introduction does.
        """
        ids = {person["name"]: person["id"] for person in slack.transport.get("/sandbox/world")["people"]}
        leaks = []
        for record in slack.wire():
            told = json.dumps(record)
            for word in self.found_in(told.encode()):
                if _home_of(record) == ids[self._words[word]]:
                    continue
                others = [one for name, one in ids.items() if name != self._words[word] and one in told]
                if others or record["kind"] in {"chat.postMessage", "chat.postEphemeral", "chat.update"}:
                    leaks.append(f"{word} in {record['kind']}")
        return leaks


def _home_of(record: dict[str, Any]) -> str | None:
    """Whose Home tab was published, if it was one."""
    return str(record["payload"]["sent"]["user_id"]) if record["kind"] == "views.publish" else None


@pytest.fixture
def transport() -> Transport:
    """How the bot hears Slack, unless a story says otherwise."""
    return "socket"


@pytest.fixture
def sandbox(transport: Transport) -> Iterator[Sandbox]:
    with Sandbox(manifest=ROOT / "manifest.json", port=0, clock_runs=False, transport=transport) as running:
        yield running


@pytest.fixture
def address(database_address: str | None, tmp_path: Path) -> Iterator[str]:
    """An empty, migrated database that the bot alone opens."""
    if database_address is None:
        shutil.copyfile(databases.migrated_file(), tmp_path / "story.db")
        yield f"sqlite:///{tmp_path}/story.db"
        return
    with databases.fresh_postgres() as empty:
        upgrade(empty)
        yield empty


@pytest.fixture
def bot(sandbox: Sandbox, address: str, tmp_path: Path) -> Iterator[Bot]:
    running = Bot(sandbox, address, tmp_path / "bot.log")
    sandbox.request_url = f"http://127.0.0.1:{running.port}/slack/events"
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def slack(sandbox: Sandbox, bot: Bot) -> Client:
    found = Client(sandbox.url)
    found.wait_for_bot()
    return found


@pytest.fixture
def secrets(sandbox: Sandbox, address: str, tmp_path: Path) -> Iterator[Secrets]:
    """Words that nobody but their author may find; looked for everywhere at the end of the story."""
    kept = Secrets()
    yield kept
    places = [*tmp_path.glob("story.db*"), tmp_path / "bot.log"]
    stored = b"".join(place.read_bytes() for place in places) + _dump(address)
    assert kept.found_in(stored) == []
    assert kept.shown_to_others(Client(sandbox.url)) == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _dump(address: str) -> bytes:
    if address.startswith("sqlite"):
        return b""
    return subprocess.run(["pg_dump", address], check=True, capture_output=True).stdout


def upgrade(address: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "db", "upgrade"], cwd=ROOT, env=os.environ | {"DATABASE_URL": address}, check=True
    )


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects: we walk each step ourselves, with the cookie that a browser would keep."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _step(address: str, body: dict[str, str] | None = None, *, cookie: str = "") -> tuple[str, str, str]:
    """One step of a browser: where it leads, the cookie that it is given, and what it shows."""
    data = urllib.parse.urlencode(body).encode() if body else None
    headers = {"Cookie": cookie} if cookie else {}
    request = urllib.request.Request(address, data, headers)  # noqa: S310 - the sandbox or the bot, on this machine
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=10) as answer:
            return "", "", answer.read().decode()
    except urllib.error.HTTPError as found:
        with found:
            return found.headers["Location"], (found.headers["Set-Cookie"] or "").partition(";")[0], ""


def _install(bot: Bot, team: str) -> None:
    """What somebody does who installs the app: set off, press Allow, and come back."""
    to_slack, cookie, _ = _step(f"{bot.url}/slack/install")
    back, _, _ = _step(to_slack, {"answer": "allow", "team": team})
    assert "I am installed" in _step(back, cookie=cookie)[2]


@dataclass
class Side:
    """One of two workspaces: its people, and what they wrote for themselves."""

    slack: Client
    secrets: Secrets


@pytest.fixture
def two(address: str, tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """One bot, installed in two workspaces in which everybody has the same ids; what is private crosses nowhere."""
    with Sandbox(manifest=ROOT / "manifest.json", port=0, clock_runs=False, transport="http", several=True) as sandbox:
        running = Bot(sandbox, address, tmp_path / "bot.log")
        sandbox.request_url = f"{running.url}/slack/events"
        running.start()
        try:
            for workspace, _ in sandbox.sides():
                _install(running, workspace.world.team)
            assert sandbox.neighbour is not None
            sides = (Side(Client(sandbox.url), Secrets("south")), Side(Client(sandbox.neighbour.url), Secrets("north")))
            for side in sides:
                side.slack.wait_for_bot()
            yield sides
            wires = [json.dumps(side.slack.wire()).encode() for side in sides]
            assert [side.secrets.found_in(wire) for side, wire in zip(sides, reversed(wires), strict=True)] == [[], []]
        finally:
            running.stop()
    stored = b"".join(place.read_bytes() for place in [*tmp_path.glob("story.db*"), tmp_path / "bot.log"])
    for side in sides:
        assert side.secrets.found_in(stored + _dump(address)) == []
