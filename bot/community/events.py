"""Events, their agendas, and what members say to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from bot.community import audiences
from bot.delivery import outbox
from bot.errors import EventHasEnded, NotFound
from bot.rules import agenda, cadence
from bot.rules.messages import Kind, State
from bot.rules.words import Answer, EventStatus, Readers
from db import tenancy
from db.models import AgendaItem, Event, Member, Message, Rsvp
from db.tenancy import HERE

PAGE = 5

# Made once, because they run for each message.
_AGENDA = (
    select(AgendaItem.event_id, AgendaItem.title, AgendaItem.speaker, AgendaItem.minutes)
    .where(AgendaItem.workspace_id == HERE, AgendaItem.event_id.in_(bindparam("events", expanding=True)))
    .order_by(AgendaItem.event_id, AgendaItem.position)
)
_TO_REMIND = (
    select(Event, Rsvp.answer)
    .join(Rsvp, Rsvp.event_id == Event.id)
    .where(
        Event.workspace_id == HERE,
        Rsvp.workspace_id == HERE,
        Event.id == bindparam("event"),
        Event.status == EventStatus.PUBLISHED,
        Event.audience.in_(bindparam("audiences", expanding=True)),
        Rsvp.member_id == bindparam("member"),
        Rsvp.answer.in_((Answer.GOING, Answer.MAYBE)),
    )
)


@dataclass(frozen=True)
class Slot:
    """An agenda item with its times."""

    title: str
    speaker: str | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Occasion:
    """An event as one member sees it."""

    event: Event
    slots: tuple[Slot, ...]
    answer: Answer | None
    is_over: bool


@dataclass(frozen=True)
class Listing:
    """One page of events."""

    occasions: tuple[Occasion, ...]
    page: int
    more: bool
    looking_back: bool = False
    words: str = ""


def upcoming(session: Session, member: Member | None, *, now: datetime, page: int = 0, words: str = "") -> Listing:
    """Published events that are not over, the soonest first; with words, those whose title holds them all."""
    chosen = _published(audiences.of(member), words).where(Event.ends_at > now).order_by(Event.starts_at, Event.id)
    return _listing(session, member, chosen, now=now, page=page, words=words)


def past(session: Session, member: Member | None, *, now: datetime, page: int = 0) -> Listing:
    """Published events that are over, the latest first."""
    chosen = _published(audiences.of(member)).where(Event.ends_at <= now).order_by(Event.starts_at.desc(), Event.id)
    found = _listing(session, member, chosen, now=now, page=page, words="")
    return Listing(found.occasions, found.page, found.more, looking_back=True)


def occasion(session: Session, event_id: int, member: Member | None, *, now: datetime) -> Occasion:
    """One event as this member sees it; raises NotFound when it is not there or not published."""
    (seen,) = _as_seen(session, [_find(session, event_id, member)], member, now=now)
    return seen


def seen(session: Session, wanted: Sequence[int], member: Member, *, now: datetime) -> tuple[Occasion, ...]:
    """Those of these events that are there for this member, the soonest first."""
    chosen = _published(audiences.of(member)).where(Event.id.in_(wanted)).order_by(Event.starts_at, Event.id)
    return _as_seen(session, session.scalars(chosen).all(), member, now=now)


def rsvp(session: Session, event_id: int, member: Member, answer: Answer, *, now: datetime) -> Occasion:
    """Record a member's answer; answering again changes it and never adds a second.

    Going and maybe are reminded the day before. Raises NotFound, and EventHasEnded once the event is over.
    """
    event = _find(session, event_id, member)
    if event.ends_at <= now:
        raise EventHasEnded
    found = session.scalar(select(Rsvp).where(Rsvp.event_id == event.id, Rsvp.member_id == member.id))
    if found is None:
        session.add(Rsvp(event_id=event.id, member_id=member.id, answer=answer, answered_at=now))
    else:
        found.answer, found.answered_at = answer, now
    session.flush()
    (seen,) = _as_seen(session, [event], member, now=now)
    _remind(session, seen, member, now=now)
    return seen


def reminder_due(occasion: Occasion, *, now: datetime) -> datetime | None:
    """When we will write about this event again, or None when there is no more time for that or no wish."""
    due = cadence.day_before(occasion.event.starts_at, occasion.event.zone)
    return due if occasion.answer in (Answer.GOING, Answer.MAYBE) and due > now else None


def to_remind(session: Session, event_id: int, member: Member, *, now: datetime) -> Occasion | None:
    """The event of a reminder as it stands now, or None when there is nothing to say any more."""
    wanted = {"event": event_id, "member": member.id, "audiences": audiences.of(member).may_read}
    found = tenancy.find(session, _TO_REMIND, wanted).first()
    if found is None or found[0].starts_at <= now:
        return None
    event, answer = found
    return Occasion(event, agendas(session, [event])[event.id], answer, is_over=False)


def moved_reminders(session: Session, *, now: datetime) -> list[tuple[Message, Event]]:
    """Reminders that still stand at the old day of an event that was moved."""
    waiting = session.execute(
        select(Message, Event)
        .join(Event, Message.about_id == Event.id)
        .where(
            Message.kind == Kind.EVENT_REMINDER,
            Message.state == State.READY,
            Event.starts_at > now,
            Message.expires_at != Event.starts_at,
        )
    )
    return [(message, event) for message, event in waiting]


def move_reminders(session: Session, *, now: datetime) -> None:
    """The reminders of events that were moved come on the day before the new one."""
    for message, event in moved_reminders(session, now=now):
        message.due_at = cadence.day_before(event.starts_at, event.zone)
        message.expires_at = event.starts_at


def numbers(session: Session, *, now: datetime) -> list[tuple[Event, dict[Answer, int]]]:
    """For organisers: each event to come with how many gave each answer. No names."""
    rows = session.execute(select(Rsvp.event_id, Rsvp.answer, func.count()).group_by(Rsvp.event_id, Rsvp.answer))
    given = {(event_id, answer): count for event_id, answer, count in rows}
    events = session.scalars(
        _published(Readers.ORGANISERS).where(Event.ends_at > now).order_by(Event.starts_at, Event.id)
    )
    return [(event, {answer: given.get((event.id, answer), 0) for answer in Answer}) for event in events]


def agendas(session: Session, found: Sequence[Event]) -> dict[int, tuple[Slot, ...]]:
    """The agenda of each of these events, by the event's id, with its times."""
    items = tenancy.run(session, _AGENDA, {"events": [event.id for event in found]}).all()
    return {event.id: _slots(event, [item for item in items if item.event_id == event.id]) for event in found}


