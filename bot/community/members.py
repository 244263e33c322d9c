"""Who is here: strangers who have not joined, members who have, and the organisers among them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.connection import approaches
from bot.delivery import outbox
from bot.errors import InvalidField
from bot.reflection import turns
from bot.rules.messages import BUDGETED
from bot.rules.text import clean
from bot.rules.words import Form, PromptRhythm, Role
from bot.rules.zones import is_zone
from db.models import (
    Acceptance,
    Asking,
    Aversion,
    Concern,
    Member,
    MemberKey,
    Plan,
    Proposal,
    Question,
    Reading,
    Reflection,
    Remark,
    Resource,
    Rsvp,
    Sharing,
    Topic,
    Turnout,
)

LONGEST_NAME = 120


class Account(Protocol):
    """Somebody's account in Slack, as far as we follow it."""

    @property
    def slack_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def zone(self) -> str | None: ...
    @property
    def is_organiser(self) -> bool: ...
    @property
    def is_deactivated(self) -> bool: ...


A_YEAR = timedelta(days=366)


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
    approaches.forget(session, member)
    proposed = session.scalars(select(Proposal.id).where(Proposal.member_id == member.id)).all()
    session.execute(delete(Acceptance).where(Acceptance.proposal_id.in_(proposed)))
    session.execute(
        update(Resource).where(Resource.suggested_by_id == member.id).values(suggested_by_id=None, reason=None)
    )
    written = (Sharing, Plan, Reflection, Asking, Aversion, Remark, Concern, MemberKey)
    for table in (*written, Rsvp, Turnout, Acceptance, Proposal, Question, Reading, Topic):
        session.execute(delete(table).where(table.member_id == member.id))
    member.joined_at = member.name = member.zone = member.slack_zone = member.dm_channel = member.paused_until = None
    member.organisation_id = member.sector_id = member.job = member.borough = None
    member.challenges, member.offers, member.wants = [], [], []
    member.wants_prompts = member.wants_introductions = member.wants_shoes = False
    member.introductions_from = member.knows = None
    member.prefers_three = member.open_to_wishes = False
    member.free = []
    member.prompt_weekday = member.prompt_hour = member.next_prompt_at = member.prompts_since = None
    member.prompt_rhythm, member.reflects_in = PromptRhythm.FORTNIGHTLY, Form.WHAT
    member.days_off = []


def pause(session: Session, member: Member, until: str, *, today: date) -> date:
    """No prompts and no introductions before this day (as YYYY-MM-DD). Raises InvalidField for a day that is no use."""
    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise InvalidField("until", "Choose a date from the calendar.") from None
    if not today < day <= today + A_YEAR:
        raise InvalidField("until", "Choose a date after today and within a year.")
    member.paused_until = day
    outbox.cancel_all_to(session, member, kinds=BUDGETED)
    turns.start_afresh(session, member)
    return day


def resume(session: Session, member: Member, *, now: datetime) -> None:
    """Start again before the day to which the member paused."""
    member.paused_until = None
    turns.start_again(session, member, now=now)


def is_paused(member: Member, *, today: date) -> bool:
    """Whether the member asked for quiet until a day that has not come."""
    return member.paused_until is not None and today < member.paused_until


def organisers(session: Session) -> Sequence[Member]:
    """The organisers who can be written to, longest here first."""
    return session.scalars(
        select(Member).where(Member.role == Role.ORGANISER, Member.deactivated_at.is_(None)).order_by(Member.id)
    ).all()


def follow(session: Session, *accounts: Account, now: datetime) -> None:
    """Take over what changed in Slack: who organises, who is gone or back, and the names and zones of joined members.

    Nothing is written about strangers.
    """
    by_slack_id = {account.slack_id: account for account in accounts}
    known = session.scalars(select(Member).where(Member.slack_id.in_(by_slack_id))).all()
    for member in known:
        _take_over(session, member, by_slack_id.pop(member.slack_id), now=now)
    for account in by_slack_id.values():
        if account.is_organiser:
            meet(session, account.slack_id).role = Role.ORGANISER


def follows(session: Session, account: Account) -> bool:
    """Whether anything could be written about this person."""
    return account.is_organiser or find(session, account.slack_id) is not None


def stand_down(session: Session, *, all_but: Collection[str]) -> None:
    """Whoever Slack no longer lists at all organises no more."""
    for member in session.scalars(select(Member).where(Member.role == Role.ORGANISER)):
        if member.slack_id not in all_but:
            member.role = Role.MEMBER


def is_organiser(member: Member | None) -> bool:
    return member is not None and member.role is Role.ORGANISER


def is_here_to_organise(member: Member | None) -> bool:
    """Whether this is an organiser who can be written to."""
    return member is not None and is_organiser(member) and member.deactivated_at is None


def has_joined(member: Member | None) -> bool:
    return member is not None and member.joined_at is not None


def _take_over(session: Session, member: Member, account: Account, *, now: datetime) -> None:
    if account.is_deactivated:
        outbox.cancel_all_to(session, member)  # to a stranger too: a reply that nobody will read is no row about them
    was_organiser = is_organiser(member) or member.deactivated_at is not None
    if not (has_joined(member) or was_organiser or account.is_organiser):
        return
    before = member.zone, member.deactivated_at
    member.role = Role.ORGANISER if account.is_organiser else Role.MEMBER
    member.deactivated_at = (member.deactivated_at or now) if account.is_deactivated else None
    if has_joined(member):
        member.name = " ".join(clean(account.name).split())[:LONGEST_NAME] or member.name
        _follow_zone(member, account.zone)
    if before != (member.zone, member.deactivated_at):
        turns.start_afresh(session, member)


def _follow_zone(member: Member, zone: str | None) -> None:
    """A zone that changed in Slack is taken over; one that only differs from the member's own choice is not."""
    if not is_zone(zone) or zone == member.slack_zone:
        return
    if member.slack_zone is not None or member.zone is None:
        member.zone = zone
    member.slack_zone = zone
