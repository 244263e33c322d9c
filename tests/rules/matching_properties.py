"""What holds in every community, whatever was drawn, mended or asked for by hand: for the tests and the benchmark."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from bot.rules import matching
from bot.rules.matching import Group, Mended, Pair, Past, Person, Refusal, Running
from tests.rules.matching_communities import community


@dataclass(frozen=True)
class Life:
    """A community, and what happens to one of its rounds."""

    people: int
    apart: float
    met: float
    leaves: float
    late: int
    seed: int


LIVES = st.builds(
    Life,
    people=st.integers(0, 13),
    apart=st.sampled_from([0.0, 0.05, 0.3, 0.6, 0.95]),
    met=st.sampled_from([0.0, 0.2, 0.8, 1.0]),
    leaves=st.sampled_from([0.0, 0.1, 0.4]),
    late=st.integers(0, 4),
    seed=st.integers(0, 1_000_000),
)


def over_lives(check: Callable[[Life], None], *, examples: int, start: int) -> Callable[[], None]:
    """This check over so many communities, the same ones each time."""
    found = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    return seed(start)(found(given(LIVES)(check)))


def check_a_life(life: Life) -> None:
    """A draw, people who leave and who come late, and introductions by hand: the same rule on every path."""
    rng = random.Random(life.seed)  # noqa: S311 - for a test, not for a secret
    everybody, past = community(life.people + life.late, life.seed, apart=life.apart, met=life.met)
    by_id = {person.id: person for person in everybody}
    late, pool = everybody[: life.late], everybody[life.late :]

    draw = matching.draw(pool, past, seed=life.seed)

    _nobody_meets_whom_they_must_not(draw.groups, by_id, past)
    _everybody_is_somewhere(pool, draw.groups, draw.left_out)
    gone = {person.id for person in pool if rng.random() < life.leaves}
    running, waiting = _leave(draw.groups, gone, by_id, rng)
    waiting += [by_id[one] for one in draw.left_out if one not in gone] + late
    past = _after(past, draw.groups)

    mended = matching.mend(rng.sample(waiting, len(waiting)), running, past, seed=life.seed)

    check_a_mended_round(mended, waiting, running, past)
    assert mended == matching.mend(waiting, running, past, seed=life.seed)
    _by_hand_the_same_rule_holds(everybody, gone, past)


def check_a_mended_round(mended: Mended, waiting: list[Person], running: list[Running], past: Past) -> None:
    """The hard rules, no repeat, nobody lost or doubled, and nobody waits for whom there is a seat."""
    by_id = {person.id: person for person in [*waiting, *(one for group in running for one in group.people)]}
    hosts = {frozenset(one.id for one in group.people) for group in running if not group.has_met}
    hosted = [frozenset(group.members) - {group.third or 0} for group in mended.joined]
    assert len(set(hosted)) == len(hosted)
    assert hosts.issuperset(hosted)
    assert {len(pair) for pair in hosted} <= {2}
    for pair in [*_couples(mended.groups), *(couple for group in mended.joined for couple in _new(group))]:
        assert _may_meet(pair, by_id, past)
    seated = [*(group.third for group in mended.joined), *(one for group in mended.groups for one in group.members)]
    assert sorted([*(one or 0 for one in seated), *mended.waiting]) == sorted(person.id for person in waiting)
    free = [pair for pair in hosts.difference(hosted) if len(pair) == 2]
    free += [frozenset(group.members) for group in mended.groups if len(group.members) == 2]
    for one in mended.waiting:
        for company in [*free, *(frozenset([other]) for other in mended.waiting if other != one)]:
            assert not all(_may_meet(frozenset((one, other)), by_id, past) for other in company), (one, company)


def _may_meet(pair: Pair, by_id: dict[int, Person], past: Past) -> bool:
    one, other = (by_id[member] for member in sorted(pair))
    return matching.eligible(one, other, past) and not matching.met_lately(one, other, past)


def _new(joined: Group) -> Iterator[Pair]:
    """Whom the third meets."""
    return (frozenset((joined.third or 0, member)) for member in joined.members if member != joined.third)


def _couples(groups: tuple[Group, ...]) -> Iterator[Pair]:
    return (frozenset(couple) for group in groups for couple in combinations(group.members, 2))


def _nobody_meets_whom_they_must_not(groups: tuple[Group, ...], by_id: dict[int, Person], past: Past) -> None:
    assert past.apart.isdisjoint(_couples(groups))
    for group in groups:
        assert matching.refusal(group.members, by_id, past) is None


def _everybody_is_somewhere(pool: list[Person], groups: tuple[Group, ...], left_out: tuple[int, ...]) -> None:
    seated = [member for group in groups for member in group.members]
    assert sorted([*seated, *left_out]) == [person.id for person in pool]


def _leave(
    groups: tuple[Group, ...], gone: set[int], by_id: dict[int, Person], rng: random.Random
) -> tuple[list[Running], list[Person]]:
    """The introductions that go on, and whoever is left with nobody."""
    staying = [tuple(by_id[one] for one in group.members if one not in gone) for group in groups]
    running = [Running(people, has_met=rng.random() < 0.3) for people in staying if len(people) > 1]
    return running, [people[0] for people in staying if len(people) == 1]


def _after(past: Past, groups: tuple[Group, ...]) -> Past:
    return replace(past, days_since={**past.days_since, **dict.fromkeys(_couples(groups), 0)})


def _by_hand_the_same_rule_holds(people: list[Person], gone: set[int], past: Past) -> None:
    able = {person.id: person for person in people if person.id not in gone}
    for one, other in combinations(people, 2):
        told = matching.refusal([one.id, other.id], able, past)
        if {one.id, other.id} & gone:
            assert told is Refusal.NOT_TAKING_PART
        else:
            assert told is (None if matching.eligible(one, other, past) else Refusal.KEPT_APART)
