"""One attempt to send a message: committed to before Slack is asked, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot import workspaces
from bot.delivery import outbox, pace
from bot.rules import budget, cadence
from bot.rules.budget import Verdict
from bot.rules.messages import (
    AT_ANY_HOUR,
    BETWEEN_LOOKS,
    BUDGETED,
    EACH_ITS_OWN,
    GONE,
    LEASE,
    LOCKED_FOR,
    LOOKS,
    SETTLED_AFTER,
    TO_GROUPS,
    Kind,
    Outcome,
    Priority,
    State,
    counts,
    state_after,
    wait_before,
)
from db import tenancy
from db.models import Member, Message
from db.tenancy import HERE
from db.types import UtcDateTime, word_of

_MACHINE_NOW = bindparam("machine_now", type_=UtcDateTime)

# Made once: making them anew for each message takes longer than running them.
_NEXT_PLANNED = (
    select(Message, Member)
    .join(Member, Message.member_id == Member.id)
    .where(Message.workspace_id == HERE, Member.workspace_id == HERE)
    .where(*pace.WAITS, Message.priority > Priority.REPLY, pace.IS_OURS)
    .order_by(Message.priority, Message.due_at, Message.id)
    .limit(1)
    .with_for_update(of=Message, skip_locked=True)
)
_LOST = (
    select(Message)
    .where(outbox.stands(State.SENDING), Message.lease_until < _MACHINE_NOW)
    .limit(100)
    .with_for_update(skip_locked=True)
)
_DOUBTFUL = (
    select(Message)
    .where(outbox.stands(State.UNCERTAIN), Message.not_before <= _MACHINE_NOW)
    .where(or_(Message.lease_until.is_(None), Message.lease_until < _MACHINE_NOW))
    .order_by(Message.not_before)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_HELD_BY = (
    select(Message)
    .where(
        Message.id == bindparam("claimed"),
        Message.fence == bindparam("fenced"),
        Message.state == bindparam("stands", type_=word_of(State)),
    )
    .with_for_update()
)
_COMMITTED = (
    update(Message)
    .where(Message.workspace_id == HERE, Message.id == bindparam("chosen"))
    .values(
        state=State.SENDING,
        fence=Message.fence + 1,
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until", type_=UtcDateTime),
        intent_at=bindparam("now", type_=UtcDateTime),
        asked_at=_MACHINE_NOW,
        mark=bindparam("marked"),
        payload_hash=bindparam("hash"),
        empty_looks=0,
    )
)
_HAS_LEFT = (
    update(Message)
    .where(
        Message.workspace_id == HERE,
        Message.id == bindparam("claimed"),
        Message.fence == bindparam("fenced"),
        Message.lease_owner.is_not(None),  # as only while it is being sent: nobody has doubted it since
    )
    .values(
        state=State.SENT,
        attempts=Message.attempts + 1,
        sent_at=bindparam("sent_at", type_=UtcDateTime),
        slack_channel=bindparam("slack_channel"),
        slack_ts=bindparam("slack_ts"),
        latency=bindparam("latency"),
        last_error=None,
        lease_owner=None,
        lease_until=None,
    )
    .returning(Message.id)
)


@dataclass(frozen=True)
class Claim:
    """A message that this worker alone may send now; the fence goes stale when somebody else takes it."""

    workspace: str
    id: int
    fence: int


@dataclass(frozen=True)
class Result:
    """What became of one attempt. `took` is how long Slack had it; `channel` and `ts` are where it stands."""

    outcome: Outcome
    error: str | None = None
    wait: timedelta | None = None
    channel: str | None = None
    ts: str | None = None
    took: timedelta | None = None
    forget_channel: bool = False


def next_planned(
    session: Session, lane: str, *, kinds: Iterable[Kind], now: datetime, machine_now: datetime
) -> tuple[Message, Member] | None:
    """The planned message of this workspace whose turn it is, with its member.

    None when there is none, or when this lane has the workspace no longer, or Slack has asked us to wait.
    """
    told = pace.when(kinds, now=now, machine_now=machine_now) | {"lane": lane}
    found = tenancy.find(session, _NEXT_PLANNED, told).first()
    return (found[0], found[1]) if found else None


def waiting_reply(
    session: Session, message: int, *, kinds: Iterable[Kind], now: datetime, machine_now: datetime
) -> tuple[Message, Member] | None:
    """This reply with its member, when it still waits and nobody else has it."""
    chosen = select(Message, Member).join(Member, Message.member_id == Member.id).where(Message.id == message)
    ours = chosen.where(*pace.WAITS).with_for_update(of=Message, skip_locked=True)
    found = session.execute(ours, pace.when(kinds, now=now, machine_now=machine_now)).first()
    return (found[0], found[1]) if found else None


def is_put_off(session: Session, message: Message, member: Member, *, now: datetime) -> bool:
    """Whether the message may not leave now: too late, at night, or more than its member's budget allows.

    It then waits for the right moment, is said by a newer one, or expires.
    """
    if message.expires_at <= now:
        outbox.settle(message, State.EXPIRED, reason="too late to be of use")
        return True
    return _waits_for_day(session, message, member, now=now) or _waits_for_room(session, message, now=now)


def commit_to(
    session: Session,
    message: Message,
    *,
    owner: str,
    now: datetime,
    machine_now: datetime,
    mark: str,
    payload_hash: str,
) -> Claim:
    """From here on the message may have left: whatever happens, nobody sends it again blindly."""
    told = {"chosen": message.id, "owner": owner, "until": machine_now + LEASE, "now": now, "machine_now": machine_now}
    tenancy.run(session, _COMMITTED, told | {"marked": mark, "hash": payload_hash})
    return Claim(message.workspace_id, message.id, message.fence + 1)


def has_left(session: Session, claim: Claim, result: Result, *, now: datetime) -> bool:
    """Write down that Slack has the message; False when the fence is stale, and then nothing was written."""
    took = None if result.took is None else round(result.took / timedelta(milliseconds=1))
    told = {"claimed": claim.id, "fenced": claim.fence, "sent_at": now, "latency": took}
    told |= {"slack_channel": result.channel, "slack_ts": result.ts}
    return tenancy.run(session, _HAS_LEFT, told).first() is not None


def record(session: Session, claim: Claim, result: Result, *, machine_now: datetime, chance: float) -> Message | None:
    """Write down why a message did not leave, or may not have; None when the fence is stale: nothing was written."""
    found = _held_by(session, claim, State.SENDING)
    if found is None:
        return None
    _conclude(found, result, machine_now=machine_now, chance=chance)
    _tell_pace(session, result, machine_now=machine_now)
    return found


def put_off(session: Session, message: int, *, machine_now: datetime, chance: float, error: str) -> None:
    """A message that we cannot put into words waits and holds up no other; in the end it is dead."""
    found = session.scalar(select(Message).where(Message.id == message, Message.state == State.READY))
    if found is not None:
        _conclude(found, Result(Outcome.NOT_POSTED, error=error), machine_now=machine_now, chance=chance)


def recover(session: Session, *, machine_now: datetime) -> int:
    """Messages whose worker died while sending may have left: Slack's history will tell, or else an organiser.

    Needs a session across workspaces. Gives how many there were.
    """
    lost = session.scalars(_LOST, {"machine_now": machine_now}).all()
    for message in lost:
        _doubt(message, error="the worker stopped", machine_now=machine_now)
    return len(lost)


def to_look_for(session: Session, *, owner: str, machine_now: datetime, most: int) -> list[Claim]:
    """Uncertain messages that this worker alone looks for in Slack's history now. Needs a session across workspaces."""
    chosen = session.scalars(_DOUBTFUL, {"machine_now": machine_now, "most": most}).all()
    for message in chosen:
        message.fence += 1
        message.lease_owner, message.lease_until = owner, machine_now + LEASE
    return [Claim(message.workspace_id, message.id, message.fence) for message in chosen]


