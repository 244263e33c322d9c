"""How a command on the terminal ends: with its exit code, or with a sentence about what to mend."""

import sys
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
