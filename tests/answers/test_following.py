"""A question without a subject of its own leans on what was talked of; one that names something never does."""

from datetime import UTC, datetime

import pytest

from bot.answers import following
from bot.answers.findings import DidYouMean, Finding, WhichOne
from bot.answers.knowledge import Knowledge
from bot.desk import topics
from bot.views.desk import answers
from tests.answers.communities import knowledge_of

NOW = datetime(2026, 11, 25, tzinfo=UTC)
HARBOUR = knowledge_of("harbour")
LANTERN = next(event for event in HARBOUR.events if event.title == "Lantern walk")
STORM = next(event for event in HARBOUR.events if event.title == "Winter storm review" and event.speakers[:1])
KNOTS = next(resource for resource in HARBOUR.resources if resource.title.startswith("Knots and Kinship"))


def follow(text: str, *keys: tuple[str, int], known: Knowledge = HARBOUR) -> Finding | None:
    leaning = following.read(text, known, now=NOW)
    return following.answer(leaning, topics.there(keys, known), known, now=NOW) if leaning else None


def told(text: str, *keys: tuple[str, int]) -> str:
    found = follow(text, *keys)
    assert found is not None, text
    return answers.plain(found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("where is it?", "Old pier"),
        ("where was it", "Old pier"),
        ("when is it?", "Saturday 28 February 2026"),
        ("what time does it start?", "9.30pm"),
        ("and when does it end?", "11.30pm"),
        ("how long is it", "2 hours"),
        ("how much does it cost?", "free"),
        ("how many places are there?", "40"),
        ("and the link?", "I do not know the link for Lantern walk"),
        ("who is speaking?", "I do not know the speakers for Lantern walk"),
        ("where is the event?", "Old pier"),
        ("tell me more about it", "Lantern walk"),
        ("how do I book?", "Lantern walk"),
    ],
)
def test_a_field_is_read_from_the_event_that_was_talked_of(text: str, says: str) -> None:
    assert says in told(text, ("event", LANTERN.id))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("who wrote it?", "Ines Okafor"),
        ("and the link?", "https://example.org/knots"),
        ("when was it published", "2021"),
    ],
)
def test_a_field_is_read_from_the_resource_that_was_talked_of(text: str, says: str) -> None:
    assert says in told(text, ("resource", KNOTS.id))


def test_of_several_the_second_one_is_the_second() -> None:
    keys = (("event", LANTERN.id), ("event", STORM.id))

    assert STORM.title in told("what about the second one?", *keys)
    assert "Old pier" in told("where is the first one", *keys)
    assert isinstance(follow("and the fourth one?", *keys), WhichOne)


def test_of_several_it_is_asked_which() -> None:
    found = follow("where is it?", ("event", LANTERN.id), ("event", STORM.id))

    assert isinstance(found, DidYouMean)
    assert [choice.id for choice in found.choices] == [LANTERN.id, STORM.id]


def test_what_is_gone_is_not_guessed() -> None:
    assert isinstance(follow("where is it?", ("event", 9_999)), WhichOne)


@pytest.mark.parametrize(
    "text",
    [
        "when is the next event",
        "where is the winter storm review",
        "what is on in December",
        "who is Mere Rangi",
        "what is the lantern rule",
        "who deals with money",
        "who can I speak to",
        "is it on 5 July",
        "how do I offer a talk",
        "what are the characteristics",
        "",
        "?",
    ],
)
def test_what_stands_by_itself_leans_on_nothing(text: str) -> None:
    assert following.read(text, HARBOUR, now=NOW) is None
