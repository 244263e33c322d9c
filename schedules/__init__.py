"""What happens when the clock strikes: the timetable. Every tick asks what is due, so a missed one is harmless."""

import os
import random
import secrets
import socket
from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SandboxClock, machine_now
from bot.tools import Tools
from schedules import (
    exports,
    followups,
    heartbeat,
    meanings,
    outlook,
    people,
    planner,
    programmes,
    questions,
    repairs,
    retention,
    reviews,
)
from schedules.reporting import Reporter
from schedules.sending.lanes import Lanes
from schedules.sending.worker import Worker

log = structlog.get_logger(__name__)


class Clockwork:
    """The ticks of one process, from start to stop."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        # processes in containers often share a host name and a number
        self._name = name = f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(3)}"
        spread = random.Random()  # noqa: S311 - it only spreads retries over time
        self._lanes = Lanes(Worker(tools, name, spread))
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._every(5, self._beat, "beat")
        self._every(30, lambda: planner.plan(tools), "plan")
        self._every(30, lambda: programmes.run(tools), "programmes")
        self._every(30, lambda: followups.run(tools), "follow-ups")
        self._every(30, lambda: questions.run(tools), "questions")
        self._every(30, lambda: exports.run(tools), "exports")
        self._every(300, lambda: reviews.run(tools), "reviews")
        self._every(300, lambda: repairs.run(tools), "repairs")
        self._every(10, lambda: meanings.run(tools), "meanings")
        self._every(60, lambda: retention.let_go(tools), "retain")
        self._every(600, lambda: people.follow(tools), "people")
        self._reporter = self._reporter_to(tools.clock) if isinstance(tools.clock, SandboxClock) else None

    def start(self) -> None:
        self._lanes.start()
        self._scheduler.start()
        if self._reporter:
            self._reporter.start()

    def stop(self) -> None:
        """No new tick starts; the ones under way are finished."""
        if self._reporter:
            self._reporter.stop()
        if self._scheduler.running:  # a process may be stopped before it ever started its clock
            self._scheduler.shutdown(wait=True)
        self._lanes.stop()

    def _reporter_to(self, clock: SandboxClock) -> Reporter:
        return Reporter(
            clock,
            process=self._name,
            work_off=self._work_off,
            look_ahead=lambda: outlook.look_ahead(self._tools, now=clock.now()),
        )

    def _work_off(self) -> bool:
        """Do all that is due at this moment; False while some of it is still on its way."""
        planner.plan(self._tools)
        programmes.run(self._tools)
        repairs.run(self._tools)
        followups.run(self._tools)
        questions.run(self._tools)
        exports.run(self._tools)
        reviews.run(self._tools)
        return outlook.is_quiet(self._tools, now=self._tools.clock.now())

    def _beat(self) -> None:
        """Only while messages are looked for too: a clock that ticks beside lanes that stand is not well."""
        if self._lanes.are_alive:
            heartbeat.beat(self._tools, process=self._name)

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
