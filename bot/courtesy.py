"""People who wait come first: what nobody waits for stands aside while somebody's request is being answered."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 5.0  # seconds that somebody stands aside; then it is their turn in any case
AT_ONCE = 4
"""How many may do what nobody waits for at the same moment, so that a newcomer meets no crowd."""


class Courtesy:
    """The requests of people that this process is answering at this moment, and who stands aside for them."""

    def __init__(self) -> None:
        self._under_way = 0
        self._changed = threading.Condition()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """While somebody's request is being answered."""
        with self._changed:
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    @contextmanager
    def standing_aside(self) -> Iterator[None]:
        """While something is done that nobody waits for; it begins when nobody does, or after 5 seconds."""
        until = time.monotonic() + LONGEST
        self.wait_until_quiet(LONGEST)
        is_ours = self._turns.acquire(timeout=max(0.0, until - time.monotonic()))
        try:
            yield
        finally:
            if is_ours:
                self._turns.release()

    def wait_until_quiet(self, seconds: float) -> None:
        """Wait until nobody's request is under way, for so long at most."""
        with self._changed:
            self._changed.wait_for(lambda: self._under_way == 0, timeout=seconds)
