"""Exclusions: people who are never introduced to each other. Why is told to nobody, and it outlasts leaving."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.errors import InvalidField
from bot.rules.matching import Pair
from bot.rules.words import Apart
from db.models import Exclusion, Member

UNREACHABLE_FOR = timedelta(days=180)
YOURSELF = "That is you. Choose somebody else."


def apart(session: Session, *, now: datetime) -> frozenset[Pair]:
    """The pairs of people who must not be put together; those whom Slack keeps apart are tried again in time."""
    holds = or_(Exclusion.kind != Apart.UNREACHABLE, Exclusion.made_at > now - UNREACHABLE_FOR)
    rows = session.execute(select(Exclusion.member_id, Exclusion.other_id).where(holds))
    return frozenset(frozenset((one, other)) for one, other in rows)


def between(session: Session, people: Sequence[Member]) -> frozenset[Pair]:
    """Which of these people somebody wants kept apart: for what was drawn before that was said."""
    ids = [member.id for member in people]
    both = (Exclusion.member_id.in_(ids), Exclusion.other_id.in_(ids), Exclusion.kind != Apart.UNREACHABLE)
    rows = session.execute(select(Exclusion.member_id, Exclusion.other_id).where(*both))
    return frozenset(frozenset((one, other)) for one, other in rows)


def block(session: Session, member: Member, other: Member, *, now: datetime) -> None:
    """This member never wants to be introduced to the other; again changes nothing. Raises InvalidField."""
    if member.id == other.id:
        raise InvalidField("person", YOURSELF)
    _exclude(session, Apart.BLOCK, member, other, by=member, now=now)


def unblock(session: Session, member: Member, other: Member) -> None:
    """This member does not mind any more; what anybody else said of the two stays."""
    own = (Exclusion.kind == Apart.BLOCK, Exclusion.member_id == member.id, Exclusion.other_id == other.id)
    session.execute(delete(Exclusion).where(*own))


def blocked_by(session: Session, member: Member) -> Sequence[Member]:
    """Whom this member does not want, in the order in which they said so."""
    own = (Exclusion.kind == Apart.BLOCK, Exclusion.member_id == member.id)
    found = select(Member).join(Exclusion, Exclusion.other_id == Member.id).where(*own)
    return session.scalars(found.order_by(Exclusion.made_at, Exclusion.id)).all()


def set_line_manager(session: Session, member: Member, manager: Member | None, *, now: datetime) -> None:
    """Whom this member reports to, in the place of whoever it was before. Raises InvalidField."""
    if manager is not None and manager.id == member.id:
        raise InvalidField("person", YOURSELF)
    own = (Exclusion.kind == Apart.LINE_MANAGER, Exclusion.member_id == member.id)
    kept = manager.id if manager else 0
    session.execute(delete(Exclusion).where(*own, Exclusion.other_id != kept))
    if manager is not None:
        _exclude(session, Apart.LINE_MANAGER, member, manager, by=member, now=now)


def line_manager(session: Session, member: Member) -> Member | None:
    own = (Exclusion.kind == Apart.LINE_MANAGER, Exclusion.member_id == member.id)
    return session.scalar(select(Member).join(Exclusion, Exclusion.other_id == Member.id).where(*own).limit(1))


def note_unreachable(session: Session, first: Member, second: Member, *, now: datetime) -> None:
    """Slack does not put these two into one conversation: they are left apart for half a year from now."""
    lower, higher = sorted((first, second), key=lambda member: member.id)
    _exclude(session, Apart.UNREACHABLE, lower, higher, by=None, now=now).made_at = now


def _exclude(
    session: Session, kind: Apart, member: Member, other: Member, *, by: Member | None, now: datetime
) -> Exclusion:
    same = (Exclusion.kind == kind, Exclusion.member_id == member.id, Exclusion.other_id == other.id)
    found = session.scalar(select(Exclusion).where(*same))
    if found is None:
        found = Exclusion(
            kind=kind, member_id=member.id, other_id=other.id, made_by_id=by.id if by else None, made_at=now
        )
        session.add(found)
        session.flush()
    return found
