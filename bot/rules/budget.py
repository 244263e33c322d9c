"""How often the bot may write to somebody on its own account: one small budget for everything unprompted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
PER_DAY, PER_WEEK = 1, 3


class Verdict(Enum):
    """What becomes of a message that the budget has to let through."""

    SEND = "send"
    WAIT = "wait"
    MERGE = "merge"  # a newer one of the same kind says it instead
    EXPIRE = "expire"


@dataclass(frozen=True)
class Decision:
    verdict: Verdict
    room: datetime


def decide(sent: Sequence[datetime], *, now: datetime, expires: datetime, newer: Sequence[datetime]) -> Decision:
    """Whether a message goes now, waits until there is room, or is let go.

    `newer` are the moments at which later messages of the same kind come due: one that comes due before there is room
    takes the place of this one, so that a member who was away is not written to twice about the same.
    """
    room = free_from(sent, now=now)
    if room <= now:
        return Decision(Verdict.SEND, room)
    if any(due <= room for due in newer):
        return Decision(Verdict.MERGE, room)
    return Decision(Verdict.EXPIRE if room >= expires else Verdict.WAIT, room)


def free_from(sent: Sequence[datetime], *, now: datetime) -> datetime:
    """The first moment at which one more message fits: 1 in any 24 hours and 3 in any 7 days.

    `sent` are the moments of earlier messages, in any order. The answer is `now` when there is room already. One that
    lies ahead counts too: then the clock was set back after it.
    """
    earlier = sorted(sent, reverse=True)
    gates = [
        earlier[count - 1] + length for count, length in ((PER_DAY, A_DAY), (PER_WEEK, A_WEEK)) if len(earlier) >= count
    ]
    return max([now, *gates])
