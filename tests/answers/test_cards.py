"""Each kind of finding has one golden card. Run with GOLDEN=write to write them anew, and read the difference."""

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers import engine, findings
from bot.answers.embedding import Encoder
from bot.answers.findings import Finding
from bot.answers.knowledge import Knowledge
from bot.answers.meaning import Library
from bot.answers.retrieval import items
from bot.answers.retrieval.shelf import Shelf
from bot.answers.retrieval.thresholds import FALLBACK
from bot.rules.words import CharacteristicStatus
from bot.views.desk import answers
from tests.answers.communities import knowledge_of

GOLDEN = Path(__file__).parent / "golden"
ADDRESS = re.compile(r"<(?:[^<>|]*\|)?([^<>]*)>")  # what is read of a link
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HARBOUR_NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)

ASKED = {
    "event_time": ("content", "when does it start?"),
    "event_time_no": ("content", "does it finish at 11?"),
    "event_time_cancelled": ("harbour", "is the open harbour day still on?"),
    "event_field": ("harbour", "where is the young skippers supper?"),
    "event_field_partial": ("content", "who spoke?"),
    "agenda": ("content", "what is on the agenda?"),
    "item_time": ("content", "what time is the panel?"),
    "item_time_at": ("content", "what is on at 9.30?"),
    "item_speaker": ("content", "who introduces the community?"),
    "events_in_range": ("harbour", "what is on this week?"),
    "events_in_range_empty": ("content", "what is on next week?"),
    "next_event": ("harbour", "when is the next event?"),
    "next_event_none": ("content", "when is the next event?"),
    "last_event": ("content", "what was the last event?"),
    "resources_found": ("content", "what resources are there?"),
    "resources_found_one": ("content", "what is the key read?"),
    "resource_field": ("content", "link to the synthesis paper"),
    "contacts_found": ("content", "who do I contact?"),
    "contacts_found_one": ("content", "who can help me?"),
    "characteristics_listed": ("content", "what are the five characteristics?"),
    "characteristic_found": ("content", "what does leading across boundaries mean?"),
    "characteristic_found_behaviours": ("content", "what does sharing ownership and success look like?"),
    "characteristic_found_status": ("content", "is catalysing and embedding innovation confirmed?"),
    "fact_found_definition": ("content", "what is system leadership?"),
    "fact_found_list": ("content", "what is stopping us?"),
    "fact_found_table": ("content", "traditional leadership versus system leadership"),
    "fact_found_claim": ("content", "what is the 80% claim?"),
    "fact_found_gap": ("content", "innovation or improvement?"),
    "person_found": ("content", "who is Jonty Heaversedge?"),
    "community_named": ("content", "what is the community called?"),
    "organisations_listed": ("harbour", "which organisations are boatyards?"),
    "challenges_listed": ("content", "what are the challenges?"),
    "missing_field": ("content", "where is it held?"),
    "missing_field_resource": ("harbour", "isbn of the silent deck"),
    "two_parts": ("content", "when is it and where?"),
    "did_you_mean": ("content", "everything on the paradoxes of innovation please"),
    "unknown": ("content", "what is the weather like?"),
    "unknown_empty": ("content", ""),
}


LEANING = {"Booking", "WhichOne"}  # of what was asked before: tests/answers/test_following.py


def _found(name: str) -> Finding:
    community, question = ASKED[name]
    now = HARBOUR_NOW if community == "harbour" else NOW
    known = knowledge_of(community)
    return engine.answer(question, known, now=now, library=_by_words(known) if name == "did_you_mean" else None)


def _by_words(known: Knowledge) -> Library:
    """What stands on the shelf before any of it has its vectors: it is offered and never told for sure."""
    placed = list(items.every(known))
    shelf = Shelf([item for item, _ in placed], {})
    return Library(shelf, {item.key: thing for item, thing in placed}, FALLBACK, Encoder(Path("nowhere.onnx")))


def _kinds() -> set[str]:
    return {
        name
        for name, kind in vars(findings).items()
        if isinstance(kind, type) and issubclass(kind, Finding) and kind is not Finding and not name.startswith("_")
    }


@pytest.mark.parametrize("name", ASKED)
def test_a_card_reads_as_it_did(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    card = answers.card(_found(name), question=ASKED[name][1])
    told = json.dumps(card.as_reply(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(told, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == told


def test_every_kind_of_finding_has_a_card() -> None:
    told = {type(_found(name)).__name__ for name in ASKED}

    assert _kinds() - told == LEANING


@pytest.mark.parametrize("name", ASKED)
def test_the_text_of_a_card_holds_the_whole_answer(name: str) -> None:
    finding = _found(name)
    card = answers.card(finding, question="?")
    shown = [ADDRESS.sub(r"\1", block["text"]["text"]) for block in card.blocks if block["type"] == "section"]

    for line in "\n".join(shown).replace("• ", "").splitlines():
        assert line in card.text


def test_an_unknown_answer_offers_a_person_first() -> None:
    question = "what is the weather like?"
    card = answers.card(_found("unknown"), question=question)
    (button,) = card.blocks[-1]["elements"]

    assert button["action_id"] == answers.ASK_A_PERSON == "question.ask_a_person"
    assert button["value"] == question
    assert button["style"] == "primary"


def test_confirmed_characteristics_are_simply_listed() -> None:
    knowledge = knowledge_of("harbour")
    agreed = tuple(replace(item, status=CharacteristicStatus.CONFIRMED) for item in knowledge.characteristics)

    told = _plain("what are the characteristics?", replace(knowledge, characteristics=agreed))

    assert "There are 3 characteristics." in told
    assert "working title" not in told


def test_an_event_that_is_on_now_is_said_to_be_on() -> None:
    during = datetime(2022, 7, 5, 9, tzinfo=UTC)

    assert "It is on now." in answers.plain(engine.answer("when is it?", knowledge_of("content"), now=during))


def test_a_finding_that_has_no_words_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no words for Finding"):
        answers.plain(Finding())


def _plain(question: str, knowledge: Knowledge) -> str:
    return answers.plain(engine.answer(question, knowledge, now=NOW))
