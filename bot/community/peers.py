"""Members as they are shown to each other: who they are, where they work, and what they have in common."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.rules import matching
from bot.rules.dates import local
from bot.rules.matching import Because, Past, Person, Reason
from bot.rules.words import CharacteristicStatus, Track
from db.models import Challenge, Characteristic, Member, Organisation

FALLBACK_ZONE = "Europe/London"


@dataclass(frozen=True)
class Peer:
    """Somebody, as the people in their introduction see them; the name is empty once they have left."""

    member_id: int
    slack_id: str
    name: str
    organisation: str


@dataclass(frozen=True)
class Why:
    """A reason with the names that it needs; `by` offers what `others` want to work on."""

    reason: Reason
    name: str = ""
    is_working_title: bool = False
    by: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The names behind ids and keys, read once for many people."""

    organisations: Mapping[int, str]
    challenges: Mapping[str, str]
    characteristics: Mapping[str, Characteristic]
    zone: str

    @classmethod
    def read(cls, session: Session) -> "Directory":
        return cls(
            organisations={row.id: row.name for row in session.scalars(select(Organisation))},
            challenges={row.key: row.name for row in session.scalars(select(Challenge))},
            characteristics={row.key: row for row in session.scalars(select(Characteristic))},
            zone=community_zone(session),
        )

    def peer(self, member: Member) -> Peer:
        organisation = self.organisations.get(member.organisation_id or 0, "")
        return Peer(member.id, member.slack_id, member.name or "", organisation)

    def reasons(self, stored: Sequence[Sequence[str]], people: Sequence[Member]) -> tuple[Why, ...]:
        """The reasons of a draw that still hold on the profiles of all these people, with names."""
        together = len(people) > 1 and all(member.organisation_id is not None for member in people)
        held = matching.reasons([person(member) for member in people], Past()) if together else ()
        found = [self._why(because, people) for because in read_reasons(stored) if because in held]
        return tuple(why for why in found if why is not None)

    def _why(self, because: Because, people: Sequence[Member]) -> Why | None:
        key = because.key or ""
        if because.reason is Reason.CHALLENGE:
            name = self.challenges.get(key)
            return Why(because.reason, name) if name else None
        if because.reason in (Reason.CHARACTERISTIC, Reason.OFFER):
            return self._about_characteristic(because.reason, key, people)
        return Why(because.reason)

    def _about_characteristic(self, reason: Reason, key: str, people: Sequence[Member]) -> Why | None:
        found = self.characteristics.get(key)
        if found is None:
            return None
        is_working_title = found.status is CharacteristicStatus.WORKING_TITLE
        by, others = _offered(key, people) if reason is Reason.OFFER else ("", ())
        return Why(reason, found.name, is_working_title, by, others)


def takes_part(member: Member, track: Track, *, now: datetime, zone: str) -> bool:
    """Whether this member may be introduced today: they want it, are not away, are here, and can be named."""
    wants = member.wants_introductions if track is Track.ROUNDS else member.wants_shoes
    return wants and can_be_introduced(member) and not is_away(member, now=now, zone=zone)


def can_be_introduced(member: Member) -> bool:
    """Whether somebody could be told who this is."""
    return is_here(member) and bool(member.name) and member.organisation_id is not None


def is_away(member: Member, *, now: datetime, zone: str) -> bool:
    """Whether the member has paused, or wants no introduction before a day that has not come."""
    return snoozes(member, now=now, zone=zone) or is_paused(member, now=now, zone=zone)


def snoozes(member: Member, *, now: datetime, zone: str) -> bool:
    """Whether the member wants no introduction before a day that has not come."""
    day = member.introductions_from
    return day is not None and local(now, member.zone or zone).date() < day


def is_here(member: Member) -> bool:
    return members.has_joined(member) and member.deactivated_at is None


def is_paused(member: Member, *, now: datetime, zone: str) -> bool:
    return members.is_paused(member, today=local(now, member.zone or zone).date())


def person(member: Member, *, third_seats: int = 0, debt: float = 0.0) -> Person:
    """A member as the draw sees them."""
    return Person(
        id=member.id,
        organisation=member.organisation_id,
        sector=member.sector_id,
        borough=member.borough,
        challenges=frozenset(member.challenges),
        offers=frozenset(member.offers),
        wants=frozenset(member.wants),
        slots=frozenset(member.free),
        prefers_three=member.prefers_three,
        third_seats=third_seats,
        debt=debt,
    )


def read_reasons(stored: Sequence[Sequence[str]]) -> Iterator[Because]:
    """Reason codes as a row keeps them; codes of a newer bot are passed over."""
    known = {reason.value for reason in Reason}
    for code, *keys in stored:
        if code in known:
            yield Because(Reason(code), keys[0] if keys else None)


def write_reasons(reasons: Sequence[Because]) -> list[list[str]]:
    return [[because.reason.value, *([because.key] if because.key is not None else [])] for because in reasons]


def community_zone(session: Session) -> str:
    found = workspaces.find(session)
    return found.zone if found else FALLBACK_ZONE


def _offered(key: str, people: Sequence[Member]) -> tuple[str, tuple[str, ...]]:
    """Who offers this, and the others, who all want it."""
    for member in people:
        others = [other for other in people if other is not member]
        if key in member.offers and all(key in other.wants for other in others):
            return member.name or "", tuple(other.name or "" for other in others)
    return "", ()
