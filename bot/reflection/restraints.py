"""From whom prompts are held back because they left the last ones, and what they are told of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.rules.messages import GONE, Kind
from bot.rules.restraint import Restraint, restraint, unanswered_in_a_row
from db.models import Asking, Member, Message


@dataclass(frozen=True)
class Held:
    """How far prompts are held back, and the first of the prompts that were left in a row."""

    restraint: Restraint
    first_left: int = 0


FREE = Held(Restraint.NONE)
_TOLD = {Restraint.HALVED: Kind.QUIETER, Restraint.SILENT: Kind.RESTING}


def of(session: Session, wanted: Sequence[int], *, now: datetime) -> dict[int, Held]:
    """Those of these members from whom prompts are held back."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for member, asking, answered_at in session.execute(_put_to(wanted, now=now)):
        found[member].append((asking, answered_at is not None))
    held = {member: _held(askings) for member, askings in found.items()}
    return {member: one for member, one in held.items() if one is not FREE}


def is_held(session: Session, member: Member, wanted: Restraint, *, now: datetime) -> bool:
    return of(session, [member.id], now=now).get(member.id, FREE).restraint is wanted


def tell(session: Session, member: Member, held: Held, *, due: datetime, expires: datetime, now: datetime) -> None:
    """Say it once, in the place of the prompt that does not come."""
    kind = _TOLD[held.restraint]
    key = f"{kind}:{member.id}:{held.first_left}"
    outbox.say(session, kind, member, about=member.id, key=key, due=due, expires=expires, now=now)


def _held(askings: Sequence[tuple[int, bool]]) -> Held:
    answered = [was_answered for _, was_answered in askings]
    found = restraint(answered)
    return Held(found, askings[-unanswered_in_a_row(answered)][0]) if found is not Restraint.NONE else FREE


def _put_to(wanted: Sequence[int], *, now: datetime) -> Select[int, int, datetime | None]:
    """Every prompt that these members got or asked for since they last started again, the oldest first.

    One that was answered counts from then: whoever comes back to an old one is there again.
    """
    moment = func.coalesce(Asking.answered_at, Asking.due_at)
    never_left = select(Message.about_id).where(
        Message.member_id.in_(wanted), Message.kind == Kind.PROMPT, Message.state.not_in(GONE)
    )
    return (
        select(Asking.member_id, Asking.id, Asking.answered_at)
        .join(Member, Asking.member_id == Member.id)
        .where(Asking.member_id.in_(wanted), Asking.due_at <= now, Asking.swapped_at.is_(None))
        .where(or_(Member.prompts_since.is_(None), moment > Member.prompts_since))
        .where(or_(Asking.answered_at.is_not(None), Asking.id.not_in(never_left)))
        .order_by(moment, Asking.id)
    )
