"""Reads what the community knows from the TOML files that organisers edit, and says plainly what is wrong in them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; write it like Europe/London") from None
    return name


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Texts = tuple[Text, ...]


class ContentFault(ValueError):
    """Everything that is wrong in the content, one line a problem: file, key, field and fault."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Community(_Item):
    name: Text
    short_name: Text
    zone: Zone
    place: Text | None = None


class Source(_Item):
    key: Key
    name: Text
    as_of: date
    file: Text | None = None
    url: Text | None = None


class Characteristic(_Item):
    key: Key
    position: Annotated[int, Field(ge=1)]
    name: Text
    status: Literal["confirmed", "working title"]
    definition_version: Annotated[int, Field(ge=1)] = 1
    basis: Text
    also: Texts = ()
    description: Text
    behaviours: Texts = ()
    source: Key


class Sector(_Item):
    key: Key
    name: Text


class Organisation(_Item):
    key: Key
    name: Text
    sector: Key
    boroughs: Texts = ()
    email_domains: Texts = ()


class Challenge(_Item):
    key: Key
    name: Text
    source: Key


class AgendaItem(_Item):
    minutes: Annotated[int, Field(ge=1)]
    title: Text
    speaker: Text | None = None
    quote: Texts = ()


class Event(_Item):
    """An event; a field that is absent is not known, and is said to be so."""

    key: Key
    title: Text
    series: Text | None = None
    characteristic: Key | None = None
    date: date
    starts: time
    ends: time
    zone: Zone = "UTC"  # the reader gives the community's own zone where an event names none
    status: Literal["draft", "published", "cancelled"] = "published"
    summary: Text | None = None
    place: Text | None = None
    link: Text | None = None
    speakers: Texts = ()
    capacity: Annotated[int, Field(ge=1)] | None = None
    host: Text | None = None
    recording: Text | None = None
    cost: Text | None = None
    agenda: tuple[AgendaItem, ...] = ()
    source: Key
    quote: Texts = ()

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.date, self.starts, ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.date, self.ends, ZoneInfo(self.zone)).astimezone(UTC)


class Resource(_Item):
    key: Key
    title: Text
    authors: Texts = ()
    kind: Text
    publisher: Text | None = None
    year: int | None = None
    url: Text | None = None
    doi: Text | None = None
    isbn: Text | None = None
    access: Text | None = None
    named_as: Text
    characteristic: Key | None = None
    about: Text | None = None
    source: Key
    details_source: Key | None = None


class Contact(_Item):
    key: Key
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    name: Text | None = None
    purpose: Text
    asks: Texts = ()
    quote: Texts = ()
    source: Key


class Fact(_Item):
    key: Key
    kind: Literal["claim", "list", "definition", "vision", "aim", "table", "figure", "gap", "conflict"]
    title: Text
    statement: str = ""
    items: Texts = ()
    columns: Texts = ()
    rows: tuple[Texts, ...] = ()
    quote: Texts = ()
    said_by: Text | None = None
    note: Text | None = None
    asks: Texts = ()
    characteristic: Key | None = None
    source: Key


