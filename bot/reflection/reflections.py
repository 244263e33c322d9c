"""Reflections: what members write for themselves, sealed, with the plan that may come of it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.community import keys
from bot.community.keys import Lock
from bot.errors import InvalidField, NotFound
from bot.reflection import barriers, plans, prompts, sharing
from bot.reflection.plans import Intention
from bot.reflection.prompts import Posed
from bot.reflection.sharing import Shared
from bot.rules import distress, identifying
from bot.rules.identifying import Detail
from bot.rules.text import clean
from bot.rules.words import Form
from bot.vault import Unreadable, Vault
from db.models import Characteristic, Member, Plan, Reflection, Sharing

PAGE, NEWEST = 10, 3
BOXES = {
    Form.WHAT: ("what", "so_what", "now_what"),
    Form.GIBBS: ("what", "feelings", "evaluation", "so_what", "conclusion", "now_what"),
    Form.FREE: ("what",),
}
"""What there is to write in each form, in order. The one with six steps has every box that there is."""

_GONE = "That reflection is not here any more."
_UNREADABLE = "I cannot open this reflection. The key that it was locked with is gone."
_NOTHING = "Write something in one of the boxes. A few words are enough."


@dataclass(frozen=True)
class Words:
    """A member's own words, by box, the plan, and what they added later. They never show in a trace."""

    what: str = field(default="", repr=False)
    so_what: str = field(default="", repr=False)
    now_what: str = field(default="", repr=False)
    plan: Intention | None = field(default=None, repr=False)
    feelings: str = field(default="", repr=False)
    evaluation: str = field(default="", repr=False)
    conclusion: str = field(default="", repr=False)
    discussed: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls, boxes: Mapping[str, str], plan: Intention | None, *, discussed: str = "", tags: Sequence[str] = ()
    ) -> Self:
        """From what is in each box."""
        return cls(
            what=boxes.get("what", ""),
            feelings=boxes.get("feelings", ""),
            evaluation=boxes.get("evaluation", ""),
            so_what=boxes.get("so_what", ""),
            conclusion=boxes.get("conclusion", ""),
            now_what=boxes.get("now_what", ""),
            plan=plan,
            discussed=discussed,
            tags=tuple(tags),
        )

    @property
    def told(self) -> dict[str, str]:
        """What is in each box that holds something, in order."""
        boxes = {box: str(getattr(self, box)) for box in BOXES[Form.GIBBS]}
        return {box: text for box, text in boxes.items() if text}

    @property
    def all(self) -> str:
        """All of it as one text, to be looked through."""
        plan = [self.plan.when, self.plan.then] if self.plan else []
        return "\n".join([*self.told.values(), *plan, self.discussed])

    @property
    def details(self) -> tuple[Detail, ...]:
        """What in it may show who somebody is."""
        return identifying.details(self.all)

    @property
    def tells_of_distress(self) -> bool:
        return distress.is_told(self.all)


@dataclass(frozen=True)
class Entry:
    """A reflection as its author sees it; without words when it cannot be opened."""

    reflection: Reflection
    characteristic: Characteristic
    words: Words | None
    barriers: tuple[str, ...] = ()  # the names of those that were ticked
    shared: Shared | None = None


@dataclass(frozen=True)
class Sought:
    """Which of one's reflections to show: of one characteristic or, with 0, of all, in one order or the other."""

    characteristic: int = 0
    oldest_first: bool = False
    number: int = 0


@dataclass(frozen=True)
class Page:
    """Some of a member's reflections."""

    entries: tuple[Entry, ...]
    sought: Sought
    more: bool


def read_words(*, when: str = "", then: str = "", **boxes: str) -> Words:
    """What somebody typed into the form; raises InvalidField when it is nothing, or half a plan."""
    plan = plans.read_intention(clean(when), clean(then))
    found = Words.of({box: clean(text) for box, text in boxes.items()}, plan)
    if not found.told:
        raise InvalidField("what", _NOTHING)
    return found


def write(
    session: Session,
    vault: Vault,
    member: Member,
    posed: Posed,
    words: Words,
    *,
    now: datetime,
    form: Form = Form.WHAT,
) -> Reflection:
    """Keep this reflection and its plan, sealed with the member's own key, and note that the prompt was answered.

    The form is remembered for the next one.
    """
    member.reflects_in = form
    lock = keys.find_or_make(session, vault, member)
    row = str(uuid.uuid4())
    asking = prompts.answer(session, posed, member, key=row, now=now)
    reflection = Reflection(
        id=row,
        member_id=member.id,
        asking_id=asking.id,
        characteristic_id=posed.characteristic.id,
        stem=posed.stem,
        form=form,
        written_at=now,
        **_sealed(lock, row, words),
    )
    session.add(reflection)
    session.flush()
    plans.keep(session, lock, reflection, words.plan, now=now)
    return reflection


def edit(session: Session, vault: Vault, member: Member, reflection: str, words: Words, *, now: datetime) -> None:
    """Put these words in the place of the earlier ones; a plan that is left empty is dropped. Raises NotFound."""
    found = find(session, member, reflection)
    lock = keys.find_or_make(session, vault, member)
    for column, sealed in _sealed(lock, found.id, words).items():
        setattr(found, column, sealed)
    found.edited_at = now
    plans.keep(session, lock, found, words.plan, now=now)


