"""Programmes: when rounds of a track start by themselves, and who says that they are in the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import peers
from bot.connection import pools
from bot.delivery import outbox
from bot.errors import InvalidField
from bot.rules import rhythm
from bot.rules.dates import local
from bot.rules.messages import Kind
from bot.rules.rhythm import Calendar
from bot.rules.words import Rhythm, Track
from db.models import Member, Programme, Turnout

A_YEAR = timedelta(days=366)
USUAL = {Track.ROUNDS: Rhythm.MONTHLY, Track.SHOES: Rhythm.HALF_YEARLY}


@dataclass(frozen=True)
class Coming:
    """The next round of a track, as a member is asked about it."""

    programme: int
    track: Track
    starts_at: datetime
    ends_at: datetime
    zone: str
    comes: bool | None


def find(session: Session, track: Track) -> Programme | None:
    return session.scalar(select(Programme).where(Programme.track == track))


def every(session: Session) -> Sequence[Programme]:
    """The programmes of which another round will start by itself."""
    running = Programme.next_starts_at.is_not(None)
    return session.scalars(select(Programme).where(running).order_by(Programme.id)).all()


def start(session: Session, track: Track, every_so_often: Rhythm, first: str, *, now: datetime) -> Programme:
    """From this day (as YYYY-MM-DD) on, rounds start by themselves. Raises InvalidField for a day that is no use."""
    place = calendar(session)
    today = local(now, place.zone).date()
    day = _read_day(first)
    if not today < day <= today + A_YEAR:
        raise InvalidField("first", "Choose a date after today and within a year.")
    found = find(session, track) or Programme(track=track)
    session.add(found)
    found.rhythm, found.first_on = every_so_often, day
    found.next_starts_at = rhythm.next_start(day, every_so_often, place, after=now)
    session.flush()
    return found


def stop(session: Session, track: Track) -> None:
    """No round starts by itself any more; one that is running goes on."""
    found = find(session, track)
    if found is not None:
        found.next_starts_at = None


def move_on(session: Session, programme: Programme, *, after: datetime) -> datetime:
    """The next round starts after this moment; gives when."""
    found = rhythm.next_start(programme.first_on, programme.rhythm, calendar(session), after=after)
    programme.next_starts_at = found
    return found


def ends_of(session: Session, track: Track, *, starting: datetime) -> datetime:
    """Until when a round lasts that starts now: until the next one by the calendar, if that leaves it enough time."""
    found = find(session, track)
    if found is None or found.next_starts_at is None:
        return starting + (rhythm.LENGTH if track is Track.ROUNDS else timedelta(weeks=26))
    shortest = starting + rhythm.SHORTEST[found.rhythm]
    return rhythm.next_start(found.first_on, found.rhythm, calendar(session), after=shortest)


def calendar(session: Session) -> Calendar:
    return Calendar(peers.community_zone(session), workspaces.holidays(session))


def to_ask(session: Session, programme: Programme, *, now: datetime) -> list[int]:
    """The members who are to be asked whether they are in the next round; none when that is done or not yet due."""
    starts_at = programme.next_starts_at
    if starts_at is None or programme.asked_for == starts_at or now < _planned_from(session, starts_at):
        return []
    return [member.id for member in pools.read(session, programme.track, now=now)]


def ask(session: Session, programme: Programme, wanted: Sequence[int], *, now: datetime) -> None:
    """Owe these members the question whether they are in the next round; asking again changes nothing."""
    starts_at = programme.next_starts_at
    if starts_at is None:
        return
    due = max(now, rhythm.asks_at(starts_at, calendar(session)))
    for member in session.scalars(select(Member).where(Member.id.in_(wanted)).order_by(Member.id)):
        key = f"turnout:{programme.track}:{starts_at:%Y-%m-%d}:{member.id}"
        outbox.say(session, Kind.TURNOUT, member, about=programme.id, key=key, due=due, expires=starts_at, now=now)


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When the calendar will next have something to do: ask, draw or send; None when no round starts by itself."""
    place, found = calendar(session), []
    for programme in every(session):
        starts_at = programme.next_starts_at or now
        steps = [rhythm.draws_at(starts_at, place), starts_at]
        if programme.asked_for != starts_at:
            steps.append(_planned_from(session, starts_at))
        found += [step for step in steps if step > now]
    return min(found, default=None)


def coming(session: Session, programme_id: int, member: Member, *, now: datetime) -> Coming | None:
    """What this member is asked, or None when that round has started or they would not be in it anyway."""
    found = session.scalar(select(Programme).where(Programme.id == programme_id))
    if found is None or found.next_starts_at is None or found.next_starts_at <= now:
        return None
    zone = peers.community_zone(session)
    if not peers.takes_part(member, found.track, now=now, zone=zone):
        return None
    comes = session.scalar(
        select(Turnout.comes).where(
            Turnout.track == found.track, Turnout.starts_at == found.next_starts_at, Turnout.member_id == member.id
        )
    )
    ends_at = ends_of(session, found.track, starting=found.next_starts_at)
    return Coming(found.id, found.track, found.next_starts_at, ends_at, zone, comes)


def answer(session: Session, programme_id: int, member: Member, starts_at: datetime, *, comes: bool) -> None:
    """Keep whether this member is in the round that starts then; the last answer counts."""
    found = session.scalar(select(Programme).where(Programme.id == programme_id))
    if found is None:
        return
    which = (Turnout.track == found.track, Turnout.starts_at == starts_at, Turnout.member_id == member.id)
    known = session.scalar(select(Turnout).where(*which))
    if known is None:
        known = Turnout(track=found.track, starts_at=starts_at, member_id=member.id)
        session.add(known)
    known.comes = comes


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidField("first", "Choose a date from the calendar.") from None


def _planned_from(session: Session, starts_at: datetime) -> datetime:
    """From when the question may be written down: some days before members get it."""
    return rhythm.asks_at(starts_at, calendar(session)) - rhythm.AHEAD
