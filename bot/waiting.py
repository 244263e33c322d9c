"""Members who have no introduction in a round that is running: since when, why, and how it ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.words import Wait, WaitEnd
from db.models import Member, Waiting


def begin(session: Session, round_id: int, member: Member, why: Wait, *, now: datetime) -> Waiting:
    """This member waits for a peer in this round; whoever waits already goes on waiting."""
    found = session.scalar(
        select(Waiting).where(Waiting.round_id == round_id, Waiting.member_id == member.id, Waiting.ended.is_(None))
    )
    if found is None:
        found = Waiting(round_id=round_id, member_id=member.id, why=why, since=now)
        session.add(found)
    return found


def end(waiting: Waiting, how: WaitEnd, *, now: datetime) -> None:
    waiting.ended, waiting.ended_at = how, now


def put_off(session: Session) -> Sequence[Waiting]:
    """Everybody who waited in vain, in whichever round: who comes nearer the front."""
    return session.scalars(select(Waiting).where(Waiting.ended == WaitEnd.NEXT_TIME)).all()


def debts(session: Session, rounds_ago: Mapping[int, int], *, each: float, fading: float) -> dict[int, float]:
    """What is owed to members who waited in vain; a round later a little less."""
    owed: dict[int, float] = {}
    for waiting in put_off(session):
        if ago := rounds_ago.get(waiting.round_id):
            owed[waiting.member_id] = owed.get(waiting.member_id, 0.0) + each * fading ** (ago - 1)
    return owed