def tick(session: Session, vault: Vault, member: Member, reflection: str, ticked: Sequence[str]) -> None:
    """Keep what stood in the way, sealed like the words. Raises NotFound."""
    found = find(session, member, reflection)
    keep = barriers.known(session, ticked)
    lock = keys.find_or_make(session, vault, member)
    found.tags = lock.seal(" ".join(keep), table="reflection", row=found.id, column="tags") if keep else None


def add_plan(
    session: Session, vault: Vault, member: Member, reflection: str, plan: Intention | None, *, now: datetime
) -> None:
    """Keep a plan beside what is written already; nothing changes without one. Raises NotFound."""
    found = find(session, member, reflection)
    if plan is not None:
        plans.keep(session, keys.find_or_make(session, vault, member), found, plan, now=now)


def discuss(session: Session, vault: Vault, member: Member, reflection: str, words: str) -> None:
    """Keep what came of talking it over with a peer, in the place of what was kept before. Raises NotFound."""
    found, told = find(session, member, reflection), clean(words)
    lock = keys.find_or_make(session, vault, member)
    found.discussed = lock.seal(told, table="reflection", row=found.id, column="discussed") if told else None


def newest(session: Session, member: Member) -> str:
    """The one that was written last; raises NotFound when there is none."""
    own = select(Reflection.id).where(Reflection.member_id == member.id)
    found = session.scalar(own.order_by(Reflection.written_at.desc(), Reflection.id.desc()).limit(1))
    if found is None:
        raise NotFound(_GONE)
    return found


def is_shared(session: Session, member: Member, reflection: str) -> bool:
    """Whether others can read something of it, or soon will; not so for what this member has not written."""
    own = select(Reflection.id).where(Reflection.id == reflection, Reflection.member_id == member.id)
    return bool(sharing.present(session, session.scalars(own).all()))


def erase(session: Session, member: Member, reflection: str) -> bool:
    """The reflection and its plan are gone; False when this member has none of that name."""
    for table in (Sharing, Plan):
        session.execute(delete(table).where(table.reflection_id == reflection, table.member_id == member.id))
    own = (Reflection.id == reflection, Reflection.member_id == member.id)
    return session.scalar(delete(Reflection).where(*own).returning(Reflection.id)) is not None


def page(session: Session, vault: Vault, member: Member, sought: Sought | None = None, *, size: int = PAGE) -> Page:
    """This member's own reflections, opened for them alone; as many as `size` at once."""
    sought = sought or Sought()
    order = Reflection.written_at if sought.oldest_first else Reflection.written_at.desc()
    chosen = (
        select(Reflection, Characteristic)
        .join(Characteristic, Reflection.characteristic_id == Characteristic.id)
        .where(Reflection.member_id == member.id)
        .order_by(order, Reflection.id)
        .offset(sought.number * size)
        .limit(size + 1)
    )
    if sought.characteristic:
        chosen = chosen.where(Reflection.characteristic_id == sought.characteristic)
    rows = [(reflection, characteristic) for reflection, characteristic in session.execute(chosen)]
    return Page(_entries(session, vault, member, rows[:size]), sought, more=len(rows) > size)


def read(session: Session, vault: Vault, member: Member, reflection: str) -> Entry:
    """One of this member's own reflections, opened; raises NotFound when it is gone or cannot be opened."""
    found = find(session, member, reflection)
    characteristic = session.get_one(Characteristic, found.characteristic_id)
    (entry,) = _entries(session, vault, member, [(found, characteristic)])
    if entry.words is None:
        raise NotFound(_UNREADABLE)
    return entry


def find(session: Session, member: Member, reflection: str) -> Reflection:
    """One of this member's own; raises NotFound."""
    found = session.scalar(select(Reflection).where(Reflection.id == reflection, Reflection.member_id == member.id))
    if found is None:
        raise NotFound(_GONE)
    return found


def _entries(
    session: Session, vault: Vault, member: Member, rows: Sequence[tuple[Reflection, Characteristic]]
) -> tuple[Entry, ...]:
    lock, names = keys.find(session, vault, member), barriers.names(session)
    shared = sharing.present(session, [reflection.id for reflection, _ in rows])
    found = []
    for reflection, characteristic in rows:
        words = _open_if_possible(session, lock, reflection)
        ticked = tuple(names[key] for key in words.tags if key in names) if words else ()
        found.append(Entry(reflection, characteristic, words, ticked, shared.get(reflection.id)))
    return tuple(found)


def _open_if_possible(session: Session, lock: Lock | None, reflection: Reflection) -> Words | None:
    try:
        return open_words(session, lock, reflection)
    except Unreadable:
        return None


def open_words(session: Session, lock: Lock | None, reflection: Reflection) -> Words:
    """All that is written there; raises Unreadable."""
    if lock is None:
        raise Unreadable("this member has no key")

    def told(column: str) -> str:
        sealed = getattr(reflection, column)
        return lock.open(sealed, table="reflection", row=reflection.id, column=column) if sealed else ""

    boxes = {box: told(box) for box in BOXES[Form.GIBBS]}
    plan = plans.of(session, lock, reflection)
    return Words.of(boxes, plan, discussed=told("discussed"), tags=told("tags").split())


def _sealed(lock: Lock, row: str, words: Words) -> dict[str, bytes | None]:
    told = words.told
    return {
        box: lock.seal(told[box], table="reflection", row=row, column=box) if box in told else None
        for box in BOXES[Form.GIBBS]
    }
