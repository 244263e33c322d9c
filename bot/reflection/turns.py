"""Whose turn it is to get a prompt, and when the next turn comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from bot import workspaces
from bot.reflection import restraints
from bot.reflection.restraints import FREE, Held
from bot.rules.messages import Kind, State
from bot.rules.restraint import next_held
from bot.rules.slots import RHYTHMS, Habit, Slot, first_working_hour, next_prompt
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
    ids = [member.id for member in members]
    asked, held = _last_asked(session, ids), restraints.of(session, ids, now=now)
    found = [_take(session, one, asked.get(one.id), held.get(one.id, FREE), now=now) for one in members]
    return [turn for turn in found if turn]


def _take(session: Session, member: Member, last: Slot | None, held: Held, *, now: datetime) -> Turn | None:
    """The turn of this member to plan now, if any. In a turn that is passed over they hear once why."""
    habit = habit_of(session, member)
    usual, slot = next_prompt(habit, last, after=now - GRACE), next_held(habit, last, held.restraint, after=now - GRACE)
    if usual and usual.due <= now + AHEAD and (slot is None or slot.due > usual.due):
        restraints.tell(session, member, held, due=usual.due, expires=usual.due + GRACE, now=now)
    turn = Turn(member.id, slot) if slot and slot.due <= now + AHEAD else None
    following = next_held(habit, slot, held.restraint, after=slot.due) if slot and turn else slot
    member.next_prompt_at = following.due if following else now + _LATER
    return turn


def coming(session: Session, member: Member, *, now: datetime) -> Slot | None:
    """This member's next slot as things stand now, or None."""
    last = _last_asked(session, [member.id]).get(member.id)
    held = restraints.of(session, [member.id], now=now).get(member.id, FREE)
    return next_held(habit_of(session, member), last, held.restraint, after=now)


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
    """The member's habits changed: a prompt that has not left is taken back, and their next turn worked out anew.

    One that they put off was theirs already, and comes back when they said.
    """
    look_again(session, member)
    prompt = (Message.member_id == member.id, Message.kind == Kind.PROMPT, Message.sent_at.is_(None))
    session.execute(
        update(Message)
        .where(*prompt, Message.state == State.READY)
        .values(state=State.CANCELLED, last_error="not wanted any more")
    )
    called_off = select(Message.dedupe_key).where(*prompt, Message.state == State.CANCELLED)
    own = (Asking.member_id == member.id, Asking.answered_at.is_(None), _is_scheduled())
    session.execute(delete(Asking).where(*own, (literal(key(member.id, "")) + Asking.slot).in_(called_off)))


def start_again(session: Session, member: Member, *, now: datetime) -> None:
    """What was left unanswered so far holds nothing back any more."""
    member.prompts_since = now
    session.flush()
    start_afresh(session, member)


def look_again(session: Session, member: Member) -> None:
    """The planner is to work out this member's next turn anew."""
    # also when it is NULL already, so that a planner and this transaction take turns
    session.execute(update(Member).where(Member.id == member.id).values(next_prompt_at=None))


def key(member: int, slot: str) -> str:
    """What the message with this turn's prompt is known by."""
    return f"prompt:{member}:{slot}"


def hour_from(session: Session, member: Member, day: date) -> datetime | None:
    """The hour that this member chose, on this day or the first after it on which they work and are not paused."""
    return first_working_hour(habit_of(session, member), day)


def habit_of(session: Session, member: Member) -> Habit:
    """When this member wants their prompts."""
    community = workspaces.find(session)
    return Habit(
        weekday=WEEKDAY if member.prompt_weekday is None else member.prompt_weekday,
        hour=HOUR if member.prompt_hour is None else member.prompt_hour,
        zone=workspaces.zone_of(session, member),
        since=cast(datetime, member.joined_at),  # whoever wants prompts has joined
        paused_until=member.paused_until,
        days_off=tuple(member.days_off),
        holidays=community.holidays if community else None,
        every=RHYTHMS[member.prompt_rhythm],
    )


def _worked_out(session: Session, *, now: datetime) -> list[tuple[datetime | None, str | None]]:
    """When the turns come of members for whom the planner has yet to find out, with their names."""
    members = session.scalars(select(Member).where(*_wanting(), Member.next_prompt_at.is_(None))).all()
    ids = [member.id for member in members]
    asked, held = _last_asked(session, ids), restraints.of(session, ids, now=now)
    slots = [
        next_held(
            habit_of(session, member), asked.get(member.id), held.get(member.id, FREE).restraint, after=now - GRACE
        )
        for member in members
    ]
    return [(slot.due if slot else None, member.name) for slot, member in zip(slots, members, strict=True)]


def _last_asked(session: Session, members: Sequence[int]) -> dict[int, Slot]:
    """The last turn of each of these members for which a prompt was planned."""
    latest = select(Asking.member_id, func.max(Asking.slot), func.max(Asking.due_at))
    rows = session.execute(latest.where(Asking.member_id.in_(members), _is_scheduled()).group_by(Asking.member_id))
    return {member: Slot(name, due) for member, name, due in rows}


def _is_scheduled() -> Any:
    """A scheduled prompt's slot is a day; one in its place has more than that, and one asked for has a UUID."""
    return func.length(Asking.slot) == 10


def _to_plan(*columns: Any, now: datetime) -> Select[Any]:
    soon = or_(Member.next_prompt_at.is_(None), Member.next_prompt_at <= now + AHEAD)
    return select(*columns).where(*_wanting(), soon)


def _wanting() -> tuple[Any, ...]:
    """Of those who joined, are still there and want prompts."""
    return (Member.joined_at.is_not(None), Member.deactivated_at.is_(None), Member.wants_prompts.is_(True))
