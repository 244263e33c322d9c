"""Those who are asked whether somebody may be introduced to them, and what is owed to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.rules.messages import Kind
from bot.rules.words import WishState
from db.models import Approach, Member, Wish


@dataclass(frozen=True)
class Looking:
    """A wish that is open, as the one who looks sees it: how many are asked, and never who."""

    id: int
    words: str
    asked: int
    until: datetime


def ask(session: Session, wish: Wish, chosen: Sequence[Member], *, now: datetime) -> None:
    """Owe each of these members the question."""
    for member in chosen:
        approach = Approach(wish_id=wish.id, member_id=member.id)
        session.add(approach)
        session.flush()
        key = f"approach:{approach.id}"
        outbox.say(
            session, Kind.APPROACH, member, about=approach.id, key=key, due=now, expires=wish.expires_at, now=now
        )


def call_off(session: Session, wishes: Iterable[int]) -> None:
    """Whoever has not been asked yet is not asked any more."""
    asked = session.scalars(select(Approach.id).where(Approach.wish_id.in_(list(wishes)))).all()
    outbox.cancel_about(session, [Kind.APPROACH], asked)


def looking(session: Session, member: Member, *, now: datetime) -> tuple[Looking, ...]:
    """For whom this member looks at present, the oldest first."""
    rows = session.execute(
        select(Wish, func.count(Approach.id))
        .join(Approach, Approach.wish_id == Wish.id)
        .where(Wish.member_id == member.id, Wish.state == WishState.OPEN, Wish.expires_at > now)
        .group_by(Wish.id)
        .order_by(Wish.id)
    )
    return tuple(Looking(wish.id, wish.words, count, wish.expires_at) for wish, count in rows)


def behind(session: Session, introduction: int) -> tuple[int, str] | None:
    """Who looked for whom, in their own words, when this introduction came of it; None when that is forgotten."""
    found = session.execute(
        select(Wish.member_id, Wish.words)
        .join(Approach, Approach.wish_id == Wish.id)
        .where(Approach.introduction_id == introduction)
    ).first()
    return (found[0], found[1]) if found else None


def forget(session: Session, member: Member) -> None:
    """What this member looked for, who was asked for it, and what they were asked themselves."""
    own = session.scalars(select(Wish.id).where(Wish.member_id == member.id)).all()
    call_off(session, own)
    session.execute(delete(Approach).where(Approach.member_id == member.id))
    _drop(session, own)


def let_go(session: Session, *, before: datetime) -> None:
    """Drop wishes that ended before this moment, and who was asked."""
    _drop(session, session.scalars(select(Wish.id).where(Wish.expires_at < before)).all())


def _drop(session: Session, wishes: Sequence[int]) -> None:
    session.execute(delete(Approach).where(Approach.wish_id.in_(wishes)))
    session.execute(delete(Wish).where(Wish.id.in_(wishes)))
