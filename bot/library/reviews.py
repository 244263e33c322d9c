"""Reviews: resources that somebody should look at again, and organisers who are reminded once a month."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.delivery import outbox
from bot.errors import NotFound
from bot.library import resources, suggestions
from bot.library.resources import Item
from bot.rules import catalogue
from bot.rules.dates import local
from bot.rules.messages import Kind
from bot.rules.rhythm import Calendar
from bot.rules.words import Readers, ResourceStatus
from db.models import Member, Message, Resource

OF_USE = timedelta(days=7)
ANOTHER = "The same resource has been added or suggested since, so this one stays away."


def today(session: Session, *, now: datetime) -> date:
    """The day on the community's own calendar."""
    return local(now, workspaces.zone(session)).date()


def due(session: Session, *, now: datetime) -> list[Item]:
    """What shows and is due for review, the longest overdue first."""
    day = today(session, now=now)
    every = resources.visible(session, Readers.ORGANISERS)
    stale = [row for row in every if catalogue.is_stale(row.review_on, today=day)]
    return resources.as_items(session, sorted(stale, key=lambda row: (row.review_on or day, row.id)))


def keep(session: Session, resource: int, *, now: datetime) -> Item:
    """It is still right, so it is looked at again in a year. Raises NotFound when it does not show any more."""
    row = _shown(session, resource)
    row.review_on = catalogue.in_a_year(today(session, now=now))
    return resources.as_items(session, [row])[0]


def take_away(session: Session, resource: int, organiser: Member, *, now: datetime) -> Item:
    """It shows no more, also in answers; what members noted about it is kept, in case it comes back."""
    row = _locked(session, resource)
    if row.status not in (ResourceStatus.APPROVED, ResourceStatus.WITHDRAWN):
        raise NotFound
    row.status, row.decided_by_id, row.decided_at = ResourceStatus.WITHDRAWN, organiser.id, now
    return resources.as_items(session, [row])[0]


def bring_back(session: Session, resource: int, organiser: Member, *, now: datetime) -> Item:
    """What was taken away shows again, unless the like of it was added since: then that is told as NotFound."""
    row = _locked(session, resource)
    if row.status not in (ResourceStatus.APPROVED, ResourceStatus.WITHDRAWN):
        raise NotFound
    if _has_another(session, row):
        raise NotFound(ANOTHER)
    row.status, row.decided_by_id, row.decided_at = ResourceStatus.APPROVED, organiser.id, now
    return resources.as_items(session, [row])[0]


def remind(session: Session, *, now: datetime) -> int:
    """Owe organisers one message a month while something is due, on a working day from 9am; gives how many."""
    day, wanted = today(session, now=now), untold(session, now=now)
    for organiser in wanted:
        key, expires = _key(day, organiser), now + OF_USE
        outbox.say(session, Kind.RESOURCES_DUE, organiser, about=0, key=key, due=now, expires=expires, now=now)
    return len(wanted)


def untold(session: Session, *, now: datetime) -> list[Member]:
    """The organisers who are to be reminded now."""
    day, place = today(session, now=now), _calendar(session)
    if not place.works_on(day) or now < place.at(day) or not _has_due(session, day):
        return []
    return [one for one in members.organisers(session) if not _is_told(session, one, day)]


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When organisers will be reminded next, as things stand now; None when nothing will ever be due."""
    first = session.scalar(select(func.min(Resource.review_on)).where(Resource.status == ResourceStatus.APPROVED))
    organisers = members.organisers(session)
    if first is None or not organisers:
        return None
    day, place = max(first, today(session, now=now)), _calendar(session)
    if all(_is_told(session, organiser, day) for organiser in organisers):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    if place.at(day) <= now:
        day += timedelta(days=1)
    return place.first_working_day(day)


def _has_due(session: Session, day: date) -> bool:
    stale = (Resource.status == ResourceStatus.APPROVED, Resource.review_on <= day)
    return session.scalars(select(Resource.id).where(*stale).limit(1)).first() is not None


def _is_told(session: Session, organiser: Member, day: date) -> bool:
    """Whether this month's reminder is owed already, whatever became of it."""
    found = select(Message.id).where(Message.dedupe_key == _key(day, organiser))
    return session.scalar(found) is not None


def _key(day: date, organiser: Member) -> str:
    return f"resources due:{day:%Y-%m}:{organiser.id}"


def _calendar(session: Session) -> Calendar:
    return Calendar(workspaces.zone(session), workspaces.holidays(session))


def _has_another(session: Session, row: Resource) -> bool:
    """Whether the like of it is here, or waits to be."""
    own = suggestions.identities(row)
    return any(other.id != row.id and own & suggestions.identities(other) for other in suggestions.known(session))


def _shown(session: Session, resource: int) -> Resource:
    row = _locked(session, resource)
    if row.status is not ResourceStatus.APPROVED:
        raise NotFound
    return row


def _locked(session: Session, resource: int) -> Resource:
    workspaces.take_turns(session)
    row = session.scalar(select(Resource).where(Resource.id == resource).with_for_update())
    if row is None:
        raise NotFound
    return row
