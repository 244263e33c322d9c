"""Rounds over time: a good first month for a small community, and reasons that are true of everybody."""

import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from sqlalchemy import select

from bot.community import members
from bot.connection import draws, rounds
from bot.connection.histories import History
from bot.connection.introductions import Introduced
from bot.connection.rounds import Shown
from bot.rules.matching import Reason
from db.models import Challenge, Characteristic, Introduction, Member, Organisation, Seat
from tests import community
from tests.community import Community
from tests.leaders import ADA, DEV, EIGHT, GUS, arrive, hold
from tests.people import OLIVE


@pytest.fixture
def house() -> Iterator[Community]:
    with community.house() as found:
        yield found


def pairs(house: Community) -> list[list[frozenset[int]]]:
    """Who was introduced to whom, round by round."""
    seated: dict[int, list[int]] = {}
    for seat in house.rows(Seat):
        seated.setdefault(seat.introduction_id, []).append(seat.member_id)
    found: dict[int | None, list[frozenset[int]]] = {}
    for introduction in house.rows(Introduction):
        couples = combinations(sorted(seated[introduction.id]), 2)
        found.setdefault(introduction.round_id, []).extend(frozenset(couple) for couple in couples)
    return list(found.values())


def test_eight_leaders_of_three_organisations_meet_somebody_new_from_elsewhere_in_each_round(house: Community) -> None:
    arrive(house, *EIGHT)
    places = {member.id: member.organisation_id for member in house.rows(Member)}
    for _ in range(4):
        hold(house)
        house.clock.forward(days=28)

    held = pairs(house)

    everybody = [pair for couples in held for pair in couples]
    assert [len({member for pair in couples for member in pair}) for couples in held] == [8, 8, 8, 8]
    assert len(set(everybody)) == len(everybody) == 16
    assert [pair for pair in everybody if len({places[member] for member in pair}) == 1] == []


def test_nobody_meets_again_for_as_long_as_that_can_be_avoided(house: Community) -> None:
    arrive(house, *EIGHT)
    for _ in range(5):
        hold(house)
        house.clock.forward(days=28)

    met = [pair for couples in pairs(house) for pair in couples]

    assert len(met) == len(set(met)) == 20


def test_the_third_seat_of_a_trio_goes_round(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    for _ in range(3):
        hold(house)
        house.clock.forward(days=28)

    thirds = [seat.member_id for number, seat in enumerate(house.rows(Seat)) if number % 3 == 2]

    assert len(set(thirds)) == 3


def test_a_reason_names_only_what_is_on_the_profile_of_everybody(house: Community) -> None:
    rng = random.Random(7)  # noqa: S311 - a community made up
    _fill(house, rng)
    with house.db.begin(house.workspace) as session:
        organiser = members.meet(session, OLIVE.slack_id)
        drawn = draws.draw(session, organiser, now=house.now(), seed=1).round
        people = {member.id: member for member in session.scalars(select(Member))}
        challenges = {row.name: row.key for row in session.scalars(select(Challenge))}
        characteristics = {row.name: row.key for row in session.scalars(select(Characteristic))}
        checked = given = 0
        for seed in range(2, 22):
            found = draws.preview(session, now=house.now())
            assert found is not None
            for group in found.groups:
                given += _check(group, people, challenges, characteristics)
                checked += 1
            draws.redraw(session, organiser, Shown(drawn.id, drawn.seed), now=house.now(), seed=seed)

    assert checked == 1000
    assert given > 1000


def test_the_same_seed_gives_the_same_draw_and_the_same_first_questions(house: Community) -> None:
    arrive(house, *EIGHT, challenges=["workforce"])
    found = []
    with house.db.begin(house.workspace) as session:
        organiser = members.meet(session, OLIVE.slack_id)
        drawn = draws.draw(session, organiser, now=house.now(), seed=5).round
        for seed in (5, 6, 5):
            draws.redraw(session, organiser, Shown(drawn.id, drawn.seed), now=house.now(), seed=seed)
            shown = draws.preview(session, now=house.now())
            assert shown is not None
            found.append([(group.peers, group.reasons, group.opener) for group in shown.groups])

    assert found[0] == found[2]


def test_cancelled_rounds_leave_nothing_behind(house: Community) -> None:
    arrive(house, *EIGHT)
    with house.db.begin(house.workspace) as session:
        drawn = draws.draw(session, members.meet(session, OLIVE.slack_id), now=house.now(), seed=5).round
        rounds.cancel(session, Shown(drawn.id, 5))

        assert History.read(session, now=house.now()).past().days_since == {}


@pytest.mark.parametrize("days", [14, 28, 400])
def test_what_was_met_is_remembered_in_days_so_that_any_rhythm_will_do(house: Community, days: int) -> None:
    arrive(house, ADA, GUS)
    hold(house)
    house.clock.forward(days=days)

    with house.db.begin(house.workspace) as session:
        assert list(History.read(session, now=house.now()).past().days_since.values()) == [days]


def _fill(house: Community, rng: random.Random) -> None:
    """A hundred leaders with all kinds of profiles."""
    with house.db.begin(house.workspace) as session:
        places = session.scalars(select(Organisation)).all()
        challenges = [row.key for row in session.scalars(select(Challenge))]
        characteristics = [row.key for row in session.scalars(select(Characteristic))]
        for number in range(100):
            place = rng.choice(places[:8])
            session.add(
                Member(
                    slack_id=f"U{number:05}",
                    name=f"Leader {number}",
                    organisation_id=place.id,
                    sector_id=rng.choice([None, place.sector_id]),
                    challenges=rng.sample(challenges, rng.randrange(4)),
                    offers=rng.sample(characteristics, rng.randrange(3)),
                    wants=rng.sample(characteristics, rng.randrange(4)),
                    wants_introductions=True,
                    joined_at=house.now(),
                )
            )


def _check(
    group: Introduced, people: dict[int, Member], challenges: dict[str, str], characteristics: dict[str, str]
) -> int:
    """Fails for a reason that is not true of everybody in the group; gives how many reasons there were."""
    seated = [people[peer.member_id] for peer in group.peers]
    for why in group.reasons:
        match why.reason:
            case Reason.CHALLENGE:
                assert all(challenges[why.name] in member.challenges for member in seated)
            case Reason.CHARACTERISTIC:
                assert all(characteristics[why.name] in member.wants for member in seated)
            case Reason.OFFER:
                key, offering = characteristics[why.name], [member for member in seated if member.name == why.by]
                assert key in offering[0].offers
                assert all(key in member.wants for member in seated if member is not offering[0])
                assert set(why.others) == {member.name for member in seated} - {why.by}
            case Reason.NEW_BRIDGE:
                assert len({member.organisation_id for member in seated}) == len(seated)
            case Reason.SECTOR:
                assert len({member.sector_id for member in seated}) == len(seated)
            case _:
                raise AssertionError(why)
    return len(group.reasons)
