"""What the bot owes people: rows written in the same transaction as their cause, and what became of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.rules import budget
from bot.rules.messages import BUDGETED, LEASE, TO_GROUPS, Kind, Outcome, Priority, State, state_after, wait_before
from db.models import Member, Message

OPEN = (State.READY, State.CLAIMED)


@dataclass(frozen=True)
class Claim:
    """A message that this worker alone may send now; the fence goes stale when somebody else takes it."""

    workspace: str
    id: int
    fence: int


def say(
    session: Session,
    kind: Kind,
    member: Member,
    *,
    about: int,
    key: str,
    due: datetime,
    expires: datetime,
    now: datetime,
    priority: Priority = Priority.USUAL,
    channel: str | None = None,
    thread: str | None = None,
) -> Message:
    """Owe this member one message; with a key that was used before, the earlier row comes back to life unless it left.

    Without a channel it goes to the member's own direct messages.
    """
    found = session.scalar(select(Message).where(Message.dedupe_key == key))
    if found is None:
        found = Message(dedupe_key=key, kind=kind, member_id=member.id, about_id=about, created_at=now)
        session.add(found)
    elif found.state not in (State.CANCELLED, State.EXPIRED, State.READY):
        return found
    found.state, found.due_at, found.expires_at = State.READY, due, expires
    found.priority, found.channel, found.thread = priority, channel, thread
    return found


def cancel(session: Session, *, key: str) -> None:
    """The reason for this message is gone; one that has left already stays sent."""
    session.execute(
        update(Message).where(Message.dedupe_key == key, Message.state.in_(OPEN)).values(state=State.CANCELLED)
    )


def cancel_all_to(session: Session, member: Member, *, kinds: Iterable[Kind] = tuple(Kind)) -> None:
    """Nothing of these kinds goes to this member any more. What goes to a group is looked at when it leaves."""
    alone = [kind for kind in kinds if kind not in TO_GROUPS]
    session.execute(
        update(Message)
        .where(Message.member_id == member.id, Message.state.in_(OPEN), Message.kind.in_(alone))
        .values(state=State.CANCELLED)
    )


def waiting(
    session: Session, *, kinds: Iterable[Kind], now: datetime, machine_now: datetime, most: int
) -> Sequence[tuple[str, int]]:
    """(workspace, id) of messages to send now, the most pressing first. Kinds we do not know are left for a newer bot.

    Needs a session across workspaces.
    """
    due = and_(Message.due_at <= now, or_(Message.not_before.is_(None), Message.not_before <= machine_now))
    rows = session.execute(
        select(Message.workspace_id, Message.id)
        .where(Message.state == State.READY, due, Message.kind.in_([kind.value for kind in kinds]))
        .order_by(Message.priority, Message.due_at, Message.id)
        .limit(most)
    )
    return [(workspace, row) for workspace, row in rows]


def claim(session: Session, message: int, *, owner: str, machine_now: datetime) -> Message | None:
    """Take this message for one attempt and commit to sending it; None when somebody else has it."""
    return session.scalar(
        update(Message)
        .where(Message.id == message, Message.state == State.READY)
        .values(
            state=State.SENDING,
            fence=Message.fence + 1,
            lease_owner=owner,
            lease_until=machine_now + LEASE,
        )
        .returning(Message)
    )


def waits_for_budget(session: Session, message: Message, *, now: datetime) -> bool:
    """Whether the member has had enough for now; then the message waits until there is room, or expires."""
    if message.kind not in BUDGETED:
        return False
    sent = session.scalars(
        select(func.coalesce(Message.sent_at, Message.due_at)).where(
            Message.member_id == message.member_id,
            Message.kind.in_(list(BUDGETED)),
            Message.state.in_((State.SENT, State.UNCERTAIN)),
            Message.due_at > now - 2 * budget.A_WEEK,
        )
    ).all()
    room = budget.free_from(sent, now=now)
    if room <= now:
        return False
    if room >= message.expires_at:
        settle(message, State.EXPIRED, reason="no room in the contact budget")
        return True
    message.state, message.due_at, message.lease_owner, message.lease_until = State.READY, room, None, None
    return True


def settle(message: Message, state: State, *, reason: str | None = None) -> None:
    """The message needs no sending after all: cancelled or expired."""
    message.state, message.last_error = state, reason
    message.lease_owner = message.lease_until = None


def record(
    session: Session,
    claim: Claim,
    outcome: Outcome,
    *,
    now: datetime,
    machine_now: datetime,
    chance: float,
    error: str | None = None,
    wait: timedelta | None = None,
    channel: str | None = None,
    ts: str | None = None,
) -> bool:
    """Write down what became of an attempt; False when the fence is stale and nothing was written."""
    found = session.scalar(
        select(Message).where(Message.id == claim.id, Message.fence == claim.fence, Message.state == State.SENDING)
    )
    if found is None:
        return False
    if outcome is not Outcome.SLOW_DOWN:
        found.attempts += 1
    found.state = state_after(outcome, attempts=found.attempts)
    found.last_error, found.lease_owner, found.lease_until = error, None, None
    if found.state is State.READY:
        found.not_before = machine_now + (wait or wait_before(found.attempts, chance=chance))
    if found.state is State.SENT:
        found.sent_at, found.slack_channel, found.slack_ts = now, channel, ts
    return True


def recover(session: Session, *, machine_now: datetime) -> int:
    """Messages whose worker died while sending become uncertain: they may have left, so nobody sends them again.

    Needs a session across workspaces. Gives how many there were.
    """
    lost = session.scalars(
        update(Message)
        .where(Message.state == State.SENDING, Message.lease_until < machine_now)
        .values(state=State.UNCERTAIN, lease_owner=None, lease_until=None, last_error="the worker stopped")
        .returning(Message.id)
    )
    return len(lost.all())


def find(session: Session, message: int) -> Message | None:
    return session.scalar(select(Message).where(Message.id == message))


def has_left(session: Session, *, keys: Iterable[str]) -> bool:
    """Whether any of these messages has been sent, or may have been: a worker may have died just after."""
    gone = (Message.dedupe_key.in_(list(keys)), Message.state.in_((State.SENT, State.SENDING, State.UNCERTAIN)))
    return session.scalar(select(Message.id).where(*gone).limit(1)) is not None


def counts(session: Session) -> dict[State, int]:
    """How many messages stand in each state."""
    found = dict.fromkeys(State, 0)
    for state, number in session.execute(select(Message.state, func.count()).group_by(Message.state)):
        found[state] = number
    return found


def oldest_due(session: Session, *, now: datetime) -> datetime | None:
    """When the longest-waiting message should have left, or None when nothing is late."""
    return session.scalar(select(func.min(Message.due_at)).where(Message.state == State.READY, Message.due_at <= now))


def troubled(session: Session) -> int:
    """How many messages need an organiser to look: refused for good, or perhaps lost."""
    found = counts(session)
    return found[State.DEAD] + found[State.UNCERTAIN]


def let_go(session: Session, *, before: datetime) -> None:
    """Drop messages that are done and older than `before`; those that need a person stay."""
    done = (State.SENT, State.CANCELLED, State.EXPIRED)
    session.execute(delete(Message).where(Message.state.in_(done), Message.due_at < before))


def is_busy(session: Session, *, now: datetime) -> bool:
    """Whether something that is due has not ended yet. Needs a session across workspaces."""
    due = and_(Message.state.in_(OPEN), Message.due_at <= now)
    return session.scalar(select(Message.id).where(or_(due, Message.state == State.SENDING)).limit(1)) is not None


def next_due(session: Session, *, now: datetime) -> Message | None:
    """The next message to come due, or None. Needs a session across workspaces."""
    return session.scalar(
        select(Message)
        .where(Message.state == State.READY, Message.due_at > now)
        .order_by(Message.due_at, Message.id)
        .limit(1)
    )
