"""What was found for a question: values and reasons, which a view puts into words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime

from bot.answers.knowledge import (
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
from bot.answers.reasons import Field, Moment, Outcome, Part, Reason, Tense, Thing
from bot.rules.phrases import Range
from bot.rules.words import Readers


@dataclass(frozen=True)
class Finding:
    """What every finding can say of itself."""

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return ()

    @property
    def outcome(self) -> Outcome:
        return Outcome.ANSWERED

    @property
    def dated(self) -> tuple[KnownEvent, Range] | None:
        """The one event that this is about, and the days that the question named."""
        return None

    def asked_for(self, days: Range | None) -> "Finding":
        """The same, found for a question that names these days."""
        return self


@dataclass(frozen=True)
class _OfEvent(Finding):
    """Something about one event; `days` are those that the question named."""

    event: KnownEvent
    tense: Tense
    days: Range | None = field(default=None, kw_only=True)

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return (self.event.source,)

    @property
    def dated(self) -> tuple[KnownEvent, Range] | None:
        return None if self.days is None else (self.event, self.days)

    def asked_for(self, days: Range | None) -> Finding:
        return replace(self, days=days)


@dataclass(frozen=True)
class EventTime(_OfEvent):
    """`verdict` answers a yes-or-no question; `namesake` is the agenda item that bears the event's own name."""

    asked: Moment = Moment.WHOLE
    verdict: bool | None = None
    namesake: KnownAgendaItem | None = None


@dataclass(frozen=True)
class EventField(_OfEvent):
    """A field that is held. `partial` says that there may be more than is held."""

    field: Field = Field.PLACE
    values: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True)
class Agenda(_OfEvent):
    """The whole running order of one event."""


@dataclass(frozen=True)
class ItemTime(_OfEvent):
    """One agenda item; with `at`, the item that is on at that moment, or None."""

    item: KnownAgendaItem | None = None
    asked: Moment = Moment.WHOLE
    at: datetime | None = None


@dataclass(frozen=True)
class ItemSpeaker(_OfEvent):
    item: KnownAgendaItem
    speaker: str


@dataclass(frozen=True)
class EventsInRange(Finding):
    """The events of some days; an empty list is a true answer, told with the nearest events. `narrowed` says that
    only events of a certain kind were asked for, so that others may fall on those days."""

    range: Range | None
    events: tuple[KnownEvent, ...]
    following: KnownEvent | None
    previous: KnownEvent | None
    narrowed: bool = False

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        told = self.events or tuple(e for e in (self.following, self.previous) if e)
        return _distinct(event.source for event in told)


@dataclass(frozen=True)
class NextEvent(Finding):
    """The next event, or None when nothing is to come; then the last one is told."""

    event: KnownEvent | None
    previous: KnownEvent | None

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(e.source for e in (self.event or self.previous,) if e)


@dataclass(frozen=True)
class LastEvent(Finding):
    event: KnownEvent | None
    following: KnownEvent | None

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(e.source for e in (self.event or self.following,) if e)


@dataclass(frozen=True)
class ResourcesFound(Finding):
    """`all_of_them` says that nothing is left out; `today` that of the asker, from which some may be out of date."""

    resources: tuple[KnownResource, ...]
    all_of_them: bool
    today: date | None = None

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(resource.source for resource in self.resources)


@dataclass(frozen=True)
class ResourceField(Finding):
    resource: KnownResource
    field: Field
    values: tuple[str, ...]

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return (self.resource.details_source or self.resource.source,)


@dataclass(frozen=True)
class ContactsFound(Finding):
    """One contact where the purpose is clear, else all of them; `stale` when the word on them is over a year old."""

    contacts: tuple[KnownContact, ...]
    stale: bool = False

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(contact.source for contact in self.contacts)


@dataclass(frozen=True)
class CharacteristicsListed(Finding):
    """All of them; `gap` is the fact that tells why the source's own list is not held."""

    characteristics: tuple[KnownCharacteristic, ...]
    gap: KnownFact | None

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct([*([self.gap.source] if self.gap else []), *(c.source for c in self.characteristics)])


@dataclass(frozen=True)
class CharacteristicFound(Finding):
    characteristic: KnownCharacteristic
    asked: Part

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return (self.characteristic.source,)


@dataclass(frozen=True)
class FactFound(Finding):
    fact: KnownFact

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return (self.fact.source,)


@dataclass(frozen=True)
class Mention:
    """One place where a person is named: what they did or are, in which event, resource, contact or fact."""

    thing: KnownEvent | KnownAgendaItem | KnownResource | KnownContact | KnownFact
    words: str
    source: KnownSource


@dataclass(frozen=True)
class PersonFound(Finding):
    """Somebody the sources name. `stale` says that the oldest word on them is more than a year old."""

    name: str
    mentions: tuple[Mention, ...]
    stale: bool

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(mention.source for mention in self.mentions)


@dataclass(frozen=True)
class CommunityNamed(Finding):
    name: str
    place: str | None


@dataclass(frozen=True)
class OrganisationsListed(Finding):
    """Organisations, of one sector or borough where the question names it."""

    organisations: tuple[KnownOrganisation, ...]
    within: str | None


@dataclass(frozen=True)
class ChallengesListed(Finding):
    challenges: tuple[KnownChallenge, ...]

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct(challenge.source for challenge in self.challenges)


@dataclass(frozen=True)
class MissingField(Finding):
    """A field that was asked for and is not held; `name` is the thing that lacks it."""

    field: Field
    thing: Thing
    name: str
    source: KnownSource | None = None
    event: KnownEvent | None = None
    audience: Readers = Readers.MEMBERS

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return (self.source,) if self.source else ()

    @property
    def outcome(self) -> Outcome:
        return Outcome.MISSING


@dataclass(frozen=True)
class TwoParts(Finding):
    """A question with two parts, each with its own finding."""

    first: Finding
    second: Finding

    @property
    def sources(self) -> tuple[KnownSource, ...]:
        return _distinct([*self.first.sources, *self.second.sources])

    @property
    def outcome(self) -> Outcome:
        outcomes = (self.first.outcome, self.second.outcome)
        return next(o for o in Outcome if o in outcomes)


@dataclass(frozen=True)
class Choice:
    """Something that may have been meant: its kind and id, and what it is called."""

    kind: str
    id: int
    title: str
    audience: Readers = Readers.MEMBERS


@dataclass(frozen=True)
class DidYouMean(Finding):
    """Nothing fits well enough to be the answer, but these come near; the likeliest first."""

    choices: tuple[Choice, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.UNKNOWN


@dataclass(frozen=True)
class Booking(_OfEvent):
    """How one says that one comes to an event."""


@dataclass(frozen=True)
class WhichOne(Finding):
    """The question speaks of something that was named before, and we do not know of what."""

    @property
    def outcome(self) -> Outcome:
        return Outcome.UNKNOWN


@dataclass(frozen=True)
class Unknown(Finding):
    reason: Reason

    @property
    def outcome(self) -> Outcome:
        return Outcome.UNKNOWN


def is_for_organisers(finding: object) -> bool:
    """Whether any of it is for organisers only: looked for in every part, so that no kind of finding is forgotten."""
    if getattr(finding, "audience", Readers.MEMBERS) is Readers.ORGANISERS:
        return True
    if isinstance(finding, tuple):
        return any(is_for_organisers(part) for part in finding)
    return is_dataclass(finding) and any(is_for_organisers(getattr(finding, part.name)) for part in fields(finding))


def _distinct(sources: Iterable[KnownSource]) -> tuple[KnownSource, ...]:
    return tuple(dict.fromkeys(sources))
