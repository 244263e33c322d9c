"""A library of resources to fill views in with."""

from datetime import date

from bot.resources import Item, Library, Listing, Shelf, Suggestion
from bot.rules.words import CharacteristicStatus, Readers
from bot.views import resources
from db.models import Characteristic, Resource, Source
from tests.views.worlds.base import Fill, World

AS_OF = date(2022, 7, 5)


def characteristic(w: World, number: int) -> Characteristic:
    status = CharacteristicStatus.WORKING_TITLE if number % 2 else CharacteristicStatus.CONFIRMED
    return Characteristic(id=number, name=w.say(f"Walking far {number}", 120, number), status=status, position=number)


def item(w: World, number: int = 1) -> Item:
    source = Source(name=w.say("A walk", 300), as_of=AS_OF)
    row = Resource(
        id=number,
        title=w.say("A walk A walk", 400, number),
        authors=[w.say("A walk", 200)] * len(w.count(3, 30)),
        kind="book",
        publisher=w.say("A walk", 300),
        year=2019,
        url=(f"https://example.org/read?page={number}&name=" + "&" * 1000)[: 1000 if w.is_worst else 40],
        access=w.say("free to read", 300),
        about=w.say(" ".join(["A walk"] * 10), 4000),
    )
    return Item(row, characteristic(w, 1), source, source)


def suggestion(w: World, *, is_wanted: bool = True, count: int = 5) -> Suggestion:
    return Suggestion(item(w), is_wanted, 1, count)


def library(w: World) -> Library:
    shelves = [Shelf(characteristic(w, number), number - 1) for number in w.count(6, 300)]
    return Library(suggestion(w), (*shelves, Shelf(None, 1)))


def listing(w: World) -> Listing:
    """The second of three pages, found with a slip mended."""
    items = tuple(item(w, number) for number in range(6, 11))
    return Listing(items, 1, 12, words=w.say("A walk", 60), looked_for=w.say("A wal", 59))


def shelf(w: World) -> Listing:
    return Listing((item(w),), 0, 1, shelf=Shelf(characteristic(w, 2), 1))


def for_organisers(w: World) -> Listing:
    found = item(w)
    found.resource.audience = Readers.ORGANISERS
    return Listing((found,), 0, 1, shelf=Shelf(characteristic(w, 2), 1))


def nothing(w: World) -> Listing:
    return Listing((), 0, 0, words=w.say("A walk", 60), looked_for=w.say("A walk", 60))


VIEWS: dict[str, Fill] = {
    "resources.library": lambda w: resources.library(library(w), w.commands),
    "resources.library, nothing yet": lambda w: resources.library(Library(None, ()), w.commands),
    "resources.suggestion": lambda w: resources.suggestion(suggestion(w), w.commands),
    "resources.suggestion, the only one": lambda w: resources.suggestion(
        suggestion(w, is_wanted=False, count=1), w.commands
    ),
    "resources.suggestion, nothing yet": lambda w: resources.suggestion(None, w.commands),
    "resources.read_next": lambda w: resources.read_next(suggestion(w)),
    "resources.entry": lambda w: resources.entry(item(w)),
    "resources.listing": lambda w: resources.listing(listing(w), w.commands),
    "resources.listing, on a characteristic": lambda w: resources.listing(shelf(w), w.commands),
    "resources.listing, for organisers": lambda w: resources.listing(for_organisers(w), w.commands),
    "resources.listing, nothing found": lambda w: resources.listing(nothing(w), w.commands),
    "resources.listing, an empty shelf": lambda w: resources.listing(
        Listing((), 0, 0, shelf=Shelf(characteristic(w, 1), 0)), w.commands
    ),
}
