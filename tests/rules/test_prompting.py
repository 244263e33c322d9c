"""Which prompt comes next: the same for the same member and slot, never dull, and one in six about what goes well."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import prompting
from bot.rules.prompting import STRENGTH_EVERY, Asked, Candidate, Why
from bot.rules.words import PromptKind, Tone
from tests.answers.communities import content_of

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


def walk(prompts: Sequence[Candidate], characteristics: Sequence[int], answered: Sequence[bool]) -> list[Asked]:
    """What one member gets, slot after slot."""
    tones = {prompt.id: prompt.tone for prompt in prompts}
    history: list[Asked] = []
    for slot, written in enumerate(answered):
        choice = prompting.choose(prompts, characteristics, history, seed=f"7:{slot}")
        if choice is None:
            break
        history.append(Asked(choice.prompt, choice.characteristic, tones[choice.prompt], written))
    return history


def our_bank() -> tuple[list[Candidate], list[int]]:
    """The prompts of content/ with characteristics numbered by their position."""
    content = content_of("content")
    numbers = {row.key: row.position for row in content.characteristics}
    return [
        Candidate(number, numbers.get(row.characteristic or ""), PromptKind(row.kind), Tone(row.tone))
        for number, row in enumerate(content.prompts, start=1)
    ], sorted(numbers.values())


@given(banks, answers)
def test_the_same_member_and_slot_lead_to_the_same_prompt(
    bank: tuple[int, list[Candidate]], answered: list[bool]
) -> None:
    count, prompts = bank
    characteristics = list(range(1, count + 1))

    first, again = walk(prompts, characteristics, answered), walk(prompts[::-1], characteristics, answered)

    assert first == again


@given(banks, answers)
def test_a_characteristic_never_comes_twice_running_while_there_is_another(
    bank: tuple[int, list[Candidate]], answered: list[bool]
) -> None:
    count, prompts = bank
    fitting = {prompt.characteristic for prompt in prompts}
    able = count if None in fitting else len(fitting)

    history = walk(prompts, list(range(1, count + 1)), answered)

    if able >= 2:
        assert all(one.characteristic != other.characteristic for one, other in pairwise(history))


@given(banks, answers)
def test_no_prompt_comes_again_while_one_of_its_sort_is_new(
    bank: tuple[int, list[Candidate]], answered: list[bool]
) -> None:
    count, prompts = bank
    history = walk(prompts, list(range(1, count + 1)), answered)

    for turn, asked in enumerate(history):
        seen = {earlier.prompt for earlier in history[:turn]}
        if asked.prompt in seen:
            new = [prompt for prompt in prompts if prompt.id not in seen]
            of_it = [prompt for prompt in new if prompt.characteristic in (asked.characteristic, None)]
            assert all(asked.tone is Tone.STRENGTH and prompt.tone is not Tone.STRENGTH for prompt in of_it)


@given(banks, answers)
def test_of_any_six_prompts_one_is_about_strengths(bank: tuple[int, list[Candidate]], answered: list[bool]) -> None:
    count, prompts = bank
    everywhere = Candidate(999, None, PromptKind.NOTICE, Tone.STRENGTH)

    history = walk([*prompts, everywhere], list(range(1, count + 1)), answered)

    for start in range(len(history) - STRENGTH_EVERY + 1):
        assert any(asked.tone is Tone.STRENGTH for asked in history[start : start + STRENGTH_EVERY])


@given(st.lists(st.booleans(), min_size=52, max_size=52))
@settings(max_examples=25)
def test_our_own_prompts_last_two_years_without_one_coming_again(answered: list[bool]) -> None:
    prompts, characteristics = our_bank()

    history = walk(prompts, characteristics, answered)

    assert len({asked.prompt for asked in history}) == len(history) == 52


@given(st.lists(st.booleans(), min_size=30, max_size=30))
@settings(max_examples=25)
def test_each_characteristic_gets_its_turn(answered: list[bool]) -> None:
    prompts, characteristics = our_bank()

    history = walk(prompts, characteristics, answered)

    counts = [sum(asked.characteristic == one for asked in history) for one in characteristics]
    assert min(counts) >= 3


def test_two_stretching_prompts_do_not_follow_each_other_while_there_is_a_gentler_one() -> None:
    prompts = [
        Candidate(1, 1, PromptKind.LEARN, Tone.STRETCH),
        Candidate(2, 1, PromptKind.TRY, Tone.NEUTRAL),
    ]
    history = [Asked(9, 2, Tone.STRETCH, answered=True)]

    choice = prompting.choose(prompts, [1, 2], history, seed="7:1")

    assert choice is not None
    assert choice.prompt == 2


def test_a_characteristic_that_was_never_written_on_says_so() -> None:
    prompts = [Candidate(1, None, PromptKind.NOTICE, Tone.NEUTRAL)]

    first = prompting.choose(prompts, [1], [], seed="7:1")
    later = prompting.choose(prompts, [1], [Asked(1, 1, Tone.NEUTRAL, answered=True)], seed="7:2")

    assert first is not None
    assert later is not None
    assert (first.why, later.why) == (Why.NOT_YET, Why.LEAST)


def test_without_prompts_nothing_comes() -> None:
    assert prompting.choose([], [1, 2], [], seed="7:1") is None
    assert prompting.choose([Candidate(1, 3, PromptKind.TRY, Tone.NEUTRAL)], [1, 2], [], seed="7:1") is None
