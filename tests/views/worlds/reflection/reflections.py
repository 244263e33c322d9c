"""Prompts, reflections and signposts to fill views in with."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.reflection.barriers import ELSE
from bot.reflection.followups import Followup
from bot.reflection.plans import Intention
from bot.reflection.prompts import Posed
from bot.reflection.reflections import BOXES, Entry, Page, Sought, Words
from bot.reflection.sharing import Reach, Shared
from bot.rules.identifying import Detail
from bot.rules.words import Audience, CharacteristicStatus, Form
from bot.views import care, details
from bot.views.reflection import kept, prompts, reflections
from bot.views.reflection.reflections import Further, Written
from db.models import Barrier, Characteristic, Plan, Prompt, Reflection, Signpost
from tests.views.worlds.base import ZONE, Fill, World
from tests.views.worlds.connection import introductions as introductions_world

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


def words(w: World, way: Form = Form.WHAT) -> Words:
    told = w.say("We met on a Tuesday.", 3000)
    return Words.of(dict.fromkeys(BOXES[way], told), plan(w), discussed=told, tags=("walking", ELSE))


def written(w: World, way: Form, *details: Detail) -> Written:
    return Written(way, words(w, way), details)


def barriers(w: World) -> list[Barrier]:
    names = [w.say("Too far to walk", 150, number) for number in w.count(1, 9)]
    return [Barrier(key="walking" + "x" * number, name=name) for number, name in enumerate(names)]


def further(w: World, **more: Any) -> Further:
    found = introductions_world.introduced(w, introductions_world.DEV, introductions_world.GUS)
    return Further(ROW, barriers(w), ("walking",), found, **more)


def entry(
    w: World, number: int = 1, *, opened: bool = True, way: Form = Form.WHAT, shared: Shared | None = None
) -> Entry:
    at = WRITTEN_AT - timedelta(days=number - 1)
    row = Reflection(id=f"{number}{ROW[1:]}", stem=w.say(STEM, 200), written_at=at, form=way)
    names = tuple(row.name for row in barriers(w)) if opened else ()
    return Entry(row, characteristic(w), words(w, way) if opened else None, names, shared)


def page(w: World, number: int = 1, *, size: int = 10) -> Page:
    way = Form.GIBBS if w.is_worst else Form.WHAT
    return Page(tuple(entry(w, one, way=way) for one in range(1, size + 1)), Sought(1, number=number), more=True)


def lines(w: World) -> Page:
    """Each way in which something can be shared, or still be."""
    channel, peer = w.say("harbour", 80), introductions_world.peer(w, introductions_world.DEV)
    found = [Shared((), channel, reach, is_stopped=False) for reach in Reach]
    found += [Shared((peer,), "", Reach.THERE, is_stopped=False), Shared((peer,), "", Reach.THERE, is_stopped=True)]
    shown = tuple(entry(w, number, shared=shared) for number, shared in enumerate(found, start=1))
    return Page(shown, Sought(oldest_first=True, number=1), more=True)


NOTHING = Page((), Sought(), more=False)

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
    "reflections.writing": lambda w: reflections.writing(posed(w), Written(), posts(w), note="new:2:1:3:WHAT"),
    "reflections.writing, six steps": lambda w: reflections.writing(
        posed(w), Written(Form.GIBBS), posts(w), note="new:2:1:3:GIBBS"
    ),
    "reflections.writing, freely": lambda w: reflections.writing(
        posed(w), written(w, Form.FREE), posts(w), note="new:2:1:3:FREE"
    ),
    "reflections.writing, asked once": lambda w: reflections.writing(
        posed(w), written(w, Form.WHAT, *Detail), posts(w), note="new:2:1:3:WHAT:asked"
    ),
    "reflections.editing": lambda w: reflections.editing(entry(w), written(w, Form.WHAT), posts(w), note=f"edit:{ROW}"),
    "details.nudge": lambda _: details.nudge([Detail.NAME, Detail.POSTCODE]),
    "reflections.saved": lambda w: reflections.saved(words(w), further(w), followup(w)),
    "reflections.saved, six steps": lambda w: reflections.saved(Words("x"), further(w, asks_for_plan=True)),
    "reflections.adding": lambda w: reflections.adding(
        further(w, asks_for_plan=True, plan=words(w).plan, audience=Audience.CHANNEL), [Detail.NAME], note=ROW
    ),
    "reflections.saved, shared": lambda w: reflections.saved(Words("x"), further(w, is_shared=True)),
    "reflections.saved, in distress": lambda w: reflections.saved(
        words(w), further(w), followup(w), signposts=posts(w)
    ),
    "reflections.finished": lambda _: reflections.finished(),
    "kept.own": lambda w: kept.own(page(w, 0, size=3), ZONE),
    "kept.own, nothing": lambda _: kept.own(NOTHING, ZONE),
    "kept.listing": lambda w: kept.listing(page(w), every(w), ZONE),
    "kept.listing, shared": lambda w: kept.listing(lines(w), every(w), ZONE),
    "kept.listing, unreadable": lambda w: kept.listing(
        Page((entry(w, opened=False),), Sought(), more=False), every(w), ZONE
    ),
    "kept.listing, nothing": lambda w: kept.listing(NOTHING, every(w), ZONE),
    "kept.deleted": lambda _: kept.deleted(),
    "kept.discussing": lambda w: kept.discussing(entry(w), words(w).discussed, posts(w), note=ROW),
    "kept.discussing, asked once": lambda w: kept.discussing(
        entry(w), "", posts(w), details=[Detail.NAME], note=f"{ROW}:asked"
    ),
    "kept.discussed": lambda _: kept.discussed(),
    "kept.discussed, in distress": lambda w: kept.discussed(posts(w)),
}
