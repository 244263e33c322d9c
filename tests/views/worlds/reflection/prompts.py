"""Prompts with each reason that they can have, and those that members flagged."""

from dataclasses import replace
from datetime import date

from bot.reflection.grounds import Ground
from bot.reflection.prompts import Posed
from bot.rules.prompting import Why
from bot.rules.words import Hindrance
from bot.views.reflection import prompts
from db.models import Prompt
from tests.views.worlds.base import Fill, World
from tests.views.worlds.reflection.reflections import STEM, posed

DAY = date(2022, 7, 5)


def given(w: World, ground: Ground) -> Posed:
    return replace(posed(w), ground=ground)


def after_event(w: World, *, has_theme: bool) -> Posed:
    event = w.say("Harbour walk", 200)
    return given(w, Ground(Why.EVENT, event=event, event_day=DAY, has_theme=has_theme))


def hindered(hindrance: Hindrance | None) -> Fill:
    return lambda w: prompts.card(given(w, Ground(Why.HINDRANCE, hindrance=hindrance)))


def simply(why: Why) -> Fill:
    return lambda w: prompts.card(given(w, Ground(why)))


def flagged(w: World) -> list[tuple[Prompt, int]]:
    return [(Prompt(id=number, stem=w.say(STEM, 200, number)), number) for number in w.count(2, 60)]


VIEWS: dict[str, Fill] = {
    **{f"prompts.card, {why.value}": simply(why) for why in Why if why is not Why.EVENT},
    **{f"prompts.card, hindrance {one.value}": hindered(one) for one in Hindrance},
    "prompts.card, since": lambda w: prompts.card(given(w, Ground(Why.LEAST, last=DAY))),
    "prompts.card, event": lambda w: prompts.card(after_event(w, has_theme=True)),
    "prompts.card, event of another theme": lambda w: prompts.card(after_event(w, has_theme=False)),
    "prompts.retired": lambda _: prompts.retired(),
    "prompts.flagged": lambda _: prompts.flagged(),
    "prompts.flags": lambda w: prompts.flags(flagged(w)),
}
