"""What somebody writes about a resource in a form, read into what can be kept, or told where it does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import InvalidField
from bot.rules import addresses, catalogue
from bot.rules.catalogue import Length
from bot.rules.text import clean

LONGEST_TITLE, LONGEST_ABOUT = 300, 500
MINUTES = {Length.SHORT: 10, Length.MEDIUM: 30, Length.LONG: 60}
"""What is kept when somebody chooses one of three lengths."""


@dataclass(frozen=True)
class Draft:
    """A resource before it is one; `address` is whole, and None for a book that has none."""

    title: str
    kind: str
    address: str | None = None
    about: str | None = None
    characteristic: int | None = None
    minutes: int | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    isbn: str | None = None

    @property
    def identities(self) -> set[str]:
        return addresses.identities(
            address=self.address, doi=self.doi, isbn=self.isbn, title=self.title, authors=self.authors
        )


@dataclass(frozen=True)
class Typed:
    """The fields of the form as they were sent."""

    address: str
    title: str
    about: str
    characteristic: int | None
    kind: str
    length: str


def read(typed: Typed, *, kinds: Sequence[str]) -> Draft:
    """Raises InvalidField, with the field that does not fit, for what cannot be kept."""
    title, address = " ".join(clean(typed.title).split()), clean(typed.address)
    if not title:
        raise InvalidField("title", "Give it a title, so that others know what it is.")
    if address and not addresses.is_address(address):
        raise InvalidField("address", "Write the whole address, with https at the start and no spaces.")
    if typed.kind not in kinds:
        raise InvalidField("kind", "Choose one of the types in the list.")
    length = Length(typed.length) if typed.length in set(Length) else None
    return Draft(
        title=title[:LONGEST_TITLE],
        kind=typed.kind,
        address=address or None,
        about=clean(typed.about)[:LONGEST_ABOUT] or None,
        characteristic=typed.characteristic,
        minutes=MINUTES[length] if length else None,
        doi=addresses.doi_of(address),
    )


def minutes_after(kind: str, before: int | None, draft: Draft) -> int | None:
    """The minutes to keep: the exact ones that were known, as long as the chosen length is still theirs."""
    is_as_before = catalogue.length(kind, before) == catalogue.length(draft.kind, draft.minutes)
    return before if before is not None and is_as_before else draft.minutes
