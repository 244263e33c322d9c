"""Another prompt in the place of one that was sent: once for each slot, in the same message."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.errors import AlreadySwapped, NoOtherPrompt
from bot.reflection import prompts, situations, turns
from bot.reflection.prompts import Posed
from bot.rules import prompting
from bot.rules.prompting import Choice, Why
from db.models import Asking, Member, Prompt

_SECOND = ":2"  # what the slot of the one in its place ends in


def swap(session: Session, asking: int, member: Member, *, now: datetime) -> Posed:
    """Put another prompt about the same characteristic to this member, and note that the first one was not wanted.

    Raises AlreadySwapped, NoOtherPrompt, and NotFound for a prompt that is gone or answered.
    """
    found = prompts.open_asking(session, asking, member)
    if is_swapped(found):
        raise AlreadySwapped
    choice = _choose_other(session, found, member, now=now)
    if choice is None:
        raise NoOtherPrompt
    found.swapped_at = now
    other = _in_place_of(found, choice)
    session.add(other)
    session.flush()
    if message := outbox.find_by_key(session, turns.key(member.id, found.slot)):
        message.about_id = other.id
    return prompts.asked_of(session, other.id, member)


def in_place_of(session: Session, asking: int, member: Member) -> Posed:
    """The prompt that stands in the place of this one now; raises NotFound when it is gone or answered."""
    own = (Asking.member_id == member.id, Asking.swapped_at.is_(None))
    slot = select(Asking.slot).where(Asking.id == asking, Asking.member_id == member.id).scalar_subquery()
    found = session.scalar(select(Asking.id).where(*own, Asking.slot == slot + _SECOND))
    return prompts.asked_of(session, found or asking, member)


def is_swapped(asking: Asking) -> bool:
    """Whether this prompt was swapped already, or stands in the place of one that was."""
    return asking.swapped_at is not None or asking.why == Why.SWAPPED


def _choose_other(session: Session, asking: Asking, member: Member, *, now: datetime) -> Choice | None:
    past = prompts.histories(session, [member.id])
    situation = situations.around(session, {member.id: now}, past)[member.id]
    return prompting.choose_instead(
        prompts.bank(session).prompts,
        past[member.id],
        situation,
        characteristic=asking.characteristic_id,
        kind=session.get_one(Prompt, asking.prompt_id).kind,
        seed=f"{member.id}:{asking.slot}:swap",
    )


def _in_place_of(asking: Asking, choice: Choice) -> Asking:
    return Asking(
        member_id=asking.member_id,
        prompt_id=choice.prompt,
        characteristic_id=choice.characteristic,
        slot=asking.slot + _SECOND,
        due_at=asking.due_at,
        why=choice.why,
        event_id=asking.event_id,
        snoozed=asking.snoozed,
    )
