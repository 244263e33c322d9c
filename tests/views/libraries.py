"""A library of resources for the views to be filled in with, on an ordinary day and at its worst."""

from datetime import date

from bot.resources import Item, Library, Listing, Shelf, Suggestion
from bot.rules.words import CharacteristicStatus
from db.models import Characteristic, Resource, Source

AS_OF = date(2022, 7, 5)


class Shelves:
    """What the views of resources show, with this name for everything that has one."""

    def __init__(self, name: str, *, shelves: int) -> None:
        self._name = name
        self._shelves = shelves

    def item(self, number: int = 1) -> Item:
        source = Source(name=self._name, as_of=AS_OF)
        return Item(self._resource(number), self._characteristic(1), source, source)

    def suggestion(self, *, is_wanted: bool = True, count: int = 5) -> Suggestion:
        return Suggestion(self.item(), is_wanted, 1, count)

    def library(self) -> Library:
        shelves = [Shelf(self._characteristic(number), number) for number in range(self._shelves)]
        return Library(self.suggestion(), (*shelves, Shelf(None, 1)))

    def listing(self) -> Listing:
        """The second of three pages, found with a slip mended."""
        items = tuple(self.item(number) for number in range(6, 11))
        return Listing(items, 1, 12, words=self._name[:60], looked_for=self._name[:59])

    def shelf(self) -> Listing:
        return Listing((self.item(),), 0, 1, shelf=Shelf(self._characteristic(2), 1))

    def nothing(self) -> Listing:
        return Listing((), 0, 0, words=self._name[:60], looked_for=self._name[:60])

    def bare_shelf(self) -> Listing:
        return Listing((), 0, 0, shelf=Shelf(self._characteristic(1), 0))

    def _characteristic(self, number: int) -> Characteristic:
        status = CharacteristicStatus.WORKING_TITLE if number % 2 else CharacteristicStatus.CONFIRMED
        return Characteristic(id=number, name=self._name[:120], status=status, position=number)

    def _resource(self, number: int) -> Resource:
        return Resource(
            id=number,
            title=" ".join([self._name] * 2),
            authors=[self._name] * 3,
            kind="book",
            publisher=self._name,
            year=2019,
            url=f"https://example.org/read?page={number}&name=" + "&" * (len(self._name) - 6),
            access="free to read",
            about=" ".join([self._name] * 10),
        )
