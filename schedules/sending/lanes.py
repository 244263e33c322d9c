"""Lanes: each sends at most one message at a time, and one that waits for a slow Slack holds up no other."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from schedules.sending import delivery
from schedules.sending.worker import Worker

log = structlog.get_logger(__name__)

PLANNED, REPLIES = 16, 4
"""Lanes for what is planned, and those kept for replies, so that nobody who waits stands behind a crowd."""

BUSY, SOON, IDLE = 0.02, 0.1, 0.25
"""Seconds between two looks: right after one that found something, at most while there was something lately, and at
most. Each look in vain doubles them."""

LATELY = 2.0  # seconds; under a pace of one message a second there is something to do each second

LAST_WORDS = 25.0


class Lanes:
    """The lanes of one worker, filled one by one as they become free, until it is stopped."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._planned = _Pool(PLANNED, "lane", self._wake)
        self._replies = _Pool(REPLIES, "reply", self._wake)
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lanes", daemon=True)

    def start(self) -> None:
        delivery.take_over(self._worker)
        self._thread.start()

    def stop(self) -> None:
        """Nothing more is taken; what is under way is finished and written down."""
        self._worker.stopping.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(LAST_WORDS)
        for pool in (self._planned, self._replies):
            pool.close()

    @property
    def are_alive(self) -> bool:
        return self._thread.is_alive()

    def _wake(self) -> None:
        self._woken.set()

    def _run(self) -> None:
        rest, found_at = BUSY, 0.0
        while not self._worker.stopping.is_set():
            self._woken.clear()
            if self._fill():
                rest, found_at = BUSY, time.monotonic()
            else:
                rest = min(2 * rest, SOON if time.monotonic() - found_at < LATELY else IDLE)
            self._woken.wait(rest)

    def _fill(self) -> bool:
        """Give every free lane something to do; whether there was anything."""
        try:
            jobs = delivery.look_round(self._worker, planned=self._planned.free, replies=self._replies.free)
        except Exception:
            log.exception("looking for messages failed")
            return False
        self._planned.start(jobs.planned)
        self._replies.start(jobs.replies)
        return bool(jobs)


class _Pool:
    """Threads that take one job each."""

    def __init__(self, size: int, name: str, when_done: Callable[[], None]) -> None:
        self._size, self._when_done = size, when_done
        self._threads = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._busy = 0
        self._turn = threading.Lock()

    @property
    def free(self) -> int:
        with self._turn:
            return self._size - self._busy

    @property
    def is_busy(self) -> bool:
        return self.free < self._size

    def start(self, jobs: Sequence[Callable[[], None]]) -> None:
        for job in jobs:
            with self._turn:
                self._busy += 1
            self._threads.submit(job).add_done_callback(self._done)

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=False)

    def _done(self, future: "Future[None]") -> None:
        with self._turn:
            self._busy -= 1
        if error := future.exception():
            # the lease ends, and then another worker goes on
            log.error("a lane failed", exc_info=error)
        self._when_done()
