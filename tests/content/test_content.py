"""The content of the community is whole, and every quote in it is in its source, word for word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.answers.communities import FOLDERS, content_of

ROOT = Path(__file__).parents[2]


def test_the_content_counts_are_those_of_the_source() -> None:
    content = content_of("content")

    assert len(content.characteristics) == 5
    assert len(content.events) == 1
    assert len(content.events[0].agenda) == 5
    assert len(content.resources) == 5
    assert len(content.contacts) == 2
    assert len(content.challenges) == 7


def test_the_agenda_is_that_of_the_day() -> None:
    (event,) = content_of("content").events

    assert [item.minutes for item in event.agenda] == [10, 15, 60, 10, 10]
    assert event.agenda[1].speaker == "Jonty Heaversedge, Joint CMO SEL ICS"


def test_only_one_characteristic_is_the_communitys_own_words() -> None:
    standing = {item.name: item.status for item in content_of("content").characteristics}

    assert standing.pop("Catalysing and embedding innovation") == "confirmed"
    assert set(standing.values()) == {"working title"}


@pytest.mark.parametrize("community", FOLDERS)
def test_every_quote_is_in_its_source_word_for_word(community: str) -> None:
    content = content_of(community)
    files = {source.key: source.file for source in content.sources if source.file}
    source_words = {
        key: " ".join((FOLDERS[community] / "source" / file).read_text(encoding="utf-8").replace("*", "").split())
        for key, file in files.items()
    }
    quoted = [
        *((fact.source, quote) for fact in content.facts for quote in fact.quote),
        *((contact.source, quote) for contact in content.contacts for quote in contact.quote),
        *((event.source, quote) for event in content.events for quote in event.quote),
        *((event.source, quote) for event in content.events for item in event.agenda for quote in item.quote),
        *((row.source, quote) for row in content.characteristics for quote in (row.basis, *row.also)),
        *((row.source, row.named_as) for row in content.resources),
    ]

    held = [(source_words[key], " ".join(quote.split())) for key, quote in quoted if key in source_words]
    missing = [quote for source, quote in held if quote not in source]

    assert missing == []
    assert len(quoted) >= 30


@pytest.mark.parametrize("community", FOLDERS)
def test_barriers_are_told_by_one_fact_of_their_source_and_leave_room_for_something_else(community: str) -> None:
    content = content_of(community)
    told = [(fact.source, set(fact.items)) for fact in content.facts]

    missing = [
        row.key for row in content.barriers if not any(row.source == key and row.name in names for key, names in told)
    ]
    assert missing == []
    assert len(content.barriers) <= 9


@pytest.mark.parametrize("community", FOLDERS)
def test_every_fact_can_be_asked_for(community: str) -> None:
    assert [fact.key for fact in content_of(community).facts if not fact.asks] == []


@pytest.mark.parametrize(
    "button",
    [
        *("Your settings", "Reflect now", "Reflect", "Export", "Pause", "Leave", "Suggest a resource"),
        *("Cannot make it", "Not this person", "Report a concern", "People you are not introduced to"),
    ],
)
def test_a_button_that_a_fact_speaks_of_is_there(button: str) -> None:
    told = " ".join(fact.statement for fact in content_of("content").facts if fact.kind == "help")
    shown = {words for view in (ROOT / "tests/views/golden").rglob("*.json") for words in _buttons(view)}

    assert button in told
    assert button in shown


def _buttons(view: Path) -> Iterator[str]:
    """The labels of all buttons on a view."""
    waiting: list[Any] = [json.loads(view.read_text(encoding="utf-8"))]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if part.get("type") == "button":
                yield part["text"]["text"]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
