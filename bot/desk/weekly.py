"""The weekly list: on Monday morning each organiser hears what was missed in the last week, if anything was."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.delivery import outbox
from bot.desk import feedback
from bot.desk.feedback import Missed
from bot.rules import cadence
from bot.rules.dates import local
from bot.rules.messages import Kind
from bot.rules.rhythm import Calendar
from db.models import Member, Message

A_WEEK = timedelta(weeks=1)
OF_USE = timedelta(days=2)
"""A bot that was away on the day still sends the list within this."""


def due(session: Session, *, now: datetime) -> list[int]:
    """The organisers who are to get this week's list now."""
    found = []
    for organiser in members.organisers(session):
        moment = _moment(session, organiser, _monday(session, organiser, now))
        if moment <= now < moment + OF_USE and _is_owed(session, organiser, now=now):
            found.append(organiser.id)
    return found


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When the next list goes out; None while there is nothing to tell."""
    moments = [
        moment
        for organiser in members.organisers(session)
        for monday in (_monday(session, organiser, now), _monday(session, organiser, now) + A_WEEK)
        if (moment := _moment(session, organiser, monday)) > now and _is_any(session, organiser, monday)
    ]
    return min(moments, default=None)


def owe(session: Session, organisers: Sequence[int], *, now: datetime) -> int:
    """Owe this week's list to each of them, once; gives how many."""
    found = [organiser for organiser in members.organisers(session) if organiser.id in organisers]
    owed = [organiser for organiser in found if _is_owed(session, organiser, now=now)]
    for organiser in owed:
        monday = _monday(session, organiser, now)
        expires = _moment(session, organiser, monday) + OF_USE
        key = _key(organiser, monday)
        outbox.say(
            session, Kind.WEEKLY_LIST, organiser, about=monday.toordinal(), key=key, due=now, expires=expires, now=now
        )
    return len(owed)


def to_tell(session: Session, message: Message, organiser: Member) -> Missed | None:
    """What was missed in the week before this list; None for who organises no more, or when nothing is left to tell."""
    if not members.is_organiser(organiser):
        return None
    before = date.fromordinal(message.about_id) - A_WEEK
    found = feedback.missed(session, since=_moment(session, organiser, before))
    return found if found.count else None


def _is_owed(session: Session, organiser: Member, *, now: datetime) -> bool:
    monday = _monday(session, organiser, now)
    known = select(Message.id).where(Message.dedupe_key == _key(organiser, monday))
    return session.scalar(known) is None and _is_any(session, organiser, monday)


def _is_any(session: Session, organiser: Member, monday: date) -> bool:
    """Whether anything was missed between the list of the week before and this one."""
    since, until = (_moment(session, organiser, day) for day in (monday - A_WEEK, monday))
    return feedback.is_any(session, since=since, until=until)


def _key(organiser: Member, monday: date) -> str:
    return f"weekly list:{monday.isoformat()}:{organiser.id}"


def _monday(session: Session, organiser: Member, now: datetime) -> date:
    """The Monday of the week that it is for this organiser."""
    today = local(now, workspaces.zone_of(session, organiser)).date()
    return today - timedelta(days=today.weekday())


def _moment(session: Session, organiser: Member, monday: date) -> datetime:
    """Their own hour, or 9am, on Monday; after a bank holiday on the first working day."""
    place = Calendar(workspaces.zone_of(session, organiser), workspaces.holidays(session))
    day = place.first_working_day(monday).date()
    hour = cadence.REMINDER_HOUR if organiser.prompt_hour is None else time(organiser.prompt_hour)
    return cadence.at_local(day, hour, place.zone).astimezone(UTC)
