"""What happens when the clock strikes: the timetable. Every tick asks what is due, so a missed one is harmless."""

import os
import random
import socket
from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import machine_now
from bot.tools import Tools
from schedules import delivery, heartbeat, people, retention

log = structlog.get_logger(__name__)


class Clockwork:
    """The ticks of one process, from start to stop."""

    def __init__(self, tools: Tools) -> None:
        owner = f"{socket.gethostname()[:40]}:{os.getpid()}"
        rng = random.Random()  # noqa: S311 - it only spreads retries over time
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._every(0.25, lambda: delivery.deliver(tools, owner=owner, rng=rng), "deliver")
        self._every(5, lambda: heartbeat.beat(tools, process=owner), "beat")
        self._every(60, lambda: retention.let_go(tools), "retain")
        self._every(600, lambda: people.follow(tools), "people")

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """No new tick starts; the ones under way are finished."""
        self._scheduler.shutdown(wait=True)

    def _every(self, seconds: float, tick: Callable[[], object], name: str) -> None:
        self._scheduler.add_job(_safely(tick, name), "interval", seconds=seconds, id=name, next_run_time=machine_now())


def _safely(tick: Callable[[], object], name: str) -> Callable[[], None]:
    """A tick that failed is told and tried again at the next; it never stops the clock."""

    def run() -> None:
        try:
            tick()
        except Exception:
            log.exception("a tick failed", tick=name)

    return run
