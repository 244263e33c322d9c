"""Resources: things to read, watch or use, found by characteristic, kind, length or word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import lexicon, words
from bot.errors import NotFound
from bot.rules import catalogue
from bot.rules.catalogue import Length
from bot.rules.words import Mark, Readers, ResourceStatus
from db.models import Characteristic, Resource, Source

PAGE = 5
SHORTEST_BEGINNING = 4  # letters; "inno" finds innovation, and "in" does not
IN_PARTICULAR_NONE = 0  # in the place of a characteristic's id

_READING = words.stems_of(lexicon.READING)


@dataclass(frozen=True)
class Item:
    """A resource with its characteristic, the sources of what we say of it, and the reader's own mark."""

    resource: Resource
    characteristic: Characteristic | None
    source: Source
    details: Source | None
    mark: Mark | None = None

    @property
    def length(self) -> Length | None:
        return catalogue.length(self.resource.kind, self.resource.minutes)


@dataclass(frozen=True)
class Shelf:
    """How many resources there are on one characteristic, or on none in particular."""

    characteristic: Characteristic | None
    count: int


@dataclass(frozen=True)
class Filters:
    """What somebody looks for: None and "" are any. `kind` is its `catalogue.key_of`."""

    characteristic: int | None = None
    kind: str = ""
    length: Length | None = None
    words: str = ""


@dataclass(frozen=True)
class Choices:
    """What each filter can be set to, with how many resources it would leave when the others stay as they are."""

    shelves: tuple[Shelf, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    lengths: tuple[tuple[Length, int], ...] = ()


@dataclass(frozen=True)
class Listing:
    """One page of resources; `looked_for` holds the words that were found, with slips mended."""

    items: tuple[Item, ...]
    page: int
    count: int
    filters: Filters = Filters()
    looked_for: str = ""
    choices: Choices = Choices()

    @property
    def more(self) -> bool:
        return (self.page + 1) * PAGE < self.count


def visible(session: Session, readers: Readers = Readers.MEMBERS) -> Sequence[Resource]:
    """The resources that these may see, the oldest first."""
    may_read = Resource.audience.in_(readers.may_read)
    wanted = select(Resource).where(Resource.status == ResourceStatus.APPROVED, may_read)
    return session.scalars(wanted.order_by(Resource.id)).all()


def find(session: Session, resource: int, readers: Readers = Readers.MEMBERS) -> Resource | None:
    """A resource that these may see, or None."""
    return next((row for row in visible(session, readers) if row.id == resource), None)


def items(session: Session, marks: Mapping[int, Mark] | None = None, readers: Readers = Readers.MEMBERS) -> list[Item]:
    """All of them: by characteristic in the community's order, those on none in particular last."""
    return sorted(as_items(session, visible(session, readers), marks), key=_order)


def as_items(session: Session, rows: Sequence[Resource], marks: Mapping[int, Mark] | None = None) -> list[Item]:
    """These, with what belongs to them; `marks` are those of the reader, by resource."""
    sources = {row.id: row for row in session.scalars(select(Source))}
    themes = {row.id: row for row in session.scalars(select(Characteristic))}
    own = marks or {}
    return [
        Item(
            row,
            themes.get(row.characteristic_id or 0),
            sources[row.source_id],
            sources.get(row.details_source_id or 0),
            own.get(row.id),
        )
        for row in rows
    ]


def shelves(session: Session, found: Sequence[Item]) -> tuple[Shelf, ...]:
    """Every characteristic with how many of these it has, and those on none in particular."""
    themes = session.scalars(select(Characteristic).order_by(Characteristic.position, Characteristic.id))
    all_of_them = [Shelf(theme, len(_on(found, theme.id))) for theme in themes]
    others = len(_on(found, IN_PARTICULAR_NONE))
    return (*all_of_them, *([Shelf(None, others)] if others else []))


def first_on(session: Session, characteristic: int) -> Item | None:
    """Something to read on this characteristic, or None when there is nothing."""
    return next(iter(_on(items(session), characteristic)), None)


def look(
    session: Session,
    filters: Filters,
    *,
    page: int = 0,
    marks: Mapping[int, Mark] | None = None,
    readers: Readers = Readers.MEMBERS,
) -> Listing:
    """Resources that pass all filters; of those with words, the ones with them in the title first.

    A slip is mended where nothing holds the word. Raises NotFound when the characteristic is not there any more.
    """
    every = items(session, marks, readers)
    _require(session, filters.characteristic)
    held, looked_for = _holding_words(every, filters.words)
    found = _passing(held, filters)
    page = min(page, max(len(found) - 1, 0) // PAGE)  # or the last one when there are fewer by now
    shown = tuple(found[page * PAGE : (page + 1) * PAGE])
    return Listing(shown, page, len(found), filters, looked_for, _choices(session, held, filters))


def _require(session: Session, characteristic: int | None) -> None:
    if not characteristic:
        return
    if session.scalar(select(Characteristic.id).where(Characteristic.id == characteristic)) is None:
        raise NotFound


def _order(item: Item) -> tuple[bool, int, int, int]:
    theme = item.characteristic
    return (theme is None, theme.position if theme else 0, theme.id if theme else 0, item.resource.id)


def _on(found: Sequence[Item], characteristic: int) -> list[Item]:
    return [item for item in found if (item.resource.characteristic_id or IN_PARTICULAR_NONE) == characteristic]


def _passing(found: Sequence[Item], filters: Filters) -> list[Item]:
    kept = list(found) if filters.characteristic is None else _on(found, filters.characteristic)
    if filters.kind:
        kept = [item for item in kept if catalogue.key_of(item.resource.kind) == filters.kind]
    return [item for item in kept if filters.length in (None, item.length)]


def _choices(session: Session, held: Sequence[Item], filters: Filters) -> Choices:
    on_any = _passing(held, replace(filters, characteristic=None))
    of_any_kind = _passing(held, replace(filters, kind=""))
    of_any_length = _passing(held, replace(filters, length=None))
    kinds = sorted({item.resource.kind for item in held})
    return Choices(
        shelves(session, on_any),
        tuple((kind, sum(item.resource.kind == kind for item in of_any_kind)) for kind in kinds),
        tuple((length, sum(item.length is length for item in of_any_length)) for length in Length),
    )


def _holding_words(every: Sequence[Item], text: str) -> tuple[list[Item], str]:
    """The items with these words, and the words that were looked for in the end."""
    if not text:
        return list(every), ""
    typed = words.tokens(text)
    for tried in dict.fromkeys((typed, words.mend(typed, _vocabulary(every)))):
        if found := _holding(every, tried):
            return found, " ".join(tried) if tried != typed else text
    return [], text


def _holding(every: Sequence[Item], tried: Sequence[str]) -> list[Item]:
    """Items with all of these words; "books on trust" is looked for as it stands, and then as "trust"."""
    stems = [words.stem(word) for word in tried]
    said = frozenset(stem for stem in stems if stem not in words.CHATTER) or frozenset(stems)
    for wanted in (said, said - _READING):
        if found := [item for item in every if wanted and _holds(_stems(_text(item)), wanted)]:
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


def _vocabulary(every: Sequence[Item]) -> frozenset[str]:
    return frozenset(form for item in every for word in words.tokens(_text(item)) for form in (word, words.stem(word)))
