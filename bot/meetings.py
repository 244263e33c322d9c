"""What earlier rounds left behind: who was introduced to whom, which organisations met, and who was left alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import peers
from bot.rules.matching import Pair, Past, Person
from bot.rules.words import Met, RoundState
from db.models import Introduction, Member, Round, Seat

LEFT_ALONE, FADING = 3.0, 0.8  # what it weighs in the next draw, and how much of that is left a round later


@dataclass(frozen=True)
class _Place:
    """Somebody's seat in an earlier introduction."""

    member: int
    organisation: int | None
    met: Met | None


@dataclass(frozen=True)
class History:
    """The introductions of rounds that were sent: how many rounds ago each was, and its seats in order."""

    introductions: tuple[tuple[int, tuple[_Place, ...]], ...]

    @classmethod
    def read(cls, session: Session) -> "History":
        sent = select(Round.id).where(Round.state == RoundState.SENT).order_by(Round.number.desc())
        ago = {round_id: place for place, round_id in enumerate(session.scalars(sent), start=1)}
        found: dict[tuple[int, int], list[_Place]] = defaultdict(list)
        rows = session.execute(
            select(Introduction.round_id, Introduction.id, Seat.met, Member.id, Member.organisation_id)
            .join(Seat, Seat.introduction_id == Introduction.id)
            .join(Member, Seat.member_id == Member.id)
            .order_by(Seat.id)
        )
        for round_id, introduction, met, member, organisation in rows:
            if round_id in ago:
                found[ago[round_id], introduction].append(_Place(member, organisation, met))
        return cls(tuple((since, tuple(places)) for (since, _), places in found.items()))

    def past(self) -> Past:
        """How long ago two people were introduced, and which organisations have a bridge."""
        since: dict[Pair, int] = {}
        bridged: set[Pair] = set()
        for ago, places in self.introductions:
            for one, other in combinations(places, 2):
                pair = frozenset((one.member, other.member))
                since[pair] = min(ago, since.get(pair, ago))
            if is_bridge(place.met for place in places):
                bridged |= _bridges(place.organisation for place in places if place.met is not None)
        return Past(rounds_since=since, bridged=frozenset(bridged))

    def people(self, members: Iterable[Member]) -> list[Person]:
        """These members as the draw sees them: who was left alone comes nearer the front, third seats take turns."""
        third = Counter(places[2].member for _, places in self.introductions if len(places) > 2)
        debts: dict[int, float] = defaultdict(float)
        for ago, places in self.introductions:
            if len(places) == 1:
                debts[places[0].member] += LEFT_ALONE * FADING ** (ago - 1)
        return [
            peers.person(member, third_seats=third[member.id], debt=debts.get(member.id, 0.0)) for member in members
        ]


def is_bridge(answers: Iterable[Met | None]) -> bool:
    """Whether people met: everyone who answered said yes, and at least two did."""
    given = [met for met in answers if met is not None]
    return len(given) >= 2 and all(met is Met.YES for met in given)


def in_order_of_seats(members: Sequence[int], third: int | None) -> list[int]:
    """Who joined a pair sits third, so that the seats remember whose turn it was."""
    return sorted(members, key=lambda member: (member == third, member))


def _bridges(organisations: Iterable[int | None]) -> set[Pair]:
    known = {organisation for organisation in organisations if organisation is not None}
    return {frozenset(pair) for pair in combinations(sorted(known), 2)}
