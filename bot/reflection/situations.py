"""What stands around a member's slot: events, an introduction, a plan that met with something, and their own wishes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from bot.rules.prompting import Asked, Attended, Situation, Why
from bot.rules.words import Answer, EventStatus, Hindrance, Met, Presence, PromptRhythm, Stage
from db.models import Asking, Aversion, Characteristic, Event, Introduction, Member, Plan, Rsvp, Seat

FRESH = timedelta(days=10)
"""For so long after an event a prompt follows it."""

DUE_FOR = timedelta(weeks=2)
"""A plan that has been due for longer was asked about, or nobody could: it takes no more slots."""


def around(
    session: Session, due: Mapping[int, datetime], histories: Mapping[int, Sequence[Asked]]
) -> dict[int, Situation]:
    """The situation of each of these members at the moment at which their prompt is due."""
    ids = sorted(due)
    keys = {key: number for number, key in session.execute(select(Characteristic.id, Characteristic.key))}
    attended, introduced = _attended(session, due), _introduced(session, due, histories)
    hindrances, retired = _hindrances(session, ids, histories), _retired(session, ids)
    following = _with_a_follow_up(session, due)
    return {
        member.id: Situation(
            at=due[member.id],
            follow_up_is_due=member.id in following,
            attended=attended.get(member.id),
            is_introduced=member.id in introduced,
            hindrance=hindrances.get(member.id),
            wants=frozenset(keys[key] for key in member.wants if key in keys),
            retired=frozenset(retired[member.id]),
            only_after_events=member.prompt_rhythm is PromptRhythm.AFTER_EVENTS,
        )
        for member in session.scalars(select(Member).where(Member.id.in_(ids)))
    }


def last_hindrance(session: Session, member: int) -> Hindrance | None:
    """What got in the way of this member's last plan, if they said."""
    return next((hindrance for _, _, hindrance in _told(session, [member]) if hindrance), None)


def _attended(session: Session, due: Mapping[int, datetime]) -> dict[int, Attended]:
    """The latest event that each member was going to, ended by their slot and had no prompt about."""
    had = select(Asking.id).where(Asking.member_id == Rsvp.member_id, Asking.event_id == Event.id).exists()
    rows = session.execute(
        select(Rsvp.member_id, Event.id, Event.characteristic_id, Event.ends_at)
        .join(Event, Rsvp.event_id == Event.id)
        .where(Rsvp.member_id.in_(due), Rsvp.answer == Answer.GOING, Event.status == EventStatus.PUBLISHED)
        .where(Event.ends_at > min(due.values()) - FRESH, Event.ends_at <= max(due.values()), ~had)
        .order_by(Event.ends_at, Event.id)
    )
    return {
        member: Attended(event, characteristic)
        for member, event, characteristic, ended in rows
        if due[member] - FRESH < ended <= due[member]
    }


def _introduced(
    session: Session, due: Mapping[int, datetime], histories: Mapping[int, Sequence[Asked]]
) -> frozenset[int]:
    """Who has an introduction that is running, has not met, and had no prompt about it."""
    rows = session.execute(
        select(Seat.member_id, Introduction.opened_at, Introduction.ends_at)
        .join(Introduction, Seat.introduction_id == Introduction.id)
        .where(Seat.member_id.in_(due), Seat.presence != Presence.WITHDREW, Introduction.stage == Stage.OPENED)
        .where(or_(Seat.met.is_(None), Seat.met == Met.DATE_SET))
    )
    return frozenset(
        member
        for member, opened, ends in rows
        if opened and opened <= due[member] < (ends or due[member])
        if not _has_had(histories.get(member, ()), Why.INTRODUCTION, since=opened)
    )


def _hindrances(
    session: Session, members: Sequence[int], histories: Mapping[int, Sequence[Asked]]
) -> dict[int, Hindrance]:
    """What got in the way of each member's last plan, until a prompt has taken it up."""
    last = {member: (made_at, hindrance) for member, made_at, hindrance in _told(session, members)}
    return {
        member: hindrance
        for member, (made_at, hindrance) in last.items()
        if hindrance and not _has_had(histories.get(member, ()), Why.HINDRANCE, since=made_at)
    }


def _told(session: Session, members: Sequence[int]) -> list[tuple[int, datetime, Hindrance | None]]:
    """Whose last plan it is of which they said how it went, when it was made, and what got in its way."""
    told = (Plan.member_id.in_(members), Plan.outcome.is_not(None))
    latest = select(Plan.member_id, func.max(Plan.made_at).label("made_at")).where(*told).group_by(Plan.member_id)
    last = latest.subquery()
    is_last: ColumnElement[bool] = and_(Plan.member_id == last.c.member_id, Plan.made_at == last.c.made_at)
    rows = session.execute(select(Plan.member_id, Plan.made_at, Plan.hindrance).join(last, is_last).where(*told))
    return [(member, made_at, hindrance) for member, made_at, hindrance in rows]


def _with_a_follow_up(session: Session, due: Mapping[int, datetime]) -> frozenset[int]:
    """Who is to be asked how a plan went in this slot."""
    rows = session.execute(
        select(Plan.member_id, Plan.ask_at).where(
            Plan.member_id.in_(due), Plan.closed_at.is_(None), Plan.ask_at <= max(due.values())
        )
    )
    return frozenset(member for member, ask_at in rows if ask_at and due[member] - DUE_FOR < ask_at <= due[member])


def _retired(session: Session, members: Sequence[int]) -> Mapping[int, set[int]]:
    """The prompts that each member does not want again."""
    found: dict[int, set[int]] = defaultdict(set)
    chosen = select(Aversion.member_id, Aversion.prompt_id).where(Aversion.retired_at.is_not(None))
    for member, prompt in session.execute(chosen.where(Aversion.member_id.in_(members))):
        found[member].add(prompt)
    return found


def _has_had(history: Sequence[Asked], why: Why, *, since: datetime) -> bool:
    return any(asked.why is why and asked.at >= since for asked in history)
