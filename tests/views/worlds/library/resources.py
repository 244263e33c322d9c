"""A library of resources to fill views in with."""

from dataclasses import replace
from datetime import date

from bot.library.readings import Library, Suggestion
from bot.library.resources import Choices, Filters, Item, Listing, Shelf
from bot.rules.catalogue import Length
from bot.rules.reading import Why
from bot.rules.words import CharacteristicStatus, Mark, Readers
from bot.views.library import resources
from bot.views.library.resources import Reader
from db.models import Characteristic, Resource, Source
from tests.views.worlds.base import Fill, World

AS_OF = date(2022, 7, 5)
READER = Reader(date(2022, 7, 6), is_member=True)
STRANGER = Reader(date(2022, 7, 6), is_member=False)


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


def suggestion(w: World, *, why: Why = Why.CHOSEN, count: int = 5) -> Suggestion:
    return Suggestion(item(w), why, 1, count)


def shelves(w: World) -> tuple[Shelf, ...]:
    return (*(Shelf(characteristic(w, number), number - 1) for number in w.count(6, 300)), Shelf(None, 1))


def library(w: World) -> Library:
    return Library(suggestion(w), shelves(w))


def choices(w: World) -> Choices:
    kinds = tuple((w.say(f"walk {number}", 60, number), number) for number in w.count(2, 300))
    return Choices(shelves(w), kinds, tuple((length, 2) for length in Length))


def listing(w: World) -> Listing:
    """The second of three pages, found with a slip mended; one is marked, one is due for review."""
    items = [item(w, number) for number in range(6, 11)]
    items[0] = replace(items[0], mark=Mark.WANTED)
    items[1].resource.review_on = AS_OF
    filters = Filters(words=w.say("A walk", 60))
    return Listing(tuple(items), 1, 12, filters, w.say("A wal", 59), choices(w))


def shelf(w: World) -> Listing:
    return Listing((item(w),), 0, 1, Filters(characteristic=2), "", choices(w))


def for_organisers(w: World) -> Listing:
    found = item(w)
    found.resource.audience = Readers.ORGANISERS
    return Listing((found,), 0, 1, Filters(characteristic=2), "", choices(w))


def nothing(w: World, filters: Filters) -> Listing:
    return Listing((), 0, 0, filters, filters.words, choices(w))


def word(w: World) -> str:
    return w.say("A walk", 60)


VIEWS: dict[str, Fill] = {
    "resources.library": lambda w: resources.library(library(w), READER, w.commands),
    "resources.library, a stranger": lambda w: resources.library(library(w), STRANGER, w.commands),
    "resources.library, all read": lambda w: resources.library(Library(None, shelves(w)), READER, w.commands),
    "resources.library, nothing yet": lambda w: resources.library(Library(None, ()), STRANGER, w.commands),
    "resources.suggestion": lambda w: resources.suggestion(suggestion(w), READER, count=5, commands=w.commands),
    "resources.suggestion, wanted": lambda w: resources.suggestion(
        suggestion(w, why=Why.WANTED), READER, count=5, commands=w.commands
    ),
    "resources.suggestion, reflected on": lambda w: resources.suggestion(
        suggestion(w, why=Why.REFLECTED), READER, count=5, commands=w.commands
    ),
    "resources.suggestion, the only one": lambda w: resources.suggestion(
        suggestion(w, why=Why.NEXT, count=1), STRANGER, count=1, commands=w.commands
    ),
    "resources.suggestion, all read": lambda w: resources.suggestion(None, READER, count=5, commands=w.commands),
    "resources.suggestion, nothing yet": lambda w: resources.suggestion(None, READER, count=0, commands=w.commands),
    "resources.read_next": lambda w: resources.read_next(suggestion(w), READER),
    "resources.marked": lambda w: resources.marked(replace(item(w), mark=Mark.READ)),
    "resources.marked, taken away": lambda w: resources.marked(item(w)),
    "resources.entry": lambda w: resources.entry(item(w)),
    "resources.listing": lambda w: resources.listing(listing(w), READER, w.commands, note="You have read this."),
    "resources.listing, on a characteristic": lambda w: resources.listing(shelf(w), STRANGER, w.commands),
    "resources.listing, for organisers": lambda w: resources.listing(for_organisers(w), READER, w.commands),
    "resources.listing, nothing found": lambda w: resources.listing(
        nothing(w, Filters(words=word(w))), READER, w.commands
    ),
    "resources.listing, an empty shelf": lambda w: resources.listing(
        nothing(w, Filters(characteristic=1)), READER, w.commands
    ),
    "resources.listing, nothing fits": lambda w: resources.listing(
        nothing(w, Filters(characteristic=1, length=Length.SHORT)), READER, w.commands
    ),
}
