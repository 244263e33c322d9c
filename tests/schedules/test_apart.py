"""Whatever happens in a year of rounds, nobody is ever seated with somebody whom they must not be introduced to."""

import random
from collections.abc import Callable
from datetime import datetime
from itertools import combinations

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.community import exclusions
from bot.connection import draws, partings, repairs, rounds
from bot.connection.introductions import UNDER_WAY
from bot.connection.rounds import Shown
from bot.errors import CommunityError
from bot.rules.matching import Pair
from bot.rules.words import Apart, Presence, Stage, Then, Track
from db.models import Exclusion, Introduction, Member, Seat
from tests import community as communities
from tests.community import Community
from tests.leaders import EIGHT, arrive

SEEDS = range(4)
STEPS = 80
MANY = 6  # so many were together, and so many kept apart: otherwise nothing was tried
LENGTHS = (1, 12, 72, 240)  # hours between two things that happen

Act = Callable[[Session, list[Member]], None]


class Year:
    """Somebody draws, sends, drops out, comes late, leaves, comes back, or keeps away: by chance, from a seed."""

    def __init__(self, house: Community, seed: int) -> None:
        self.house, self.rng = house, random.Random(seed)  # noqa: S311 - a test's own chance
        arrive(house, *EIGHT)

    def step(self) -> None:
        often: tuple[Act, ...] = (self.send, self.repair, self.drop_out, self.come_and_go)
        seldom: tuple[Act, ...] = (self.keep_away, self.name_manager, self.keep_apart)
        act = self.rng.choice(often * 3 + seldom)
        with self.house.db.begin(self.house.workspace) as session:
            people = list(session.scalars(select(Member).where(Member.joined_at.is_not(None)).order_by(Member.id)))
            act(session, people)
        self.house.clock.forward(hours=self.rng.choice(LENGTHS))

    def send(self, session: Session, people: list[Member]) -> None:
        """The draw is sent, sometimes only after somebody has changed their mind about somebody."""
        now = self.house.now()
        try:
            found = draws.draw(session, people[0], now=now, seed=self.rng.randrange(2**31)).round
        except CommunityError:
            return
        assert drawn(session) & exclusions.apart(session, now=now) == set()
        if self.rng.random() < 0.5:
            self.keep_away(session, people)
        try:
            rounds.send(session, Shown(found.id, found.seed), now=now)
        except CommunityError:
            rounds.cancel(session, Shown(found.id, found.seed))

    def repair(self, session: Session, _: list[Member]) -> None:
        found = repairs.to_repair(session, Track.ROUNDS, now=self.house.now())
        if found is not None:
            repairs.repair(session, found, now=self.house.now(), seed=self.rng.randrange(2**31))

    def drop_out(self, session: Session, _: list[Member]) -> None:
        seats = session.execute(select(Seat, Member).join(Member, Seat.member_id == Member.id).order_by(Seat.id)).all()
        if seats:
            seat, member = self.rng.choice(seats[-8:])
            repairs.withdraw(session, seat.introduction_id, member, self.rng.choice(list(Then)), now=self.house.now())

    def keep_away(self, session: Session, people: list[Member]) -> None:
        partings.keep_away(session, *self.rng.sample(people, 2), now=self.house.now())

    def name_manager(self, session: Session, people: list[Member]) -> None:
        partings.name_line_manager(session, *self.rng.sample(people, 2), now=self.house.now())

    def keep_apart(self, session: Session, people: list[Member]) -> None:
        """An organiser does, between rounds."""
        first, second = sorted(self.rng.sample(people, 2), key=lambda member: member.id)
        pair = frozenset((first.id, second.id))
        if pair in exclusions.between(session, people) or pair in seated(session, self.house.now()):
            return
        made = (first.id, second.id, self.house.now())
        session.add(Exclusion(kind=Apart.ORGANISER, member_id=made[0], other_id=made[1], made_at=made[2]))

    def come_and_go(self, session: Session, _: list[Member]) -> None:
        everybody = session.scalars(select(Member).where(Member.name.is_not(None)).order_by(Member.id)).all()
        member = self.rng.choice(everybody)
        member.wants_introductions = not member.wants_introductions


def seated(session: Session, now: datetime) -> set[Pair]:
    """Each two who sit together now, in an introduction that people were told of and that is not over."""
    return pairs(session, Introduction.stage.in_(UNDER_WAY), Introduction.ends_at > now)


def drawn(session: Session) -> set[Pair]:
    return pairs(session, Introduction.stage == Stage.PROPOSED)


def pairs(session: Session, *which: ColumnElement[bool]) -> set[Pair]:
    """Each two who sit together in these introductions."""
    joined = select(Seat.introduction_id, Seat.member_id).join(Introduction, Introduction.id == Seat.introduction_id)
    groups: dict[int, list[int]] = {}
    for introduction, member in session.execute(joined.where(Seat.presence != Presence.WITHDREW, *which)):
        groups.setdefault(introduction, []).append(member)
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_ever_seated_with_somebody_they_must_not_meet(seed: int) -> None:
    with communities.house() as house:
        year, ever = Year(house, seed), set[Pair]()
        for _ in range(STEPS):
            year.step()
            with house.db.read(house.workspace) as session:
                together, apart = seated(session, house.now()), exclusions.apart(session, now=house.now())
            assert together & apart == set()
            ever |= together

        assert len(ever) > MANY
        assert len(apart) > MANY
