"""Reads what the community knows from the TOML files that organisers edit, and says plainly what is wrong in them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from db.content.items import (
    Barrier,
    Challenge,
    Characteristic,
    Community,
    Contact,
    Content,
    Event,
    Fact,
    Item,
    Opener,
    Organisation,
    Prompt,
    Resource,
    Sector,
    Signpost,
    Source,
)


class ContentFault(ValueError):
    """Everything that is wrong in the content, one line a problem: file, key, field and fault."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


# Which tables each file may hold, and what a row of each is.
_FILES: dict[str, dict[str, type[Item]]] = {
    "sources.toml": {"source": Source},
    "characteristics.toml": {"characteristic": Characteristic},
    "organisations.toml": {"sector": Sector, "organisation": Organisation},
    "challenges.toml": {"challenge": Challenge},
    "barriers.toml": {"barrier": Barrier},
    "events.toml": {"event": Event},
    "resources.toml": {"resource": Resource},
    "contacts.toml": {"contact": Contact},
    "facts.toml": {"fact": Fact},
    "openers.toml": {"opener": Opener},
    "signposts.toml": {"signpost": Signpost},
}
_PROMPTS = "prompts"
_REFERENCES = {"source": "source", "details_source": "source", "characteristic": "characteristic", "sector": "sector"}
_FAULTS = {"missing": "is missing", "extra_forbidden": "is not a field here", "string_too_short": "is empty"}


def read(folder: Path) -> Content:
    """The content of a folder; every problem in it is told at once, as one ContentFault."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.rows: dict[str, list[Any]] = {name: [] for tables in _FILES.values() for name in tables} | {"prompt": []}
        self.keys: dict[str, set[str]] = {name: set() for name in self.rows}

    def read(self) -> Content:
        community = self._community()
        for file, tables in _FILES.items():
            self._read_file(file, tables, zone=community.zone if community else "UTC")
        self._read_prompts()
        for file, tables in _FILES.items():
            for name in tables:
                self.problems.extend(self._faults_of_table(file, name))
        self.problems.extend(self._faults_of_table(_PROMPTS, "prompt"))
        self.problems.extend(self._openers_about_nothing())
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

    def _read_file(self, file: str, tables: dict[str, type[Item]], *, zone: str) -> None:
        found = self._parse(file) if (self.folder / file).is_file() else None
        for name, rows in (found or {}).items():
            if name not in tables or not isinstance(rows, list):
                self.problems.append(f"{file}: {name!r} is not a table here; write [[{'] or [['.join(tables)}]]")
                continue
            for number, row in enumerate(rows, start=1):
                self._read_row(file, tables[name], name, number, {"zone": zone} | row if name == "event" else row)

    def _read_prompts(self) -> None:
        """One file a characteristic, named at its top, and one for those that fit any."""
        for path in sorted((self.folder / _PROMPTS).glob("*.toml")):
            file = f"{_PROMPTS}/{path.name}"
            found = self._parse(file) or {}
            about = found.get("characteristic")
            shared = {"characteristic": None if about == "any" else about, "source": found.get("source")}
            if about is None:
                self.problems.append(f'{file}, characteristic: is missing; write a key, or "any"')
            for unknown in found.keys() - {"characteristic", "source", "prompt"}:
                self.problems.append(f"{file}, {unknown}: is not a field here")
            for number, row in enumerate(found.get("prompt", []), start=1):
                self._read_row(file, Prompt, "prompt", number, shared | row)

    def _openers_about_nothing(self) -> Iterator[str]:
        for row in self.rows["opener"]:
            if row.scope != "any" and row.about not in self.keys[row.scope]:
                yield f"openers.toml, {row.key}, about: there is no {row.scope} with the key {row.about!r}"

    def _read_row(self, file: str, model: type[Item], name: str, number: int, row: dict[str, Any]) -> None:
        key = str(row.get("key") or f"{name} number {number}")
        # A row with a fault still counts as there, so that one slip is not told again by everything that names it.
        self.keys[name].add(key)
        made = self._make(model, file, key, row)
        if made is not None:
            self.rows[name].append(made)

    def _make(self, model: type[Item], file: str, key: str, row: dict[str, Any]) -> Item | None:
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