def _slots(event: Event, items: Sequence[Any]) -> tuple[Slot, ...]:
    edges = agenda.times(event.starts_at, [item.minutes for item in items])
    return tuple(Slot(item.title, item.speaker, start, end) for item, (start, end) in zip(items, edges, strict=True))


def _published(readers: Readers, words: str = "") -> Select[Event]:
    may_read = Event.audience.in_(readers.may_read)
    chosen = select(Event).where(Event.status == EventStatus.PUBLISHED, may_read)
    for word in words.split():
        chosen = chosen.where(func.lower(Event.title).contains(word.lower(), autoescape=True))
    return chosen


def _listing(
    session: Session, member: Member | None, chosen: Select[Event], *, now: datetime, page: int, words: str
) -> Listing:
    rows: Sequence[Event] = session.scalars(chosen.offset(page * PAGE).limit(PAGE + 1)).all()
    seen = _as_seen(session, rows[:PAGE], member, now=now)
    return Listing(seen, page, more=len(rows) > PAGE, words=words)


def _find(session: Session, event_id: int, member: Member | None) -> Event:
    event = session.scalar(_published(audiences.of(member)).where(Event.id == event_id))
    if event is None:
        raise NotFound
    return event


def _as_seen(session: Session, found: Sequence[Event], member: Member | None, *, now: datetime) -> tuple[Occasion, ...]:
    answers, slots = _answers(session, found, member), agendas(session, found)
    return tuple(
        Occasion(event, slots[event.id], answers.get(event.id), is_over=event.ends_at <= now) for event in found
    )


def _answers(session: Session, found: Sequence[Event], member: Member | None) -> dict[int, Answer]:
    """What the member said to each of these events, by the event's id."""
    if member is None:
        return {}
    given = select(Rsvp.event_id, Rsvp.answer).where(Rsvp.member_id == member.id)
    given = given.where(Rsvp.event_id.in_([event.id for event in found]))
    return dict(session.execute(given).all())


def _remind(session: Session, seen: Occasion, member: Member, *, now: datetime) -> None:
    event = seen.event
    key = f"event reminder:{event.id}:{member.id}"
    due = reminder_due(seen, now=now)
    if due is None:
        outbox.cancel(session, key=key)
        return
    outbox.say(session, Kind.EVENT_REMINDER, member, about=event.id, key=key, due=due, expires=event.starts_at, now=now)
