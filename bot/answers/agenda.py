"""Answers what is asked about an agenda: all of it, one item's time or speaker, or what is on at a certain time."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import calendar, lexicon, words
from bot.answers.findings import Agenda, Finding, ItemSpeaker, ItemTime, MissingField
from bot.answers.index import LIGHT, Index
from bot.answers.knowledge import Knowledge, KnownAgendaItem, KnownEvent
from bot.answers.question import GATHERING, Question, Shape
from bot.answers.reasons import Field, Moment, Thing
from bot.answers.times import MOMENT_WORDS, moment_asked
from bot.rules import dates

_WHOLE = re.compile(
    r"\b(?:agenda|programme|schedule|timetable|running order|itinerary|order of the day|outline|"
    r"what (?:happens|happened|is happening|will happen|are we doing|will we do|did we do)|"
    r"(?:first|second|third|fourth|fifth|sixth|last|final|opening|closing|next|\d(?:st|nd|rd|th)) (?:agenda )?"
    r"(?:item|thing|part|slot)|"
    r"items?|what comes|what is (?:after|before))\b"
)
_WHOLE_WORDS = words.stems_of(lexicon.AGENDA)
_WHAT_HAPPENS = re.compile(r"^what (?:happen\w*|is|was|did|do|does)\b(?!.*\b(?:time|day|date)\b)")
_WHEN = re.compile(r"\b(?:when|what time|how long)\b")
_TIMED = re.compile(r"\b(?:when|times?|how long)\b")
_SPEAKER = re.compile(r"\b(?:who|whose|by whom|speakers?|speaks?|speaking|presenter|led by|given by)\b")
_SPEAKER_WORDS = words.stems_of(lexicon.SPEAKER)
_SPEAKING = words.stems_of(("speak", "talk", "present"))
_ITEM_WORDS = words.stems_of(lexicon.ITEM)
_AGENDA = words.stems_of(lexicon.PROGRAMME)
_HAS = re.compile(r"\b(?:include|includes|contain|contains)\b")
_A_PART = re.compile(r"\b(?:bit|part|section|slot|item|main (?:\w+ )?session)\b")
_TURNS = words.stems_of(("next", "last"))
_PLAIN_PANEL = re.compile(r"\bpanel\b")


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What is asked about an agenda or one of its items; None when it is neither."""
    return (
        _read_moment(question, knowledge, index)
        or _read_item(question, knowledge, index)
        or _read_whole(question, knowledge, index)
    )


def _read_moment(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What is on at the time of day that the question names."""
    if question.clock is None or question.shape is Shape.YES_OR_NO:
        return None
    if moment_asked(question.dateless) and not question.says(_WHAT_HAPPENS):
        return None
    candidates = calendar.meant(question, knowledge, index, _WHOLE_WORDS | _SPEAKER_WORDS)
    event = None if candidates is None else calendar.chosen(question, knowledge, candidates)
    if not isinstance(event, KnownEvent):
        return event
    if not event.agenda:
        return _no_agenda(event)
    day = dates.local(event.starts_at, event.zone).date()
    at = datetime.combine(day, question.clock, ZoneInfo(event.zone))
    item = next((item for item in event.agenda if item.starts_at <= at < item.ends_at), None)
    return ItemTime(event, calendar.tense(event, question.now), item=item, at=at)


def _read_item(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """The time or the speaker of the one item whose title the question uses."""
    wants_speaker = question.says(_SPEAKER) and not question.says(_WHEN)
    accounted = _SPEAKER_WORDS if wants_speaker else MOMENT_WORDS | _ITEM_WORDS | _SPEAKING
    candidates = calendar.meant(question, knowledge, index, accounted)
    if candidates is None:
        return None
    for event in _events_in_question(question, knowledge, candidates):
        item = _named_item(question, event, index)
        if item is not None:
            return _speaker(question, event, item) if wants_speaker else _time(question, event, item)
    return None


def _events_in_question(question: Question, knowledge: Knowledge, candidates: calendar.Meant) -> tuple[KnownEvent, ...]:
    if question.range is None and question.turn is None:
        return candidates.events
    event = calendar.chosen(question, knowledge, candidates)
    return (event,) if isinstance(event, KnownEvent) else ()


def _named_item(question: Question, event: KnownEvent, index: Index) -> KnownAgendaItem | None:
    """The item that shares most words with the question, words of the event's own title left out unless it is a part
    that is asked for."""
    whole = frozenset[str]() if question.says(_A_PART) else calendar.title_words(event)
    common = whole | index.community | GATHERING | LIGHT | _TURNS
    shared = [(len((_named(item, question) - common) & question.content), item) for item in event.agenda]
    most = max((count for count, _ in shared), default=0)
    return next((item for count, item in shared if count == most), None) if most else None


def _named(item: KnownAgendaItem, question: Question) -> frozenset[str]:
    """The words that an item is known by; whoever asks when somebody speaks knows it by the speaker."""
    speaker = (item.speaker or "").partition(",")[0] if question.says(_TIMED) else ""
    return words.content(f"{item.title} {speaker}")


def _speaker(question: Question, event: KnownEvent, item: KnownAgendaItem) -> Finding:
    if item.speaker is not None:
        return ItemSpeaker(event, calendar.tense(event, question.now), item, item.speaker)
    if question.says(_PLAIN_PANEL):
        return MissingField(Field.PANEL, Thing.EVENT, event.title, event.source, event)
    return MissingField(Field.SPEAKERS, Thing.AGENDA_ITEM, item.title, event.source, event)


def _time(question: Question, event: KnownEvent, item: KnownAgendaItem) -> Finding | None:
    """Words of the item's own title ("closing") do not ask for a moment."""
    asking = " ".join(word for word in question.text.split() if words.stem(word) not in words.content(item.title))
    moment = moment_asked(asking)
    if moment is None and question.shape is Shape.YES_OR_NO and not (question.exists or question.says(_HAS)):
        return None
    return ItemTime(event, calendar.tense(event, question.now), item=item, asked=moment or Moment.WHOLE)


def _read_whole(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    if not question.says(_WHOLE) or (question.range is not None and not question.content & (GATHERING | _AGENDA)):
        return None
    candidates = calendar.meant(question, knowledge, index, _WHOLE_WORDS | _ITEM_WORDS)
    if candidates is None:
        return None
    event = calendar.chosen(question, knowledge, candidates)
    if isinstance(event, Finding):
        return event
    return Agenda(event, calendar.tense(event, question.now)) if event.agenda else _no_agenda(event)


def _no_agenda(event: KnownEvent) -> MissingField:
    return MissingField(Field.AGENDA, Thing.EVENT, event.title, event.source, event)
