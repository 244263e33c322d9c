"""Reading: what a member notes about resources for themselves, and what they might read next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.community import audiences, members
from bot.errors import JoinFirst, NotFound
from bot.library import resources
from bot.library.resources import Item, Shelf
from bot.rules.reading import Candidate, Why, order
from bot.rules.words import Mark
from db.models import Asking, Characteristic, Member, Reading, Reflection


@dataclass(frozen=True)
class Suggestion:
    """What to read next, why, and which one it is in the order in which they are suggested."""

    item: Item
    why: Why
    place: int
    count: int


@dataclass(frozen=True)
class Library:
    """All that there is, at a glance."""

    suggestion: Suggestion | None
    shelves: tuple[Shelf, ...]


def browse(session: Session, member: Member | None) -> Library:
    """Every characteristic with how many resources it has, and one to start with."""
    found = resources.items(session, marks(session, member), audiences.of(member))
    return Library(_suggestion(session, found, member, after=0), resources.shelves(session, found))


def suggest(session: Session, member: Member | None, *, after: int = 0) -> Suggestion | None:
    """What to read next; `after` goes on from that resource, round and round. None when nothing is left to read."""
    found = resources.items(session, marks(session, member), audiences.of(member))
    return _suggestion(session, found, member, after=after)


def marks(session: Session, member: Member | None) -> dict[int, Mark]:
    """This member's own marks, by resource."""
    if member is None:
        return {}
    rows = session.scalars(select(Reading).where(Reading.member_id == member.id))
    return {row.resource_id: row.mark for row in rows}


def own(session: Session, member: Member) -> list[Item]:
    """What this member has marked: what they want to read first, then the rest, the latest mark first."""
    rows = session.scalars(
        select(Reading).where(Reading.member_id == member.id).order_by(Reading.marked_at.desc(), Reading.id.desc())
    ).all()
    by_id = {row.id: row for row in resources.visible(session, audiences.of(member))}
    shown = [by_id[row.resource_id] for row in rows if row.resource_id in by_id]
    found = resources.as_items(session, shown, {row.resource_id: row.mark for row in rows})
    return sorted(found, key=lambda item: list(Mark).index(item.mark or Mark.WANTED))


def note(session: Session, member: Member | None, resource: int, mark: Mark | None, *, now: datetime) -> Item:
    """Keep this member's mark on a resource, or take it away with None; doing it again changes nothing.

    Raises JoinFirst for a stranger, about whom nothing is kept, and NotFound when the resource is gone.
    """
    if member is None or not members.has_joined(member):
        raise JoinFirst
    found = resources.find(session, resource, audiences.of(member))
    if found is None:
        raise NotFound
    of_it = (Reading.member_id == member.id, Reading.resource_id == resource)
    row = session.scalar(select(Reading).where(*of_it))
    if mark is None:
        session.execute(delete(Reading).where(*of_it))
    elif row is None:
        session.add(Reading(member_id=member.id, resource_id=resource, mark=mark, marked_at=now))
    elif row.mark is not mark:
        row.mark, row.marked_at = mark, now
    session.flush()
    return resources.as_items(session, [found], {resource: mark} if mark else None)[0]


def _suggestion(session: Session, found: Sequence[Item], member: Member | None, *, after: int) -> Suggestion | None:
    wants = member.wants if member else ()
    reflected_on = _last_theme(session, member) if member else None
    picks = order([_candidate(item) for item in found], wants=wants, reflected_on=reflected_on)
    if not picks:
        return None
    shown = [pick.id for pick in picks]
    index = (shown.index(after) + 1) % len(shown) if after in shown else 0
    item = next(item for item in found if item.resource.id == picks[index].id)
    return Suggestion(item, picks[index].why, index + 1, len(picks))


def _candidate(item: Item) -> Candidate:
    return Candidate(item.resource.id, item.characteristic.key if item.characteristic else None, item.mark)


def _last_theme(session: Session, member: Member) -> str | None:
    """What the member last reflected on, or the subject of their last prompt when they never did."""
    latest = (
        select(Reflection.characteristic_id)
        .where(Reflection.member_id == member.id)
        .order_by(Reflection.written_at.desc(), Reflection.id)
        .limit(1)
    )
    prompted = (
        select(Asking.characteristic_id)
        .where(Asking.member_id == member.id)
        .order_by(Asking.due_at.desc(), Asking.id.desc())
        .limit(1)
    )
    about = session.scalar(latest) or session.scalar(prompted)
    return session.scalar(select(Characteristic.key).where(Characteristic.id == about)) if about else None