def arrived(session: Session, claim: Claim, *, channel: str, ts: str, now: datetime) -> bool:
    """It stands in Slack's history, so it has left; False when the fence is stale."""
    message = _held_by(session, claim, State.UNCERTAIN)
    if message is None:
        return False
    message.state, message.last_error, message.lease_owner, message.lease_until = State.SENT, None, None, None
    message.sent_at, message.slack_channel, message.slack_ts = message.intent_at or now, channel, ts
    pace.count(session, found_again=1)
    return True


def did_not_arrive(session: Session, claim: Claim, *, machine_now: datetime, chance: float) -> None:
    """Slack's history is without it: after a second look it did not leave, and is sent again."""
    message = _held_by(session, claim, State.UNCERTAIN)
    if message is None:
        return
    message.empty_looks += 1
    message.lease_owner = message.lease_until = None
    if message.empty_looks < LOOKS:
        message.not_before = machine_now + BETWEEN_LOOKS
        return
    _conclude(message, Result(Outcome.NOT_POSTED, error="it did not arrive"), machine_now=machine_now, chance=chance)
    if message.state is State.READY:
        pace.count(session, sent_again=1)


def look_later(session: Session, claim: Claim, result: Result, *, machine_now: datetime, chance: float) -> None:
    """Slack's history could not be read. When it never can be, an organiser has to decide."""
    message = _held_by(session, claim, State.UNCERTAIN)
    if message is None:
        return
    message.lease_owner = message.lease_until = None
    message.last_error = result.error
    if result.outcome in (Outcome.REFUSED, Outcome.NOBODY):
        message.state = State.HELD
        return
    message.not_before = machine_now + (result.wait or wait_before(4, chance=chance))
    _tell_pace(session, result, machine_now=machine_now)


