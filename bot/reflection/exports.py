"""Exports: a member's own reflections as a file, sent to them alone. What they chose is kept, and never the file."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import keys
from bot.community.keys import Lock
from bot.delivery import outbox
from bot.errors import InvalidField
from bot.reflection import plans
from bot.reflection.plans import Intention
from bot.rules.cadence import at_local
from bot.rules.dates import local
from bot.rules.exports import Wanted
from bot.rules.messages import NEEDS_A_PERSON, Kind, Priority, State
from bot.vault import Unreadable, Vault
from db.models import Characteristic, Member, Message, Plan, Reflection

COLUMNS = ("what", "feelings", "evaluation", "so_what", "conclusion", "now_what", "discussed")
OF_USE = timedelta(days=1)
_KEY = "export:"
_NOTHING = "There is no reflection in that choice. Choose other dates, or all of them."
_BACKWARDS = "Choose a day that is not before the first one."


@dataclass(frozen=True)
class Exported:
    """A reflection with everything that its author wrote, opened for the file; no words when it cannot be opened."""

    reflection: Reflection
    characteristic: Characteristic
    written_on: date
    words: dict[str, str] | None = field(repr=False)
    plan: Plan | None = None
    intention: Intention | None = field(default=None, repr=False)


def order(session: Session, member: Member, wanted: Wanted, *, now: datetime) -> None:
    """Owe this member a file. Raises InvalidField when there is nothing in it."""
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise InvalidField("last", _BACKWARDS)
    if not count(session, member, wanted):
        raise InvalidField("characteristic", _NOTHING)
    key = f"{_KEY}{uuid.uuid4().hex}:{wanted.as_text()}"
    outbox.say(
        session, Kind.EXPORT, member, about=0, key=key, due=now, expires=now + OF_USE, now=now, priority=Priority.REPLY
    )


def wanted_of(message: Message) -> Wanted:
    """What was chosen for the file that this message carries."""
    return Wanted.read(message.dedupe_key.removeprefix(_KEY).partition(":")[2])


def count(session: Session, member: Member, wanted: Wanted) -> int:
    """How many of this member's reflections are in this choice."""
    chosen = _chosen(session, member, wanted)
    return session.scalars(select(func.count()).select_from(Reflection).where(*chosen)).one()


def gather(session: Session, vault: Vault, member: Member, wanted: Wanted) -> list[Exported]:
    """The reflections of this choice, the oldest first, opened for their author alone."""
    rows = session.execute(
        select(Reflection, Characteristic, Plan)
        .join(Characteristic, Reflection.characteristic_id == Characteristic.id)
        .outerjoin(Plan, Plan.reflection_id == Reflection.id)
        .where(*_chosen(session, member, wanted))
        .order_by(Reflection.written_at, Reflection.id)
    )
    lock, zone = keys.find(session, vault, member), workspaces.zone_of(session, member)
    return [_opened(lock, zone, *row) for row in rows]


def own_up(session: Session, *, now: datetime) -> int:
    """Tell members whose file may not have arrived that it may not have; gives how many. Organisers are not asked."""
    rows = session.execute(
        select(Message, Member)
        .join(Member, Message.member_id == Member.id)
        .where(Message.kind == Kind.EXPORT, Message.state.in_(NEEDS_A_PERSON))
    ).all()
    for message, member in rows:
        outbox.settle(message, State.CANCELLED, reason="its member is told that it may not have arrived")
        key, expires = f"export in doubt:{message.id}", now + OF_USE
        outbox.say(
            session,
            Kind.EXPORT_IN_DOUBT,
            member,
            about=message.id,
            key=key,
            due=now,
            expires=expires,
            now=now,
            priority=Priority.REPLY,
        )
    return len(rows)


def _chosen(session: Session, member: Member, wanted: Wanted) -> Iterable[Any]:
    """The conditions that a reflection is this member's and in their choice, by days on their own clock."""
    zone = workspaces.zone_of(session, member)
    yield Reflection.member_id == member.id
    if wanted.characteristic is not None:
        yield Reflection.characteristic_id == wanted.characteristic
    if wanted.first is not None:
        yield Reflection.written_at >= at_local(wanted.first, time(), zone)
    if wanted.last is not None:
        yield Reflection.written_at < at_local(wanted.last + timedelta(days=1), time(), zone)


def _opened(lock: Lock | None, zone: str, reflection: Reflection, about: Characteristic, plan: Plan | None) -> Exported:
    written_on = local(reflection.written_at, zone).date()
    if lock is None:
        return Exported(reflection, about, written_on, None)
    try:
        words = {column: _open(lock, reflection, column) for column in COLUMNS}
        intention = plans.words(lock, plan) if plan else None
    except Unreadable:
        return Exported(reflection, about, written_on, None)
    return Exported(reflection, about, written_on, words, plan, intention)


def _open(lock: Lock, reflection: Reflection, column: str) -> str:
    sealed = getattr(reflection, column)
    return lock.open(sealed, table="reflection", row=reflection.id, column=column) if sealed else ""
