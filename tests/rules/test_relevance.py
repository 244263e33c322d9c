"""Who fits a wish is asked, the best first, and nobody who does not fit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.relevance import Said, Stems, Ways, rank


def one(*stems: str) -> tuple[Ways, ...]:
    return tuple((frozenset({stem}),) for stem in stems)


def says(*stems: str, weight: float = 1.0) -> list[Said]:
    return [Said(frozenset(stems), weight)]


def test_only_who_says_it_fits() -> None:
    assert set(rank(one("ward"), {1: says("ward"), 2: says("bridge"), 3: []})) == {1}


def test_half_of_the_words_are_enough_when_nobody_has_more() -> None:
    assert set(rank(one("virtual", "ward"), {1: says("ward"), 2: says("bridge")})) == {1}


def test_less_than_half_of_the_words_is_not_enough() -> None:
    assert rank(one("virtual", "ward", "lambeth"), {1: says("ward"), 2: says("virtual", "bridge")}) == {}


def test_who_fits_much_less_well_than_the_best_is_left_out() -> None:
    assert set(rank(one("virtual", "ward"), {1: says("virtual", "ward"), 2: says("ward")})) == {1}


def test_what_few_say_tells_more() -> None:
    everybody = {1: says("ward"), 2: says("nurse"), 3: says("nurse"), 4: says("nurse")}

    assert list(rank(one("ward", "nurse"), everybody)) == [1]


def test_what_peers_may_ask_about_tells_more_than_where_somebody_works() -> None:
    found = rank(one("green"), {1: says("green", weight=2.0), 2: says("green", weight=1.5)})

    assert found[1] > found[2]


def test_one_thing_may_be_said_in_several_ways() -> None:
    council: Ways = (frozenset({"council"}), frozenset({"local", "authority"}))

    assert set(rank((council,), {1: says("local", "authority"), 2: says("local", "shop")})) == {1}


def test_a_wish_without_telling_words_fits_nobody() -> None:
    assert rank((), {1: says("ward")}) == {}


STEMS = st.frozensets(st.sampled_from("abcdef"), max_size=4)


@given(st.lists(STEMS, min_size=1, max_size=6), st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4))
def test_whoever_fits_says_at_least_half_of_it(members: list[Stems], words: list[str]) -> None:
    found = rank(one(*words), {number: [Said(stems, 1.0)] for number, stems in enumerate(members)})

    assert all(sum(word in members[number] for word in words) * 2 >= len(words) for number in found)
    assert list(found.values()) == [score for score in found.values() if score > 0]
