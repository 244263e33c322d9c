"""Which prompt comes next: the same for the same member and slot, never stale, and each with its true reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import prompting
from bot.rules.prompting import (
    AGAIN_AFTER,
    STEM_AGAIN_AFTER,
    STRENGTH_EVERY,
    Asked,
    Attended,
    Candidate,
    Choice,
    Situation,
    Why,
)
from bot.rules.words import Hindrance, PromptKind, Tone
from tests.answers.communities import content_of

START = datetime(2022, 7, 4, 8, tzinfo=UTC)
FORTNIGHT, WEEK = timedelta(weeks=2), timedelta(weeks=1)
NOW = Situation(at=START)

banks = st.integers(2, 5).flatmap(
    lambda characteristics: st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(1, characteristics)), st.sampled_from(PromptKind), st.sampled_from(Tone)
        ),
        min_size=1,
        max_size=40,
    ).map(lambda rows: (characteristics, [Candidate(number, *row) for number, row in enumerate(rows, 1)]))
)
answers = st.lists(st.booleans(), min_size=30, max_size=30)
rhythms = st.sampled_from([WEEK, FORTNIGHT])


def walk(
    prompts: Sequence[Candidate],
    characteristics: Sequence[int],
    answered: Sequence[bool],
    *,
    every: timedelta = FORTNIGHT,
    around: Callable[[int], Situation] = lambda _: NOW,
) -> list[Asked]:
    """What one member gets, slot after slot; a slot may bring nothing."""
    tones = {prompt.id: prompt.tone for prompt in prompts}
    history: list[Asked] = []
    for slot, written in enumerate(answered):
        at = START + slot * every
        choice = prompting.choose(prompts, characteristics, history, replace(around(slot), at=at), seed=f"7:{slot}")
        if choice:
            history.append(
                Asked(choice.prompt, choice.characteristic, tones[choice.prompt], written, at, why=choice.why)
            )
    return history


def our_bank() -> tuple[list[Candidate], list[int]]:
    """The prompts of content/ with characteristics numbered by their position."""
    content = content_of("content")
    numbers = {row.key: row.position for row in content.characteristics}
    return [
        Candidate(number, numbers.get(row.characteristic or ""), PromptKind(row.kind), Tone(row.tone))
        for number, row in enumerate(content.prompts, start=1)
    ], sorted(numbers.values())


def asked(prompt: int, characteristic: int, *, weeks_ago: float, **more: object) -> Asked:
    fields: dict[str, object] = {"tone": Tone.NEUTRAL, "answered": True} | more
    return Asked(prompt, characteristic, at=START - timedelta(weeks=weeks_ago), **fields)  # type: ignore[arg-type]


def chosen(
    prompts: Sequence[Candidate], history: Sequence[Asked] = (), situation: Situation = NOW, *, of: int = 2
) -> Choice | None:
    return prompting.choose(prompts, range(1, of + 1), history, situation, seed="7:1")


def one_of_each_kind(characteristic: int, first: int = 1) -> list[Candidate]:
    return [Candidate(number, characteristic, kind, Tone.NEUTRAL) for number, kind in enumerate(PromptKind, first)]


# always


@given(banks, answers, rhythms)
def test_the_same_member_and_slot_lead_to_the_same_prompt(
    bank: tuple[int, list[Candidate]], answered: list[bool], every: timedelta
) -> None:
    count, prompts = bank
    characteristics = list(range(1, count + 1))

    first = walk(prompts, characteristics, answered, every=every)

    assert first == walk(prompts[::-1], characteristics, answered, every=every)


@given(banks, answers, rhythms)
def test_a_characteristic_never_comes_twice_running_while_another_has_prompts(
    bank: tuple[int, list[Candidate]], answered: list[bool], every: timedelta
) -> None:
    count, prompts = bank
    fitting = {prompt.characteristic for prompt in prompts}
    able = count if None in fitting else len(fitting)

    history = walk(prompts, list(range(1, count + 1)), answered, every=every)

    if able >= 2:
        assert all(one.characteristic != other.characteristic for one, other in pairwise(history))


@given(banks, answers, rhythms)
def test_no_prompt_comes_again_within_26_weeks_and_none_of_its_words_within_8(
    bank: tuple[int, list[Candidate]], answered: list[bool], every: timedelta
) -> None:
    count, prompts = bank
    history = walk(prompts, list(range(1, count + 1)), answered, every=every)

    for turn, later in enumerate(history):
        for earlier in history[:turn]:
            if earlier.prompt == later.prompt:
                assert later.at - earlier.at >= STEM_AGAIN_AFTER
                assert earlier.characteristic != later.characteristic or later.at - earlier.at >= AGAIN_AFTER


@given(banks, answers, rhythms)
def test_two_stretching_prompts_never_follow_each_other(
    bank: tuple[int, list[Candidate]], answered: list[bool], every: timedelta
) -> None:
    count, prompts = bank
    history = walk(prompts, list(range(1, count + 1)), answered, every=every)

    assert not any(one.tone is other.tone is Tone.STRETCH for one, other in pairwise(history))


@given(st.lists(st.booleans(), min_size=104, max_size=104), rhythms)
@settings(max_examples=25, deadline=None)
def test_of_any_six_of_our_own_prompts_one_is_about_strengths(answered: list[bool], every: timedelta) -> None:
    history = walk(*our_bank(), answered, every=every)

    for start in range(len(history) - STRENGTH_EVERY + 1):
        assert any(asked.tone is Tone.STRENGTH for asked in history[start : start + STRENGTH_EVERY])


@given(st.lists(st.booleans(), min_size=104, max_size=104))
@settings(max_examples=25, deadline=None)
def test_our_own_prompts_fill_every_week_of_two_years(answered: list[bool]) -> None:
    assert len(walk(*our_bank(), answered, every=WEEK)) == 104


@given(st.lists(st.booleans(), min_size=52, max_size=52))
@settings(max_examples=25, deadline=None)
def test_our_own_prompts_last_two_fortnightly_years_without_one_coming_again(answered: list[bool]) -> None:
    history = walk(*our_bank(), answered)

    assert len({asked.prompt for asked in history}) == len(history) == 52


@given(answers)
@settings(max_examples=25, deadline=None)
def test_each_characteristic_gets_its_turn(answered: list[bool]) -> None:
    prompts, characteristics = our_bank()

    history = walk(prompts, characteristics, answered)

    counts = [sum(asked.characteristic == one for asked in history) for one in characteristics]
    assert min(counts) >= 3


def test_a_chosen_characteristic_comes_more_often() -> None:
    prompts, characteristics = our_bank()

    history = walk(prompts, characteristics, [True] * 52, around=lambda _: Situation(START, wants=frozenset({3})))

    counts = {one: sum(asked.characteristic == one for asked in history) for one in characteristics}
    assert counts.pop(3) > max(counts.values()) + 3
    assert any(asked.why is Why.CHOSEN for asked in history if asked.characteristic == 3)


def test_a_characteristic_climbs_from_noticing_to_learning_trying_and_a_peer() -> None:
    prompts = [*one_of_each_kind(1), *one_of_each_kind(2, first=11)]
    kinds = {prompt.id: prompt.kind for prompt in prompts}

    history = walk(prompts, [1, 2], [True] * 8, every=WEEK)

    assert [kinds[asked.prompt] for asked in history if asked.characteristic == 1] == list(PromptKind)


# what comes first


PROMPTS = [*one_of_each_kind(1), *one_of_each_kind(2, first=11)]
EVENT = Attended(5, characteristic=2)


def test_a_due_follow_up_takes_the_slot() -> None:
    assert chosen(PROMPTS, situation=replace(NOW, follow_up_is_due=True, attended=EVENT)) is None


def test_after_an_event_comes_something_to_learn_about_its_characteristic() -> None:
    assert chosen(PROMPTS, situation=replace(NOW, attended=EVENT, is_introduced=True)) == Choice(12, 2, Why.EVENT, 5)


def test_an_event_of_no_characteristic_leads_to_the_one_whose_turn_it_is() -> None:
    found = chosen(PROMPTS, [asked(99, 1, weeks_ago=2)], replace(NOW, attended=Attended(5, characteristic=None)))

    assert found == Choice(12, 2, Why.EVENT, 5)


def test_an_event_may_bring_the_characteristic_of_the_last_turn_again() -> None:
    found = chosen(PROMPTS, [asked(99, 2, weeks_ago=2)], replace(NOW, attended=EVENT))

    assert found == Choice(12, 2, Why.EVENT, 5)


def test_an_event_whose_prompts_are_resting_gives_way_to_the_usual_turn() -> None:
    found = chosen(PROMPTS, [asked(12, 2, weeks_ago=9)], replace(NOW, attended=EVENT))

    assert found is not None
    assert (found.why, found.characteristic) == (Why.NOT_YET, 1)


def test_who_has_an_introduction_and_has_not_met_gets_something_to_try_with_a_peer() -> None:
    assert chosen(PROMPTS, situation=replace(NOW, is_introduced=True)) == Choice(4, 1, Why.INTRODUCTION)


@pytest.mark.parametrize(
    ("hindrance", "prompt"), [(Hindrance.NOT_KNOWN_HOW, 2), (Hindrance.NO_CHANCE, 4), (Hindrance.MATTERS_LESS, 1)]
)
def test_what_got_in_the_way_of_a_plan_leads_to_a_prompt_that_may_help(hindrance: Hindrance, prompt: int) -> None:
    assert chosen(PROMPTS, situation=replace(NOW, hindrance=hindrance)) == Choice(prompt, 1, Why.HINDRANCE)


def test_who_wants_prompts_only_after_events_gets_none_without_one() -> None:
    situation = replace(NOW, only_after_events=True, is_introduced=True)

    assert chosen(PROMPTS, situation=situation) is None
    assert chosen(PROMPTS, situation=replace(situation, attended=EVENT)) == Choice(12, 2, Why.EVENT, 5)


def test_a_prompt_that_is_not_wanted_again_does_not_come() -> None:
    retired = frozenset(prompt.id for prompt in PROMPTS if prompt.id != 14)

    found = chosen(PROMPTS, situation=replace(NOW, retired=retired))

    assert found is not None
    assert found.prompt == 14


def test_when_every_prompt_is_resting_nothing_comes() -> None:
    history = [asked(prompt.id, prompt.characteristic or 0, weeks_ago=9) for prompt in PROMPTS]

    assert chosen(PROMPTS, history) is None


def test_a_community_with_one_characteristic_hears_of_it_again_and_again() -> None:
    assert chosen(one_of_each_kind(1), [asked(1, 1, weeks_ago=2)], of=1) is not None


# why


@pytest.mark.parametrize(
    ("history", "wants", "why"),
    [
        ([], set(), Why.NOT_YET),
        ([asked(9, 1, weeks_ago=12, answered=False), asked(99, 2, weeks_ago=2)], set(), Why.NOT_YET),
        ([asked(9, 1, weeks_ago=12), asked(99, 2, weeks_ago=2)], set(), Why.LEAST),
        ([asked(9, 1, weeks_ago=12), asked(8, 1, weeks_ago=10), asked(99, 2, weeks_ago=2)], set(), Why.NEXT_STEP),
        ([asked(n, 1, weeks_ago=n) for n in (30, 29, 28)] + [asked(99, 2, weeks_ago=2)], {1}, Why.CHOSEN),
    ],
)
def test_the_reason_is_true(history: list[Asked], wants: set[int], why: Why) -> None:
    three = [*PROMPTS, Candidate(31, 3, PromptKind.NOTICE, Tone.NEUTRAL)] if why is Why.CHOSEN else PROMPTS
    of = 3 if why is Why.CHOSEN else 2
    past = [*history[:-1], *([asked(32, 3, weeks_ago=4), asked(33, 3, weeks_ago=3)] if of == 3 else []), *history[-1:]]

    found = chosen(three, past, replace(NOW, wants=frozenset(wants)), of=of)

    assert found is not None
    assert (found.characteristic, found.why) == (1, why)


def test_a_prompt_whose_turn_is_early_does_not_claim_to_have_had_the_least() -> None:
    """The one that had less has nothing that is not resting."""
    prompts = [Candidate(1, 1, PromptKind.NOTICE, Tone.NEUTRAL), *one_of_each_kind(2, first=11)]
    prompts += [Candidate(31, 3, PromptKind.NOTICE, Tone.NEUTRAL)]
    history = [asked(1, 1, weeks_ago=9), *(asked(40 + n, 2, weeks_ago=8 - n) for n in range(4))]
    history += [asked(99, 3, weeks_ago=2)]

    found = chosen(prompts, history, of=3)

    assert found is not None
    assert (found.characteristic, found.why) == (2, Why.TURN)


def test_every_sixth_is_about_strengths_and_says_so() -> None:
    prompts = [*PROMPTS, Candidate(50, 2, PromptKind.PEER, Tone.STRENGTH)]
    history = [asked(100 + n, n % 2 + 1, weeks_ago=12 - 2 * n) for n in range(5)]

    assert chosen(prompts, history) == Choice(50, 2, Why.STRENGTH)


# another one


def instead(prompts: Sequence[Candidate], history: Sequence[Asked], situation: Situation = NOW) -> Choice | None:
    return prompting.choose_instead(
        prompts, history, situation, characteristic=1, kind=PromptKind.NOTICE, seed="7:1:swap"
    )


def test_another_one_is_about_the_same_characteristic_and_not_the_same_prompt() -> None:
    found = instead(PROMPTS, [asked(1, 1, weeks_ago=0)])

    assert found is not None
    assert found.prompt in {2, 3, 4}
    assert (found.characteristic, found.why) == (1, Why.SWAPPED)


def test_another_one_is_of_the_same_kind_if_there_is_one() -> None:
    same = Candidate(21, 1, PromptKind.NOTICE, Tone.NEUTRAL)

    assert instead([*PROMPTS, same], [asked(1, 1, weeks_ago=0)]) == Choice(21, 1, Why.SWAPPED)


def test_there_may_be_no_other() -> None:
    assert instead(PROMPTS[:1], [asked(1, 1, weeks_ago=0)]) is None


def test_what_was_swapped_rests_and_is_no_turn() -> None:
    history = [asked(1, 1, weeks_ago=2, swapped=True, answered=False)]

    found = chosen(PROMPTS, history)

    assert found is not None
    assert (found.characteristic, found.prompt != 1) == (1, True)


# at once


def test_who_asks_gets_a_prompt_even_when_all_are_resting() -> None:
    history = [asked(prompt.id, prompt.characteristic or 0, weeks_ago=9 - n) for n, prompt in enumerate(PROMPTS)]

    found = prompting.choose_at_once(PROMPTS, [1], history, replace(NOW, follow_up_is_due=True), seed="7:1")

    assert found is not None
    assert (found.prompt, found.characteristic) == (1, 1)


def test_who_asks_a_community_without_prompts_gets_none() -> None:
    assert prompting.choose_at_once([], [1, 2], [], NOW, seed="7:1") is None
