"""Who is here: strangers who have not joined, members who have, and the organisers among them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.rules.words import Role
from db.models import Member, Rsvp


def meet(session: Session, slack_id: str) -> Member:
    """The member with this Slack id. Somebody new is noted by that id alone until they join."""
    found = session.scalar(select(Member).where(Member.slack_id == slack_id))
    if found is None:
        found = Member(slack_id=slack_id, role=Role.MEMBER)
        session.add(found)
        session.flush()
    return found


def find(session: Session, slack_id: str) -> Member | None:
    """The member with this Slack id, or None; nothing is noted."""
    return session.scalar(select(Member).where(Member.slack_id == slack_id))


def by_id(session: Session, member: int) -> Member | None:
    return session.scalar(select(Member).where(Member.id == member))


def join(member: Member, *, now: datetime) -> None:
    """The member has read what is kept and wants in; joining again changes nothing."""
    member.joined_at = member.joined_at or now


def leave(session: Session, member: Member) -> None:
    """Stop writing to this person and drop what was kept about them beyond their Slack id and their role."""
    outbox.cancel_all_to(session, member)
    session.execute(delete(Rsvp).where(Rsvp.member_id == member.id))
    member.joined_at = member.dm_channel = None


def organisers(session: Session) -> Sequence[Member]:
    """The organisers who can be written to, longest here first."""
    return session.scalars(
        select(Member).where(Member.role == Role.ORGANISER, Member.deactivated_at.is_(None)).order_by(Member.id)
    ).all()


def name_organisers(session: Session, slack_ids: Iterable[str]) -> None:
    """Make exactly these people organisers, as the workspace's administrators are in Slack."""
    wanted = set(slack_ids)
    for member in session.scalars(select(Member).where(Member.role == Role.ORGANISER)):
        if member.slack_id not in wanted:
            member.role = Role.MEMBER
    for slack_id in sorted(wanted):
        meet(session, slack_id).role = Role.ORGANISER


def note_deactivated(session: Session, slack_ids: Collection[str], *, now: datetime) -> None:
    """Who can no longer be written to; somebody who comes back can be again."""
    for member in session.scalars(select(Member)):
        if member.slack_id in slack_ids:
            member.deactivated_at = member.deactivated_at or now
        else:
            member.deactivated_at = None


def is_organiser(member: Member | None) -> bool:
    return member is not None and member.role is Role.ORGANISER


def has_joined(member: Member | None) -> bool:
    return member is not None and member.joined_at is not None
