"""Prompts that members do not want again, or that they think organisers should look at."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Aversion, Member, Prompt


def retire(session: Session, prompt: int, member: Member, *, now: datetime) -> None:
    """This member does not get this prompt again."""
    found = _find_or_make(session, prompt, member)
    found.retired_at = found.retired_at or now


def flag(session: Session, prompt: int, member: Member, *, now: datetime) -> None:
    """Organisers are to look at this prompt; they see how many members said so, and not who."""
    found = _find_or_make(session, prompt, member)
    found.flagged_at = found.flagged_at or now


def flagged(session: Session) -> Sequence[tuple[Prompt, int]]:
    """Prompts that members flagged, those of most members first, each with how many that are."""
    count = func.count(Aversion.id)
    rows = session.execute(
        select(Prompt, count)
        .join(Aversion, Aversion.prompt_id == Prompt.id)
        .where(Aversion.flagged_at.is_not(None), Prompt.retired.is_(False))
        .group_by(Prompt.id)
        .order_by(count.desc(), Prompt.id)
    )
    return [(prompt, number) for prompt, number in rows]


def _find_or_make(session: Session, prompt: int, member: Member) -> Aversion:
    found = session.scalar(select(Aversion).where(Aversion.prompt_id == prompt, Aversion.member_id == member.id))
    if found is None:
        found = Aversion(prompt_id=prompt, member_id=member.id)
        session.add(found)
    return found
