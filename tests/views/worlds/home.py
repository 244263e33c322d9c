"""The Home tab: of a stranger, a member and an organiser, by itself, below a note, and with all of its parts."""

from dataclasses import replace

from bot.events import Listing
from bot.rules.words import Answer, Rhythm, Track
from bot.views import (
    bridges,
    concerns,
    home,
    introductions,
    joining,
    kept,
    members,
    plans,
    resources,
    rounds,
)
from bot.views import events as events_view
from bot.views.parts import Block
from tests.views.worlds import bridges as bridges_world
from tests.views.worlds import introductions as introductions_world
from tests.views.worlds import joining as joining_world
from tests.views.worlds import plans as plans_world
from tests.views.worlds import reflections as reflections_world
from tests.views.worlds import resources as resources_world
from tests.views.worlds import rounds as rounds_world
from tests.views.worlds import troubles as troubles_world
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.events import EMPTY, event, listing, occasion
from tests.views.worlds.questions import question

NOTHING_WAITS = home.Desk((), (), ())


def community(w: World) -> str:
    return w.say("Harbour leaders", 200)


def upcoming(w: World) -> Listing:
    return listing(w, page=0, words="")


def desk(w: World) -> home.Desk:
    return home.Desk(
        questions=[(question(w, number), "U0AMINA") for number in w.count(1, 40)],
        numbers=[(event(w, number), dict.fromkeys(Answer, 7)) for number in w.count(2, 300)],
        troubles=troubles_world.part(w),
        concerns=concerns.part(2),
    )


def parts(w: World) -> list[list[Block]]:
    """Everything that a member's tab shows, each as full as it gets."""
    return [
        joining.standing(joining_world.profile(w), None),
        kept.own(reflections_world.page(w, size=3), ZONE),
        plans.own(plans_world.page(w)),
        introductions.part(introductions_world.standing(w, introductions_world.DEV, introductions_world.GUS)),
    ]


def more(w: World) -> list[list[Block]]:
    """The same for an organiser."""
    return [*parts(w), *rounds_of(w), bridges.part(bridges_world.found(w)), read_next(w)]


def rounds_of(w: World) -> list[list[Block]]:
    """Rounds of both tracks as full as they get: one is running, and the calendar has drawn the next."""
    full = replace(rounds_world.desk(12, 5, waits=True, is_running=True), waiters=rounds_world.waiters(w))
    coming = replace(full, rhythm=Rhythm.MONTHLY, next_starts_at=STARTS)
    return [rounds.part(coming), rounds.part(replace(full, track=Track.SHOES))]


def read_next(w: World) -> list[Block]:
    return resources.read_next(resources_world.suggestion(w))


VIEWS: dict[str, Fill] = {
    "home.stranger": lambda w: home.stranger(community(w), upcoming(w), w.commands),
    "home.stranger, asked to join": lambda w: home.stranger(
        community(w), upcoming(w), w.commands, note=members.join_first(occasion(w), Answer.GOING)
    ),
    "home.stranger, left": lambda w: home.stranger(community(w), EMPTY, w.commands, note=members.left()),
    "home.member": lambda w: home.member(community(w), upcoming(w), w.commands),
    "home.member, everything": lambda w: home.member(community(w), upcoming(w), w.commands, *parts(w), read_next(w)),
    "home.member, leaving": lambda w: home.member(
        community(w), upcoming(w), w.commands, *parts(w), note=members.leave_confirm()
    ),
    "home.organiser": lambda w: home.organiser(community(w), upcoming(w), w.commands, desk(w), has_joined=True),
    "home.organiser, everything": lambda w: home.organiser(
        community(w),
        upcoming(w),
        w.commands,
        desk(w),
        *more(w),
        has_joined=True,
        note=events_view.answered(occasion(w, Answer.GOING), reminder=None),
    ),
    "home.organiser, not joined": lambda w: home.organiser(
        community(w),
        upcoming(w),
        w.commands,
        desk(w),
        has_joined=False,
        note=members.join_first(occasion(w), Answer.MAYBE),
    ),
    "home.organiser, nothing waits": lambda w: home.organiser(
        community(w), EMPTY, w.commands, NOTHING_WAITS, has_joined=True
    ),
    "home.beside": lambda w: home.beside(events_view.detail(occasion(w))),
}
