"""Telling a sandbox's clock when this process has done all that is due, and what comes next."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.clock import SandboxClock

log = structlog.get_logger(__name__)

HELD = 20.0  # seconds for which the sandbox keeps a report open while its clock stands
LOOK = 0.25  # how soon a change of what comes next is told

Ahead = tuple[datetime, str] | None


class Reporter:
    """A thread that works off what is due at each step of the clock and then says what is next.

    A report is held open until the clock moves, which wakes us. When what comes next changes meanwhile, a new report
    takes the place of the old one.
    """

    def __init__(
        self, clock: SandboxClock, *, process: str, work_off: Callable[[], bool], look_ahead: Callable[[], Ahead]
    ) -> None:
        self._clock = clock
        self._process = process
        self._work_off = work_off
        self._look_ahead = look_ahead
        self._stopping = threading.Event()
        self._moved = threading.Event()
        self._told: tuple[int, Ahead] | None = None
        self._thread = threading.Thread(target=self._run, name="reporter", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._moved.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                found = self._look()
            except Exception:
                log.exception("looking ahead failed")
                found = None
            if found is not None and found != self._told:
                self._told = found
                threading.Thread(target=self._tell, args=found, name="report", daemon=True).start()
            self._moved.wait(LOOK if found else 0.02)
            self._moved.clear()

    def _look(self) -> tuple[int, Ahead] | None:
        """The present step and what comes next; None while something that is due is still on its way."""
        step = self._clock.reading().step
        return (step, self._look_ahead()) if self._work_off() else None

    def _tell(self, step: int, ahead: Ahead) -> None:
        due, label = ahead or (None, "")
        self._clock.report(self._process, step=step, next_due=due, label=label, patience=HELD + 5)
        if self._told == (step, ahead):
            self._told = None  # nobody holds this report any more, so it is made again
        self._moved.set()
