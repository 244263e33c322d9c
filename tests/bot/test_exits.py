"""How a command on the terminal ends."""

import os
import queue
import signal
import threading
from collections.abc import Iterator

import pytest

from bot.exits import when_told_to


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_process_is_told_to_stop_even_while_it_holds_the_lock_that_stopping_needs(name: signal.Signals) -> None:
    lock, stopped = threading.Lock(), queue.SimpleQueue[bool]()
    when_told_to(lambda: stopped.put(lock.acquire(timeout=5)))

    with lock:
        os.kill(os.getpid(), name)

    assert stopped.get(timeout=10)
