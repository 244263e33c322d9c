"""Putting content/ into a workspace, as often as one likes: what organisers changed in Slack is never overwritten."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db import content, models
from db.database import Database

CONTENT = Path(__file__).parent.parent / "content"

EVER = datetime.fromtimestamp(0, UTC)  # machine time, which the community's clock says nothing about

Keys = Mapping[str, Mapping[str, int]]
Fields = dict[str, Any]


@dataclass
class Report:
    """What a seeding did in one workspace; `kept` and `gone` name rows as "event innovation"."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def told(self) -> str:
        lines = [f"{self.added} added, {self.updated} updated, {self.unchanged} as they were."]
        lines += [f"Changed in Slack, so left alone: {name}" for name in self.kept]
        lines += [f"No longer in content/, still in the database: {name}" for name in self.gone]
        return "\n".join(lines)


@dataclass(frozen=True)
class Table:
    """How one kind of content becomes rows."""

    model: type[Any]
    items: str
    read: Callable[[Any, Keys], Fields]

    @property
    def name(self) -> str:
        return str(self.model.__tablename__)


def seed_all(database: Database, folder: Path = CONTENT) -> dict[str, Report]:
    """Seed every workspace that we have met; raises ContentFault before anything is changed."""
    found = content.read(folder)
    with database.across_workspaces() as session:
        workspaces = list(session.scalars(select(models.Workspace.id).order_by(models.Workspace.id)))
    return {workspace: _seed(database, workspace, found) for workspace in workspaces}


def settle_in(database: Database, workspace: str, *, now: datetime, folder: Path = CONTENT) -> Report:
    """Meet a workspace for the first time, or again, and give it what the community knows."""
    found = content.read(folder)
    insert = sqlite.insert if database.on_sqlite else postgresql.insert
    community = found.community
    row = {
        "id": workspace,
        "community": community.name,
        "short_name": community.short_name,
        "zone": community.zone,
        "place": community.place,
        "holidays": community.holidays,
        "first_seen_at": now,
    }
    with database.across_workspaces() as session:  # two processes may meet it at the same moment
        session.execute(insert(models.Workspace).values(**row).on_conflict_do_nothing())
        pace = insert(models.Pace).values(workspace_id=workspace, next_at=EVER)
        session.execute(pace.on_conflict_do_nothing())
    return _seed(database, workspace, found)


def _seed(database: Database, workspace: str, found: content.Content) -> Report:
    report = Report()
    with database.begin(workspace) as session:
        # Two seedings of one workspace take turns.
        session.execute(select(models.Workspace).where(models.Workspace.id == workspace).with_for_update())
        _seed_community(session, workspace, found.community)
        keys: dict[str, dict[str, int]] = {}
        for table in TABLES:
            keys[table.name] = _seed_table(session, table, getattr(found, table.items), keys, report)
    return report


def _seed_community(session: Session, workspace: str, community: content.Community) -> None:
    row = session.get_one(models.Workspace, workspace)
    row.community, row.short_name = community.name, community.short_name
    row.place = community.place
    if (row.zone, row.holidays) != (community.zone, community.holidays):
        row.zone, row.holidays = community.zone, community.holidays
        session.execute(update(models.Member).values(next_prompt_at=None))  # their next turns are worked out anew


def _seed_table(session: Session, table: Table, items: Iterable[Any], keys: Keys, report: Report) -> dict[str, int]:
    rows = {row.key: row for row in session.scalars(select(table.model))}
    for item in items:
        fields = table.read(item, keys)
        found = rows.get(item.key)
        if found is None:
            report.added += 1
            rows[item.key] = _write(session, table.model(key=item.key), fields)
        else:
            _seed_again(session, found, fields, report, name=f"{table.name} {item.key}")
    wanted = {item.key for item in items}
    # what organisers wrote in Slack never was in content/
    report.gone += [f"{table.name} {key}" for key, row in rows.items() if key not in wanted and row.seeded_hash]
    return {key: row.id for key, row in rows.items()}


def _seed_again(session: Session, row: Any, fields: Fields, report: Report, *, name: str) -> None:
    if _hash(_as_stored(session, row, fields)) != row.seeded_hash:
        report.kept.append(name)
    elif _hash(fields) == row.seeded_hash:
        report.unchanged += 1
    else:
        report.updated += 1
        _write(session, row, fields)


def _write(session: Session, row: Any, fields: Fields) -> Any:
    for name, value in fields.items():
        if name != "agenda":
            setattr(row, name, value)
    row.seeded_hash = _hash(fields)
    session.add(row)
    session.flush()
    if isinstance(row, models.Event):
        _write_agenda(session, row, fields["agenda"])
    return row


