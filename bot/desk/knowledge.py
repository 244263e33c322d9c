"""What the community knows, read from its rows into the plain values that questions are answered from."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.answers.knowledge import (
    Knowledge,
    KnownAgendaItem,
    KnownChallenge,
    KnownCharacteristic,
    KnownContact,
    KnownEvent,
    KnownFact,
    KnownOrganisation,
    KnownResource,
    KnownSource,
)
from bot.community import events
from bot.library import resources
from bot.rules.words import EventStatus, Readers
from db import models
from db.models import Seeded, Told

Row = TypeVar("Row", bound=Seeded)
Item = TypeVar("Item", bound=Told)


def read(session: Session, readers: Readers = Readers.MEMBERS) -> Knowledge:
    """All that these may be told in this workspace; drafts of events are left out."""
    workspace = workspaces.find(session)
    if workspace is None:
        return Knowledge(community=workspaces.community(session), zone="UTC")
    return _Reader(session, readers).read(workspace)


class _Reader:
    """One reading of all rows; sources, characteristics and sectors are looked up once."""

    def __init__(self, session: Session, readers: Readers) -> None:
        self.session, self.readers = session, readers
        self.source = {row.id: KnownSource(row.name, row.as_of, row.url) for row in self._all(models.Source)}
        self.theme = {row.id: row.name for row in self._all(models.Characteristic)}
        self.sector = {row.id: row.name for row in self._all(models.Sector)}

    def read(self, workspace: models.Workspace) -> Knowledge:
        shown = [row for row in self._told(models.Event) if row.status is not EventStatus.DRAFT]
        return Knowledge(
            community=workspace.community,
            short_name=workspace.short_name,
            zone=workspace.zone,
            place=workspace.place,
            events=self._events(sorted(shown, key=lambda row: row.starts_at)),
            resources=tuple(self._resource(row) for row in resources.visible(self.session, self.readers)),
            contacts=tuple(self._contact(row) for row in self._told(models.Contact)),
            characteristics=tuple(self._characteristic(row) for row in self._all(models.Characteristic)),
            facts=tuple(self._fact(row) for row in self._told(models.Fact)),
            organisations=tuple(self._organisation(row) for row in self._all(models.Organisation)),
            challenges=tuple(self._challenge(row) for row in self._all(models.Challenge)),
        )

    def _all(self, model: type[Row]) -> Sequence[Row]:
        return self.session.scalars(select(model).order_by(model.id)).all()

    def _told(self, model: type[Item]) -> Sequence[Item]:
        """What is for others is never read, so that nothing later can find it."""
        chosen = select(model).where(model.audience.in_(self.readers.may_read))
        return self.session.scalars(chosen.order_by(model.id)).all()

    def _events(self, rows: Sequence[models.Event]) -> tuple[KnownEvent, ...]:
        agendas = events.agendas(self.session, rows)
        return tuple(self._event(row, agendas[row.id]) for row in rows)

    def _event(self, row: models.Event, slots: Sequence[events.Slot]) -> KnownEvent:
        return KnownEvent(
            id=row.id,
            title=row.title,
            series=row.series,
            summary=row.summary,
            status=row.status,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=row.zone,
            characteristic=self._theme(row.characteristic_id),
            place=row.place,
            link=row.link,
            speakers=tuple(row.speakers),
            host=row.host,
            capacity=row.capacity,
            cost=row.cost,
            recording=row.recording,
            agenda=tuple(_slot(slot, row) for slot in slots),
            source=self.source[row.source_id],
            audience=row.audience,
        )

    def _resource(self, row: models.Resource) -> KnownResource:
        return KnownResource(
            id=row.id,
            title=row.title,
            kind=row.kind,
            authors=tuple(row.authors),
            publisher=row.publisher,
            year=row.year,
            url=row.url,
            doi=row.doi,
            isbn=row.isbn,
            access=row.access,
            named_as=row.named_as,
            about=row.about,
            characteristic=self._theme(row.characteristic_id),
            source=self.source[row.source_id],
            details_source=self.source.get(row.details_source_id or 0),
            audience=row.audience,
            review_on=row.review_on,
        )

    def _contact(self, row: models.Contact) -> KnownContact:
        return KnownContact(
            id=row.id,
            email=row.email,
            name=row.name,
            purpose=row.purpose,
            asks=tuple(row.asks),
            source=self.source[row.source_id],
            audience=row.audience,
        )

    def _characteristic(self, row: models.Characteristic) -> KnownCharacteristic:
        return KnownCharacteristic(
            id=row.id,
            position=row.position,
            name=row.name,
            status=row.status,
            description=row.description,
            behaviours=tuple(row.behaviours),
            basis=row.basis,
            source=self.source[row.source_id],
        )

    def _fact(self, row: models.Fact) -> KnownFact:
        return KnownFact(
            id=row.id,
            kind=row.kind,
            title=row.title,
            statement=row.statement,
            items=tuple(row.items),
            columns=tuple(row.columns),
            rows=tuple(tuple(cells) for cells in row.rows),
            quote=tuple(row.quote),
            said_by=row.said_by,
            note=row.note,
            asks=tuple(row.asks),
            characteristic=self._theme(row.characteristic_id),
            source=self.source[row.source_id],
            audience=row.audience,
        )

    def _organisation(self, row: models.Organisation) -> KnownOrganisation:
        return KnownOrganisation(
            id=row.id, name=row.name, sector=self.sector[row.sector_id], boroughs=tuple(row.boroughs)
        )

    def _challenge(self, row: models.Challenge) -> KnownChallenge:
        return KnownChallenge(id=row.id, name=row.name, source=self.source[row.source_id])

    def _theme(self, characteristic: int | None) -> str | None:
        return self.theme.get(characteristic or 0)


def _slot(slot: events.Slot, event: models.Event) -> KnownAgendaItem:
    """An agenda is for whom its event is for."""
    return KnownAgendaItem(slot.starts_at, slot.ends_at, slot.title, slot.speaker, event.audience)
