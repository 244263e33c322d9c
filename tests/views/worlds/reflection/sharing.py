"""What members share, to fill views in with: in an introduction, in a channel, and in one with another company."""

from bot.reflection.excerpts import Excerpt
from bot.reflection.reflections import BOXES
from bot.reflection.sharing import Place
from bot.rules.words import Form
from bot.views.reflection import sharing
from tests.views.worlds.base import Fill, World
from tests.views.worlds.connection import introductions as introductions_world
from tests.views.worlds.reflection import reflections as reflections_world
from tests.views.worlds.reflection.reflections import ROW


def excerpt(w: World) -> Excerpt:
    """As long as one message takes."""
    told = dict.fromkeys(BOXES[Form.WHAT], w.say("We met on a Tuesday.", 600))
    return Excerpt(
        author=introductions_world.peer(w, introductions_world.ADA),
        characteristic=reflections_world.characteristic(w),
        stem=w.say(reflections_world.STEM, 200),
        form=Form.WHAT,
        told=told,
        plan=reflections_world.plan(w),
    )


def introduction(w: World) -> Place:
    return Place(introductions_world.introduced(w, introductions_world.DEV, introductions_world.GUS))


def channel(w: World, number: int = 1, *, is_shared: bool = False) -> Place:
    name = w.say("harbour", 80, number)
    return Place(channel=f"C0HARBOUR{number}", name=name, people=12, is_shared=is_shared)


def places(w: World) -> list[Place]:
    return [introduction(w), *(channel(w, number) for number in w.count(1, 300))]


VIEWS: dict[str, Fill] = {
    "sharing.choosing": lambda w: sharing.choosing(reflections_world.entry(w), places(w), note=ROW),
    "sharing.choosing, one place": lambda w: sharing.choosing(
        reflections_world.entry(w, way=Form.GIBBS), [introduction(w)], note=ROW
    ),
    "sharing.preview": lambda w: sharing.preview(excerpt(w), introduction(w), has_changed=False, note=ROW),
    "sharing.preview, changed": lambda w: sharing.preview(excerpt(w), channel(w), has_changed=True, note=ROW),
    "sharing.preview, another company": lambda w: sharing.preview(
        excerpt(w), channel(w, is_shared=True), has_changed=False, note=ROW
    ),
    "sharing.shared": lambda w: sharing.shared(introduction(w)),
    "sharing.shared, channel": lambda w: sharing.shared(channel(w)),
    "sharing.card": lambda w: sharing.card(excerpt(w)),
    "sharing.stopped": lambda _: sharing.stopped(),
    "sharing.not_taken_down": lambda _: sharing.not_taken_down(),
}
