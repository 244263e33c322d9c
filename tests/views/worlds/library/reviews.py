"""Resources that are due for review, to fill views in with."""

from bot.library.resources import Item
from bot.views.library import reviews
from tests.views.worlds.base import Fill, World
from tests.views.worlds.library.resources import AS_OF, item


def due(w: World, number: int = 1) -> Item:
    found = item(w, number)
    found.resource.review_on = AS_OF
    return found


def every(w: World) -> list[Item]:
    return [due(w, number) for number in w.count(2, 300)]


VIEWS: dict[str, Fill] = {
    "reviews.listing": lambda w: reviews.listing(every(w), note=reviews.kept(due(w))),
    "reviews.listing, brought back": lambda w: reviews.listing([], note=reviews.brought_back(due(w))),
    "reviews.taken_away": lambda w: reviews.taken_away(due(w), every(w)),
    "reviews.reminder": lambda w: reviews.reminder(every(w)),
    "reviews.reminder, one": lambda w: reviews.reminder([due(w)]),
}
