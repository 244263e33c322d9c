"""How many messages a second leave, at which pace, and whether a slow Slack in one workspace holds up the others."""

import itertools
import multiprocessing
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from benchmarks import due
from benchmarks.figures import FEW_RUNS, Figure, Rate
from bot.clock import SystemClock
from bot.installations import OneWorkspace
from bot.settings import Settings
from bot.slack import Posted
from bot.tools import Tools
from bot.vault import Keyring, Vault
from db.database import Database
from schedules.sending.lanes import Lanes
from schedules.sending.worker import Worker
from tests import databases

WORKSPACES = 50
SLOW, ROUND_TRIP = 5.0, 0.2  # seconds
PATIENCE = 300.0
KEYS = "measure:" + "A" * 43 + "="


@dataclass(frozen=True)
class Tally:
    """How many messages have left, over all processes; each adds to its own number, and so waits for no other."""

    numbers: Any
    own: int
    turn: threading.Lock

    def add(self) -> None:
        with self.turn:
            self.numbers[self.own] += 1


@dataclass
class QuietSlack:
    """Takes every message after a while and does nothing with it but note when it came."""

    takes: dict[str, float] = field(default_factory=dict)
    otherwise: float = 0.0
    posts: list[tuple[str, float]] = field(default_factory=list)
    tally: Tally | None = None

    def direct_message(self, workspace: str, slack_id: str) -> str:
        return f"D{slack_id}"

    def post(self, workspace: str, channel: str, card: Any, *, mark: str, thread: str | None = None) -> Posted:
        self.posts.append((workspace, time.monotonic()))
        if wait := self.takes.get(workspace, self.otherwise):
            time.sleep(wait)
        if self.tally is not None:
            self.tally.add()
        return Posted(channel, "1.1")


def measure(*, runs: int) -> list[Figure]:
    """Each speed once, over 20,000 due messages (1,000 with --quick); paces over 20 seconds (5)."""
    messages, seconds = (1_000, 5.0) if runs <= FEW_RUNS else (20_000, 20.0)
    print(f"{messages} messages, {WORKSPACES} workspaces, {seconds} s of pace", file=sys.stderr)
    found = [
        _speed("delivery.sqlite.1_worker", "sqlite", workers=1, messages=messages, least=100),
        _speed("delivery.sqlite.1_workspace", "sqlite", workers=1, messages=messages // 2, workspaces=1, least=100),
    ]
    if databases.postgres() is not None:
        found += [
            _speed("delivery.postgresql.1_worker", "postgresql", workers=1, messages=messages, least=100),
            _speed("delivery.postgresql.4_workers", "postgresql", workers=4, messages=messages, least=300),
            _speed("delivery.postgresql.1_workspace", "postgresql", workers=1, messages=messages // 2, workspaces=1),
        ]
    kind = "sqlite" if databases.postgres() is None else "postgresql"
    return [*found, *_paces(kind, seconds)]


def _speed(
    name: str, kind: str, *, workers: int, messages: int, workspaces: int = WORKSPACES, least: int = 100
) -> Rate:
    """Messages a second until all have left; a doubled or lost one shows as a count that is not reached."""
    with due.filled(kind, messages=messages, workspaces=workspaces) as address:
        context = multiprocessing.get_context("spawn")
        numbers, begin = context.RawArray("i", workers), context.Barrier(workers + 1)
        team = [context.Process(target=_work, args=(address, numbers, own, begin, messages)) for own in range(workers)]
        for process in team:
            process.start()
        begin.wait(60)  # until all have imported what they need
        began = time.monotonic()
        while sum(numbers) < messages and any(process.is_alive() for process in team):
            time.sleep(0.05)
        took = time.monotonic() - began
        for process in team:
            process.join(30)
    return Rate(name, round(sum(numbers) / took), "messages/s", least).told()


def _work(address: str, numbers: Any, own: int, begin: Any, messages: int) -> None:
    structlog.configure(processors=[_drop])
    database = Database(address)
    lanes = Lanes(_worker(database, QuietSlack(tally=Tally(numbers, own, threading.Lock())), per_second=0))
    begin.wait(60)
    lanes.start()
    deadline = time.monotonic() + PATIENCE
    while sum(numbers) < messages and time.monotonic() < deadline:
        time.sleep(0.05)
    lanes.stop()
    database.close()


def _paces(kind: str, seconds: float) -> list[Figure]:
    """At 1 a second in each workspace, with Slack 200 ms away; then with one of them that takes 5 s."""
    usual = _rates(kind, seconds, {})
    slow = _rates(kind, seconds, {due.workspace(0): SLOW})
    others = [rate for workspace, rate in slow.rates.items() if workspace != due.workspace(0)]
    slowest = min(others, default=0.0) / (min(usual.rates.values()) or 1)
    return [
        Rate("delivery.pace.slowest_workspace", round(min(usual.rates.values()), 2), "messages/s", 0.9).told(),
        Figure("delivery.pace.exceeded", usual.exceeded + slow.exceeded, "times", 0).told(),
        Rate("delivery.pace.beside_a_slow_one", round(100 * slowest), "%", 80).told(),
    ]


@dataclass(frozen=True)
class Paces:
    rates: dict[str, float]
    exceeded: int


def _rates(kind: str, seconds: float, takes: dict[str, float]) -> Paces:
    structlog.configure(processors=[_drop])
    messages = int(WORKSPACES * (seconds + 4))
    with due.filled(kind, messages=messages, workspaces=WORKSPACES) as address:
        database, slack = Database(address), QuietSlack(takes, ROUND_TRIP)
        lanes = Lanes(_worker(database, slack, per_second=1))
        lanes.start()
        time.sleep(seconds)
        lanes.stop()
        database.close()
    return _paced(slack.posts)


def _paced(posts: Sequence[tuple[str, float]]) -> Paces:
    """The mean rate of each workspace, and how often two messages were closer than 1 s (less 50 ms for threads)."""
    times = defaultdict(list)
    for workspace, moment in posts:
        times[workspace].append(moment)
    gaps = {
        name: [later - sooner for sooner, later in itertools.pairwise(sorted(found))] for name, found in times.items()
    }
    rates = {name: len(found) / sum(found) for name, found in gaps.items() if found}
    exceeded = sum(gap < 0.95 for found in gaps.values() for gap in found)
    return Paces(rates, exceeded)


def _worker(database: Database, slack: QuietSlack, *, per_second: float) -> Worker:
    settings = Settings.read(
        {
            "SLACK_BOT_TOKEN": "xoxb-1-measure",
            "SLACK_APP_TOKEN": "xapp-1-measure",
            "ENCRYPTION_KEYS": KEYS,
            "MESSAGES_PER_SECOND": str(per_second),
        }
    )
    tools = Tools(
        db=database,
        slack=slack,  # type: ignore[arg-type]  # it stands in by behaviour
        clock=SystemClock(),
        settings=settings,
        vault=Vault(Keyring.read(KEYS)),
        installations=OneWorkspace("xoxb-1-measure"),
    )
    return Worker(tools, f"measure {random.random()}", random.Random(0))  # noqa: S311 - a name and spread retries


def _drop(*_: Any) -> Any:
    raise structlog.DropEvent
