"""Distress in plain words is heard; ordinary questions of leaders are not taken for it."""

import pytest

from bot.rules import distress


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i can’t cope any more",
        "I can't cope anymore.",
        "honestly I cannot go on like this",
        "I am SUICIDAL",
        "I keep thinking about ending my life",
        "they'd be better off without me",
        "I don’t want to be here any more",
        "I have been self-harming",
    ],
)
def test_plain_words_of_distress_are_heard(text: str) -> None:
    assert distress.is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "when is the next event?",
        "the room can't take any more people",
        "I can't go on Tuesday, can I still watch it?",
        "we need to kill this project",
        "what should I read about coping with change?",
        "is there a deadline?",
        "I live in Lewisham. Any more events?",
    ],
)
def test_ordinary_words_are_not_taken_for_distress(text: str) -> None:
    assert not distress.is_told(text)
