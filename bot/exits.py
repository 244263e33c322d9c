"""How a command on the terminal ends: with its exit code, with a sentence about what to mend, or when told to."""

import signal
import sys
import threading
from collections.abc import Callable

from bot.errors import CommunityError
from db.content import ContentFault


def guarded(work: Callable[[], int], *, debug: bool) -> int:
    """The exit code of `work`; what an operator can mend becomes a sentence and exit code 2, unless debugging."""
    try:
        return work()
    except (CommunityError, ContentFault) as error:
        if debug:
            raise
        print(error, file=sys.stderr)
        return 2


def when_told_to(stop: Callable[[], None]) -> None:
    """Call `stop` at SIGTERM and at Ctrl+C, in a thread of its own.

    A signal interrupts the main thread at any moment, so `stop` may need a lock that the main thread holds just then.
    """
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: threading.Thread(target=stop, name="stop").start())
