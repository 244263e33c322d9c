"""What the bot owes people: rows written in the same transaction as their cause, and what became of each."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, literal, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.rules.messages import (
    AS_FILES,
    DONE,
    GONE,
    NEEDS_A_PERSON,
    TO_GROUPS,
    Kind,
    Priority,
    State,
)
from db.models import Member, Message
from db.types import word_of

# The order of the words is the index's: another form would not be served by it.
_NEEDS_A_PERSON = Message.state.in_(
    bindparam("troubled", sorted(NEEDS_A_PERSON), word_of(State), expanding=True, literal_execute=True)
)

AT_ONCE = 500  # rows in one transaction, as everywhere

LATELY = timedelta(days=7)

TRY_AGAIN_FOR = timedelta(days=1)
"""For how long a message that an organiser sends again is of use."""


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
    found.target = _target(kind, member, about, channel)
    return found


def cancel(session: Session, *, key: str) -> None:
    """The reason for this message is gone; one that has left already stays sent."""
    session.execute(
        update(Message)
        .where(Message.dedupe_key == key, Message.state == State.READY)
        .values(state=State.CANCELLED, last_error="the reason is gone")
    )


def cancel_about(session: Session, kinds: Iterable[Kind], about: Iterable[int]) -> None:
    """The reason for whatever waits to be said, in these kinds, about these is gone."""
    waits = (Message.kind.in_(list(kinds)), Message.about_id.in_(list(about)), Message.state == State.READY)
    session.execute(update(Message).where(*waits).values(state=State.CANCELLED, last_error="the reason is gone"))


def cancel_all_to(session: Session, member: Member, *, kinds: Iterable[Kind] = tuple(Kind)) -> None:
    """Nothing of these kinds goes to this member any more. What goes to a group is looked at when it leaves."""
    alone = [kind for kind in kinds if kind not in TO_GROUPS]
    session.execute(
        update(Message)
        .where(Message.member_id == member.id, Message.state == State.READY, Message.kind.in_(alone))
        .values(state=State.CANCELLED, last_error="not wanted any more")
    )


def bring_back(message: Message, *, due: datetime, expires: datetime) -> None:
    """The member has it, and wants it once more at another time."""
    message.state, message.due_at, message.expires_at = State.READY, due, expires
    message.attempts, message.not_before, message.last_error = 0, None, None


def find_by_key(session: Session, key: str) -> Message | None:
    return session.scalar(select(Message).where(Message.dedupe_key == key).with_for_update())


def settle(message: Message, state: State, *, reason: str) -> None:
    """The message needs no sending after all: cancelled or expired."""
    message.state, message.last_error = state, reason
    message.lease_owner = message.lease_until = None


def send_again(session: Session, message: int, *, now: datetime) -> Message:
    """An organiser wants it sent after all: one that Slack refused, or of which nobody knows whether it arrived.

    Raises NotFound when somebody decided about it before.
    """
    found = _in_trouble(session, message)
    _revive(found, now=now)
    return found


def send_all_again(session: Session, *, now: datetime) -> int:
    """As send_again, for all that certainly did not arrive, 500 at most; gives how many.

    What may have arrived stays: whether they get it twice is to be decided for each.
    """
    chosen = [message for message, _ in in_trouble(session, most=AT_ONCE) if message.state is State.DEAD]
    for message in chosen:
        _revive(message, now=now)
    return len(chosen)


def discard(session: Session, message: int) -> Message:
    """An organiser lets it go. Raises NotFound when somebody decided about it before."""
    found = _in_trouble(session, message)
    settle(found, State.CANCELLED, reason="an organiser let it go")
    return found


def discard_all(session: Session) -> int:
    """As discard, for all that need a person, 500 at most; gives how many."""
    chosen = in_trouble(session, most=AT_ONCE)
    for message, _ in chosen:
        settle(message, State.CANCELLED, reason="an organiser let it go")
    return len(chosen)


def in_trouble(session: Session, *, most: int) -> Sequence[tuple[Message, Member]]:
    """Messages that need an organiser to decide, the oldest first, each with the member it is for."""
    rows = session.execute(
        select(Message, Member)
        .join(Member, Message.member_id == Member.id)
        .where(_NEEDS_A_PERSON)
        .order_by(Message.due_at, Message.id)
        .limit(most)
    )
    return [(message, member) for message, member in rows]


def troubled(session: Session) -> int:
    """How many messages need an organiser to decide: refused for good, or perhaps lost."""
    asked = select(func.count()).select_from(Message).where(_NEEDS_A_PERSON)
    return session.scalars(asked).one()


def too_late(session: Session, *, now: datetime) -> int:
    """How many messages of the last 7 days were not sent, because by the time they could be it was too late."""
    lately = (Message.state == State.EXPIRED, Message.due_at > now - LATELY)
    return session.scalars(select(func.count()).select_from(Message).where(*lately)).one()


def _revive(message: Message, *, now: datetime) -> None:
    message.state, message.due_at, message.expires_at = State.READY, now, max(message.expires_at, now + TRY_AGAIN_FOR)
    message.attempts = message.empty_looks = 0
    message.not_before = message.last_error = None


def find(session: Session, message: int) -> Message | None:
    return session.scalar(select(Message).where(Message.id == message))


def has_left(session: Session, *, keys: Iterable[str]) -> bool:
    """Whether any of these messages has been sent, or may have been: a worker may have died just after."""
    gone = (Message.dedupe_key.in_(list(keys)), Message.state.in_(GONE))
    return session.scalar(select(Message.id).where(*gone).limit(1)) is not None


def counts(session: Session) -> dict[State, int]:
    """How many messages stand in each state."""
    found = dict.fromkeys(State, 0)
    for state, number in session.execute(select(Message.state, func.count()).group_by(Message.state)):
        found[state] = number
    return found


def latencies(session: Session, *, most: int = 500) -> list[int]:
    """Milliseconds between the commitment to send and Slack's answer, of the latest messages sent, in any order."""
    latest = select(Message.latency).where(Message.state == State.SENT).order_by(Message.id.desc()).limit(most)
    return [latency for latency in session.scalars(latest) if latency is not None]


