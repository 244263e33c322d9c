"""Resources: things to read, watch or use, found by characteristic or by word, and what to read next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import audiences
from bot.answers import lexicon, words
from bot.errors import NotFound
from bot.rules.words import Readers
from db.models import Characteristic, Member, Resource, Source

PAGE = 5
SHORTEST_BEGINNING = 4  # letters; "inno" finds innovation, and "in" does not

_READING = words.stems_of(lexicon.READING)


@dataclass(frozen=True)
class Item:
    """A resource with the characteristic that it is about, and the sources of what we say of it."""

    resource: Resource
    characteristic: Characteristic | None
    source: Source
    details: Source | None


@dataclass(frozen=True)
class Shelf:
    """How many resources there are on one characteristic, or on none in particular."""

    characteristic: Characteristic | None
    count: int


@dataclass(frozen=True)
class Suggestion:
    """What to read next, and which one it is in the order in which they are suggested."""

    item: Item
    is_wanted: bool
    place: int
    count: int


@dataclass(frozen=True)
class Library:
    """All that there is, at a glance."""

    suggestion: Suggestion | None
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True)
class Listing:
    """One page of resources; `looked_for` holds the words that were found, with slips mended."""

    items: tuple[Item, ...]
    page: int
    count: int
    words: str = ""
    looked_for: str = ""
    shelf: Shelf | None = None

    @property
    def more(self) -> bool:
        return (self.page + 1) * PAGE < self.count


def browse(session: Session, member: Member | None) -> Library:
    """Every characteristic with how many resources it has, and one to start with."""
    items = _items(session, audiences.of(member))
    themes = session.scalars(select(Characteristic).order_by(Characteristic.position, Characteristic.id))
    shelves = [Shelf(theme, len(_on(items, theme.id))) for theme in themes]
    if others := len(_on(items, None)):
        shelves.append(Shelf(None, others))
    return Library(_suggestion(items, member, after=0), tuple(shelves))


def suggest(session: Session, member: Member | None, *, after: int = 0) -> Suggestion | None:
    """What to read next, on what the member wants to work on first; `after` goes on from there, round and round.

    None when there is nothing to read.
    """
    return _suggestion(_items(session, audiences.of(member)), member, after=after)


def open_shelf(
    session: Session, characteristic: int | None, *, page: int = 0, readers: Readers = Readers.MEMBERS
) -> Listing:
    """The resources on one characteristic, or on none in particular. Raises NotFound when it is not there any more."""
    theme = session.scalar(select(Characteristic).where(Characteristic.id == (characteristic or 0)))
    if theme is None and characteristic:
        raise NotFound
    found = _on(_items(session, readers), theme.id if theme else None)
    return _page(found, page, shelf=Shelf(theme, len(found)))


def first_on(session: Session, characteristic: int) -> Item | None:
    """Something to read on this characteristic, or None when there is nothing."""
    return next(iter(_on(_items(session, Readers.MEMBERS), characteristic)), None)


def search(session: Session, text: str, *, page: int = 0, readers: Readers = Readers.MEMBERS) -> Listing:
    """Resources that hold every word, those with them in the title first. A slip is mended where nothing holds it."""
    items = _items(session, readers)
    typed = words.tokens(text)
    for tried in dict.fromkeys((typed, words.mend(typed, _vocabulary(items)))):
        if found := _holding(items, tried):
            return _page(found, page, words=text, looked_for=" ".join(tried) if tried != typed else text)
    return _page((), page, words=text, looked_for=text)


def _items(session: Session, readers: Readers) -> list[Item]:
    """All that these may read: by characteristic in the community's order, those on none in particular last."""
    sources = {row.id: row for row in session.scalars(select(Source))}
    themes = {row.id: row for row in session.scalars(select(Characteristic))}
    rows = session.scalars(select(Resource).where(Resource.audience.in_(readers.may_read)).order_by(Resource.id))
    found = [
        Item(
            row, themes.get(row.characteristic_id or 0), sources[row.source_id], sources.get(row.details_source_id or 0)
        )
        for row in rows
    ]
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[bool, int, int, int]:
    theme = item.characteristic
    return (theme is None, theme.position if theme else 0, theme.id if theme else 0, item.resource.id)


def _on(items: Sequence[Item], characteristic: int | None) -> list[Item]:
    return [item for item in items if item.resource.characteristic_id == characteristic]


def _suggestion(items: Sequence[Item], member: Member | None, *, after: int) -> Suggestion | None:
    wants = member.wants if member else ()
    in_order = sorted(items, key=lambda item: not _is_wanted(item, wants))
    if not in_order:
        return None
    shown = [item.resource.id for item in in_order]
    index = (shown.index(after) + 1) % len(shown) if after in shown else 0
    return Suggestion(in_order[index], _is_wanted(in_order[index], wants), index + 1, len(in_order))


def _is_wanted(item: Item, wants: Collection[str]) -> bool:
    return item.characteristic is not None and item.characteristic.key in wants


def _page(
    found: Sequence[Item], page: int, *, words: str = "", looked_for: str = "", shelf: Shelf | None = None
) -> Listing:
    """This page, or the last one when there are fewer by now."""
    last = max(len(found) - 1, 0) // PAGE
    page = min(page, last)
    return Listing(tuple(found[page * PAGE : (page + 1) * PAGE]), page, len(found), words, looked_for, shelf)


def _holding(items: Sequence[Item], tried: Sequence[str]) -> list[Item]:
    """Items with all of these words; "books on trust" is looked for as it stands, and then as "trust"."""
    stems = [words.stem(word) for word in tried]
    said = frozenset(stem for stem in stems if stem not in words.CHATTER) or frozenset(stems)
    for wanted in (said, said - _READING):
        if found := [item for item in items if wanted and _holds(_stems(_text(item)), wanted)]:
            return sorted(found, key=lambda item: -_in_title(item, wanted))
    return []


def _holds(held: frozenset[str], wanted: frozenset[str]) -> bool:
    return all(stem in held or _begins_one(stem, held) for stem in wanted)


def _begins_one(stem: str, held: frozenset[str]) -> bool:
    return len(stem) >= SHORTEST_BEGINNING and any(found.startswith(stem) for found in held)


def _in_title(item: Item, wanted: frozenset[str]) -> int:
    title = _stems(item.resource.title)
    return sum(_holds(title, frozenset([stem])) for stem in wanted)


def _text(item: Item) -> str:
    """Everything that a resource can be found by."""
    row, theme = item.resource, item.characteristic
    told = (
        row.title,
        *row.authors,
        row.about,
        row.publisher,
        row.kind,
        theme and theme.name,
        row.year and str(row.year),
    )
    return " \n ".join(part for part in told if part)


def _stems(text: str) -> frozenset[str]:
    return frozenset(words.stems(text))


def _vocabulary(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(form for item in items for word in words.tokens(_text(item)) for form in (word, words.stem(word)))
