"""The kinds of message that the bot sends, the states that a message goes through, and when to try again."""

from datetime import timedelta
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a message is about. A row carries this and row ids, never text."""

    EVENT_REMINDER = "event reminder"
    REPLY = "reply"
    TOO_PERSONAL = "too personal"  # a reply to what was not kept
    QUESTION_WAITING = "question waiting"
    QUESTION_ANSWERED = "question answered"
    QUESTION_CLOSED = "question closed"  # without an answer from us, to whoever asked
    QUESTION_OVERDUE = "question overdue"  # to organisers
    STILL_WAITING = "still waiting"  # to whoever asked
    WEEKLY_LIST = "weekly list"
    PROMPT = "prompt"
    INTRODUCTION = "introduction"
    INTRODUCTION_ALONE = "introduction alone"
    DID_YOU_MEET = "did you meet"
    TURNOUT = "turnout"
    ROUND_DRAWN = "round drawn"
    REMINDER_TO_MEET = "reminder to meet"
    PEER_GONE = "peer gone"
    TRIO_GOES_ON = "trio goes on"
    NEXT_TIME = "next time"
    APPROACH = "approach"
    WISH_ENDED = "wish ended"
    PROPOSAL = "proposal"
    PROPOSAL_ALONE = "proposal alone"
    DATE_SET = "date set"
    DATE_SET_ALONE = "date set alone"
    CONCERN = "concern"
    FOLLOW_UP = "follow-up"
    EXPORT = "export"
    EXPORT_IN_DOUBT = "export in doubt"
    QUIETER = "quieter"
    RESTING = "resting"
    SHARED_REFLECTION = "shared reflection"  # in a channel, or in the conversation of a group
    RESOURCES_DUE = "resources due"
    CATALOGUE = "catalogue"
    SUGGESTION_WAITING = "suggestion waiting"
    SUGGESTION_DECIDED = "suggestion decided"
    SHARED_REFLECTION_ALONE = "shared reflection alone"  # to one peer
    SHARED_ANSWER = "shared answer"  # in the channel where it was asked


BUDGETED = frozenset(
    {
        Kind.PROMPT,
        Kind.QUIETER,
        Kind.RESTING,
        Kind.DID_YOU_MEET,
        Kind.TURNOUT,
        Kind.REMINDER_TO_MEET,
        Kind.APPROACH,
        Kind.FOLLOW_UP,
        Kind.RESOURCES_DUE,
    }
)
"""What the bot says on its own account. Reminders of a yes, introductions and replies have no share of the budget."""

EACH_ITS_OWN = frozenset({Kind.APPROACH, Kind.DID_YOU_MEET, Kind.REMINDER_TO_MEET, Kind.FOLLOW_UP})
"""Of these no newer one says what an older one says: each waits for its own turn."""

TO_GROUPS = frozenset({Kind.INTRODUCTION, Kind.PROPOSAL, Kind.DATE_SET})
"""What goes to two or three members at once: it is not called off because one of them has gone."""

AS_FILES = frozenset({Kind.EXPORT, Kind.CATALOGUE})
"""What leaves as a file. Slack's history does not tell whether one arrived, so its member decides and not we."""

AT_ANY_HOUR = frozenset(
    {
        Kind.REPLY,
        Kind.QUESTION_ANSWERED,
        Kind.QUESTION_CLOSED,
        Kind.TOO_PERSONAL,
        Kind.EXPORT,
        Kind.CATALOGUE,
        Kind.EXPORT_IN_DOUBT,
        Kind.SHARED_REFLECTION,
        Kind.SHARED_ANSWER,
    }
)
"""What somebody waits for. Everything else leaves in the hours of their day."""


class State(StrEnum):
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have left: Slack's history will tell
    HELD = "held"  # it may have left, and only a person can tell
    DEAD = "dead"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


GONE = frozenset({State.SENDING, State.SENT, State.UNCERTAIN, State.HELD})
"""States in which the member has it, or may have it."""

NEEDS_A_PERSON = frozenset({State.DEAD, State.HELD})

DONE = frozenset({State.SENT, State.CANCELLED, State.EXPIRED})


class Priority(IntEnum):
    """Somebody who waits for a reply comes before a reminder; what follows something up comes before a new prompt."""

    REPLY = 0
    FOLLOW_UP = 4
    USUAL = 5


class Outcome(StrEnum):
    """What became of one attempt to send."""

    SENT = "sent"
    REFUSED = "refused"  # Slack said no, and will say no again
    NOBODY = "nobody"  # Slack said that this person is gone
    LOCKED_OUT = "locked out"  # Slack refuses us in the whole workspace, whatever we send
    SLOW_DOWN = "slow down"  # Slack was too busy: certainly not posted
    NOT_POSTED = "not posted"  # it never left, or Slack said that it failed for now
    UNKNOWN = "unknown"  # it may have been posted: never sent again blindly


NOT_IN_ONE_CONVERSATION = frozenset({"invalid_user_combination", "user_not_visible"})
"""Slack's words for people of different organisations whom it does not let talk to each other."""

_NOBODY = frozenset({"user_disabled", "user_not_found", "users_not_found", "user_not_visible"})
_LOCKED_OUT = frozenset(
    {
        "account_inactive",
        "app_uninstalled",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "token_unreadable",  # our own word: the key that it is sealed under is gone
    }
)

ATTEMPTS = 8
REQUEST = timedelta(seconds=10)
"""The longest that one request to Slack takes."""

LEASE = timedelta(seconds=60)
LEAVES_WITHIN = timedelta(seconds=30)
"""A worker that has not asked Slack by then sends nothing: so its request ends well before its lease."""

SETTLED_AFTER = REQUEST + timedelta(seconds=35)
"""A request whose reply was lost has been carried out by then, or never will be."""

LOOKS, BETWEEN_LOOKS = 2, timedelta(seconds=10)
"""Slack's history has to be without a message this often before it is sent again."""

LOCKED_FOR = timedelta(minutes=10)
"""How long a workspace that refuses us is left alone before one message tries again."""

_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=15)


def refusal(code: str) -> Outcome:
    """What Slack's own word for a refusal means: for this message, for this person, or for the whole workspace."""
    if code in _LOCKED_OUT:
        return Outcome.LOCKED_OUT
    return Outcome.NOBODY if code in _NOBODY else Outcome.REFUSED


def counts(outcome: Outcome) -> bool:
    """Whether this attempt is charged to the message: not when Slack was too busy or refused everything."""
    return outcome not in (Outcome.SLOW_DOWN, Outcome.LOCKED_OUT)


def wait_before(attempt: int, *, chance: float) -> timedelta:
    """How long to wait before attempt number `attempt` (from 1); `chance` in 0..1 spreads the crowd."""
    doubled: timedelta = _FIRST_WAIT * (1 << min(attempt, 12))
    return min(_LONGEST_WAIT, doubled) * (0.5 + chance / 2)


def state_after(outcome: Outcome, *, attempts: int, can_be_found: bool) -> State:
    """Where a message goes after an attempt; `attempts` counts this one if it counts at all.

    `can_be_found`: whether Slack's history would show it to us, which is so in a member's own direct messages.
    """
    match outcome:
        case Outcome.SENT:
            return State.SENT
        case Outcome.UNKNOWN:
            return State.UNCERTAIN if can_be_found else State.HELD
        case Outcome.NOBODY:
            return State.CANCELLED
        case Outcome.REFUSED:
            return State.DEAD
    return State.DEAD if attempts >= ATTEMPTS else State.READY
