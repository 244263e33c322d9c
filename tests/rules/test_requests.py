"""What somebody wants who writes in plain words: stop words come first, and what is none of them is a question."""

import pytest

from bot.rules.requests import Request, did_you_mean, may_be_reflection, read


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


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("I asked the ward first, and they changed the form.", True),
        ("When we met last week nobody had read the plan, so I asked why", True),
        ("What helped was that I waited before I said anything at all", True),
        ("We did it.", True),
        ("When is the next event", False),
        ("when does the breakout session begin on Tuesday next week", False),
        ("what's on next week", False),
        ("who to contact about parking", False),
        ("Tell me about Everett Rogers", False),
        ("I need help with my plan", False),
        ("I tried it, but how do others do this?", False),
        ("next event please", False),
        ("Thank you!", False),
        ("leave me alone", False),
        ("ok", False),
        ("", False),
    ],
)
def test_what_tells_something_may_be_a_reflection_and_what_asks_is_none(text: str, may_be: bool) -> None:  # noqa: FBT001
    assert may_be_reflection(text) is may_be