class Content(_Item):
    """All that the community knows, checked."""

    community: Community
    sources: tuple[Source, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    sectors: tuple[Sector, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    events: tuple[Event, ...] = ()
    resources: tuple[Resource, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()


# Which tables each file may hold, and what a row of each is.
_FILES: dict[str, dict[str, type[_Item]]] = {
    "sources.toml": {"source": Source},
    "characteristics.toml": {"characteristic": Characteristic},
    "organisations.toml": {"sector": Sector, "organisation": Organisation},
    "challenges.toml": {"challenge": Challenge},
    "events.toml": {"event": Event},
    "resources.toml": {"resource": Resource},
    "contacts.toml": {"contact": Contact},
    "facts.toml": {"fact": Fact},
}
_REFERENCES = {"source": "source", "details_source": "source", "characteristic": "characteristic", "sector": "sector"}
_FAULTS = {"missing": "is missing", "extra_forbidden": "is not a field here", "string_too_short": "is empty"}


def read(folder: Path) -> Content:
    """The content of a folder; every problem in it is told at once, as one ContentFault."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.rows: dict[str, list[Any]] = {name: [] for tables in _FILES.values() for name in tables}
        self.keys: dict[str, set[str]] = {name: set() for name in self.rows}

    def read(self) -> Content:
        community = self._community()
        for file, tables in _FILES.items():
            self._read_file(file, tables, zone=community.zone if community else "UTC")
        for file, tables in _FILES.items():
            for name in tables:
                self.problems.extend(self._faults_of_table(file, name))
        if self.problems or community is None:
            raise ContentFault(self.problems)
        return Content(community=community, **{f"{name}s": tuple(rows) for name, rows in self.rows.items()})

    def _community(self) -> Community | None:
        file = "community.toml"
        if not (self.folder / file).is_file():
            self.problems.append(f"{file}: the file is missing")
            return None
        found = self._parse(file)
        made = None if found is None else self._make(Community, file, "community", found)
        return made if isinstance(made, Community) else None

    def _parse(self, file: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads((self.folder / file).read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as fault:
            self.problems.append(f"{file}: the TOML is broken: {fault}")
        except UnicodeDecodeError:
            self.problems.append(f"{file}: the text is not UTF-8")
        return None

    def _read_file(self, file: str, tables: dict[str, type[_Item]], *, zone: str) -> None:
        found = self._parse(file) if (self.folder / file).is_file() else None
        for name, rows in (found or {}).items():
            if name not in tables or not isinstance(rows, list):
                self.problems.append(f"{file}: {name!r} is not a table here; write [[{'] or [['.join(tables)}]]")
                continue
            for number, row in enumerate(rows, start=1):
                self._read_row(file, tables[name], name, number, {"zone": zone} | row if name == "event" else row)

    def _read_row(self, file: str, model: type[_Item], name: str, number: int, row: dict[str, Any]) -> None:
        key = str(row.get("key") or f"{name} number {number}")
        # A row with a fault still counts as there, so that one slip is not told again by everything that names it.
        self.keys[name].add(key)
        made = self._make(model, file, key, row)
        if made is not None:
            self.rows[name].append(made)

    def _make(self, model: type[_Item], file: str, key: str, row: dict[str, Any]) -> _Item | None:
        try:
            return model.model_validate(row)
        except ValidationError as fault:
            for error in fault.errors():
                field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
                words = _FAULTS.get(error["type"], error["msg"].removeprefix("Value error, "))
                self.problems.append(f"{file}, {key}, {field}: {words}")
        return None

    def _faults_of_table(self, file: str, name: str) -> Iterator[str]:
        counts = Counter(row.key for row in self.rows[name])
        yield from (f"{file}, {key}, key: is used {count} times" for key, count in counts.items() if count > 1)
        sources = {source.key: source for source in self.rows["source"]}
        for row in self.rows[name]:
            faults = [*self._unknown_references(row), *self._quote_faults(row, sources), *_faults_within(row)]
            yield from (f"{file}, {row.key}, {fault}" for fault in faults)

    def _unknown_references(self, row: Any) -> Iterator[str]:
        for field, name in _REFERENCES.items():
            value = getattr(row, field, None)
            if value is not None and value not in self.keys[name]:
                yield f"{field}: there is no {name} with the key {value!r}"

    def _quote_faults(self, row: Any, sources: dict[str, Source]) -> Iterator[str]:
        source = sources.get(getattr(row, "source", ""))
        if source is None or source.file is None:
            return
        words = self._words_of(source.file)
        if words is None:
            yield f"source: the file {source.file!r} of {source.key!r} is not in content/source"
            return
        if isinstance(row, Fact) and not row.quote:
            yield "quote: is missing; a fact from a source with a file needs its exact words"
        for quote in _quotes(row):
            if _plain(quote) not in words:
                yield f"quote: these words are not in {source.file}: {quote}"

    def _words_of(self, file: str) -> str | None:
        path = self.folder / "source" / file
        return _plain(path.read_text(encoding="utf-8")) if path.is_file() else None


def _quotes(row: Any) -> Iterator[str]:
    """Every text of a row that claims to be the source's own words."""
    for field in ("basis", "named_as"):
        if hasattr(row, field):
            yield getattr(row, field)
    yield from (*getattr(row, "also", ()), *getattr(row, "quote", ()))
    for item in getattr(row, "agenda", ()):
        yield from item.quote


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()


def _faults_within(row: Any) -> Iterator[str]:
    if isinstance(row, Event):
        yield from _event_faults(row)
    if isinstance(row, Fact):
        yield from _fact_faults(row)


def _event_faults(event: Event) -> Iterator[str]:
    if event.ends_at <= event.starts_at:
        yield f"ends: {event.ends:%H:%M} is not after the start, {event.starts:%H:%M}"
        return
    length = (event.ends_at - event.starts_at) // timedelta(minutes=1)
    told = sum(item.minutes for item in event.agenda)
    if event.agenda and told != length:
        yield f"agenda: its minutes add up to {told}, and the event lasts {length}"


def _fact_faults(fact: Fact) -> Iterator[str]:
    if not (fact.statement.strip() or fact.items or fact.rows):
        yield "statement: is empty, and there are no items or rows to tell instead"
    if any(len(row) != len(fact.columns) for row in fact.rows):
        yield f"rows: each row needs {len(fact.columns)} cells, one for each column"
