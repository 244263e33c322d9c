"""Every question of the two communities is answered with what must be said, and never with what must not."""

import pytest

from tests.answers.cases import Case, answer_text, cases

ANSWERED = ("content.toml", "harbour.toml", "held_out.toml", "held_out_harbour.toml")
NOT_YET = ("not_yet.toml", "not_yet_harbour.toml")
CASES = [case for file in ANSWERED for case in cases(file)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_question_gets_its_answer(case: Case) -> None:
    told, outcome = answer_text(case.question, case.now, case.community)

    assert outcome == case.outcome, told
    assert [words for words in case.says if words not in told] == [], told
    assert [words for words in case.never if words in told] == [], told


@pytest.mark.parametrize("case", [case for file in NOT_YET for case in cases(file)], ids=str)
def test_what_is_not_understood_yet_is_refused_and_never_guessed(case: Case) -> None:
    _, outcome = answer_text(case.question, case.now, case.community)

    assert outcome == "unknown"


def test_there_are_enough_questions_that_nobody_can_answer() -> None:
    refused = [case for case in CASES if case.outcome != "answered"]

    assert len(refused) >= 30


@pytest.mark.parametrize("case", [case for case in CASES if case.outcome == "answered"], ids=str)
def test_no_capitals_and_no_punctuation_change_no_outcome(case: Case) -> None:
    bare = case.question.lower().replace("?", "")

    _, outcome = answer_text(bare, case.now, case.community)

    assert outcome == "answered"
