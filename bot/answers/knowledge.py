"""What the community knows, as plain values, so that a question can be answered without a database."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.words import CharacteristicStatus, EventStatus, Readers


@dataclass(frozen=True)
class KnownSource:
    """Where words come from, and the day on which they were true."""

    name: str
    as_of: date
    url: str | None = None


@dataclass(frozen=True)
class KnownAgendaItem:
    starts_at: datetime
    ends_at: datetime
    title: str
    speaker: str | None = None
    audience: Readers = Readers.MEMBERS


@dataclass(frozen=True)
class KnownEvent:
    """An event with its instants in UTC; what is None or empty is not known."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    source: KnownSource
    status: EventStatus = EventStatus.PUBLISHED
    series: str | None = None
    characteristic: str | None = None
    summary: str | None = None
    place: str | None = None
    link: str | None = None
    speakers: tuple[str, ...] = ()
    capacity: int | None = None
    host: str | None = None
    recording: str | None = None
    cost: str | None = None
    agenda: tuple[KnownAgendaItem, ...] = ()
    audience: Readers = Readers.MEMBERS


@dataclass(frozen=True)
class KnownResource:
    id: int
    title: str
    kind: str
    source: KnownSource
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    doi: str | None = None
    isbn: str | None = None
    access: str | None = None
    named_as: str | None = None
    characteristic: str | None = None
    about: str | None = None
    details_source: KnownSource | None = None
    audience: Readers = Readers.MEMBERS
    review_on: date | None = None  # from this day on it may be out of date


@dataclass(frozen=True)
class KnownContact:
    id: int
    email: str
    purpose: str
    source: KnownSource
    name: str | None = None
    asks: tuple[str, ...] = ()
    audience: Readers = Readers.MEMBERS


@dataclass(frozen=True)
class KnownCharacteristic:
    id: int
    position: int
    name: str
    status: CharacteristicStatus
    description: str
    source: KnownSource
    behaviours: tuple[str, ...] = ()
    basis: str | None = None


@dataclass(frozen=True)
class KnownAgenda:
    """What happens at an event, as a thing to be found by itself."""

    event: KnownEvent

    @property
    def audience(self) -> Readers:
        return self.event.audience


@dataclass(frozen=True)
class KnownFact:
    """Something a source says. `kind` "gap" is what it cannot tell; "conflict" is where it disagrees with itself."""

    id: int
    kind: str
    title: str
    statement: str
    source: KnownSource
    items: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    quote: tuple[str, ...] = ()
    said_by: str | None = None
    note: str | None = None
    asks: tuple[str, ...] = ()
    characteristic: str | None = None
    audience: Readers = Readers.MEMBERS


@dataclass(frozen=True)
class KnownOrganisation:
    id: int
    name: str
    sector: str
    boroughs: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownChallenge:
    id: int
    name: str
    source: KnownSource


@dataclass(frozen=True)
class Knowledge:
    """Everything that an answer may draw on. `characteristic` of an item is the characteristic's name."""

    community: str
    zone: str
    short_name: str | None = None
    place: str | None = None
    events: tuple[KnownEvent, ...] = ()
    resources: tuple[KnownResource, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    characteristics: tuple[KnownCharacteristic, ...] = ()
    facts: tuple[KnownFact, ...] = ()
    organisations: tuple[KnownOrganisation, ...] = ()
    challenges: tuple[KnownChallenge, ...] = ()
