"""Members who have no introduction in a round that is running: since when, why, and how it ended."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import peers
from bot.community.peers import Directory, Peer
from bot.rules.words import Wait, WaitEnd
from db.models import Member, Waiting


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits, as organisers see them."""

    peer: Peer
    why: Wait
    since: datetime


def begin(session: Session, round_id: int, member: Member, why: Wait, *, now: datetime) -> Waiting:
    """This member waits for a peer in this round; whoever waits already goes on waiting."""
    found = session.scalar(
        select(Waiting).where(Waiting.round_id == round_id, Waiting.member_id == member.id, Waiting.ended.is_(None))
    )
    if found is None:
        found = Waiting(round_id=round_id, member_id=member.id, why=why, since=now)
        session.add(found)
    return found


def still(session: Session, round_id: int) -> Sequence[Waiting]:
    """Who waits in this round, the longest first."""
    open_ones = (Waiting.round_id == round_id, Waiting.ended.is_(None))
    return session.scalars(select(Waiting).where(*open_ones).order_by(Waiting.since, Waiting.id)).all()


def of(session: Session, round_id: int, member: Member) -> Waiting | None:
    """This member's latest waiting in this round."""
    own = (Waiting.round_id == round_id, Waiting.member_id == member.id)
    return session.scalar(select(Waiting).where(*own).order_by(Waiting.id.desc()).limit(1))


def is_waiting(session: Session, member: Member) -> bool:
    own = (Waiting.member_id == member.id, Waiting.ended.is_(None))
    return session.scalar(select(Waiting.id).where(*own).limit(1)) is not None


def end(waiting: Waiting, how: WaitEnd, *, now: datetime) -> None:
    waiting.ended, waiting.ended_at = how, now


def present(session: Session, round_id: int, of: Collection[int]) -> Sequence[Waiting]:
    """Where these members wait in this round."""
    waits = (Waiting.round_id == round_id, Waiting.ended.is_(None), Waiting.member_id.in_(of))
    return session.scalars(select(Waiting).where(*waits)).all()


def who(session: Session, round_id: int) -> tuple[Waiter, ...]:
    """Who waits for a peer in this round, the longest first; nobody who has left."""
    rows = session.execute(
        select(Waiting, Member)
        .join(Member, Waiting.member_id == Member.id)
        .where(Waiting.round_id == round_id, Waiting.ended.is_(None))
        .order_by(Waiting.since, Waiting.id)
    )
    directory = Directory.read(session)
    here = ((waiting, member) for waiting, member in rows if peers.is_here(member))
    return tuple(Waiter(directory.peer(member), waiting.why, waiting.since) for waiting, member in here)


def in_vain(session: Session) -> dict[int, list[datetime]]:
    """When members waited for a peer and nobody was found."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for waiting in session.scalars(select(Waiting).where(Waiting.ended == WaitEnd.NEXT_TIME).order_by(Waiting.since)):
        found[waiting.member_id].append(waiting.since)
    return found
