"""How often the bot may write to somebody on its own account: one small budget for everything unprompted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
PER_DAY, PER_WEEK = 1, 3


def free_from(sent: Sequence[datetime], *, now: datetime) -> datetime:
    """The first moment at which one more message fits: 1 in any 24 hours and 3 in any 7 days.

    `sent` are the moments of earlier messages, in any order. The answer is `now` when there is room already.
    """
    earlier = sorted((moment for moment in sent if moment <= now), reverse=True)
    gates = [
        earlier[count - 1] + length for count, length in ((PER_DAY, A_DAY), (PER_WEEK, A_WEEK)) if len(earlier) >= count
    ]
    return max([now, *gates])
