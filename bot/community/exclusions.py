"""Exclusions: people who are never introduced to each other. Why is told to nobody, and it outlasts leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.community import members
from bot.community.peers import Directory, Peer
from bot.errors import InvalidField
from bot.rules.matching import Pair
from bot.rules.words import Apart
from db.models import Exclusion, Member

UNREACHABLE_FOR = timedelta(days=180)
"""After this, Slack may put two people into one conversation that it once refused."""

NOT_JOINED = "This person has not joined, so I put nobody in touch with them."

YOURSELF = "That is you. Choose somebody else."


@dataclass(frozen=True)
class KeptApart:
    """Two members whom organisers keep apart; the name of one who has left is empty."""

    id: int
    first: Peer
    second: Peer
    since: datetime


def apart(session: Session, *, now: datetime) -> frozenset[Pair]:
    """Every two who must not be introduced to each other now, whatever the reason."""
    holds = or_(Exclusion.kind != Apart.UNREACHABLE, Exclusion.made_at > now - UNREACHABLE_FOR)
    rows = session.execute(select(Exclusion.member_id, Exclusion.other_id).where(holds))
    return frozenset(frozenset((one, other)) for one, other in rows)


def keep_apart(session: Session, organiser: Member, first: Member, second: Member, *, now: datetime) -> Exclusion:
    """From now on these two are not introduced to each other; doing it again changes nothing.

    Raises InvalidField, with `first` or `second`, for somebody who has not joined and for one person chosen twice.
    """
    for field, member in (("first", first), ("second", second)):
        if not members.has_joined(member):
            raise InvalidField(field, NOT_JOINED)
    if first.id == second.id:
        raise InvalidField("second", "Choose somebody else here. It is the same person twice.")
    low, high = sorted((first, second), key=lambda member: member.id)
    return _exclude(session, Apart.ORGANISER, low, high, by=organiser, now=now)


def let_together(session: Session, exclusion_id: int) -> None:
    """Organisers keep these two apart no longer; what anybody else decided stands."""
    session.execute(delete(Exclusion).where(Exclusion.id == exclusion_id, Exclusion.kind == Apart.ORGANISER))


def kept_apart(session: Session) -> list[KeptApart]:
    """Whom organisers keep apart, the newest first; nothing of what members decided for themselves."""
    own = select(Exclusion).where(Exclusion.kind == Apart.ORGANISER)
    found = session.scalars(own.order_by(Exclusion.made_at.desc(), Exclusion.id.desc())).all()
    ids = {one for exclusion in found for one in (exclusion.member_id, exclusion.other_id)}
    people = {member.id: member for member in session.scalars(select(Member).where(Member.id.in_(ids)))}
    directory = Directory.read(session)
    return [
        KeptApart(
            exclusion.id,
            directory.peer(people[exclusion.member_id]),
            directory.peer(people[exclusion.other_id]),
            exclusion.made_at,
        )
        for exclusion in found
    ]


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
