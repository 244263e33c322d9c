"""What a member says of themselves when they join, and can change at any time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import InvalidField
from bot.reflection import turns
from bot.rules.text import clean
from bot.rules.words import CharacteristicStatus, PromptRhythm
from bot.rules.zones import is_zone
from db.models import Challenge, Characteristic, Member, Organisation, Sector, Workspace

LONGEST_NAME = 120
HOURS = range(7, 19)


@dataclass(frozen=True)
class Option:
    """Something to choose: what it is known by, and what people read."""

    key: str
    name: str


@dataclass(frozen=True)
class Choices:
    """Everything that a member can choose from in this community."""

    organisations: tuple[Option, ...]
    sectors: tuple[Option, ...]
    boroughs: tuple[str, ...]
    challenges: tuple[Option, ...]
    characteristics: tuple[Option, ...]
    zone: str


@dataclass(frozen=True)
class Profile:
    """One member's choices. Organisation and sector are row ids; challenges, offers and wants are keys.

    A day of the week is a number, and Monday is 0.
    """

    organisation: int | None = None
    other_organisation: str = ""
    sector: int | None = None
    job: str = ""
    borough: str = ""
    challenges: tuple[str, ...] = field(default=())
    offers: tuple[str, ...] = field(default=())
    wants: tuple[str, ...] = field(default=())
    wants_prompts: bool = False
    rhythm: PromptRhythm = PromptRhythm.FORTNIGHTLY
    weekday: int = 0
    hour: int = 9
    zone: str | None = None
    days_off: tuple[int, ...] = field(default=())
    wants_introductions: bool = False
    wants_shoes: bool = False

    @property
    def habits(self) -> tuple[object, ...]:
        """All that decides when this member's prompts come."""
        return self.wants_prompts, self.rhythm, self.weekday, self.hour, self.zone, self.days_off


def choices(session: Session) -> Choices:
    """What there is to choose from, in the community's own order."""
    organisations = session.scalars(select(Organisation).order_by(Organisation.name)).all()
    sectors = session.scalars(select(Sector).order_by(Sector.id))
    boroughs = {borough for organisation in organisations for borough in organisation.boroughs}
    challenges = session.scalars(select(Challenge).order_by(Challenge.id))
    characteristics = session.scalars(select(Characteristic).order_by(Characteristic.position))
    workspace = session.get_one(Workspace, session.info["workspace"])
    return Choices(
        organisations=tuple(Option(str(row.id), row.name) for row in organisations),
        sectors=tuple(Option(str(row.id), row.name) for row in sectors),
        boroughs=tuple(sorted(boroughs)),
        challenges=tuple(Option(row.key, row.name) for row in challenges),
        characteristics=tuple(Option(row.key, _called(row)) for row in characteristics),
        zone=workspace.zone,
    )


def guess(session: Session, *, email_domain: str | None, zone: str | None) -> Profile:
    """A first profile for somebody new: their organisation, if their e-mail tells, and their zone."""
    found = email_domain and next(
        (row for row in session.scalars(select(Organisation)) if _is_of(email_domain, row.email_domains)), None
    )
    if not found:
        return Profile(zone=zone)
    return Profile(organisation=found.id, sector=found.sector_id, zone=zone)


def of(member: Member) -> Profile:
    """The profile as the member left it."""
    return Profile(
        organisation=member.organisation_id,
        sector=member.sector_id,
        job=member.job or "",
        borough=member.borough or "",
        challenges=tuple(member.challenges),
        offers=tuple(member.offers),
        wants=tuple(member.wants),
        wants_prompts=member.wants_prompts,
        rhythm=member.prompt_rhythm,
        weekday=member.prompt_weekday or 0,
        hour=member.prompt_hour if member.prompt_hour is not None else 9,
        zone=member.zone,
        days_off=tuple(member.days_off),
        wants_introductions=member.wants_introductions,
        wants_shoes=member.wants_shoes,
    )


def write(session: Session, member: Member, profile: Profile, *, now: datetime) -> None:
    """Take over what the member chose. Raises InvalidField for what does not fit, and then nothing is changed."""
    organisation = _organisation(session, profile)
    _check_time(profile)
    _check_days_off(profile)
    habits = of(member).habits
    member.organisation_id, member.sector_id = organisation.id, profile.sector or organisation.sector_id
    member.job, member.borough = _short(profile.job), _short(profile.borough)
    member.challenges, member.offers, member.wants = map(list, (profile.challenges, profile.offers, profile.wants))
    member.wants_prompts, member.wants_introductions = profile.wants_prompts, profile.wants_introductions
    member.wants_shoes = profile.wants_shoes
    member.prompt_rhythm = profile.rhythm
    member.prompt_weekday, member.prompt_hour = profile.weekday, profile.hour
    member.zone, member.days_off = profile.zone, sorted(profile.days_off)
    if of(member).habits != habits:
        turns.start_again(session, member, now=now)


def _organisation(session: Session, profile: Profile) -> Organisation:
    """The chosen organisation, or the one that was typed: found by its name or noted anew."""
    named = clean(profile.other_organisation)[:LONGEST_NAME]
    if not named:
        found = session.scalar(select(Organisation).where(Organisation.id == (profile.organisation or 0)))
        if found is None:
            raise InvalidField("organisation", "Choose where you work, or type its name in the next field.")
        return found
    same = next((row for row in session.scalars(select(Organisation)) if row.name.lower() == named.lower()), None)
    return same or _note(session, named, profile.sector)


def _note(session: Session, name: str, sector: int | None) -> Organisation:
    known = session.scalar(select(Sector).where(Sector.id == (sector or 0)))
    if known is None:
        raise InvalidField("sector", "Choose the sector of your organisation.")
    noted = Organisation(key=f"typed {name.lower()}"[:80], name=name, sector_id=known.id, boroughs=[], email_domains=[])
    session.add(noted)
    session.flush()
    return noted


def _check_time(profile: Profile) -> None:
    if profile.hour not in range(24):
        raise InvalidField("hour", "Choose an hour of the day.")
    if profile.weekday not in range(7):
        raise InvalidField("weekday", "Choose a day of the week.")
    if not is_zone(profile.zone):
        raise InvalidField("zone", "Choose your time zone from the list.")


def _check_days_off(profile: Profile) -> None:
    off = set(profile.days_off)
    if not off <= set(range(7)):
        raise InvalidField("days_off", "Choose days of the week.")
    if len(off) == 7:
        raise InvalidField("days_off", "Leave at least 1 day on which you work.")
    if profile.wants_prompts and profile.weekday in off:
        raise InvalidField("days_off", "You chose to get prompts on 1 of these days. Choose another day for prompts.")


def _is_of(email_domain: str, domains: Sequence[str]) -> bool:
    return any(email_domain == domain or email_domain.endswith("." + domain) for domain in domains)


def _called(characteristic: Characteristic) -> str:
    if characteristic.status is CharacteristicStatus.CONFIRMED:
        return characteristic.name
    return f"{characteristic.name} (working title)"


def _short(text: str) -> str | None:
    return clean(text)[:LONGEST_NAME] or None
