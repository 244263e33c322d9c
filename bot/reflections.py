"""Reflections: what members write for themselves, sealed, with the plan that may come of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import keys, plans, prompts
from bot.errors import InvalidField, NotFound
from bot.keys import Lock
from bot.plans import Intention
from bot.prompts import Posed
from bot.rules.text import clean
from bot.vault import Unreadable, Vault
from db.models import Characteristic, Member, Plan, Reflection

PAGE = 5
COLUMNS = ("what", "so_what", "now_what")

_GONE = "That reflection is not here any more."
_UNREADABLE = "I cannot open this reflection. The key that it was locked with is gone."
_NOTHING = "Write something in one of the first three boxes. A few words are enough."


@dataclass(frozen=True)
class Words:
    """A member's own words: what happened, so what, now what, and the plan. They never show in a trace."""

    what: str = field(default="", repr=False)
    so_what: str = field(default="", repr=False)
    now_what: str = field(default="", repr=False)
    plan: Intention | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Entry:
    """A reflection as its author sees it; without words when it cannot be opened."""

    reflection: Reflection
    characteristic: Characteristic
    words: Words | None


@dataclass(frozen=True)
class Page:
    """Some of a member's reflections, the newest first."""

    entries: tuple[Entry, ...]
    number: int
    more: bool


def read_words(*, what: str, so_what: str, now_what: str, when: str, then: str) -> Words:
    """What somebody typed into the form; raises InvalidField when it is nothing, or half a plan."""
    found = Words(clean(what), clean(so_what), clean(now_what), plans.read_intention(clean(when), clean(then)))
    if not (found.what or found.so_what or found.now_what):
        raise InvalidField("what", _NOTHING)
    return found


def write(session: Session, vault: Vault, member: Member, posed: Posed, words: Words, *, now: datetime) -> Reflection:
    """Keep this reflection and its plan, sealed with the member's own key, and note that the prompt was answered."""
    lock = keys.find_or_make(session, vault, member)
    row = str(uuid.uuid4())
    asking = prompts.answer(session, posed, member, key=row, now=now)
    reflection = Reflection(
        id=row,
        member_id=member.id,
        asking_id=asking.id,
        characteristic_id=posed.characteristic.id,
        stem=posed.stem,
        written_at=now,
        **_sealed(lock, row, words),
    )
    session.add(reflection)
    session.flush()
    plans.keep(session, lock, reflection, words.plan, now=now)
    return reflection


def edit(session: Session, vault: Vault, member: Member, reflection: str, words: Words, *, now: datetime) -> None:
    """Put these words in the place of the earlier ones; a plan that is left empty is dropped. Raises NotFound."""
    found = _find(session, member, reflection)
    lock = keys.find_or_make(session, vault, member)
    for column, sealed in _sealed(lock, found.id, words).items():
        setattr(found, column, sealed)
    found.edited_at = now
    plans.keep(session, lock, found, words.plan, now=now)


def erase(session: Session, member: Member, reflection: str) -> bool:
    """The reflection and its plan are gone; False when this member has none of that name."""
    session.execute(delete(Plan).where(Plan.reflection_id == reflection, Plan.member_id == member.id))
    own = (Reflection.id == reflection, Reflection.member_id == member.id)
    return session.scalar(delete(Reflection).where(*own).returning(Reflection.id)) is not None


def page(session: Session, vault: Vault, member: Member, *, number: int = 0) -> Page:
    """This member's own reflections, opened for them alone."""
    rows: Sequence[tuple[Reflection, Characteristic]] = [
        (reflection, characteristic)
        for reflection, characteristic in session.execute(
            select(Reflection, Characteristic)
            .join(Characteristic, Reflection.characteristic_id == Characteristic.id)
            .where(Reflection.member_id == member.id)
            .order_by(Reflection.written_at.desc(), Reflection.id)
            .offset(number * PAGE)
            .limit(PAGE + 1)
        )
    ]
    lock = keys.find(session, vault, member)
    entries = tuple(_entry(session, lock, *row) for row in rows[:PAGE])
    return Page(entries, number, more=len(rows) > PAGE)


def read(session: Session, vault: Vault, member: Member, reflection: str) -> Entry:
    """One of this member's own reflections, opened; raises NotFound when it is gone or cannot be opened."""
    found = _find(session, member, reflection)
    characteristic = session.get_one(Characteristic, found.characteristic_id)
    entry = _entry(session, keys.find(session, vault, member), found, characteristic)
    if entry.words is None:
        raise NotFound(_UNREADABLE)
    return entry


def _find(session: Session, member: Member, reflection: str) -> Reflection:
    found = session.scalar(select(Reflection).where(Reflection.id == reflection, Reflection.member_id == member.id))
    if found is None:
        raise NotFound(_GONE)
    return found


def _entry(session: Session, lock: Lock | None, reflection: Reflection, characteristic: Characteristic) -> Entry:
    try:
        return Entry(reflection, characteristic, _opened(session, lock, reflection))
    except Unreadable:
        return Entry(reflection, characteristic, None)


def _opened(session: Session, lock: Lock | None, reflection: Reflection) -> Words:
    if lock is None:
        raise Unreadable("this member has no key")

    def told(column: str) -> str:
        sealed = getattr(reflection, column)
        return lock.open(sealed, table="reflection", row=reflection.id, column=column) if sealed else ""

    return Words(told("what"), told("so_what"), told("now_what"), plans.of(session, lock, reflection))


def _sealed(lock: Lock, row: str, words: Words) -> dict[str, bytes | None]:
    told = {column: getattr(words, column) for column in COLUMNS}
    return {
        column: lock.seal(text, table="reflection", row=row, column=column) if text else None
        for column, text in told.items()
    }
