"""Prompts, reflections and signposts to fill views in with."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.followups import Followup
from bot.plans import Intention
from bot.prompts import Posed
from bot.reflections import Entry, Page, Words
from bot.rules.words import CharacteristicStatus
from bot.views import care, prompts, reflections
from db.models import Characteristic, Plan, Prompt, Reflection, Signpost
from tests.views.worlds.base import ZONE, Fill, World

WRITTEN_AT = datetime.fromisoformat("2022-07-04T09:00+01:00")
MADE_ON = date(2022, 7, 4)
ROW = "0b0e9d0a-0000-4000-8000-000000000001"
STEM = "Where did you last walk? What did you see?"


def posts(w: World) -> list[Signpost]:
    return [
        Signpost(position=number, name=w.say("Walking far", 120, number), words=w.publish("Walking far", 300))
        for number in w.count(2, 8)
    ]


def characteristic(
    w: World, status: CharacteristicStatus = CharacteristicStatus.WORKING_TITLE, number: int = 1
) -> Characteristic:
    key = f"key-{number}".ljust(80, "x") if w.is_worst else "walking"
    return Characteristic(id=number, key=key, name=w.say("Walking far", 120, number), status=status)


def every(w: World) -> list[Characteristic]:
    return [characteristic(w, number=number) for number in w.count(1, 60)]


def posed(w: World, status: CharacteristicStatus = CharacteristicStatus.WORKING_TITLE) -> Posed:
    prompt = Prompt(
        id=2,
        stem=w.say(STEM, 200),
        why=w.say("Looking back helps you choose where to go next.", 300),
        when_example=w.say("Walking far", 200),
        then_example="I will " + w.say("Walking far", 193),
    )
    return Posed(prompt, characteristic(w, status), asking=3)


def plan(w: World) -> Intention:
    return Intention(w.say("we next meet", 300), "I will " + w.say("we next meet", 293))


def followup(w: World, **fields: Any) -> Followup:
    kept = {"id": ROW, "asked": 0, "ask_at": WRITTEN_AT + timedelta(weeks=2), **fields}
    ends = kept.get("closed_at") is not None or kept["ask_at"] is None
    return Followup(Plan(**kept), characteristic(w), MADE_ON, None if ends else MADE_ON + timedelta(weeks=2))


def words(w: World) -> Words:
    told = w.say("We met on a Tuesday.", 3000)
    return Words(told, told, told, plan(w))


def entry(w: World, number: int = 1, *, opened: bool = True) -> Entry:
    written = WRITTEN_AT - timedelta(days=number - 1)
    row = Reflection(id=ROW, stem=w.say(STEM, 200), written_at=written)
    return Entry(row, characteristic(w), words(w) if opened else None)


def page(w: World, number: int = 1) -> Page:
    return Page(tuple(entry(w, number) for number in range(1, 6)), number, more=True)


NOTHING, FIRST = Page((), 0, more=False), 0

VIEWS: dict[str, Fill] = {
    "care.card": lambda w: care.card(posts(w)),
    "care.card, nobody named": lambda _: care.card([]),
    "care.beside_text_box": lambda w: care.beside_text_box(posts(w)),
    "care.beside_text_box, nobody named": lambda _: care.beside_text_box([]),
    "prompts.card": lambda w: prompts.card(posed(w)),
    "prompts.card, confirmed": lambda w: prompts.card(posed(w, CharacteristicStatus.CONFIRMED)),
    "prompts.wording": lambda w: prompts.wording(posed(w)),
    "prompts.did_you_mean": lambda w: prompts.did_you_mean(
        w.say("We met on a Tuesday.", 3000), meant=every(w)[0].key, characteristics=every(w), commands=w.commands
    ),
    "prompts.did_you_mean, none yet": lambda w: prompts.did_you_mean(
        w.say("We met on a Tuesday.", 3000), meant=None, characteristics=[], commands=w.commands
    ),
    "prompts.help_card": lambda w: prompts.help_card(every(w), w.commands),
    "prompts.help_card, none yet": lambda w: prompts.help_card([], w.commands),
    "reflections.writing": lambda w: reflections.writing(posed(w), posts(w), note="new:2:1:3"),
    "reflections.editing": lambda w: reflections.editing(entry(w), posts(w), note=f"edit:{ROW}"),
    "reflections.saved": lambda w: reflections.saved(words(w), followup(w)),
    "reflections.saved, no plan": lambda w: reflections.saved(Words(w.say("We met on a Tuesday.", 3000))),
    "reflections.own": lambda w: reflections.own(page(w, FIRST), ZONE),
    "reflections.page_card": lambda w: reflections.page_card(page(w), ZONE),
    "reflections.page_card, unreadable": lambda w: reflections.page_card(
        Page((entry(w, opened=False),), 0, more=False), ZONE
    ),
    "reflections.page_card, nothing": lambda _: reflections.page_card(NOTHING, ZONE),
    "reflections.deleted": lambda _: reflections.deleted(),
}