def oldest_due(session: Session, *, now: datetime) -> datetime | None:
    """When the longest-waiting message should have left, or None when nothing is late."""
    return session.scalar(select(func.min(Message.due_at)).where(is_due(now)))


def let_go(session: Session, *, before: datetime) -> None:
    """Drop messages that are done and older than `before`; those that need a person stay."""
    session.execute(delete(Message).where(Message.state.in_(DONE), Message.due_at < before))


def is_busy(session: Session, *, now: datetime) -> bool:
    """Whether something that is due has not ended yet. Needs a session across workspaces."""
    for condition in (is_due(now), stands(State.SENDING), stands(State.UNCERTAIN)):
        if session.scalar(select(Message.id).where(condition).limit(1)) is not None:
            return True
    return False


def stands(state: State) -> ColumnElement[bool]:
    """The condition that a message is in this state, written so that the index over that state alone serves it."""
    return Message.state == literal(state, word_of(State), literal_execute=True)


def is_due(now: datetime) -> ColumnElement[bool]:
    """The condition that a message waits and its hour has come."""
    return and_(stands(State.READY), Message.due_at <= now)


def next_due(session: Session, *, now: datetime) -> Message | None:
    """The next message to come due, or None. Needs a session across workspaces."""
    return session.scalar(
        select(Message).where(stands(State.READY), Message.due_at > now).order_by(Message.due_at, Message.id).limit(1)
    )


def _target(kind: Kind, member: Member, about: int, channel: str | None) -> str:
    """The conversation that a message goes to. A member's own has one name, whether Slack has opened it or not."""
    if kind in TO_GROUPS:
        return f"{kind} {about}"
    return f"{OWN}{member.id}" if channel is None or channel.startswith("D") else channel


OWN = "member "


def can_be_found(message: Message) -> bool:
    """Whether Slack's history would show it to us: in a member's own direct messages, outside threads, and no file."""
    return message.target.startswith(OWN) and message.thread is None and message.kind not in AS_FILES


def _in_trouble(session: Session, message: int) -> Message:
    found = session.scalar(select(Message).where(Message.id == message).with_for_update())
    if found is None or found.state not in NEEDS_A_PERSON:
        raise NotFound("Somebody has decided about this message already.")
    return found
