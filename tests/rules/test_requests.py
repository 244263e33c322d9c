"""What somebody wants who writes in plain words: stop words come first, and what is none of them is a question."""

import pytest

from bot.rules.requests import Request, did_you_mean, read


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("STOP", Request.LEAVE),
        ("Stop!!", Request.LEAVE),
        ("leave me alone.", Request.LEAVE),
        (" delete my data ", Request.LEAVE),
        ("Pause", Request.LEAVE),
        ("", Request.HELP),
        ("?!", Request.HELP),
        ("Hello", Request.HELP),
        ("Thank you!", Request.HELP),
        ("events", Request.EVENTS),
        ("Sign me up", Request.JOIN),
        ("my page", Request.PAGE),
        ("when does it stop?", Request.ASK),
        ("how do I leave the building", Request.ASK),
        ("helpful things to read", Request.ASK),
    ],
)
def test_plain_words_are_understood(text: str, request_: Request) -> None:
    assert read(text) is request_


@pytest.mark.parametrize(
    ("word", "meant"),
    [("hepl", "help"), ("HELP", "help"), ("joim", "join"), ("x", None), ("", None), ("z" * 999, None)],
)
def test_a_slip_is_taken_for_the_nearest_word_or_for_none(word: str, meant: str | None) -> None:
    assert did_you_mean(word, ("help", "join", "leave")) == meant
