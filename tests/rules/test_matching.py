"""Who meets whom."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import matching
from bot.rules.matching import Because, Count, Draw, Past, Person, Reason
from tests.rules.matching_communities import community, leader

NOBODY_YET = Past()
FORTNIGHT = 14
GUYS, LEWISHAM, HOSPICE = 1, 2, 3


def pairs(draw: Draw) -> Iterator[frozenset[int]]:
    return (frozenset(pair) for group in draw.groups for pair in combinations(group.members, 2))


def strangers(count: int) -> list[Person]:
    """Leaders of as many organisations."""
    return [leader(number, number) for number in range(count)]


def apart(*some: Iterable[int]) -> Past:
    return Past(apart=frozenset(map(frozenset, some)))


def later(past: Past, draw: Draw) -> Past:
    """The past after one more round."""
    aged = {pair: since + FORTNIGHT for pair, since in past.days_since.items()}
    return Past(aged | dict.fromkeys(pairs(draw), FORTNIGHT), past.bridged, past.apart)


def test_nobody_is_introduced_within_their_own_organisation_while_others_are_free() -> None:
    amina, bola = leader(1, GUYS), leader(2, GUYS)
    ben, bashir = leader(3, LEWISHAM), leader(4, LEWISHAM)

    draw = matching.draw([amina, bola, ben, bashir], NOBODY_YET, seed=1)

    assert all(len({one in (1, 2) for one in pair}) == 2 for pair in pairs(draw))
    assert draw.certificate.same_organisation == Count(0, unavoidable=True)


def test_a_repeat_is_worse_than_ones_own_organisation() -> None:
    people = [leader(1, GUYS), leader(2, GUYS), leader(3, LEWISHAM), leader(4, LEWISHAM)]
    past = Past(dict.fromkeys(map(frozenset, [(1, 3), (1, 4), (2, 3), (2, 4)]), 365))

    draw = matching.draw(people, past, seed=1)

    assert set(pairs(draw)) == {frozenset((1, 2)), frozenset((3, 4))}
    assert draw.certificate.same_organisation == Count(2, unavoidable=True)


def test_an_old_repeat_is_better_than_ones_own_organisation() -> None:
    people = [leader(1, GUYS), leader(2, GUYS), leader(3, LEWISHAM), leader(4, LEWISHAM)]
    past = Past(dict.fromkeys(map(frozenset, [(1, 3), (1, 4), (2, 3), (2, 4)]), 366))

    draw = matching.draw(people, past, seed=1)

    assert not {frozenset((1, 2)), frozenset((3, 4))} & set(pairs(draw))
    assert draw.certificate.repeats == Count(0, unavoidable=True)


def test_a_repeat_that_cannot_be_avoided_is_the_one_longest_ago() -> None:
    past = Past(
        {frozenset((1, 2)): 0, frozenset((3, 4)): 0, frozenset((1, 3)): 28, frozenset((2, 4)): 28}
        | {frozenset((1, 4)): 29, frozenset((2, 3)): 29}
    )

    draw = matching.draw([leader(number, number) for number in (1, 2, 3, 4)], past, seed=1)

    assert set(pairs(draw)) == {frozenset((1, 4)), frozenset((2, 3))}
    assert draw.certificate.repeats == Count(2, unavoidable=True)


@pytest.mark.parametrize("days", [0, 14, 28, 365])
def test_whoever_met_within_a_year_does_not_meet_again_however_long_a_round_is(days: int) -> None:
    past = Past(dict.fromkeys(map(frozenset, [(1, 2), (3, 4)]), days))

    draw = matching.draw(strangers(5)[1:], past, seed=1)

    assert not past.days_since.keys() & set(pairs(draw))


def test_two_people_without_an_organisation_are_not_colleagues() -> None:
    people = [leader(1, None), leader(2, None), leader(3, GUYS), leader(4, GUYS)]
    past = Past(dict.fromkeys(map(frozenset, [(1, 3), (1, 4), (2, 3), (2, 4)]), 5))

    draw = matching.draw(people, past, seed=1)

    assert draw.certificate.same_organisation == Count(1, unavoidable=True)
    assert Because(Reason.NEW_BRIDGE) not in draw.groups[0].reasons


def test_a_shared_hour_comes_before_any_likeness() -> None:
    amina = leader(1, 1, slots={"monday"}, challenges={"sleep"})
    ben = leader(2, 2, slots={"friday"}, challenges={"sleep"}, offers={"calm"}, wants={"calm"})
    carys, dev = leader(3, 3, slots={"monday"}), leader(4, 4, slots={"friday"})

    draw = matching.draw([amina, ben, carys, dev], NOBODY_YET, seed=1)

    assert set(pairs(draw)) == {frozenset((1, 3)), frozenset((2, 4))}


def test_who_gave_no_hours_may_meet_anybody() -> None:
    amina, ben = leader(1, 1, slots={"monday"}, challenges={"sleep"}), leader(2, 2, challenges={"sleep"})
    carys, dev = leader(3, 3, challenges={"waits"}), leader(4, 4, slots={"monday"}, challenges={"waits"})

    draw = matching.draw([amina, ben, carys, dev], NOBODY_YET, seed=1)

    assert set(pairs(draw)) == {frozenset((1, 2)), frozenset((3, 4))}


def test_people_with_the_same_challenge_meet() -> None:
    people = [leader(number, number, challenges={"sleep" if number % 2 else "waits"}) for number in range(1, 5)]

    draw = matching.draw(people, NOBODY_YET, seed=1)

    assert set(pairs(draw)) == {frozenset((1, 3)), frozenset((2, 4))}


@pytest.mark.parametrize("seed", range(5))
def test_people_are_not_sent_to_an_organisation_that_they_know_while_another_is_new(seed: int) -> None:
    amina, ben, carys = leader(1, GUYS), leader(2, LEWISHAM), leader(3, LEWISHAM)
    past = Past({frozenset((amina.id, ben.id)): 400})

    draw = matching.draw([amina, ben, carys, leader(4, 4), leader(5, 5), leader(6, 6)], past, seed=seed)

    assert not {frozenset((1, 2)), frozenset((1, 3))} & set(pairs(draw))


@pytest.mark.parametrize("seed", range(5))
def test_an_organisation_stays_known_when_those_who_were_met_there_are_not_here(seed: int) -> None:
    people = [leader(1, GUYS), leader(2, LEWISHAM), leader(3, LEWISHAM), leader(4, 4), leader(5, 5), leader(6, 6)]

    draw = matching.draw(people, Past(known=frozenset({(1, LEWISHAM), (99, 4), (1, 99)})), seed=seed)

    assert not {frozenset((1, 2)), frozenset((1, 3))} & set(pairs(draw))


def test_who_is_owed_most_chooses_first() -> None:
    amina, ben = leader(1, 1, challenges={"sleep"}, debt=2.0), leader(2, 2, challenges={"sleep"})
    carys, dev = leader(3, 3, challenges={"sleep"}, debt=2.0), leader(4, 4)

    draw = matching.draw([amina, ben, carys, dev], NOBODY_YET, seed=1)

    assert frozenset((1, 3)) in set(pairs(draw))


# The smallest rounds


def test_a_round_of_nobody_has_no_introductions() -> None:
    draw = matching.draw([], NOBODY_YET, seed=1)

    assert (draw.groups, draw.left_out) == ((), ())


def test_somebody_alone_is_left_out_and_it_could_not_be_helped() -> None:
    draw = matching.draw([leader(1, GUYS)], NOBODY_YET, seed=1)

    assert draw.left_out == (1,)
    assert draw.certificate.left_out == Count(1, unavoidable=True)


def test_two_people_meet() -> None:
    draw = matching.draw([leader(2, GUYS), leader(1, LEWISHAM)], NOBODY_YET, seed=1)

    assert [group.members for group in draw.groups] == [(1, 2)]


def test_two_people_kept_apart_are_left_out() -> None:
    draw = matching.draw([leader(1, GUYS), leader(2, LEWISHAM)], apart((1, 2)), seed=1)

    assert draw.left_out == (1, 2)
    assert draw.certificate.left_out == Count(2, unavoidable=True)


def test_three_people_meet_together() -> None:
    draw = matching.draw(strangers(3), NOBODY_YET, seed=1)

    assert [group.members for group in draw.groups] == [(0, 1, 2)]
    assert draw.groups[0].third in (0, 1, 2)


def test_of_three_people_two_kept_apart_do_not_meet_over_the_third() -> None:
    draw = matching.draw(strangers(3), apart((0, 1)), seed=1)

    assert len(draw.left_out) == 1
    assert frozenset((0, 1)) not in set(pairs(draw))
    assert draw.certificate.left_out == Count(1, unavoidable=True)


def test_people_of_a_single_organisation_meet_all_the_same() -> None:
    draw = matching.draw([leader(number, GUYS) for number in range(6)], NOBODY_YET, seed=1)

    assert (len(draw.groups), draw.left_out) == (3, ())
    assert draw.certificate.same_organisation == Count(3, unavoidable=True)


def test_eight_people_of_three_organisations_all_cross_over() -> None:
    sizes = {GUYS: 4, LEWISHAM: 3, HOSPICE: 1}
    people = [leader(10 * home + number, home) for home, size in sizes.items() for number in range(size)]

    draw = matching.draw(people, NOBODY_YET, seed=1)

    assert len(draw.groups) == 4
    assert draw.certificate.same_organisation == Count(0, unavoidable=True)


def test_when_most_belong_to_one_organisation_only_the_excess_meet_each_other() -> None:
    people = [leader(number, GUYS if number < 60 else number) for number in range(100)]

    draw = matching.draw(people, NOBODY_YET, seed=1)

    assert draw.certificate.same_organisation == Count(10, unavoidable=True)


# Odd numbers


@pytest.mark.parametrize("count", [5, 21, 101, 103])
def test_of_an_odd_number_three_meet_and_nobody_is_left_out(count: int) -> None:
    draw = matching.draw(strangers(count), NOBODY_YET, seed=1)

    assert Counter(len(group.members) for group in draw.groups) == {2: (count - 3) // 2, 3: 1}
    assert draw.left_out == ()


def test_the_three_have_not_met_lately() -> None:
    past = Past(dict.fromkeys(map(frozenset, [(0, 1), (0, 2), (1, 2), (3, 4), (0, 3)]), 2))

    draw = matching.draw(strangers(7), past, seed=1)

    assert not set(pairs(draw)) & past.days_since.keys()


def test_who_prefers_three_has_the_third_seat() -> None:
    people = [*strangers(6), leader(6, 6, prefers_three=True, third_seats=4)]

    draw = matching.draw(people, NOBODY_YET, seed=1)

    assert [group.third for group in draw.groups if len(group.members) == 3] == [6]


def test_nobody_makes_room_twice_while_others_have_not() -> None:
    people = [leader(number, number, third_seats=int(number < 6)) for number in range(7)]

    draw = matching.draw(people, NOBODY_YET, seed=1)

    assert [group.third for group in draw.groups if len(group.members) == 3] == [6]


def test_whom_the_hard_rules_leave_over_joins_a_pair() -> None:
    two_families = [(one, other) for one in (0, 1, 2) for other in (3, 4, 5)]

    draw = matching.draw(strangers(6), apart(*two_families), seed=1)

    assert [group.members for group in draw.groups] == [(0, 1, 2), (3, 4, 5)]
    assert draw.left_out == ()


@pytest.mark.parametrize("owed", [1, 2])
def test_who_was_left_out_is_not_left_out_again_while_that_can_be_avoided(owed: int) -> None:
    favourite = {"sleep", "waits"}
    people = [
        leader(0, 0, challenges=favourite),
        *(leader(one, one, challenges=favourite if one != owed else set(), debt=3.0 * (one == owed)) for one in (1, 2)),
    ]

    draw = matching.draw(people, apart((1, 2)), seed=1)

    assert draw.left_out == (3 - owed,)


def test_who_may_meet_nobody_does_not_hold_up_the_others() -> None:
    people = [leader(number, number % 9) for number in range(203)]
    nobody = [(0, other) for other in range(1, 203)]
    only_three = [(one, other) for one in (1, 2) for other in range(4, 203)]

    draw = matching.draw(people, apart(*nobody, *only_three), seed=1)

    assert draw.left_out == (0,)
    assert draw.certificate.left_out == Count(1, unavoidable=True)
    assert len(draw.groups) == 101


# Hard rules and reasons


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 14), st.floats(0, 1), st.integers(0, 10_000))
def test_nobody_meets_whom_they_must_not_meet_and_everybody_is_somewhere(count: int, density: float, seed: int) -> None:
    people, past = community(count, seed, apart=density)

    draw = matching.draw(people, past, seed=seed)

    assert not set(pairs(draw)) & past.apart
    assert sorted([*draw.left_out, *(one for group in draw.groups for one in group.members)]) == [
        person.id for person in people
    ]
    by_id = {person.id: person for person in people}
    for one, other in map(sorted, pairs(draw)):
        assert matching.eligible(by_id[one], by_id[other], past)


def test_only_who_must_be_kept_apart_are_not_eligible() -> None:
    amina, ben, carys = leader(1, GUYS), leader(2, LEWISHAM), leader(3, HOSPICE)
    past = apart((2, 1))

    assert not matching.eligible(amina, ben, past)
    assert not matching.eligible(ben, amina, past)
    assert not matching.eligible(amina, amina, past)
    assert matching.eligible(amina, carys, past)


def test_the_past_of_people_who_are_not_here_does_not_matter() -> None:
    past = Past({frozenset((1, 99)): 1}, apart=frozenset({frozenset((2, 99)), frozenset((1,))}))

    draw = matching.draw([leader(1, GUYS), leader(2, LEWISHAM)], past, seed=1)

    assert len(draw.groups) == 1


def is_true(because: Because, group: list[Person], past: Past) -> bool:
    """The reason, said again in other words."""
    couples = list(combinations(group, 2))
    key = because.key or ""
    return {
        Reason.CHALLENGE: all(key in person.challenges for person in group),
        Reason.CHARACTERISTIC: all(key in person.wants for person in group),
        Reason.TIME: all(key in person.slots for person in group),
        Reason.OFFER: any(
            key in giver.offers and all(key in taker.wants for taker in group if taker != giver) for giver in group
        ),
        Reason.NEW_BRIDGE: all(
            one.organisation != other.organisation
            and None not in (one.organisation, other.organisation)
            and frozenset((one.organisation, other.organisation)) not in past.bridged
            for one, other in couples
        ),
        Reason.SECTOR: all(
            one.sector is not None and other.sector is not None and one.sector != other.sector for one, other in couples
        ),
        Reason.TRIO: len(group) == 3,
    }[because.reason]


def test_every_reason_given_is_true_of_everybody_in_the_group() -> None:
    seen: Counter[Reason] = Counter()
    groups = 0
    for seed in range(45):
        people, past = community(51, seed)
        by_id = {person.id: person for person in people}
        for group in matching.draw(people, past, seed=seed).groups:
            groups += 1
            for because in group.reasons:
                seen[because.reason] += 1
                assert is_true(because, [by_id[one] for one in group.members], past), (seed, group)

    assert groups > 1000
    assert set(seen) == set(Reason)


def test_a_bridge_is_new_only_once() -> None:
    pair = [leader(1, GUYS), leader(2, LEWISHAM)]

    assert Because(Reason.NEW_BRIDGE) in matching.reasons(pair, NOBODY_YET)
    assert Because(Reason.NEW_BRIDGE) not in matching.reasons(pair, Past(bridged=frozenset({frozenset({1, 2})})))


# The same again


def test_the_order_in_which_people_come_does_not_matter() -> None:
    people, past = community(61, 4)

    assert matching.draw(people, past, seed=9) == matching.draw(people[::-1], past, seed=9)


def test_another_seed_gives_another_draw() -> None:
    assert len({matching.draw(strangers(30), NOBODY_YET, seed=seed) for seed in range(4)}) == 4


def test_another_process_makes_the_same_draw() -> None:
    script = (
        "from tests.rules.matching_communities import community;from bot.rules import matching;"
        "print(repr([matching.draw(*community(count, 3), seed=8) for count in (41, 60, 520)]))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": hashing},
            check=True,
            capture_output=True,
        ).stdout
        for hashing in ("1", "2")
    ]

    assert told[0] == told[1]
    assert len(told[0]) > 1000


# One round after another


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_twenty_people_meet_for_nineteen_rounds_before_anybody_meets_again(seed: int) -> None:
    past, met = NOBODY_YET, set[frozenset[int]]()

    for round_ in range(19):
        draw = matching.draw(strangers(20), past, seed=100 * seed + round_)
        assert not met & set(pairs(draw)), round_
        met |= set(pairs(draw))
        past = later(past, draw)

    assert len(met) == 190


def test_one_organisation_by_itself_goes_as_long_without_a_repeat() -> None:
    past, met = NOBODY_YET, set[frozenset[int]]()

    for round_ in range(11):
        draw = matching.draw([leader(number, GUYS) for number in range(12)], past, seed=round_)
        met |= set(pairs(draw))
        past = later(past, draw)

    assert len(met) == 66


@pytest.mark.parametrize(("largest", "others"), [(4, 10), (6, 14)])
def test_the_largest_organisation_meets_nearly_everybody_else_before_there_is_a_fault(
    largest: int, others: int
) -> None:
    people = [leader(number, 0 if number < largest else 1 + number % 4) for number in range(largest + others)]
    past, clean = NOBODY_YET, 0

    while clean < others:
        draw = matching.draw(people, past, seed=clean)
        if draw.certificate.same_organisation.found or past.days_since.keys() & set(pairs(draw)):
            break
        past, clean = later(past, draw), clean + 1

    assert clean >= others - 2


def likeness(one: Person, other: Person) -> float:
    return 1000 * len(one.challenges & other.challenges) / max(1, len(one.challenges | other.challenges))


def a_year(people: list[Person], *, remembers: bool) -> list[float]:
    """Everybody's mean likeness with whom they met in twelve rounds, the worst served first."""
    past, met, owed = (
        NOBODY_YET,
        {person.id: list[float]() for person in people},
        dict.fromkeys(range(len(people)), 0.0),
    )
    for round_ in range(12):
        pool = [replace(person, debt=owed[person.id]) for person in people]
        draw = matching.draw(pool, past, seed=round_)
        past = later(past, draw)
        for one, other in map(sorted, pairs(draw)):
            found = likeness(people[one], people[other])
            for each in (one, other):
                met[each].append(found)
                owed[each] = max(0.0, 0.8 * owed[each] + (250 - found) / 125) if remembers else 0.0
    return sorted(sum(found) / len(found) for found in met.values())


def test_the_worst_served_gain_when_debts_are_remembered() -> None:
    rng = random.Random(7)  # noqa: S311 - for a test, not for a secret
    people = [leader(number, number, challenges=set(rng.sample("abcdefgh", rng.randint(1, 4)))) for number in range(40)]

    fair, forgetful = a_year(people, remembers=True), a_year(people, remembers=False)

    assert sum(fair[:4]) > sum(forgetful[:4])
    assert sum(fair) > 0.9 * sum(forgetful)
