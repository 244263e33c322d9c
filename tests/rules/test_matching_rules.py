"""The hard rules hold on every path: drawn, mended, late, by hand; and faults known from other products stay away."""

import networkx
import pytest
from hypothesis import given, settings

from bot.rules import matching
from bot.rules.matching import Mended, Past, Person, Refusal, Running
from tests.rules.matching_communities import community, leader
from tests.rules.matching_properties import LIVES, Life, check_a_life, over_lives

AMINA, BEN, CARYS, DEV, EVE = (leader(number, number) for number in range(1, 6))
TALKING = Running((CARYS, DEV))
COMMUNITIES = 500


def apart(*pairs: tuple[Person, Person]) -> Past:
    return Past(apart=frozenset(frozenset((one.id, other.id)) for one, other in pairs))


def met(days: int, *pairs: tuple[Person, Person]) -> Past:
    return Past({frozenset((one.id, other.id)): days for one, other in pairs})


def mend(waiting: list[Person], *running: Running, past: Past | None = None) -> Mended:
    return matching.mend(waiting, running, past or Past(), seed=1)


def members(mended: Mended) -> list[tuple[int, ...]]:
    return [group.members for group in mended.groups]


def joined(mended: Mended) -> list[tuple[tuple[int, ...], int | None]]:
    return [(group.members, group.third) for group in mended.joined]


def test_in_five_hundred_communities_the_hard_rules_hold_on_every_path() -> None:
    over_lives(check_a_life, examples=COMMUNITIES, start=1)()


@settings(max_examples=100, deadline=None)
@given(LIVES)
def test_nobody_waits_whom_another_choice_of_pairs_and_seats_would_help(life: Life) -> None:
    people, past = community(life.people + 4, life.seed, apart=life.apart, met=life.met)
    waiting = people[: len(people) // 2]
    rest = people[len(people) // 2 :]
    running = [Running((one, other)) for one, other in zip(rest[::2], rest[1::2], strict=False)]
    graph: networkx.Graph[int | Running] = networkx.Graph()
    for place, one in enumerate(waiting):
        for other in waiting[place + 1 :]:
            if matching.eligible(one, other, past) and not matching.met_lately(one, other, past):
                graph.add_edge(one.id, other.id, weight=2)
        for group in running:
            if all(matching.eligible(one, host, past) for host in group.people) and not any(
                matching.met_lately(one, host, past) for host in group.people
            ):
                graph.add_edge(one.id, group, weight=1)
    best = sum(graph.edges[pair]["weight"] for pair in networkx.max_weight_matching(graph))

    mended = matching.mend(waiting, running, past, seed=life.seed)

    assert len(waiting) - len(mended.waiting) >= best


# Introductions of a round that runs


def test_whoever_is_left_by_their_peer_is_introduced_to_somebody_else_who_was() -> None:
    assert members(mend([AMINA, BEN], TALKING)) == [(1, 2)]
    assert joined(mend([AMINA, BEN], TALKING)) == []


def test_two_who_are_left_alone_disturb_nobody_however_much_they_share_with_others() -> None:
    early, late = leader(1, 1, slots={"monday"}), leader(2, 2, slots={"friday"})
    mondays = Running((leader(3, 3, slots={"monday"}), leader(4, 4, slots={"monday"})))
    fridays = Running((leader(5, 5, slots={"friday"}), leader(6, 6, slots={"friday"})))

    mended = mend([early, late], mondays, fridays)

    assert (members(mended), joined(mended)) == ([(1, 2)], [])


def test_whoever_is_left_alone_joins_a_pair_that_has_not_met_yet() -> None:
    assert joined(mend([AMINA], TALKING)) == [((1, 3, 4), 1)]


def test_a_pair_that_has_met_is_left_as_it_is() -> None:
    mended = mend([AMINA], Running((CARYS, DEV), has_met=True))

    assert (mended.groups, mended.joined, mended.waiting) == ((), (), (1,))


def test_three_are_not_made_four() -> None:
    assert mend([AMINA], Running((BEN, CARYS, DEV))).waiting == (1,)


def test_whoever_is_over_joins_a_new_pair_before_one_that_has_begun_to_talk() -> None:
    mended = mend([AMINA, BEN, EVE], TALKING)

    assert members(mended) == [(1, 2, 5)]
    assert joined(mended) == []


def test_whoever_is_over_is_not_put_with_colleagues_while_another_pair_is_free() -> None:
    home = [leader(1, 7), leader(2, 8), leader(5, 7)]

    mended = mend(home, TALKING)

    assert not any({1, 5} <= set(group) for group in members(mended))
    assert len(mended.joined) == 1


def test_two_colleagues_who_are_left_alone_each_join_another_pair() -> None:
    colleagues = [leader(1, 7), leader(2, 7)]

    mended = mend(colleagues, TALKING, Running((EVE, leader(6, 6))))

    assert (members(mended), [third for _, third in joined(mended)]) == ([], [1, 2])


def test_colleagues_are_introduced_rather_than_left_to_wait() -> None:
    assert members(mend([leader(1, 7), leader(2, 7)])) == [(1, 2)]


def test_who_prefers_three_has_the_third_seat_in_a_running_round_too() -> None:
    people = [AMINA, BEN, leader(5, 5, prefers_three=True)]

    assert [group.third for group in mend(people, TALKING).groups] == [5]


def test_the_two_who_were_parted_are_not_introduced_again() -> None:
    assert mend([AMINA, BEN], Running((AMINA, BEN))).waiting == (1, 2)


def test_whoever_can_be_helped_by_nobody_waits_and_is_owed() -> None:
    assert mend([AMINA]).waiting == (1,)
    assert mend([]).waiting == ()


def test_nobody_is_helped_twice() -> None:
    assert members(mend([AMINA, AMINA, BEN])) == [(1, 2)]


# What is owed


def test_whoever_had_nobody_is_owed_more_than_whoever_had_somebody_unlike_them() -> None:
    alike, unlike = [leader(1, 1, challenges={"sleep"}), leader(2, 2, challenges={"sleep"})], [AMINA, BEN]

    assert matching.quality(alike) == 400
    assert matching.quality(unlike) == 0
    assert matching.owed(0, None) > matching.owed(0, matching.quality(unlike)) > matching.owed(0, 400) > 0


def test_what_is_owed_fades_and_is_paid_by_a_good_introduction() -> None:
    assert matching.owed(2.0, 550) == 1.6
    assert matching.owed(1.0, 1000) == 0
    assert matching.owed(3.0, None) == 3


def test_what_somebody_is_owed_does_not_make_an_introduction_better() -> None:
    owed = leader(1, 1, challenges={"sleep"}, debt=3.0)

    assert matching.quality([owed, leader(2, 2, challenges={"sleep"})]) == 400


# Introductions by hand


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([1, 2], None),
        ([1, 2, 4], None),
        ([1, 3], Refusal.KEPT_APART),
        ([3, 1], Refusal.KEPT_APART),
        ([1, 2, 3], Refusal.KEPT_APART),
        ([1, 1], Refusal.SAME_PERSON),
        ([1, 99], Refusal.NOT_TAKING_PART),
        ([1], Refusal.NUMBER),
        ([1, 2, 4, 5], Refusal.NUMBER),
    ],
)
def test_an_introduction_by_hand_follows_the_same_rule(people: list[int], told: Refusal | None) -> None:
    able = {person.id: person for person in (AMINA, BEN, CARYS, DEV, EVE)}

    assert matching.refusal(people, able, apart((CARYS, AMINA))) is told


