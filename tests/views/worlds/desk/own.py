"""A member's own things, as they are told to them."""

from collections.abc import Callable
from datetime import date

from bot.desk import own
from bot.reflection.followups import Page
from bot.rules.words import Answer
from bot.views.desk import own as view
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.community.events import occasion
from tests.views.worlds.community.joining import profile
from tests.views.worlds.connection.introductions import ADA, DEV, introduced, standing
from tests.views.worlds.library.resources import suggestion
from tests.views.worlds.reflection.plans import page

DAY = date(2022, 7, 20)


def several(w: World) -> own.Goings:
    return own.Goings(tuple(occasion(w, Answer.GOING, number) for number in range(1, 6)), of_one=False)


TOLD: dict[str, Callable[[World], own.Told]] = {
    "others read along": lambda _: own.Withheld(own.Why.OTHERS_READ_ALONG),
    "not joined": lambda _: own.Withheld(own.Why.NOT_JOINED),
    "nobody here": lambda _: own.Withheld(own.Why.NOBODY_HERE),
    "going": lambda w: own.Goings((occasion(w, Answer.GOING),), of_one=True),
    "going, over": lambda w: own.Goings((occasion(w, Answer.MAYBE, is_over=True),), of_one=True),
    "going, not answered": lambda w: own.Goings((occasion(w),), of_one=True),
    "going, several": several,
    "going, gone": lambda _: own.Goings((), of_one=True),
    "going, none": lambda _: own.Goings((), of_one=False),
    "peers": lambda w: own.Peers(standing(w, ADA, DEV)),
    "peers, none": lambda w: own.Peers(standing(w)),
    "meeting": lambda w: own.Meeting(introduced(w, ADA), STARTS),
    "meeting, no time": lambda w: own.Meeting(introduced(w, ADA, DEV), None),
    "plans": lambda w: own.Plans(page(w)),
    "plans, none": lambda _: own.Plans(Page((), 0, more=False)),
    "reflections": lambda _: own.Reflections(3),
    "reflections, one": lambda _: own.Reflections(1),
    "reflections, none": lambda _: own.Reflections(0),
    "prompt": lambda w: own.NextPrompt(profile(w), None, STARTS, ZONE),
    "prompt, paused": lambda w: own.NextPrompt(profile(w), DAY, STARTS, ZONE),
    "prompt, not known": lambda w: own.NextPrompt(profile(w), None, None, ZONE),
    "prompt, none wanted": lambda w: own.NextPrompt(profile(w, wants_prompts=False), None, None, ZONE),
    "settings": lambda w: own.Settings(profile(w), None),
    "settings, paused": lambda w: own.Settings(profile(w), DAY),
    "reading": lambda w: own.Reading(suggestion(w), 5, DAY),
}

VIEWS: dict[str, Fill] = {
    f"own.card, {name}": lambda w, told=told: view.card(told(w), w.commands)  # type: ignore[misc]
    for name, told in TOLD.items()
}
