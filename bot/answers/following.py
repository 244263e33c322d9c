"""Answers what leans on the answer before: "where is it?", "and the link?", "what about the second one?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers import calendar, engine, meaning, parts, words
from bot.answers.fields import CONTACT_FIELDS, EVENT_FIELDS, RESOURCE_FIELDS
from bot.answers.findings import Booking, Choice, DidYouMean, EventTime, Finding, ResourcesFound, WhichOne
from bot.answers.index import index
from bot.answers.knowledge import Knowledge, KnownEvent, KnownResource
from bot.answers.lexicon import PROGRAMME
from bot.answers.question import Question, understand
from bot.answers.reasons import Outcome
from bot.answers.retrieval.items import Known
from bot.answers.times import MOMENT_WORDS

_PLACES = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = re.compile(
    r"\b(?:the )?(?:(?P<word>first|second|third|fourth|fifth)|(?P<digit>[1-5])(?:st|nd|rd|th)) "
    r"(?:one|of (?:them|those))\b"
    r"|\b(?:number|option) (?P<number>[1-5])\b|\bthe (?P<other>other) one\b"
)
_LEANS = re.compile(
    r"\b(?:it|this|that|they|there|them)\b|^(?:and|what about|how about|ok and|tell me more|more)\b"
    r"|\b(?:the|this|that) (?:event|session|workshop|one|book|article)\b"
)
_SHORT = re.compile(
    r"^(?:who|where|when|what time|which room|how long|how much|how (?:do|can|should) i|what (?:is|are|was) the|"
    r"(?:is|are|will|was) there|do i|can i|the|any|link|agenda|speakers?|venue|cost|price)\b"
)
_OF_PEOPLE = re.compile(r"\b(?:speak|talk|write|contact|ask|reach|email|turn) ?(?:to)?$|\b(?:contact|email|ask)\b")
_MOST_WORDS = 7
_BOOKS = re.compile(r"\b(?:book|register|sign up|rsvp|reserve|enrol|put my name down|get a place|join)\b")
_MORE = re.compile(r"\b(?:more|about|details?|what about|how about)\b")
_WHERE = re.compile(r"\b(?:where|link|find|get|read)\b")
_FURTHER = (
    *("more", "book", "register", "sign", "reserve", "rsvp", "enrol", "can", "not"),
    *("event", "session", "workshop", "article", "topic", "theme", "summary", "cover"),
)
_FIELDS = (*EVENT_FIELDS, *RESOURCE_FIELDS, *CONTACT_FIELDS)
_ACCOUNTED = frozenset[str]().union(*(asked.words for asked in _FIELDS)) | words.stems_of((*_FURTHER, *PROGRAMME))
_ACCOUNTED |= MOMENT_WORDS


@dataclass(frozen=True)
class Leaning:
    """A question without a subject of its own; `place` is which one of several it speaks of, from 0."""

    text: str
    place: int | None = None


def read(asked: str, knowledge: Knowledge, *, now: datetime) -> Leaning | None:
    """The question as it leans on an earlier answer; None for one that stands by itself."""
    question = understand(asked, index(knowledge), now=now, zone=knowledge.zone)
    ordinal = _ORDINAL.search(question.text)
    if ordinal is not None:
        return Leaning(_ORDINAL.sub("it", question.text, count=1), _place(ordinal))
    if question.range or question.turn or question.clock or question.content - _ACCOUNTED:
        return None
    return Leaning(question.text) if _leans(question) else None


def answer(
    leaning: Leaning, items: Sequence[tuple[Choice, Known]], knowledge: Knowledge, *, now: datetime
) -> Finding | None:
    """What the thing that was talked of says to this; None when it says nothing, and the question may stand alone.

    `items` are what the earlier answer named, as far as they are there; with none of them we do not know which.
    """
    if not items or (leaning.place is not None and leaning.place >= len(items)):
        return WhichOne()
    if leaning.place is None and len(items) > 1:
        return DidYouMean(tuple(choice for choice, _ in items[: meaning.MOST_CHOICES]))
    _, known = items[leaning.place or 0]
    return _of_one(leaning, known, knowledge, now=now)


def _of_one(leaning: Leaning, known: Known, knowledge: Knowledge, *, now: datetime) -> Finding | None:
    if isinstance(known, KnownEvent) and _BOOKS.search(leaning.text):
        return Booking(known, calendar.tense(known, now))
    narrow = _only(known, knowledge)
    question = understand(leaning.text, index(narrow), now=now, zone=knowledge.zone)
    whole = meaning.found(known, question)
    if isinstance(known, KnownEvent | KnownResource):
        carried = parts.with_subject(leaning.text, _as_subject(known, now), knowledge.zone)
        found = engine.answer_one(carried or leaning.text, narrow, now=now)
        if found.outcome is not Outcome.UNKNOWN:
            return found
    tells = leaning.place is not None or _MORE.search(leaning.text)
    is_there = isinstance(known, KnownResource) and _WHERE.search(leaning.text)
    return whole if tells or is_there else None


def _as_subject(known: KnownEvent | KnownResource, now: datetime) -> Finding:
    if isinstance(known, KnownEvent):
        return EventTime(known, calendar.tense(known, now))
    return ResourcesFound((known,), all_of_them=False)


def _only(known: Known, knowledge: Knowledge) -> Knowledge:
    """What would be known if there were nothing else."""
    nothing = Knowledge(knowledge.community, knowledge.zone, knowledge.short_name, knowledge.place)
    if isinstance(known, KnownEvent):
        return replace(nothing, events=(known,))
    return replace(nothing, resources=(known,)) if isinstance(known, KnownResource) else nothing


def _leans(question: Question) -> bool:
    if _LEANS.search(question.text):
        return True
    is_short = len(question.text.split()) <= _MOST_WORDS and _SHORT.search(question.text) is not None
    return is_short and not _OF_PEOPLE.search(question.text)


def _place(ordinal: re.Match[str]) -> int:
    if ordinal["other"]:
        return 1
    return _PLACES.index(ordinal["word"]) if ordinal["word"] else int(ordinal["digit"] or ordinal["number"]) - 1
