"""With search by meaning nothing that was answered gets worse, and what is not known is still not guessed."""

from functools import cache

import pytest

from bot.answers.findings import DidYouMean, FactFound, Finding
from bot.desk import meanings, questions
from bot.views.desk import answers
from db import schema, seed
from db.database import Database
from tests.answers.cases import Case, cases
from tests.answers.communities import FOLDERS, MET
from tests.answers.test_questions import CASES, NOT_YET

WORKSPACE = "T0MEANS"


@cache
def community(name: str) -> Database:
    database = Database("sqlite://")
    schema.upgrade(database)
    seed.settle_in(database, WORKSPACE, now=MET, folder=FOLDERS[name])
    meanings.settle(database, WORKSPACE)
    return database


def find(case: Case) -> Finding:
    with community(case.community).read(WORKSPACE) as session:
        return questions.answer(session, case.question, now=case.now)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_question_still_gets_its_answer(case: Case) -> None:
    found = find(case)
    told = answers.plain(found)

    assert found.outcome.value == case.outcome, told
    assert [words for words in case.says if words not in told] == [], told
    assert [words for words in case.never if words in told] == [], told


@pytest.mark.parametrize("case", [case for file in NOT_YET for case in cases(file)], ids=str)
def test_what_is_not_understood_is_offered_at_most(case: Case) -> None:
    assert find(case).outcome.value == "unknown"


def ask(name: str, question: str) -> Finding:
    return find(Case(name, question, MET, "answered", (), ()))


def test_what_no_word_of_ours_says_is_found_by_its_meaning() -> None:
    found = ask("harbour", "why are boat crews so silent")

    assert isinstance(found, FactFound)
    assert found.fact.title == "Why crews stay silent"


def test_what_only_comes_near_is_offered_and_not_told() -> None:
    found = ask("content", "how do leaders of a whole system differ from bosses")

    assert isinstance(found, DidYouMean)
    assert found.choices[0].title == "From traditional leadership to system leadership"
    assert len(found.choices) <= 3
