"""What somebody wrote in our direct messages, offered to be kept."""

from bot.views.reflection import keeping, reflections
from bot.views.reflection.reflections import Written
from tests.views.worlds.base import Fill, World
from tests.views.worlds.reflection.reflections import posed, posts


def filled_in(w: World) -> dict[str, object]:
    form = reflections.writing(posed(w), Written(), posts(w), note="new:2:1:3:WHAT")
    return keeping.filled_in(form, w.say("We met on a Tuesday.", 1000))


VIEWS: dict[str, Fill] = {
    "keeping.offer": lambda _: keeping.offer(4, 3),
    "keeping.too_long": lambda _: keeping.too_long(3),
    "keeping.filled_in": filled_in,
}
