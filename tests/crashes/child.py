"""A worker in a process of its own, which stands still at one point so that it can be killed or stopped there."""

import logging
import os
import random
from collections.abc import Callable
from ctypes import c_double
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Machine
from bot.delivery import outbox
from bot.installations import OneWorkspace
from bot.rules.messages import SETTLED_AFTER
from bot.settings import Settings
from bot.slack import Slack
from bot.tools import Tools
from bot.vault import Keyring, Vault
from db.database import Database
from schedules.sending import delivery
from schedules.sending.worker import Worker
from tests.community import SETTINGS
from tests.crashes.points import Point, Points, WatchedSlack
from tests.fakes import FixedClock

MOST_ROUNDS = 200
AT_ONCE, REPLIES_AT_ONCE = 16, 4

log = structlog.get_logger(__name__)


class MovedMachine(Machine):
    """Real time of this machine, and what has been added to it: all processes that share `added` agree."""

    def __init__(self, added: c_double) -> None:
        self._added = added

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._added.value)

    def seconds(self) -> float:
        return super().seconds() + self._added.value

    def forward(self, length: timedelta) -> None:
        self._added.value += length.total_seconds()


@dataclass(frozen=True)
class Orders:
    """What a worker works on."""

    database: str
    slack: str
    now: datetime


@dataclass
class Hand:
    """One who sends: a real worker, the points that it passes, and the time that it can move."""

    orders: Orders
    machine: MovedMachine
    name: str
    at: Callable[[Point, Any], None] = lambda _point, _connection: None
    points: Points = field(init=False)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.points = Points(self.at)
        database = Database(self.orders.database, pool_size=2)
        self.points.watch(database)
        settings = Settings.read(SETTINGS | {"MESSAGES_PER_SECOND": "0"})
        installations = OneWorkspace("xoxb-1-test")
        slack = Slack(token_of=installations.token, address=self.orders.slack)
        tools = Tools(
            db=database,
            slack=WatchedSlack(slack, self.points),  # type: ignore[arg-type]  # the real one, and watched
            clock=FixedClock(self.orders.now),
            settings=settings,
            vault=Vault(Keyring.read(settings.encryption_keys)),
            installations=installations,
        )
        self.worker = Worker(tools, self.name, random.Random(0), self.machine)  # noqa: S311 - it only spreads retries

    def works(self) -> None:
        """Start as a process does, and go on until nothing is due or in doubt; idle time passes at once."""
        self._carries_out(lambda: delivery.take_over(self.worker))
        for _ in range(MOST_ROUNDS):
            jobs = self._looks_round()
            for job in (*jobs.replies, *jobs.planned):
                self._carries_out(job)
            if not jobs and self.is_done():
                return
            if not jobs:
                self.machine.forward(SETTLED_AFTER + timedelta(seconds=1))
        raise AssertionError("there was always more to do")

    def is_done(self) -> bool:
        with self.worker.tools.db.across_workspaces() as session:
            return not outbox.is_busy(session, now=self.orders.now)

    def closes(self) -> None:
        self.worker.tools.db.close()

    def _looks_round(self) -> delivery.Jobs:
        try:
            return delivery.look_round(self.worker, planned=AT_ONCE, replies=REPLIES_AT_ONCE)
        except DBAPIError:
            log.exception("looking for messages failed")  # as the lanes take it: they look again
            return delivery.Jobs()

    def _carries_out(self, job: Callable[[], None]) -> None:
        try:
            job()
        except DBAPIError:
            log.exception("a lane failed")


def nurse(orders: Orders, added: c_double, parent: Connection) -> None:
    """Work through the morning once, and then for each number give birth to a worker that waits at that point.

    A worker that is born here knows all its code and statements already, so that hundreds can die in a minute.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    hand = Hand(orders, MovedMachine(added), "the first")
    hand.works()
    hand.closes()
    parent.send(hand.points.passed)
    while (waits_at := parent.recv()) is not None:
        child = os.fork()
        if child == 0:
            _live(hand, parent, waits_at)
        _, status = os.waitpid(child, 0)
        parent.send(os.waitstatus_to_exitcode(status))


def _live(hand: Hand, parent: Connection, waits_at: int) -> None:
    """The life of a process: it tells its parent where it waits, and in the end what it has passed."""

    def wait(point: Point, _connection: Any) -> None:
        if point.number == waits_at:
            parent.send(point)
            parent.recv()

    parent.send(os.getpid())
    hand.points.passed, hand.points.at = [], wait
    hand.works()
    parent.send(hand.points.passed)
    os._exit(0)
