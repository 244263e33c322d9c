"""Meetings: introductions of which their members say that they took place, and what the next draw knows of the past."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import peers, waiting
from bot.rules.matching import Pair, Past, Person
from bot.rules.words import Met, Presence, RoundState, Stage
from db.models import Introduction, Meeting, Member, Round, Seat

LEFT_ALONE, FADING = 3.0, 0.8  # what it weighs in the next draw, and how much of that is left a round later


@dataclass(frozen=True)
class History:
    """What earlier rounds left behind.

    The members of each introduction in the order of their seats, with how many rounds ago it was; the organisations
    that met; and what is owed to members who waited in vain.
    """

    introductions: tuple[tuple[int, tuple[int, ...]], ...]
    bridged: frozenset[Pair]
    debts: Mapping[int, float]

    @classmethod
    def read(cls, session: Session) -> "History":
        sent = select(Round.id).where(Round.state == RoundState.SENT).order_by(Round.number.desc())
        ago = {round_id: place for place, round_id in enumerate(session.scalars(sent), start=1)}
        seats: dict[tuple[int, int], list[int]] = defaultdict(list)
        rows = session.execute(
            select(Introduction.round_id, Introduction.id, Seat.member_id)
            .join(Seat, Seat.introduction_id == Introduction.id)
            .where(Seat.presence != Presence.WITHDREW)
            .order_by(Seat.id)
        )
        for round_id, introduction, member in rows:
            if round_id in ago:
                seats[ago[round_id], introduction].append(member)
        return cls(
            tuple((since, tuple(members)) for (since, _), members in seats.items()),
            _bridged(session),
            waiting.debts(session, ago, each=LEFT_ALONE, fading=FADING),
        )

    def past(self) -> Past:
        """How long ago two people were introduced, and which organisations have a bridge."""
        since: dict[Pair, int] = {}
        for ago, members in self.introductions:
            for pair in map(frozenset, combinations(members, 2)):
                since[pair] = min(ago, since.get(pair, ago))
        return Past(rounds_since=since, bridged=self.bridged)

    def people(self, members: Iterable[Member]) -> list[Person]:
        """These members as the draw sees them: who waited in vain comes nearer the front, third seats take turns."""
        third = Counter(seated[2] for _, seated in self.introductions if len(seated) > 2)
        return [
            peers.person(member, third_seats=third[member.id], debt=self.debts.get(member.id, 0.0))
            for member in members
        ]


def note(session: Session, introduction: Introduction, *, now: datetime) -> None:
    """Keep whether they met: when everyone who answered said yes, and at least two did, each two of them did."""
    seats = session.scalars(select(Seat).where(Seat.introduction_id == introduction.id).order_by(Seat.id)).all()
    present = [seat for seat in seats if seat.presence is not Presence.WITHDREW]
    session.execute(delete(Meeting).where(Meeting.introduction_id == introduction.id))
    if took_place(seat.met for seat in present):
        introduction.stage = Stage.MET
        _keep(session, introduction, [seat.member_id for seat in present if seat.met is Met.YES], now=now)
    elif introduction.stage is not Stage.BROKEN:
        said_no = any(seat.met is Met.NO for seat in present)
        introduction.stage = Stage.NOT_MET if said_no else Stage.OPENED


def took_place(answers: Iterable[Met | None]) -> bool:
    """Whether people met: everyone who answered said yes, and at least two did."""
    given = [met for met in answers if met is not None]
    return len(given) >= 2 and all(met is Met.YES for met in given)


def in_order_of_seats(members: Sequence[int], third: int | None) -> list[int]:
    """Who joined a pair sits third, so that the seats remember whose turn it was."""
    return sorted(members, key=lambda member: (member == third, member))


def _keep(session: Session, introduction: Introduction, who: Sequence[int], *, now: datetime) -> None:
    places = dict(session.execute(select(Member.id, Member.organisation_id).where(Member.id.in_(who))).all())
    for first, second in combinations(sorted(who), 2):
        session.add(
            Meeting(
                introduction_id=introduction.id,
                first_id=first,
                second_id=second,
                first_organisation_id=places[first],
                second_organisation_id=places[second],
                noted_at=now,
            )
        )


def _bridged(session: Session) -> frozenset[Pair]:
    rows = session.execute(select(Meeting.first_organisation_id, Meeting.second_organisation_id))
    return frozenset(frozenset((one, other)) for one, other in rows if one and other and one != other)
