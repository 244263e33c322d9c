"""What an entry of each content file holds, and what of it may be left out."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.rules.cadence import keeps_bank_holidays


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; write it like Europe/London") from None
    return name


def _known_region(code: str) -> str:
    if not keeps_bank_holidays(code):
        raise ValueError(f"{code!r} is not a region whose bank holidays we know; write it like GB-ENG")
    return code


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Region = Annotated[str, AfterValidator(_known_region)]
Texts = tuple[Text, ...]


class Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(Item):
    """Something that people are told: every member, or organisers alone."""

    audience: Literal["members", "organisers"] = "members"


class Community(Item):
    name: Text
    short_name: Text
    zone: Zone
    place: Text | None = None
    holidays: Region | None = None


class Source(Item):
    key: Key
    name: Text
    as_of: date
    file: Text | None = None
    url: Text | None = None


class Characteristic(Item):
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


class Sector(Item):
    key: Key
    name: Text


class Organisation(Item):
    key: Key
    name: Text
    sector: Key
    boroughs: Texts = ()
    email_domains: Texts = ()


class Challenge(Item):
    key: Key
    name: Text
    source: Key


class Barrier(Item):
    """Something that stands in the way, as a fact of the same source tells it."""

    key: Key
    name: Annotated[Text, Field(max_length=150)]
    source: Key


class AgendaItem(Item):
    minutes: Annotated[int, Field(ge=1)]
    title: Text
    speaker: Text | None = None
    quote: Texts = ()


class Event(Told):
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


class Resource(Told):
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
    minutes: Annotated[int, Field(ge=1)] | None = None
    review_on: date | None = None
    source: Key
    details_source: Key | None = None


class Contact(Told):
    key: Key
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    name: Text | None = None
    purpose: Text
    asks: Texts = ()
    quote: Texts = ()
    source: Key


class Fact(Told):
    key: Key
    kind: Literal["claim", "list", "definition", "vision", "aim", "table", "figure", "gap", "conflict", "help"]
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


class Prompt(Item):
    """A question to reflect on; one without a characteristic fits every one, and names it as {characteristic}."""

    key: Key
    characteristic: Key | None = None
    kind: Literal["notice", "learn", "try", "peer"]
    tone: Literal["strength", "neutral", "stretch"]
    stem: Annotated[Text, Field(max_length=160)]
    why: Annotated[Text, Field(max_length=200)]
    basis: Text
    when_example: Text | None = None
    then_example: Text | None = None
    definition_version: Annotated[int, Field(ge=1)]
    retired: bool = False
    source: Key

    @property
    def quotes(self) -> Texts:
        return (self.basis,)


class Opener(Item):
    """A first question for people who have just been introduced."""

    key: Key
    scope: Literal["characteristic", "challenge", "any"]
    about: Key
    tone: Literal["strength", "neutral", "stretch"]
    stem: Annotated[Text, Field(max_length=200)]
    basis: Text | None = None
    definition_version: Annotated[int, Field(ge=1)] = 1


class Signpost(Item):
    """Where to turn when things are hard."""

    key: Key
    position: Annotated[int, Field(ge=1)]
    name: Annotated[Text, Field(max_length=120)]
    words: Annotated[Text, Field(max_length=300)]


class Content(Item):
    """All that the community knows, checked."""

    community: Community
    sources: tuple[Source, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    sectors: tuple[Sector, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    events: tuple[Event, ...] = ()
    resources: tuple[Resource, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    openers: tuple[Opener, ...] = ()
    signposts: tuple[Signpost, ...] = ()
