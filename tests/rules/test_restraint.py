"""Prompts that nobody answers become fewer, and then none; one answer brings them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.restraint import Restraint, restraint


@pytest.mark.parametrize(
    ("answered", "held_back"),
    [
        ([], Restraint.NONE),
        ([False, False], Restraint.NONE),
        ([True, False, False, False], Restraint.HALVED),
        ([False] * 5, Restraint.HALVED),
        ([True] * 9 + [False] * 6, Restraint.SILENT),
        ([False] * 40, Restraint.SILENT),
        ([False] * 40 + [True], Restraint.NONE),
        ([False, False, True, False, False], Restraint.NONE),
    ],
)
def test_three_unanswered_in_a_row_halve_prompts_and_six_end_them(answered: list[bool], held_back: Restraint) -> None:
    assert restraint(answered) is held_back


@given(st.lists(st.booleans()))
def test_one_answer_and_prompts_come_as_ever(answered: list[bool]) -> None:
    assert restraint([*answered, True]) is Restraint.NONE
