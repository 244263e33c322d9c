"""Whose turn it is to be written to: a row per workspace, a rule per conversation, and lanes that hold up no other."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot import outbox
from bot.rules import pace
from bot.rules.messages import LEASE, Kind, Priority, State
from db.models import Message, Pace, Spoken
from db.types import UtcDateTime

# These statements are made once: making them anew for each message takes longer than running them.

_NOW, _MACHINE_NOW = bindparam("now", type_=UtcDateTime), bindparam("machine_now", type_=UtcDateTime)

_JUST_SPOKEN = exists().where(
    Spoken.workspace_id == Message.workspace_id,
    Spoken.target == Message.target,
    Spoken.at > bindparam("a_moment_ago", type_=UtcDateTime),
)

WAITS: list[ColumnElement[bool]] = [
    outbox.stands(State.READY),
    Message.due_at <= _NOW,
    or_(Message.not_before.is_(None), Message.not_before <= _MACHINE_NOW),
    Message.kind.in_(bindparam("kinds", expanding=True)),
    ~_JUST_SPOKEN,
]
"""The conditions that a message may leave now; kinds we do not know are left for a newer bot. See `when`."""

_KEEP = (
    update(Pace)
    .where(Pace.workspace_id == bindparam("here"), Pace.lane == bindparam("mine"))
    .where(or_(Pace.closed_until.is_(None), Pace.closed_until <= _MACHINE_NOW))
    .values(lane_until=bindparam("until", type_=UtcDateTime), next_at=bindparam("next", type_=UtcDateTime))
    .returning(Pace.id)
    .execution_options(synchronize_session=False)
)


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
    planned = exists().where(
        Message.workspace_id == Pace.workspace_id,
        Message.priority > Priority.REPLY,
        *WAITS,
    )
    free = or_(Pace.lane_until.is_(None), Pace.lane_until < machine_now)
    chosen = session.scalars(
        select(Pace)
        .where(Pace.next_at <= machine_now, is_open(machine_now), free, planned)
        .order_by(Pace.next_at, Pace.id)
        .limit(most)
        .with_for_update(skip_locked=True),
        when(kinds, now=now, machine_now=machine_now),
    ).all()
    for row in chosen:
        row.lane, row.lane_until = lane, machine_now + LEASE
    return [row.workspace_id for row in chosen]


def waiting_replies(
    session: Session, *, kinds: Iterable[Kind], now: datetime, machine_now: datetime, most: int
) -> list[tuple[str, int]]:
    """(workspace, message) of the replies that somebody waits for. Needs a session across workspaces."""
    chosen = session.execute(
        select(Message.workspace_id, Message.id)
        .join(Pace, Pace.workspace_id == Message.workspace_id)
        .where(
            Message.priority == Priority.REPLY,
            *WAITS,
            is_open(machine_now),
        )
        .order_by(Message.due_at, Message.id)
        .limit(most),
        when(kinds, now=now, machine_now=machine_now),
    )
    return [(workspace, message) for workspace, message in chosen]


def may_send(session: Session, lane: str, *, machine_now: datetime, gap: timedelta) -> bool:
    """Whether this lane still has the workspace, and keeps it for one more message."""
    told = {"here": session.info["workspace"], "mine": lane, "machine_now": machine_now}
    told |= {"until": machine_now + LEASE, "next": machine_now + gap}
    return session.scalar(_KEEP, told) is not None


def leave(session: Session, lane: str, *, next_at: datetime | None = None) -> None:
    """This lane has done what it can in the workspace; the next planned message leaves at `next_at` at the soonest."""
    later = {} if next_at is None else {"next_at": next_at}
    session.execute(
        update(Pace)
        .where(Pace.workspace_id == session.info["workspace"], Pace.lane == lane)
        .values(lane=None, lane_until=None, **later)
    )


def is_open(machine_now: datetime) -> ColumnElement[bool]:
    """The condition that Slack has not asked us to wait in this workspace."""
    return or_(Pace.closed_until.is_(None), Pace.closed_until <= machine_now)


def close(session: Session, *, until: datetime, because: str | None) -> None:
    """Nothing leaves in this workspace before `until`: Slack asked us to wait, or (`because`) refuses us."""
    row = _row(session)
    if row is not None:
        row.closed_until, row.closed_because = max(until, row.closed_until or until), because


def count(session: Session, *, slowed_down: int = 0, found_again: int = 0, sent_again: int = 0) -> None:
    """Add to what the figures tell."""
    row = _row(session)
    if row is not None:
        row.slowed_down += slowed_down
        row.found_again += found_again
        row.sent_again += sent_again


def note_spoken(session: Session, target: str, *, machine_now: datetime) -> None:
    """We write into this conversation now."""
    session.execute(_speaking(session.get_bind().dialect.name), {"target": target, "at": machine_now})


@cache
def _speaking(dialect: str) -> Any:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(Spoken)
    return insert.on_conflict_do_update(index_elements=["workspace_id", "target"], set_={"at": insert.excluded.at})


def let_go(session: Session, *, before: datetime) -> None:
    """Forget when we wrote where, once it tells nothing any more."""
    session.execute(delete(Spoken).where(Spoken.at < before))


def _row(session: Session) -> Pace | None:
    here = select(Pace).where(Pace.workspace_id == session.info["workspace"])
    return session.scalar(here.with_for_update())
