"""The Home tab of a stranger, a member and an organiser, and the Organise page: alone, below a note, and full."""

from dataclasses import replace

from bot.community.events import Listing
from bot.rules.words import Answer, Rhythm, Track
from bot.views import home
from bot.views.community import events as events_view
from bot.views.community import joining, members, organisers
from bot.views.connection import bridges, concerns, introductions, rounds
from bot.views.desk import feedback, lessons, questions
from bot.views.library import resources
from bot.views.parts import Block
from bot.views.reflection import kept, plans, prompts
from tests.views.worlds import troubles as troubles_world
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.community import joining as joining_world
from tests.views.worlds.community import organisers as organisers_world
from tests.views.worlds.community import rsvps as rsvps_world
from tests.views.worlds.community.events import EMPTY, listing, occasion
from tests.views.worlds.connection import bridges as bridges_world
from tests.views.worlds.connection import introductions as introductions_world
from tests.views.worlds.connection import rounds as rounds_world
from tests.views.worlds.desk import feedback as feedback_world
from tests.views.worlds.desk import questions as questions_world
from tests.views.worlds.library import imports as imports_world
from tests.views.worlds.library import resources as resources_world
from tests.views.worlds.reflection import plans as plans_world
from tests.views.worlds.reflection import prompts as prompts_world
from tests.views.worlds.reflection import reflections as reflections_world


def community(w: World) -> str:
    return w.say("Harbour leaders", 200)


def upcoming(w: World) -> Listing:
    return listing(w, page=0, words="")


def line(w: World) -> list[Block]:
    """What an organiser's tab shows beside that of a member or stranger."""
    return organisers.part(organisers_world.waiting(w))


def parts(w: World) -> list[list[Block]]:
    """Everything that a member's tab shows, each as full as it gets."""
    return [
        joining.standing(joining_world.profile(w), None),
        kept.own(reflections_world.page(w, size=3), ZONE),
        plans.own(plans_world.page(w)),
        introductions.part(introductions_world.standing(w, introductions_world.DEV, introductions_world.GUS)),
    ]


def looked_after(w: World) -> list[list[Block]]:
    """Everything that organisers look after, each part as full as it gets."""
    return [
        concerns.part(2),
        questions_world.part(w),
        lessons.part(7),
        feedback.part(feedback_world.missed(w)),
        [*troubles_world.part(w)],
        rsvps_world.part(w),
        *rounds_of(w),
        prompts.flags(prompts_world.flagged(w)),
        imports_world.part(w),
        bridges.part(bridges_world.found(w)),
    ]


def rounds_of(w: World) -> list[list[Block]]:
    """Rounds of both tracks as full as they get: one is running, and the calendar has drawn the next."""
    full = replace(rounds_world.desk(12, 5, waits=True, is_running=True), waiters=rounds_world.waiters(w))
    coming = replace(full, rhythm=Rhythm.MONTHLY, next_starts_at=STARTS)
    return [rounds.part(coming), rounds.part(replace(full, track=Track.SHOES))]


def read_next(w: World) -> list[Block]:
    return resources.read_next(resources_world.suggestion(w), resources_world.READER)


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
    "home.member, organiser": lambda w: home.member(
        community(w), upcoming(w), w.commands, *parts(w), read_next(w), for_organiser=line(w)
    ),
    "home.stranger, organiser": lambda w: home.stranger(
        community(w),
        upcoming(w),
        w.commands,
        for_organiser=line(w),
        note=members.join_first(occasion(w), Answer.MAYBE),
    ),
    "home.organise": lambda w: home.organise(organisers_world.waiting(w), *looked_after(w)),
    "home.organise, closed": lambda w: home.organise(
        organisers_world.waiting(w), *looked_after(w), note=questions.closed(by_you=True)
    ),
    "home.organise, nothing waits": lambda w: home.organise(
        organisers.Waiting(), questions.part([], ZONE), bridges.part(bridges_world.found(w))
    ),
    "home.beside": lambda w: home.beside(events_view.detail(occasion(w))),
    "home.beside, organise": lambda w: home.beside(bridges.by_month(bridges_world.found(w)), home.Page.ORGANISE),
}
