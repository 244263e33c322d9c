"""Of questions as leaders type them on a phone, nearly all are answered, and nearly none that nobody can answer."""

from pathlib import Path

import pytest

from benchmarks import questions
from benchmarks.dates import moment
from benchmarks.questions import Answered, Asked

FILE = Path(__file__).parent / "questions.jsonl"
NOW = moment("2026-11-23T09:00+00:00")


@pytest.fixture(scope="module")
def told() -> list[Answered]:
    asked = questions.read(FILE, NOW)
    with questions.community(questions.CONTENT, NOW) as database:
        return [questions.ask(database, each) for each in asked]


@pytest.mark.parametrize(("is_answerable", "least"), [(True, 80), (False, 25)])
def test_at_least_95_in_100_are_right(told: list[Answered], is_answerable: bool, least: int) -> None:  # noqa: FBT001
    these = [each for each in told if each.asked.is_answerable is is_answerable]
    wrong = [each.asked.text for each in these if not each.is_right]

    assert len(these) >= least
    assert len(wrong) <= 0.05 * len(these), wrong


def test_nothing_is_said_that_must_not_be(told: list[Answered]) -> None:
    assert [each.asked.text for each in told if each.unwanted] == []


def test_a_figure_that_only_the_source_gives_is_told_as_its_word(told: list[Answered]) -> None:
    shown = next(each.shown for each in told if each.asked.text == "nhs spend on diffusion")

    assert "As stated in the July 2022 deck" in shown


def made(asked: Asked, shown: str, *, is_answer: bool) -> bool:
    return Answered(asked, shown, is_answer).is_right


def test_each_member_needs_one_of_its_alternatives() -> None:
    asked = Asked("when?", True, ("9am|09:00", "July"), ("4pm",), NOW)  # noqa: FBT003

    assert made(asked, "At 9AM in july", is_answer=True)
    assert not made(asked, "At 9am", is_answer=True)
    assert not made(asked, "At 09:00 in July, not at 4pm", is_answer=True)


def test_whoever_abstains_is_right_about_what_nobody_knows() -> None:
    asked = Asked("who won?", False, (), ("Ada",), NOW)  # noqa: FBT003

    assert made(asked, "I do not know.", is_answer=False)
    assert not made(asked, "Did you mean Ada?", is_answer=False)
    assert not made(asked, "Bea won.", is_answer=True)
