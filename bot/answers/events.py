"""Answers what is asked about events: a field of one, what it is about, the next one, the events of some days."""

import re
from dataclasses import replace

from bot.answers import calendar, lexicon, words
from bot.answers.fields import EVENT_FIELDS, accounted_for, first_asked
from bot.answers.findings import EventField, EventTime, Finding, MissingField
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge, KnownEvent
from bot.answers.question import GATHERING, Question
from bot.answers.reasons import Field, Tense, Thing

_LISTING = re.compile(
    r"\b(?:events|sessions|meetings|workshops|webinars|dates|what is on|anything on|coming up|upcoming|calendar|"
    r"planned)\b"
)
_LISTING_WORDS = words.stems_of(lexicon.LISTING)
_ONLY_OF_EVENTS = frozenset((Field.PANEL, Field.SPEAKERS, Field.RECORDING, Field.DIAL_IN, Field.FOOD))
_NAME = re.compile(r"\b(?:called|titled|named|(?:name|title) of)\b")
_NAME_WORDS = words.stems_of(("call", "title", "name"))
_ABOUT = re.compile(r"\babout$|\b(?:theme|topic|subject|summary|cover|covers|covered)\b")
_ABOUT_WORDS = words.stems_of(lexicon.ABOUT)
_TURN_WORDS = words.stems_of(lexicon.TURN)


def read_field(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """A field of the event that is meant, or that it is not held; None when no field is asked for."""
    asked = first_asked(EVENT_FIELDS, question.dateless)
    if asked is None:
        return None
    candidates = calendar.meant(question, knowledge, index, accounted_for(EVENT_FIELDS, question.text))
    if candidates is None or not (candidates.pointed or asked.field in _ONLY_OF_EVENTS):
        return None
    event = calendar.chosen(question, knowledge, candidates)
    return event if isinstance(event, Finding) else field_of(event, asked.field, question)


def read_name(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What the event is called that a question names by its day or its turn."""
    if not question.says(_NAME) or (question.range is None and question.turn is None):
        return None
    candidates = calendar.meant(question, knowledge, index, _NAME_WORDS | _TURN_WORDS)
    if candidates is None:
        return None
    event = calendar.chosen(question, knowledge, candidates)
    return event if isinstance(event, Finding) else EventTime(event, calendar.tense(event, question.now))


def read_about(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What an event is about."""
    if not question.says(_ABOUT):
        return None
    candidates = calendar.meant(question, knowledge, index, _ABOUT_WORDS)
    if candidates is None or not candidates.pointed:
        return None
    event = calendar.chosen(question, knowledge, candidates)
    return event if isinstance(event, Finding) else field_of(event, Field.TOPIC, question)


def read_turn(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """The next event or the last one."""
    if question.turn is None or question.without(GATHERING, index.community, _LISTING_WORDS, _TURN_WORDS):
        return None
    return calendar.turn(question, knowledge)


def read_listing(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """The events of the days that a question names, or all that are to come."""
    if question.range is None and not question.says(_LISTING):
        return None
    candidates = calendar.meant(question, knowledge, index, _LISTING_WORDS)
    if candidates is None:
        return None
    if question.range is not None:
        return calendar.in_range(question, knowledge, candidates)
    gone = calendar.looks_back(question)
    told = tuple(e for e in candidates.events if (calendar.tense(e, question.now) is Tense.PAST) == gone)
    return calendar.in_range(question, knowledge, replace(candidates, events=told))


def field_of(event: KnownEvent, field: Field, question: Question) -> Finding:
    """The field if it is held, else that it is not."""
    values = _values(event, field)
    if not values:
        return MissingField(field, Thing.EVENT, event.title, event.source, event)
    # Whoever gives one item of the agenda may not be the only one to speak.
    partial = field is Field.SPEAKERS and not event.speakers
    return EventField(event, calendar.tense(event, question.now), field, values, partial)


def _values(event: KnownEvent, field: Field) -> tuple[str, ...]:
    if field is Field.SPEAKERS:
        return event.speakers or tuple(item.speaker for item in event.agenda if item.speaker)
    single = {
        Field.PANEL: "; ".join(event.speakers),
        Field.TOPIC: event.summary or event.characteristic,
        Field.PLACE: event.place,
        Field.LINK: event.link,
        Field.CAPACITY: event.capacity,
        Field.HOST: event.host,
        Field.RECORDING: event.recording,
        Field.COST: event.cost,
    }.get(field)
    return (str(single),) if single else ()