def _held_by(session: Session, claim: Claim, state: State) -> Message | None:
    return session.scalar(_HELD_BY, {"claimed": claim.id, "fenced": claim.fence, "stands": state})


def _conclude(message: Message, result: Result, *, machine_now: datetime, chance: float) -> None:
    if counts(result.outcome):
        message.attempts += 1
    message.state = state_after(result.outcome, attempts=message.attempts, can_be_found=outbox.can_be_found(message))
    message.last_error, message.lease_owner, message.lease_until = result.error, None, None
    message.not_before = None
    if message.state is State.UNCERTAIN:
        _doubt(message, error=result.error, machine_now=machine_now)
    if message.state is State.READY and counts(result.outcome):
        message.not_before = machine_now + wait_before(message.attempts, chance=chance)


def _doubt(message: Message, *, error: str | None, machine_now: datetime) -> None:
    message.state = State.UNCERTAIN if outbox.can_be_found(message) else State.HELD
    message.lease_owner = message.lease_until = None
    message.last_error, message.not_before, message.empty_looks = error, machine_now + SETTLED_AFTER, 0


def _tell_pace(session: Session, result: Result, *, machine_now: datetime) -> None:
    match result.outcome:
        case Outcome.SLOW_DOWN:
            wait = result.wait or timedelta(seconds=60)
            pace.close(session, until=machine_now + wait, because=None)
            pace.count(session, slowed_down=1)
        case Outcome.LOCKED_OUT:
            pace.close(session, until=machine_now + LOCKED_FOR, because=result.error)


def _waits_for_day(session: Session, message: Message, member: Member, *, now: datetime) -> bool:
    """What nobody waits for leaves in the hours of its member's day; a group's are the community's."""
    if message.kind in AT_ANY_HOUR:
        return False
    if message.kind in TO_GROUPS:
        day = cadence.awake_from(now, workspaces.zone(session))
    else:
        day = cadence.awake_from(now, workspaces.zone_of(session, member), own_hour=member.prompt_hour)
    if day <= now:
        return False
    return _wait_until(message, day, reason="no waking hour before it is too late")


def _waits_for_room(session: Session, message: Message, *, now: datetime) -> bool:
    if message.kind not in BUDGETED or message.sent_at is not None:  # its member put it off, and asked for it by that
        return False
    decision = budget.decide(
        _budgeted_sent(session, message, now=now),
        now=now,
        expires=message.expires_at,
        newer=_newer(session, message),
    )
    match decision.verdict:
        case Verdict.SEND:
            return False
        case Verdict.MERGE:
            outbox.settle(message, State.CANCELLED, reason="a newer one says it")
            return True
    return _wait_until(message, decision.room, reason="no room in the contact budget")


def _wait_until(message: Message, moment: datetime, *, reason: str) -> bool:
    if moment >= message.expires_at:
        outbox.settle(message, State.EXPIRED, reason=reason)
    else:
        message.due_at = moment
    return True


def _budgeted_sent(session: Session, message: Message, *, now: datetime) -> list[datetime]:
    """When this member was last written to on the bot's own account, as far as we know."""
    moments = session.execute(
        select(Message.due_at, Message.intent_at, Message.sent_at).where(
            Message.member_id == message.member_id,
            Message.kind.in_(list(BUDGETED)),
            or_(Message.state.in_(GONE), Message.sent_at.is_not(None)),
            Message.due_at > now - 2 * budget.A_WEEK,
        )
    )
    # the later one: a clock that was set back between the two must not make room
    return [max(intent or due, sent or due) if intent or sent else due for due, intent, sent in moments]


def _newer(session: Session, message: Message) -> list[datetime]:
    """When later ones come that say the same; a question about one plan is not said by that about another."""
    if message.kind in EACH_ITS_OWN:
        return []
    same = (Message.member_id == message.member_id, Message.kind == message.kind, Message.id > message.id)
    return list(session.scalars(select(Message.due_at).where(*same, Message.state == State.READY)))
