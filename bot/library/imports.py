"""Imports: many resources at once from a file, looked at before anything is kept; and the same columns out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.files.documents import Document
from bot.library import resources, suggestions
from bot.rules import addresses, imports
from bot.rules.imports import COLUMNS, Problem, Row, Table
from bot.rules.words import Readers, ResourceStatus
from db.models import Characteristic, Member, Resource

_FIELDS = {"title": "title", "address": "url", "kind": "kind", "characteristic": "characteristic_id"}
_FIELDS |= {name: name for name in ("publisher", "year", "minutes", "doi", "isbn", "about", "access", "review_on")}
UNNAMED = "web page"
"""The type of a new resource whose row names none."""


@dataclass(frozen=True)
class Change:
    """A row that is here already, with the columns in which it differs."""

    row: Row
    resource: Resource
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What an import would do, or did: each row of the file is in exactly one of these."""

    added: tuple[Row, ...]
    updated: tuple[Change, ...]
    same: tuple[tuple[Row, str], ...]  # here already, and nothing new in it; with the title that it has here
    twice: tuple[tuple[Row, int], ...]  # as an earlier row of the file, with its number
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...] = ()
    encoding: str = "UTF-8"

    @property
    def count(self) -> int:
        return len(self.added) + len(self.updated)


def look(session: Session, body: bytes) -> Plan:
    """What would come of this file; nothing is kept. Raises InvalidField when it is no table of resources."""
    return _plan(session, _table(session, body))


def carry_out(session: Session, body: bytes, organiser: Member, *, now: datetime) -> Plan:
    """Keep every row that is right, all in this transaction; the same file once more adds nothing."""
    workspaces.take_turns(session)
    plan = _plan(session, _table(session, body))
    if not plan.count:
        return plan
    source = suggestions.source_of_organisers(session, now=now)
    for row in plan.added:
        added = Resource(key=suggestions.new_key(), title=row.title, authors=[], kind=UNNAMED, source_id=source.id)
        added.status, added.decided_by_id, added.decided_at = ResourceStatus.APPROVED, organiser.id, now
        _write(added, row)
        session.add(added)
    for change in plan.updated:
        _write(change.resource, change.row)
        if change.resource.status is ResourceStatus.SUGGESTED:
            suggestions.approve(session, change.resource.id, organiser, now=now)
    session.flush()
    return plan


def document(session: Session) -> Document:
    """Every resource that shows, in the columns that an import takes."""
    themes = {row.id: row.name for row in session.scalars(select(Characteristic))}
    rows = tuple(_cells(row, themes) for row in resources.visible(session, Readers.ORGANISERS))
    return Document("Resources", (), COLUMNS, rows)


def _table(session: Session, body: bytes) -> Table:
    found = session.scalars(select(Characteristic).order_by(Characteristic.position.desc(), Characteristic.id.desc()))
    themes = {name.lower(): row.id for row in found for name in (row.key, row.name)}
    return imports.read(body, kinds=suggestions.kinds(session), themes=themes)


def _plan(session: Session, table: Table) -> Plan:
    here = {name: row for row in suggestions.known(session) for name in suggestions.identities(row)}
    seen: dict[str, int] = {}
    added, updated, same, twice = [], [], [], []
    for row in table.rows:
        names = row.identities
        earlier = min((seen[name] for name in names if name in seen), default=None)
        seen |= {name: row.number for name in names if name not in seen}
        held = next((here[name] for name in sorted(names) if name in here), None)
        if earlier is not None:
            twice.append((row, earlier))
        elif held is None:
            added.append(row)
        elif columns := _differing(held, row):
            updated.append(Change(row, held, columns))
        else:
            same.append((row, held.title))
    told = (tuple(added), tuple(updated), tuple(same), tuple(twice))
    return Plan(*told, table.problems, table.unknown, table.encoding)


def _differing(held: Resource, row: Row) -> tuple[str, ...]:
    """The columns of this row that say something else; an empty cell says nothing. What waits is approved."""
    given = [(name, getattr(row, name), _as_read(held, field)) for name, field in _FIELDS.items()]
    found = [name for name, new, old in given if new is not None and new != old]
    found += ["authors"] if row.authors and list(row.authors) != held.authors else []
    found += ["status"] if held.status is ResourceStatus.SUGGESTED else []
    return tuple(found)


def _as_read(held: Resource, field: str) -> object:
    """What is held, as an import would read it."""
    value = getattr(held, field)
    return addresses.doi_of(value) if field == "doi" else value


def _write(resource: Resource, row: Row) -> None:
    for name, field in _FIELDS.items():
        if (value := getattr(row, name)) is not None:
            setattr(resource, field, value)
    if row.authors:
        resource.authors = list(row.authors)


def _cells(row: Resource, themes: Mapping[int, str]) -> tuple[str, ...]:
    told: Sequence[object] = (
        row.title,
        row.url,
        row.kind,
        themes.get(row.characteristic_id or 0),
        "; ".join(row.authors),
        row.publisher,
        row.year,
        row.minutes,
        row.doi,
        row.isbn,
        row.about,
        row.access,
        row.review_on,
    )
    return tuple("" if cell is None else str(cell) for cell in told)
