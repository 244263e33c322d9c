"""Whatever is typed gets an answer or a reason, and can ping nobody."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import engine
from bot.answers.findings import Unknown
from bot.answers.knowledge import Knowledge
from bot.answers.reasons import Outcome, Reason
from bot.views.desk import answers
from tests.answers.communities import knowledge_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOST_IN_VALUE = 2_000  # what Slack takes in a button
HOSTILE = (
    *("", " ", "?", "\x00", "a" * 8_000, "when " * 2_000, "£" * 99),
    *("\u202ewhen is it\u202c", "<!channel> when is it?"),
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("community", ["content", "harbour"])
def test_hostile_text_gets_an_answer_or_a_reason(text: str, community: str) -> None:
    finding = engine.answer(text, knowledge_of(community), now=NOW)
    card = answers.card(finding, question=text)

    assert card.text
    assert all(len(one["value"]) <= MOST_IN_VALUE for one in card.blocks[-1]["elements"])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_no_text_at_all_breaks_the_engine(text: str) -> None:
    finding = engine.answer(text, knowledge_of("harbour"), now=NOW)

    assert answers.plain(finding)


def test_nothing_typed_is_not_taken_for_a_question() -> None:
    assert engine.answer(" ", knowledge_of("content"), now=NOW) == Unknown(Reason.EMPTY)


def test_marks_that_turn_text_round_do_not_hide_a_question() -> None:
    plain = engine.answer("when is it?", knowledge_of("content"), now=NOW)

    assert engine.answer("\u202ewhen is it?\u202c", knowledge_of("content"), now=NOW) == plain


def test_content_that_would_ping_everybody_is_shown_letter_by_letter() -> None:
    knowledge = knowledge_of("content")
    (event,) = knowledge.events
    poisoned = replace(knowledge, events=(replace(event, place="<!channel> & <https://evil.example|here>"),))

    card = answers.card(engine.answer("where is it?", poisoned, now=NOW), question="where is it?")

    assert "<" not in card.text
    assert "&lt;!channel&gt;" in str(card.blocks)
    assert "<!channel>" not in str(card.blocks)


def test_a_community_that_knows_nothing_says_so() -> None:
    empty = Knowledge(community="Nobody yet", zone="Europe/London")
    asked = ("when does it start?", "resources", "who do I contact?", "the characteristics?", "events next week")

    for question in asked:
        finding = engine.answer(question, empty, now=NOW)

        assert answers.plain(finding)
        assert finding.outcome is Outcome.UNKNOWN or "Nothing is listed" in answers.plain(finding)