# Faults of other products


def test_the_odd_one_out_is_not_left_out() -> None:
    assert matching.draw([AMINA, BEN, CARYS, DEV, EVE], Past(), seed=1).left_out == ()


def test_a_late_joiner_is_never_introduced_to_somebody_who_blocked_them() -> None:
    assert mend([EVE, AMINA], past=apart((AMINA, EVE))).waiting == (1, 5)
    assert mend([EVE], TALKING, past=apart((DEV, EVE))).waiting == (5,)


def test_a_late_joiner_is_never_introduced_to_their_line_manager() -> None:
    assert mend([EVE], TALKING, past=apart((CARYS, EVE))).joined == ()


def test_a_late_joiner_does_not_meet_again_whom_they_met_this_year() -> None:
    assert mend([EVE], TALKING, past=met(365, (EVE, CARYS))).waiting == (5,)
    assert joined(mend([EVE], TALKING, past=met(366, (EVE, CARYS)))) == [((3, 4, 5), 5)]


def test_the_partner_of_somebody_who_opts_out_is_not_left_to_wait() -> None:
    assert mend([AMINA], TALKING, Running((BEN, EVE))).waiting == ()


def test_no_preference_outranks_meeting_somebody_new() -> None:
    one = leader(1, 1, challenges={"sleep"}, slots={"monday"})
    other = leader(2, 2, challenges={"sleep"}, slots={"monday"})
    third, fourth = leader(3, 1, slots={"friday"}), leader(4, 2, slots={"friday"})

    draw = matching.draw([one, other, third, fourth], met(300, (one, other), (one, fourth)), seed=1)

    assert (1, 3) in [group.members for group in draw.groups]  # a colleague, with no shared hour


def test_leaving_and_coming_back_forgets_neither_a_block_nor_a_meeting() -> None:
    past = Past({frozenset((1, 2)): 28}, apart=frozenset({frozenset((1, 3))}))
    matching.draw([BEN, CARYS, DEV, EVE], past, seed=1)

    back = matching.draw([AMINA, BEN, CARYS, DEV], past, seed=1)

    assert (1, 4) in [group.members for group in back.groups]


def test_a_trio_counts_as_a_meeting_of_all_three() -> None:
    first = matching.draw([AMINA, BEN, CARYS], Past(), seed=1)
    past = met(14, (AMINA, BEN), (AMINA, CARYS), (BEN, CARYS))

    again = matching.draw([AMINA, BEN, CARYS], past, seed=2)

    assert first.certificate.repeats.found == 0
    assert again.certificate.repeats.found == 3


def test_people_meet_again_rather_than_not_at_all() -> None:
    draw = matching.draw([AMINA, BEN], met(14, (AMINA, BEN)), seed=1)

    assert [group.members for group in draw.groups] == [(1, 2)]


def test_nobody_meets_again_where_a_round_without_a_repeat_exists() -> None:
    chain = met(14, (AMINA, CARYS), (AMINA, DEV), (BEN, CARYS))

    draw = matching.draw([AMINA, BEN, CARYS, DEV], chain, seed=1)

    assert [group.members for group in draw.groups] == [(1, 2), (3, 4)]
