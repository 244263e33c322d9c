"""The draw against everything that could have been drawn, and against another solver."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import matching
from bot.rules.matching import Draw, Past, Person, blossom, drawing, prices, table, trios
from bot.rules.matching.scale import Scale
from tests.rules.matching_communities import community, leader

Places = tuple[int, ...]
counts = st.integers(0, 10_000)


def ways(places: Places, threes: int) -> Iterator[list[Places]]:
    """Every way to put all of these people in pairs and so many trios."""
    if not places:
        yield []
        return
    first, *rest = places
    for size in (1, 2) if threes else (1,):
        for others in combinations(rest, size):
            left = tuple(place for place in rest if place not in others)
            for found in ways(left, threes - (size == 2)):
                yield [(first, *others), *found]


def faults(groups: Sequence[Sequence[Person]], past: Past) -> tuple[int, int, int, int]:
    """Repeats, own organisations, old repeats and missing hours, said again in other words."""
    met = [(one, other) for group in groups for one, other in combinations(group, 2)]
    since = [past.days_since.get(frozenset((one.id, other.id))) for one, other in met]
    return (
        sum(days is not None and days <= 365 for days in since),
        sum(one.organisation == other.organisation is not None for one, other in met),
        sum(days is not None and days > 365 for days in since),
        sum(bool(one.slots) and bool(other.slots) and not one.slots & other.slots for one, other in met),
    )


def groups_of(draw: Draw, people: Sequence[Person]) -> list[list[Person]]:
    by_id = {person.id: person for person in people}
    return [[by_id[member] for member in group.members] for group in draw.groups]


def is_allowed(groups: list[Places], past: Past) -> bool:
    return not any(frozenset(pair) in past.apart for group in groups for pair in combinations(group, 2))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), counts)
def test_no_way_to_group_everybody_has_fewer_faults(count: int, seed: int) -> None:
    people, past = community(count, seed, apart=0.1, met=0.5)
    possible = [groups for groups in ways(tuple(range(count)), count % 2) if is_allowed(groups, past)]

    draw = matching.draw(people, past, seed=seed)

    if possible:
        assert draw.left_out == ()
        least = min(faults([[people[place] for place in group] for group in groups], past) for groups in possible)
        assert faults(groups_of(draw, people), past) == least
        assert draw.certificate.repeats == matching.Count(least[0], unavoidable=True)
        assert draw.certificate.same_organisation == matching.Count(least[1], unavoidable=True)


def worth(scale: Scale, groups: Sequence[Places]) -> int:
    """Twice what these groups are worth: in a trio, every pair counts, at half its quality."""
    levels, quality = (rows.tolist() for rows in scale.rows(0, len(scale.people)))
    total = 0
    for group in groups:
        for one, other in combinations(group, 2):
            total += (2 if len(group) == 2 else 1) * quality[one][other]
            total -= 2 * scale.units.levels[levels[one][other]]
        if len(group) == 3:
            total -= 2 * scale.units.seat * min(trios.cost(scale.people[place]) for place in group)
    return total


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([3, 5, 7, 9]), counts)
def test_of_an_odd_number_no_other_trio_and_pairs_are_worth_more(count: int, seed: int) -> None:
    people, past = community(count, seed, apart=0.0, met=0.4)
    scale = Scale(people, past, seed=seed)

    made = drawing.in_one_table(table.of(scale, seed))

    assert made.best
    assert worth(scale, [*made.pairs, *made.trios]) == max(worth(scale, way) for way in ways(tuple(range(count)), 1))


def another_solver(pairs: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    """How many pairs there can be, and how much the best of those sets weighs."""
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_weighted_edges_from(pairs)
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    return len(found), sum(graph.edges[pair]["weight"] for pair in found)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 8), st.sampled_from([0.0, 0.1, 0.6]), counts)
def test_another_solver_finds_pairs_that_weigh_as_much(half: int, apart: float, seed: int) -> None:
    people, past = community(2 * half, seed, apart=apart, met=0.3)

    found = matching.weigh(people, past, seed=seed)

    assert found.draw == matching.draw(people, past, seed=seed)
    most, heaviest = another_solver(found.pairs)
    if all(len(group.members) == 2 for group in found.draw.groups):
        assert (len(found.draw.groups), found.weight) == (most, heaviest)
    else:
        assert most < half  # the hard rules let no pairs hold everybody


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 24), st.sampled_from([0.0, 0.6]), counts)
def test_the_heaviest_pairs_are_also_the_most(count: int, apart: float, seed: int) -> None:
    people, past = community(count, seed, apart=apart, met=0.8)
    found = matching.weigh(people, past, seed=seed)
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_weighted_edges_from(found.pairs)

    assert all(weight > 0 for _, _, weight in found.pairs)
    assert len(networkx.max_weight_matching(graph)) == len(networkx.max_weight_matching(graph, maxcardinality=True))


def test_numbers_beyond_64_bits_are_weighed_exactly() -> None:
    assert blossom.most(4, [0, 2, 0, 1], [1, 3, 2, 3], [10**25, 1, 10**25, 2]) == [(0, 2), (1, 3)]


def most_seated(count: int, past: Past) -> int:
    """The most people that allowed pairs and trios can hold."""

    @cache
    def most(places: Places) -> int:
        if not places:
            return 0
        first, *rest = places
        found = [most(tuple(rest))]
        for size in (1, 2):
            for others in combinations(rest, size):
                if is_allowed([(first, *others)], past):
                    left = tuple(place for place in rest if place not in others)
                    found.append(1 + size + most(left))
        return max(found)

    return most(tuple(range(count)))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.floats(0.3, 0.95), counts)
def test_nobody_is_left_out_unless_the_hard_rules_force_it(count: int, apart: float, seed: int) -> None:
    people, past = community(count, seed, apart=apart)

    draw = matching.draw(people, past, seed=seed)

    assert len(draw.left_out) == count - most_seated(count, past)
    assert draw.certificate.left_out.unavoidable


@pytest.mark.parametrize("count", [2, 7, 40])
def test_prices_cover_every_pair_and_no_more_than_they_must(count: int) -> None:
    made = table.of(Scale(*community(count, 3), seed=1), 1)

    assert made.slack.min() == 0
    assert (prices.exact(made.worth) == made.price).all()


# Pools too large for every pair to be a candidate


def values(draw: Draw) -> tuple[int, int, int]:
    certificate = draw.certificate
    return certificate.repeats.found, certificate.same_organisation.found, certificate.left_out.found


@pytest.mark.parametrize("limit", ["FULL", "IN_ONE_TABLE"])
@pytest.mark.parametrize("apart", [0.02, 0.5])
def test_of_the_pairs_that_could_be_chosen_in_a_large_pool_another_solver_finds_none_better(
    limit: str, apart: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table if limit == "FULL" else drawing, limit, 50)
    monkeypatch.setattr(table, "NEAREST", 12)
    for seed in range(5):
        found = matching.weigh(*community(60, seed, apart=apart), seed=seed)

        assert len(found.pairs) < 60 * 59 / 2 * (1 - apart) * 0.9
        assert another_solver(found.pairs) == (len(found.draw.groups), found.weight) == (30, found.weight)


@pytest.mark.parametrize("count", [60, 61])
def test_a_few_candidates_each_find_clean_pairs_too(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "IN_ONE_TABLE", 50)
    people, past = community(count, 5)

    draw = matching.draw(people, past, seed=2)

    assert values(draw) == (0, 0, 0)
    assert faults(groups_of(draw, people), past)[2:] == (0, 0)


def test_whoever_may_meet_only_one_person_is_found_among_many_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "IN_ONE_TABLE", 50)
    people = [leader(number, number % 7, challenges={"a"}) for number in range(199)] + [leader(199, 0)]
    past = Past(apart=frozenset(frozenset((199, number)) for number in range(199) if number != 77))

    draw = matching.draw(people, past, seed=2)

    assert (77, 199) in [group.members for group in draw.groups]
    assert draw.left_out == ()


def test_whoever_may_meet_nobody_is_left_out_of_many_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "IN_ONE_TABLE", 50)
    people = [leader(number, number % 7) for number in range(100)]
    past = Past(apart=frozenset(frozenset((99, number)) for number in range(99)))

    draw = matching.draw(people, past, seed=2)

    assert draw.left_out == (99,)
    assert draw.certificate.left_out == matching.Count(1, unavoidable=True)


def test_whoever_may_meet_few_is_found_in_a_table_too_large_for_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "FULL", 50)
    monkeypatch.setattr(table, "NEAREST", 2)
    monkeypatch.setattr(table, "RANDOM", 1)
    people, past = community(60, 5, apart=0.7)

    found = matching.weigh(people, past, seed=2)

    assert (found.draw.left_out, len(found.draw.groups)) == ((), 30)
    assert another_solver(found.pairs) == (30, found.weight)


def test_many_of_one_organisation_do_not_meet_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "IN_ONE_TABLE", 50)
    people, past = community(61, 5, met=0.4)

    draw = matching.draw([replace(person, organisation=1) for person in people], past, seed=2)

    assert draw.certificate.repeats.found == 0


@pytest.mark.parametrize("count", [60, 61])
def test_in_a_table_too_large_for_every_pair_the_pairs_are_as_clean(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "FULL", 50)
    monkeypatch.setattr(table, "NEAREST", 12)
    people, past = community(count, 5)

    draw = matching.draw(people, past, seed=2)

    assert values(draw) == (0, 0, 0)
