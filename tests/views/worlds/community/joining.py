"""The form for joining, with few choices and with more than Slack takes."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from bot.community.profiles import Choices, Option, Profile
from bot.rules.words import Answer
from bot.views.community import events as events_view
from bot.views.community import joining
from tests.views.worlds.base import STARTS, Fill, World
from tests.views.worlds.community.events import occasion

DAY = date(2022, 7, 5)


def options(w: World, ordinary: str, *, longest: int = 120, count: tuple[int, int] = (2, 300)) -> tuple[Option, ...]:
    return tuple(Option(str(number), w.say(f"{ordinary} {number}", longest, number)) for number in w.count(*count))


def choices(w: World) -> Choices:
    return Choices(
        organisations=options(w, "Harbour Council"),
        sectors=options(w, "Harbour sector", count=(2, 20)),
        boroughs=tuple(option.name for option in options(w, "Northside", longest=80)),
        challenges=options(w, "High tides", longest=200),
        characteristics=options(w, "Walking far", longest=136),
        zone="Europe/London",
    )


def full(w: World) -> Choices:
    """As many as make a list full, and not one more."""
    found = choices(w)
    return replace(found, organisations=found.organisations[:99], challenges=found.challenges[:10])


def profile(w: World, **more: Any) -> Profile:
    """A member whose own choices stand at the end of each list."""
    found = choices(w)
    last = int(found.organisations[-1].key)
    told = Profile(
        organisation=last,
        sector=2,
        job=w.say("Boat builder", 120),
        borough=found.boroughs[-1],
        challenges=(found.challenges[-1].key,),
        offers=tuple(option.key for option in found.characteristics),
        wants_prompts=True,
        zone="America/Argentina/ComodRivadavia" if w.is_worst else "Europe/London",
        days_off=(2, 4),
        wants_introductions=True,
    )
    return replace(told, **more)


def note(w: World) -> str:
    """What comes back with the form; a name is as long as Slack takes one."""
    return json.dumps({"name": w.say("Ada Obi", 120), "zone": "Europe/London", "answer": "1:CANNOT_GO"})


NOBODY = Profile(zone="Europe/London")
NONE_YET = Choices((), (), (), (), (), zone="Europe/London")

VIEWS: dict[str, Fill] = {
    "joining.joining": lambda w: joining.joining(choices(w), NOBODY, note=note(w)),
    "joining.joining, guessed": lambda w: joining.joining(choices(w), replace(NOBODY, organisation=2, sector=1)),
    "joining.joining, full lists": lambda w: joining.joining(full(w), NOBODY),
    "joining.settings": lambda w: joining.settings(choices(w), profile(w)),
    "joining.joined": lambda w: joining.joined(
        profile(w), events_view.answered(occasion(w, Answer.GOING), reminder=STARTS)
    ),
    "joining.joined, shoes": lambda w: joining.joined(profile(w, wants_shoes=True), None),
    "joining.joined, wants nothing": lambda w: joining.joined(
        profile(w, wants_prompts=False, wants_introductions=False), None
    ),
    "joining.pausing": lambda _: joining.pausing(DAY),
    "joining.paused_form": lambda _: joining.paused_form(DAY),
    "joining.resumed": lambda _: joining.resumed(),
    "joining.standing": lambda w: joining.standing(profile(w), None),
    "joining.standing, shoes": lambda w: joining.standing(profile(w, wants_shoes=True), None),
    "joining.standing, paused": lambda w: joining.standing(profile(w, wants_prompts=False), DAY),
    "joining.saved": lambda _: joining.saved(),
}
