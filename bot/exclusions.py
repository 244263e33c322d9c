"""Exclusions: who is never introduced to whom. Whoever asks for all of them learns no reasons."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot import members
from bot.errors import InvalidField
from bot.peers import Directory, Peer
from bot.rules.matching import Pair
from bot.rules.words import Apart
from db.models import Exclusion, Member

UNREACHABLE_FOR = timedelta(days=180)
"""After this, Slack may put two people into one conversation that it once refused."""

NOT_JOINED = "This person has not joined, so I put nobody in touch with them."


@dataclass(frozen=True)
class KeptApart:
    """Two members whom organisers keep apart; the name of one who has left is empty."""

    id: int
    first: Peer
    second: Peer
    since: datetime


def apart(session: Session, *, now: datetime) -> frozenset[Pair]:
    """Every two who must not be introduced to each other now, whatever the reason."""
    holds = or_(Exclusion.kind != Apart.UNREACHABLE, Exclusion.made_at > now - UNREACHABLE_FOR)
    rows = session.execute(select(Exclusion.member_id, Exclusion.other_id).where(holds))
    return frozenset(frozenset((one, other)) for one, other in rows)


def keep_apart(session: Session, organiser: Member, first: Member, second: Member, *, now: datetime) -> Exclusion:
    """From now on these two are not introduced to each other; doing it again changes nothing.

    Raises InvalidField, with `first` or `second`, for somebody who has not joined and for one person chosen twice.
    """
    for field, member in (("first", first), ("second", second)):
        if not members.has_joined(member):
            raise InvalidField(field, NOT_JOINED)
    if first.id == second.id:
        raise InvalidField("second", "Choose somebody else here. It is the same person twice.")
    low, high = sorted((first.id, second.id))
    which = (Exclusion.kind == Apart.ORGANISER, Exclusion.member_id == low, Exclusion.other_id == high)
    found = session.scalar(select(Exclusion).where(*which))
    if found is None:
        found = Exclusion(kind=Apart.ORGANISER, member_id=low, other_id=high, made_by_id=organiser.id, made_at=now)
        session.add(found)
        session.flush()
    return found


def let_together(session: Session, exclusion_id: int) -> None:
    """Organisers keep these two apart no longer; what anybody else decided stands."""
    session.execute(delete(Exclusion).where(Exclusion.id == exclusion_id, Exclusion.kind == Apart.ORGANISER))


def kept_apart(session: Session) -> list[KeptApart]:
    """Whom organisers keep apart, the newest first; nothing of what members decided for themselves."""
    own = select(Exclusion).where(Exclusion.kind == Apart.ORGANISER)
    found = session.scalars(own.order_by(Exclusion.made_at.desc(), Exclusion.id.desc())).all()
    ids = {one for exclusion in found for one in (exclusion.member_id, exclusion.other_id)}
    people = {member.id: member for member in session.scalars(select(Member).where(Member.id.in_(ids)))}
    directory = Directory.read(session)
    return [
        KeptApart(
            exclusion.id,
            directory.peer(people[exclusion.member_id]),
            directory.peer(people[exclusion.other_id]),
            exclusion.made_at,
        )
        for exclusion in found
    ]
