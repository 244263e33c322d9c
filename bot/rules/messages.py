"""The kinds of message that the bot sends, the states that a message goes through, and when to try again."""

from datetime import timedelta
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a message is about. A row carries this and row ids, never text."""

    EVENT_REMINDER = "event reminder"
    REPLY = "reply"
    QUESTION_WAITING = "question waiting"
    PROMPT = "prompt"
    INTRODUCTION = "introduction"
    INTRODUCTION_ALONE = "introduction alone"
    DID_YOU_MEET = "did you meet"


BUDGETED = frozenset({Kind.PROMPT, Kind.DID_YOU_MEET})
"""What the bot says on its own account. Reminders of a yes, introductions and replies have no share of the budget."""

TO_GROUPS = frozenset({Kind.INTRODUCTION})
"""What goes to two or three members at once: it is not called off because one of them has gone."""


class State(StrEnum):
    READY = "ready"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Priority(IntEnum):
    """Somebody who waits for a reply comes before a reminder."""

    REPLY = 0
    USUAL = 5


class Outcome(StrEnum):
    """What became of one attempt to send."""

    SENT = "sent"
    REFUSED = "refused"  # Slack said no, and will say no again
    SLOW_DOWN = "slow down"  # Slack was too busy: certainly not posted
    NOT_POSTED = "not posted"  # it never left, or Slack said that it failed for now
    UNKNOWN = "unknown"  # it may have been posted: never sent again blindly


ATTEMPTS = 8
LEASE = timedelta(seconds=60)

_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=15)


def wait_before(attempt: int, *, chance: float) -> timedelta:
    """How long to wait before attempt number `attempt` (from 1); `chance` in 0..1 spreads the crowd."""
    doubled: timedelta = _FIRST_WAIT * (1 << min(attempt, 12))
    return min(_LONGEST_WAIT, doubled) * (0.5 + chance / 2)


def state_after(outcome: Outcome, *, attempts: int) -> State:
    """Where a message goes after an attempt; `attempts` counts this one unless Slack asked us to slow down."""
    if outcome is Outcome.SENT:
        return State.SENT
    if outcome is Outcome.UNKNOWN:
        return State.UNCERTAIN
    if outcome is Outcome.REFUSED or attempts >= ATTEMPTS:
        return State.DEAD
    return State.READY
