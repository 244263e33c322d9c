"""Whose turn it is to be written to: a row per workspace, a rule per conversation, and lanes that hold up no other."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, bindparam, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.delivery import outbox
from bot.rules import pace
from bot.rules.messages import LEASE, Kind, Priority, State
from db import tenancy
from db.models import Message, Pace
from db.tenancy import HERE
from db.types import UtcDateTime

# These statements are made once: making them anew for each message takes longer than running them.

_NOW, _MACHINE_NOW = bindparam("now", type_=UtcDateTime), bindparam("machine_now", type_=UtcDateTime)

_FOR_GOOD = timedelta(days=3650)
_MOST = bindparam("most", type_=Integer)


def _first(*conditions: ColumnElement[bool], of: Any, by: Sequence[Any] = ()) -> ScalarSelect[int]:
    """The id of the first row for which this is so.

    With its limit it stays one look in an index for each row that asks. Without, a database is free to go through all
    that was ever said in the workspace instead, and does so when its statistics are old.
    """
    return select(of.id).where(*conditions).order_by(*by).limit(1).scalar_subquery()


_OTHER = aliased(Message)
_JUST_SPOKEN = _first(
    _OTHER.workspace_id == Message.workspace_id,
    _OTHER.target == Message.target,
    _OTHER.asked_at > bindparam("a_moment_ago", type_=UtcDateTime),
    of=_OTHER,
)

WAITS: list[ColumnElement[bool]] = [
    outbox.stands(State.READY),
    Message.due_at <= _NOW,
    or_(Message.not_before.is_(None), Message.not_before <= _MACHINE_NOW),
    Message.kind.in_(bindparam("kinds", expanding=True)),
    _JUST_SPOKEN.is_(None),
]
"""The conditions that a message may leave now; kinds we do not know are left for a newer bot. See `when`."""

IS_OPEN = or_(Pace.closed_until.is_(None), Pace.closed_until <= _MACHINE_NOW)
"""The condition that Slack has not asked us to wait in this workspace."""

IS_OURS = _first(
    Pace.workspace_id == Message.workspace_id,
    Pace.lane == bindparam("lane"),
    Pace.lane_until > _MACHINE_NOW,
    IS_OPEN,
    of=Pace,
).is_not(None)
"""The condition that this lane has the workspace, and that Slack has not asked us to wait there."""

_WAITING = _first(
    Message.workspace_id == Pace.workspace_id,
    Message.priority > Priority.REPLY,
    *WAITS,
    of=Message,
    by=(Message.priority, Message.due_at, Message.id),
)
_FREE = (
    select(Pace)
    .where(Pace.next_at <= _MACHINE_NOW, IS_OPEN, or_(Pace.lane_until.is_(None), Pace.lane_until < _MACHINE_NOW))
    .where(_WAITING.is_not(None))
    .order_by(Pace.next_at, Pace.id)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
_REPLIES = (
    select(Message.workspace_id, Message.id)
    .join(Pace, Pace.workspace_id == Message.workspace_id)
    .where(Message.priority == Priority.REPLY, *WAITS, IS_OPEN)
    .order_by(Message.due_at, Message.id)
    .limit(_MOST)
)
_LEFT = update(Pace).where(Pace.workspace_id == HERE, Pace.lane == bindparam("mine")).values(lane=None, lane_until=None)
_LEFT_UNTIL = _LEFT.values(next_at=bindparam("next", type_=UtcDateTime))


def when(kinds: Iterable[Kind], *, now: datetime, machine_now: datetime) -> dict[str, Any]:
    """What a statement with WAITS has to be told."""
    known = [kind.value for kind in kinds]
    return {"now": now, "machine_now": machine_now, "a_moment_ago": machine_now - pace.BETWEEN_TWO, "kinds": known}


def take_lanes(
    session: Session, *, kinds: Iterable[Kind], lane: str, now: datetime, machine_now: datetime, most: int
) -> Sequence[str]:
    """Workspaces in which this lane alone sends planned messages now, the longest-waiting first.

    Needs a session across workspaces.
    """
    told = when(kinds, now=now, machine_now=machine_now) | {"most": most}
    chosen = session.scalars(_FREE, told).all()
    for row in chosen:
        row.lane, row.lane_until = lane, machine_now + LEASE
    return [row.workspace_id for row in chosen]


def waiting_replies(
    session: Session, *, kinds: Iterable[Kind], now: datetime, machine_now: datetime, most: int
) -> list[tuple[str, int]]:
    """(workspace, message) of the replies that somebody waits for. Needs a session across workspaces."""
    told = when(kinds, now=now, machine_now=machine_now) | {"most": most}
    return [(workspace, message) for workspace, message in session.execute(_REPLIES, told)]


def leave(session: Session, lane: str, *, next_at: datetime | None = None) -> None:
    """This lane has done what it can in the workspace; the next planned message leaves at `next_at` at the soonest."""
    if next_at is None:
        tenancy.run(session, _LEFT, {"mine": lane})
    else:
        tenancy.run(session, _LEFT_UNTIL, {"mine": lane, "next": next_at})


def close(session: Session, *, until: datetime, because: str | None) -> None:
    """Nothing leaves in this workspace before `until`: Slack asked us to wait, or (`because`) refuses us."""
    row = _row(session)
    if row is not None:
        row.closed_until, row.closed_because = max(until, row.closed_until or until), because


def shut(session: Session, *, because: str, machine_now: datetime) -> None:
    """Nothing leaves in this workspace until it is opened again."""
    close(session, until=machine_now + _FOR_GOOD, because=because)


def reopen(session: Session) -> None:
    """Slack takes us again. What it asked us to wait is waited all the same."""
    row = _row(session)
    if row is not None and row.closed_because is not None:
        row.closed_until = row.closed_because = None


def count(session: Session, *, slowed_down: int = 0, found_again: int = 0, sent_again: int = 0) -> None:
    """Add to what the figures tell."""
    row = _row(session)
    if row is not None:
        row.slowed_down += slowed_down
        row.found_again += found_again
        row.sent_again += sent_again


def _row(session: Session) -> Pace | None:
    here = select(Pace).where(Pace.workspace_id == session.info["workspace"])
    return session.scalar(here.with_for_update())
