"""Whose turn it is to get a prompt, and when the next turn comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from bot import outbox, workspaces
from bot.rules.messages import Kind, State
from bot.rules.slots import Habit, Slot, first_working_hour, next_prompt
from bot.rules.zones import is_zone
from db.models import Asking, Member, Message

AHEAD = timedelta(hours=48)
GRACE = timedelta(hours=12)
"""A turn that nobody planned in time, or that could not be kept, is worth this much delay."""

WEEKDAY, HOUR = 0, 9

_LATER = timedelta(days=366)
"""When to look again for somebody who is never at work."""


@dataclass(frozen=True)
class Turn:
    """A slot of one member."""

    member: int
    slot: Slot


def waiting(session: Session, *, now: datetime) -> list[int]:
    """Members whose next turn comes within 48 hours and is not planned, or is not known yet."""
    return list(session.scalars(_to_plan(Member.id, now=now).order_by(Member.id)))


def take(session: Session, wanted: Sequence[int], *, now: datetime) -> list[Turn]:
    """The turns of these members to plan now; each is given once, because the turn after it is noted as their next.

    Of what was missed there is at most the latest turn, and only within its grace. Members who are being changed by
    somebody else at this moment are left for later.
    """
    chosen = _to_plan(Member, now=now).where(Member.id.in_(wanted)).order_by(Member.id)
    members = session.scalars(chosen.with_for_update(skip_locked=True, key_share=True)).all()
    asked = _last_asked(session, [member.id for member in members])
    found = []
    for member in members:
        slot = next_prompt(_habit(session, member), asked.get(member.id), after=now - GRACE)
        if slot and slot.due <= now + AHEAD:
            found.append(Turn(member.id, slot))
            slot = next_prompt(_habit(session, member), slot, after=slot.due)
        member.next_prompt_at = slot.due if slot else now + _LATER
    return found


def next_due(session: Session, *, now: datetime) -> tuple[datetime, str | None] | None:
    """When there will next be a turn to plan, and whose name it has; None when nobody waits for one."""
    known = select(Member.next_prompt_at, Member.name).where(*_wanting(), Member.next_prompt_at.is_not(None))
    first = session.execute(known.order_by(Member.next_prompt_at, Member.id).limit(1)).first()
    found = [(due, name) for due, name in [first or (None, None), *_worked_out(session, now=now)] if due]
    if not found:
        return None
    due, name = min(found, key=lambda one: one[0])
    return max(now, due - AHEAD), name


def start_afresh(session: Session, member: Member) -> None:
    """The member's habits changed: a prompt that has not left is taken back, and their next turn worked out anew."""
    # also when it is NULL already, so that a planner and this transaction take turns
    session.execute(update(Member).where(Member.id == member.id).values(next_prompt_at=None))
    outbox.cancel_all_to(session, member, kinds=(Kind.PROMPT,))
    prompt = (Message.member_id == member.id, Message.kind == Kind.PROMPT)
    called_off = select(Message.dedupe_key).where(*prompt, Message.state == State.CANCELLED)
    own = (Asking.member_id == member.id, Asking.answered_at.is_(None), _is_scheduled())
    session.execute(delete(Asking).where(*own, (literal(key(member.id, "")) + Asking.slot).in_(called_off)))


def key(member: int, slot: str) -> str:
    """What the message with this turn's prompt is known by."""
    return f"prompt:{member}:{slot}"


def zone_of(session: Session, member: Member) -> str:
    """The member's zone, or else the community's."""
    return member.zone if member.zone and is_zone(member.zone) else workspaces.zone(session)


def hour_from(session: Session, member: Member, day: date) -> datetime | None:
    """The hour that this member chose, on this day or the first after it on which they work and are not paused."""
    return first_working_hour(_habit(session, member), day)


def _worked_out(session: Session, *, now: datetime) -> list[tuple[datetime | None, str | None]]:
    """When the turns come of members for whom the planner has yet to find out, with their names."""
    members = session.scalars(select(Member).where(*_wanting(), Member.next_prompt_at.is_(None))).all()
    asked = _last_asked(session, [member.id for member in members])
    slots = (next_prompt(_habit(session, member), asked.get(member.id), after=now - GRACE) for member in members)
    return [(slot.due if slot else None, member.name) for slot, member in zip(slots, members, strict=True)]


def _last_asked(session: Session, members: Sequence[int]) -> dict[int, Slot]:
    """The last turn of each of these members for which a prompt was planned."""
    latest = select(Asking.member_id, func.max(Asking.slot), func.max(Asking.due_at))
    rows = session.execute(latest.where(Asking.member_id.in_(members), _is_scheduled()).group_by(Asking.member_id))
    return {member: Slot(name, due) for member, name, due in rows}


def _is_scheduled() -> Any:
    """A scheduled prompt's slot is a day; one asked for has a UUID."""
    return func.length(Asking.slot) == 10


def _to_plan(*columns: Any, now: datetime) -> Select[Any]:
    soon = or_(Member.next_prompt_at.is_(None), Member.next_prompt_at <= now + AHEAD)
    return select(*columns).where(*_wanting(), soon)


def _wanting() -> tuple[Any, ...]:
    """Of those who joined, are still there and want prompts."""
    return (Member.joined_at.is_not(None), Member.deactivated_at.is_(None), Member.wants_prompts.is_(True))


def _habit(session: Session, member: Member) -> Habit:
    community = workspaces.find(session)
    return Habit(
        weekday=WEEKDAY if member.prompt_weekday is None else member.prompt_weekday,
        hour=HOUR if member.prompt_hour is None else member.prompt_hour,
        zone=zone_of(session, member),
        since=cast(datetime, member.joined_at),  # whoever wants prompts has joined
        paused_until=member.paused_until,
        days_off=tuple(member.days_off),
        holidays=community.holidays if community else None,
    )
