"""How reflecting looks: as it was agreed, within Slack's limits at worst, and in plain words."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.plans import Intention
from bot.prompts import Posed
from bot.reflections import Entry, Page, Words
from bot.rules.commands import Commands
from bot.rules.words import CharacteristicStatus
from bot.views import care, prompts, reflections
from bot.views.parts import Card
from db.models import Characteristic, Prompt, Reflection, Signpost
from tests.views import reading
from tests.views.limits import faults_of, faults_of_copy, texts

GOLDEN = Path(__file__).parent / "golden" / "reflections"
WRITTEN_AT = datetime.fromisoformat("2022-07-04T09:00+01:00")
ROW = "0b0e9d0a-0000-4000-8000-000000000001"
_WORST = "&<>" * 1000


class World:
    """What the views are filled in with: an ordinary day, or the most that fits."""

    def __init__(self, *, worst: bool) -> None:
        self.text = _WORST if worst else "We met on a Tuesday."
        self.short = _WORST[:200] if worst else "Walking far"
        self.plan = _WORST[:300] if worst else "we next meet"
        self.posts = [self.signpost(number) for number in range(1, 9 if worst else 3)]
        self.commands = Commands("a-long-prefi" if worst else "")

    def signpost(self, number: int) -> Signpost:
        return Signpost(position=number, name=self.short[:120], words=self.short)

    def characteristic(self, status: CharacteristicStatus = CharacteristicStatus.WORKING_TITLE) -> Characteristic:
        return Characteristic(id=1, key="walking", name=self.short[:120], status=status)

    def posed(self, status: CharacteristicStatus = CharacteristicStatus.WORKING_TITLE) -> Posed:
        prompt = Prompt(
            id=2,
            stem=self.short[:160] if self.text == _WORST else "Where did you last walk? What did you see?",
            why=self.short[:200] if self.text == _WORST else "Looking back helps you choose where to go next.",
            when_example=self.short,
            then_example="I will " + self.short[:193],
        )
        return Posed(prompt, self.characteristic(status), asking=3)

    def words(self) -> Words:
        return Words(self.text, self.text, self.text, Intention(self.plan, "I will " + self.plan[:293]))

    def entry(self, *, opened: bool = True) -> Entry:
        row = Reflection(id=ROW, stem=self.posed().stem, written_at=WRITTEN_AT)
        return Entry(row, self.characteristic(), self.words() if opened else None)

    def page(self, count: int = 5, *, number: int = 1, more: bool = True) -> Page:
        return Page(tuple(self.entry() for _ in range(count)), number, more=more)


ORDINARY, WORST = World(worst=False), World(worst=True)

VIEWS: dict[str, Callable[[World], Any]] = {
    "care_card": lambda w: care.card(w.posts),
    "care_card_nobody_named": lambda _: care.card([]),
    "prompt_card": lambda w: prompts.card(w.posed()),
    "prompt_card_confirmed": lambda w: prompts.card(w.posed(CharacteristicStatus.CONFIRMED)),
    "prompt_did_you_mean": lambda w: prompts.did_you_mean(
        w.text, meant="walking", characteristics=[w.characteristic()], commands=w.commands
    ),
    "prompt_help": lambda w: prompts.help_card([w.characteristic()], w.commands),
    "writing": lambda w: reflections.writing(w.posed(), w.posts, note="new:2:1:3"),
    "editing": lambda w: reflections.editing(w.entry(), w.posts, note=f"edit:{ROW}"),
    "saved": lambda w: reflections.saved(w.words()),
    "saved_without_plan": lambda w: reflections.saved(Words(w.text)),
    "own": lambda w: reflections.page_card(w.page(), "Europe/London"),
    "own_unreadable": lambda w: reflections.page_card(Page((w.entry(opened=False),), 0, more=False), "Europe/London"),
    "own_nothing": lambda w: reflections.page_card(w.page(0, number=0, more=False), "Europe/London"),
    "deleted": lambda _: reflections.deleted(),
}


def fill(name: str, world: World) -> dict[str, Any]:
    found = VIEWS[name](world)
    return found.as_reply() if isinstance(found, Card) else dict(found)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_agreed(name: str) -> None:
    file = GOLDEN / f"{name}.json"
    shown = json.dumps(fill(name, ORDINARY), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(shown, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == shown, "UPDATE_GOLDEN=1 writes it anew"


def test_no_agreed_look_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(VIEWS)


@pytest.mark.parametrize("world", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_keeps_to_slacks_limits(name: str, world: World) -> None:
    payload = fill(name, world)
    boxes = [block for block in payload["blocks"] if block["type"] == "input"]

    assert faults_of({"text": "a form", **payload}) == []
    assert [box for box in boxes if len(box["element"].get("placeholder", {}).get("text", "")) > 150] == []
    assert [box for box in boxes if len(box["element"].get("initial_value", "")) > box["element"]["max_length"]] == []
    assert len(payload.get("title", {}).get("text", "")) <= 24


@pytest.mark.parametrize("name", VIEWS)
def test_our_words_are_plain(name: str) -> None:
    told = "\n".join(texts(fill(name, ORDINARY)))
    prose = reading.prose(told, "Freedom to Speak Up")

    assert faults_of_copy(told) == []
    assert reading.smog(prose) <= 8.5
    assert [words for words in reading.sentences(prose) if len(words) > 20] == []


def test_a_working_title_is_never_the_communitys_own_words() -> None:
    assert "(a working title)" in "\n".join(texts(fill("prompt_card", ORDINARY)))
    assert "(a working title)" not in "\n".join(texts(fill("prompt_card_confirmed", ORDINARY)))


def test_a_plan_reads_as_one_sentence_however_it_was_typed() -> None:
    typed = Words("x", plan=Intention("When we next meet", "I will listen"))

    assert "When we next meet, then I will listen" in "\n".join(texts(reflections.saved(typed)))
