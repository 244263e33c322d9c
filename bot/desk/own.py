"""A member's own things: what is told to them when they ask, and to nobody else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.answers.findings import EventsInRange, EventTime, Finding
from bot.community import audiences, events, members, profiles
from bot.community.events import Occasion
from bot.community.profiles import Profile
from bot.connection import introductions, proposals
from bot.connection.introductions import Introduced, Standing
from bot.desk import questions
from bot.library import readings, resources
from bot.library.readings import Suggestion
from bot.reflection import followups, turns
from bot.rules.dates import local
from bot.rules.own import Own, OwnQuestion
from bot.rules.words import Answer
from db.models import Event, Member, Reflection, Rsvp

MOST_EVENTS = 5


class Why(Enum):
    """Why nothing of their own is told to somebody who asks."""

    OTHERS_READ_ALONG = "others read along"
    NOT_JOINED = "not joined"
    NOBODY_HERE = "nobody here"  # the terminal, which knows no member


@dataclass(frozen=True)
class Withheld:
    why: Why


@dataclass(frozen=True)
class Goings:
    """What the member said to one event or to several; `of_one` says that one was asked about."""

    occasions: tuple[Occasion, ...]
    of_one: bool


@dataclass(frozen=True)
class Peers:
    standing: Standing


@dataclass(frozen=True)
class Meeting:
    """When they meet, if they have agreed on a time."""

    introduction: Introduced
    at: datetime | None


@dataclass(frozen=True)
class Plans:
    page: followups.Page


@dataclass(frozen=True)
class Reflections:
    count: int


@dataclass(frozen=True)
class NextPrompt:
    profile: Profile
    paused_until: date | None
    due: datetime | None
    zone: str


@dataclass(frozen=True)
class Settings:
    profile: Profile
    paused_until: date | None


@dataclass(frozen=True)
class Reading:
    """What to read next, of how many, on the member's own day."""

    suggestion: Suggestion | None
    count: int
    today: date


Told = Withheld | Goings | Peers | Meeting | Plans | Reflections | NextPrompt | Settings | Reading


def tell(session: Session, asked: OwnQuestion, member: Member, *, now: datetime) -> Told | Finding | None:
    """What is told to this member; a finding where the event that they ask about is not there.

    None when they ask when people meet and have no introduction: then the community is meant.
    """
    if asked.rest:
        return _of_event(session, asked.rest, member, now=now)
    return _TELLERS[asked.about](session, member, now)


def going(session: Session, wanted: Sequence[int], member: Member, *, now: datetime) -> Goings:
    """What they said to those of these events that are there for them."""
    return Goings(events.seen(session, wanted, member, now=now), of_one=True)


def _of_event(session: Session, named: str, member: Member, *, now: datetime) -> Goings | Finding:
    """What they said to the event that these words name."""
    rest = named.removeprefix("to ").removeprefix("for ")
    found = questions.answer(session, f"when is {rest}", now=now, readers=audiences.of(member))
    if isinstance(found, EventTime) and found.verdict is not False:
        return going(session, [found.event.id], member, now=now)
    if isinstance(found, EventsInRange) and found.events:
        return going(session, [event.id for event in found.events[:MOST_EVENTS]], member, now=now)
    return found


def _goings(session: Session, member: Member, now: datetime) -> Goings:
    return Goings(_said_yes(session, member, now=now), of_one=False)


def _peers(session: Session, member: Member, now: datetime) -> Peers:
    return Peers(introductions.standing(session, member, now=now))


def _plans(session: Session, member: Member, _now: datetime) -> Plans:
    return Plans(followups.open_ones(session, member))


def _reflections(session: Session, member: Member, _now: datetime) -> Reflections:
    mine = select(func.count()).select_from(Reflection).where(Reflection.member_id == member.id)
    return Reflections(session.scalars(mine).one())


def _settings(session: Session, member: Member, now: datetime) -> Settings:
    return Settings(profiles.of(member), _paused_until(session, member, now=now))


def _reading(session: Session, member: Member, now: datetime) -> Reading:
    count = len(resources.visible(session, audiences.of(member)))
    return Reading(readings.suggest(session, member), count, _today(session, member, now=now))


def _said_yes(session: Session, member: Member, *, now: datetime) -> tuple[Occasion, ...]:
    """The events to come that they said yes or maybe to, the soonest first."""
    chosen = (
        select(Event.id)
        .join(Rsvp, Rsvp.event_id == Event.id)
        .where(Rsvp.member_id == member.id, Rsvp.answer.in_((Answer.GOING, Answer.MAYBE)), Event.ends_at > now)
        .order_by(Event.starts_at, Event.id)
    )
    return events.seen(session, session.scalars(chosen).all(), member, now=now)[:MOST_EVENTS]


def _meeting(session: Session, member: Member, now: datetime) -> Meeting | None:
    found = introductions.present(session, member, now=now)
    return Meeting(found[0], proposals.agreed(session, found[0].id, now=now)) if found else None


def _next_prompt(session: Session, member: Member, now: datetime) -> NextPrompt:
    slot = turns.coming(session, member, now=now) if member.wants_prompts else None
    until = _paused_until(session, member, now=now)
    return NextPrompt(profiles.of(member), until, slot.due if slot else None, workspaces.zone_of(session, member))


def _paused_until(session: Session, member: Member, *, now: datetime) -> date | None:
    today = _today(session, member, now=now)
    return member.paused_until if members.is_paused(member, today=today) else None


def _today(session: Session, member: Member, *, now: datetime) -> date:
    return local(now, workspaces.zone_of(session, member)).date()


_TELLERS: dict[Own, Callable[[Session, Member, datetime], Told | None]] = {
    Own.GOING: _goings,
    Own.SAID_YES: _goings,
    Own.PEERS: _peers,
    Own.MEETING: _meeting,
    Own.PLAN: _plans,
    Own.REFLECTIONS: _reflections,
    Own.PROMPT: _next_prompt,
    Own.SETTINGS: _settings,
    Own.READING: _reading,
}
