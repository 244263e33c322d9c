"""What somebody asks about themselves is told from what they ask about everybody."""

import pytest

from bot.rules.own import Own, OwnQuestion, read

ASKED = {
    "Am I going?": Own.GOING,
    "what have I said yes to?": Own.SAID_YES,
    "what events am I going to": Own.SAID_YES,
    "my rsvps": Own.SAID_YES,
    "Who is my introduction?": Own.PEERS,
    "who's my peer": Own.PEERS,
    "who am I meeting": Own.PEERS,
    "who was I introduced to?": Own.PEERS,
    "When do we meet?": Own.MEETING,
    "when am I meeting my peer": Own.MEETING,
    "What is my plan?": Own.PLAN,
    "what's my plan": Own.PLAN,
    "show me my plans": Own.PLAN,
    "my reflections": Own.REFLECTIONS,
    "what did I write?": Own.REFLECTIONS,
    "When is my next prompt?": Own.PROMPT,
    "when do I get my next prompt": Own.PROMPT,
    "what are my settings": Own.SETTINGS,
    "am I paused?": Own.SETTINGS,
    "my resources": Own.READING,
}
OTHERS = (
    "who is going to the event",
    "when is the next event",
    "am I right that it starts at 9am",
    "what should I read",
    "when do we meet next month",
    "who is meeting whom",
    "show me Amina's plan",
    "what is the plan for the day",
    "how do I write a plan",
    "closing reflections",
    "my manager wants to know where it is",
    "",
)


@pytest.mark.parametrize(("text", "about"), ASKED.items())
def test_what_is_ones_own_is_known(text: str, about: Own) -> None:
    found = read(text)

    assert found is not None
    assert found.about is about


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_is_a_question_like_any_other(text: str) -> None:
    assert read(text) is None


def test_an_event_that_is_named_is_kept_as_it_was_put() -> None:
    assert read("am I going to the workshop on 3 March?") == OwnQuestion(Own.GOING, "to the workshop on 3 march")
