"""Partings: a member wants nothing to do with somebody, and what they share in a running round ends in silence."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import exclusions
from bot.connection import introductions, repairs
from bot.connection.introductions import UNDER_WAY, Introduced
from bot.connection.repairs import Dropped
from bot.errors import NotFound
from bot.rules.words import Presence, Stage, Then
from db.models import Introduction, Member, Seat


@dataclass(frozen=True)
class Unwanted:
    """An introduction as a member sees it who does not want somebody in it."""

    introduced: Introduced
    is_running: bool  # they still have a seat, and it ends with this
    has_round: bool  # in which somebody else could be found


@dataclass(frozen=True)
class Kept:
    """Whom a member keeps away from, for their eyes only: Slack ids, and row ids to undo it by."""

    people: tuple[tuple[int, str], ...]
    line_manager: str | None


def about(session: Session, introduction: int, member: Member, *, now: datetime) -> Unwanted:
    """What there is to part from, also after they dropped out. Raises NotFound for whoever never had a seat."""
    seen, found = introductions.ever(session, introduction, member), introductions.find(session, introduction)
    is_open = found is not None and found.stage in UNDER_WAY and found.ends_at is not None and found.ends_at > now
    is_seated = any(seated.id == member.id for _, seated in introductions.seats(session, introduction))
    return Unwanted(seen, is_open and is_seated, found is not None and found.round_id is not None)


def part(
    session: Session, introduction: int, member: Member, other: int, then: Then | None, *, now: datetime
) -> Dropped | None:
    """Never again with this one of them, and out of this introduction, unless `then` is None because it is over.

    Doing it again changes nothing. Raises NotFound for whoever is not in it.
    """
    seen = introductions.ever(session, introduction, member)
    if other not in {peer.member_id for peer in seen.peers}:
        raise NotFound
    exclusions.block(session, member, _member(session, other), now=now)
    return repairs.withdraw(session, introduction, member, then, now=now) if then else None


def keep_away(session: Session, member: Member, other: Member, *, now: datetime) -> bool:
    """Never with this person; gives whether that ended an introduction, for which somebody else is then looked for."""
    exclusions.block(session, member, other, now=now)
    return _end_all(session, member, other, now=now)


def name_line_manager(session: Session, member: Member, manager: Member | None, *, now: datetime) -> bool:
    """Never with whom this member reports to; gives whether that ended an introduction."""
    exclusions.set_line_manager(session, member, manager, now=now)
    return _end_all(session, member, manager, now=now) if manager else False


def kept_away(session: Session, member: Member) -> Kept:
    manager = exclusions.line_manager(session, member)
    people = tuple((other.id, other.slack_id) for other in exclusions.blocked_by(session, member))
    return Kept(people, manager.slack_id if manager else None)


def allow_again(session: Session, member: Member, other: int) -> None:
    """Doing it again changes nothing, and of somebody who is not on the list there is nothing to change."""
    found = session.scalar(select(Member).where(Member.id == other))
    if found is not None:
        exclusions.unblock(session, member, found)


def _end_all(session: Session, member: Member, other: Member, *, now: datetime) -> bool:
    shared = _shared(session, member, other, now=now)
    for introduction in shared:
        then = Then.SKIP if introduction.stage is Stage.MET else Then.ANOTHER
        repairs.withdraw(session, introduction.id, member, then, now=now)
    return bool(shared)


def _shared(session: Session, member: Member, other: Member, *, now: datetime) -> list[Introduction]:
    """The introductions under way in which both have a seat."""
    seated = [
        select(Seat.introduction_id).where(Seat.member_id == one.id, Seat.presence != Presence.WITHDREW)
        for one in (member, other)
    ]
    is_open = (Introduction.stage.in_(UNDER_WAY), Introduction.ends_at > now)
    both = (Introduction.id.in_(seated[0]), Introduction.id.in_(seated[1]))
    return list(session.scalars(select(Introduction).where(*is_open, *both).order_by(Introduction.id)))


def _member(session: Session, member: int) -> Member:
    return session.scalars(select(Member).where(Member.id == member)).one()