def _write_agenda(session: Session, event: models.Event, agenda: list[Fields]) -> None:
    session.execute(delete(models.AgendaItem).where(models.AgendaItem.event_id == event.id))
    session.add_all(
        models.AgendaItem(event_id=event.id, position=position, **item) for position, item in enumerate(agenda, start=1)
    )
    session.flush()


def _as_stored(session: Session, row: Any, fields: Fields) -> Fields:
    stored = {name: getattr(row, name) for name in fields if name != "agenda"}
    if isinstance(row, models.Event):
        items = session.scalars(
            select(models.AgendaItem).where(models.AgendaItem.event_id == row.id).order_by(models.AgendaItem.position)
        )
        stored["agenda"] = [_agenda_item(item) for item in items]
    return stored


def _agenda_item(item: Any) -> Fields:
    return {"minutes": item.minutes, "title": item.title, "speaker": item.speaker}


def _hash(fields: Fields) -> str:
    """What is for everybody counts as it did before there were audiences, so that older rows are still known."""
    told = {name: value for name, value in fields.items() if (name, value) != ("audience", "members")}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _pick(item: Any, *names: str) -> Fields:
    """These fields of the item, with tuples as the lists that the database gives back."""
    return {name: _listed(getattr(item, name)) for name in names}


def _listed(value: Any) -> Any:
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _key_of(keys: Keys, table: str, key: str | None) -> int | None:
    return keys[table][key] if key is not None else None


def _sourced(item: Any, keys: Keys, *names: str) -> Fields:
    return _pick(item, *names) | {"source_id": _key_of(keys, "source", item.source)}


def _themed(item: Any, keys: Keys, *names: str) -> Fields:
    theme = _key_of(keys, "characteristic", item.characteristic)
    return _sourced(item, keys, *names) | {"characteristic_id": theme}


def _organisation(item: Any, keys: Keys) -> Fields:
    return _pick(item, "name", "boroughs", "email_domains") | {"sector_id": _key_of(keys, "sector", item.sector)}


def _characteristic(item: Any, keys: Keys) -> Fields:
    names = ("position", "name", "status", "definition_version", "description", "behaviours", "basis")
    return _sourced(item, keys, *names)


def _event(item: Any, keys: Keys) -> Fields:
    names = ("title", "series", "summary", "status", "starts_at", "ends_at", "zone", "place", "link", "speakers")
    fields = _themed(item, keys, *names, "host", "capacity", "cost", "recording", "audience")
    return fields | {"agenda": [_agenda_item(part) for part in item.agenda]}


def _resource(item: Any, keys: Keys) -> Fields:
    names = ("title", "authors", "kind", "publisher", "year", "url", "doi", "isbn", "access", "about")
    details = _key_of(keys, "source", item.details_source)
    # what content/ does not say organisers may, so it has no share in what tells whether they changed the row
    told = [name for name in ("minutes", "review_on") if getattr(item, name) is not None]
    return _themed(item, keys, *names, "named_as", "audience", *told) | {"details_source_id": details}


def _fact(item: Any, keys: Keys) -> Fields:
    names = ("kind", "title", "statement", "items", "columns", "rows", "quote", "said_by", "note", "asks")
    return _themed(item, keys, *names, "audience")


def _contact(item: Any, keys: Keys) -> Fields:
    return _sourced(item, keys, "email", "name", "purpose", "asks", "audience")


def _prompt(item: Any, keys: Keys) -> Fields:
    names = ("kind", "tone", "stem", "why", "basis", "when_example", "then_example", "definition_version", "retired")
    return _themed(item, keys, *names)


TABLES = (
    Table(models.Source, "sources", lambda item, _: _pick(item, "name", "as_of", "url")),
    Table(models.Sector, "sectors", lambda item, _: _pick(item, "name")),
    Table(models.Organisation, "organisations", _organisation),
    Table(models.Challenge, "challenges", lambda item, keys: _sourced(item, keys, "name")),
    Table(models.Barrier, "barriers", lambda item, keys: _sourced(item, keys, "name")),
    Table(models.Characteristic, "characteristics", _characteristic),
    Table(models.Event, "events", _event),
    Table(models.Resource, "resources", _resource),
    Table(models.Fact, "facts", _fact),
    Table(models.Contact, "contacts", _contact),
    Table(models.Prompt, "prompts", _prompt),
    Table(models.Opener, "openers", lambda item, _: _pick(item, "scope", "about", "stem")),
    Table(models.Signpost, "signposts", lambda item, _: _pick(item, "position", "name", "words")),
)
