"""What earlier introductions left behind, as the next draw needs it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import exclusions, peers
from bot.connection import meetings, waiting
from bot.rules import matching
from bot.rules.matching import RECENT, Pair, Past, Person
from bot.rules.words import Presence, Stage
from db.models import Introduction, Member, Seat

REMEMBERED = timedelta(days=150)
COOLING = 45  # days in which two people are not introduced again when one of them withdrew


@dataclass(frozen=True)
class Place:
    """A member's seat in an earlier introduction, and where they work now."""

    member: int
    presence: Presence
    organisation: int | None


@dataclass(frozen=True)
class Earlier:
    """An introduction of which its members were told, in the order of the seats."""

    opened_at: datetime
    stage: Stage
    places: tuple[Place, ...]

    @property
    def members(self) -> list[int]:
        """Who stayed in it."""
        return [place.member for place in self.places if place.presence is not Presence.WITHDREW]


@dataclass(frozen=True)
class History:
    """Earlier introductions, the organisations whose members met, who waited in vain, and who is kept apart."""

    introductions: tuple[Earlier, ...]
    bridged: frozenset[Pair]
    in_vain: Mapping[int, Sequence[datetime]]
    apart: frozenset[Pair]
    now: datetime

    @classmethod
    def read(cls, session: Session, *, now: datetime) -> Self:
        return cls(
            introductions=tuple(_earlier(session)),
            bridged=meetings.bridges(session),
            in_vain=waiting.in_vain(session),
            apart=exclusions.apart(session, now=now),
            now=now,
        )

    def past(self) -> Past:
        """How many days ago two people were introduced, whom they know elsewhere, who met, and who is kept apart."""
        since: dict[Pair, int] = {}
        known: set[tuple[int, int]] = set()
        for earlier in self.introductions:
            days = max(0, (self.now - earlier.opened_at).days)
            for one, other, counted in _couples(earlier, days):
                pair = frozenset((one.member, other.member))
                since[pair] = min(counted, since.get(pair, counted))
                known |= _known(one, other) | _known(other, one)
        return Past(days_since=since, bridged=self.bridged, apart=self.apart, known=frozenset(known))

    def introduced_on(self, one: int, other: int) -> datetime | None:
        """When these two were last introduced, whatever came of it."""
        both = {one, other}
        found = [earlier for earlier in self.introductions if both <= {place.member for place in earlier.places}]
        return found[-1].opened_at if found else None

    def people(self, members: Iterable[Member]) -> list[Person]:
        """These members as the draw sees them: who had poor luck comes nearer the front, third seats take turns."""
        third = Counter(earlier.members[2] for earlier in self.introductions if len(earlier.members) > 2)
        people = {member.id: peers.person(member, third_seats=third[member.id]) for member in members}
        debts = self._debts(people)
        return [replace(person, debt=debts[person.id]) for person in people.values()]

    def _debts(self, people: Mapping[int, Person]) -> dict[int, float]:
        """What the next draw owes to each, for the introductions of the last months and for those that never came."""
        luck: list[tuple[datetime, int, int | None]] = []
        for earlier in self.introductions:
            group = [people[member] for member in earlier.members if member in people]
            if len(group) > 1 and self.now - earlier.opened_at <= REMEMBERED:
                found = matching.quality(group)
                luck += [(earlier.opened_at, person.id, found) for person in group]
        luck += [(at, member, None) for member, moments in self.in_vain.items() for at in moments if member in people]
        debts = dict.fromkeys(people, 0.0)
        for _, member, quality in sorted(luck, key=lambda one: one[:2]):
            debts[member] = matching.owed(debts[member], quality)
        return debts


def in_order_of_seats(members: Sequence[int], third: int | None) -> list[int]:
    """Who joined a pair sits third, so that the seats remember whose turn it was."""
    return sorted(members, key=lambda member: (member == third, member))


def _couples(earlier: Earlier, days: int) -> Iterable[tuple[Place, Place, int]]:
    """Each two of them, and how many days ago that counts as.

    Two who did not meet are as good as long ago. Two of whom one withdrew are left in peace for a while.
    """
    counted = max(days, RECENT + 1) if earlier.stage is Stage.NOT_MET else days
    for one, other in combinations(earlier.places, 2):
        withdrew = Presence.WITHDREW in (one.presence, other.presence)
        if not withdrew or days <= COOLING:
            yield one, other, counted


def _known(one: Place, other: Place) -> set[tuple[int, int]]:
    return {(one.member, other.organisation)} if other.organisation is not None else set()


def _earlier(session: Session) -> Iterable[Earlier]:
    rows = session.execute(
        select(Introduction, Seat.member_id, Seat.presence, Member.organisation_id)
        .join(Seat, Seat.introduction_id == Introduction.id)
        .join(Member, Seat.member_id == Member.id)
        .where(Introduction.opened_at.is_not(None))
        .order_by(Introduction.opened_at, Seat.id)
    )
    found: dict[int, tuple[Introduction, list[Place]]] = {}
    for introduction, member, presence, organisation in rows:
        found.setdefault(introduction.id, (introduction, []))[1].append(Place(member, presence, organisation))
    for introduction, places in found.values():
        if introduction.opened_at is not None:
            yield Earlier(introduction.opened_at, introduction.stage, tuple(places))
