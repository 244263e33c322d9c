"""Answers a question from what the community knows, or says what is not known. Never the nearest guess."""

from collections.abc import Iterator
from datetime import datetime

from bot.answers import (
    agenda,
    characteristics,
    communities,
    contacts,
    events,
    facts,
    meaning,
    parts,
    people,
    resources,
    times,
)
from bot.answers.findings import Finding, TwoParts, Unknown
from bot.answers.index import Index, index
from bot.answers.knowledge import Knowledge
from bot.answers.meaning import Library
from bot.answers.question import Question, understand
from bot.answers.reasons import Outcome, Reason


def answer(question: str, knowledge: Knowledge, *, now: datetime, library: Library | None = None) -> Finding:
    """What is found for a question; a question with two parts gets both. With a library, what was not understood is
    looked for by meaning."""
    found = _answer(question, knowledge, now=now)
    if library is None or found.outcome is not Outcome.UNKNOWN:
        return found
    return meaning.read(question, knowledge, index(knowledge), library, now=now) or found


def _answer(question: str, knowledge: Knowledge, *, now: datetime) -> Finding:
    both = parts.split(question)
    if both is None:
        found = answer_one(question, knowledge, now=now)
        return _answer_halves(question, knowledge, now=now) or found if isinstance(found, Unknown) else found
    first = answer_one(both[0], knowledge, now=now)
    if first.outcome is Outcome.MISSING and parts.is_only_when(both[1]):
        return first  # what is not held has no time of its own
    second = _answer_second(both[1], first, knowledge, now=now)
    if Outcome.UNKNOWN in (first.outcome, second.outcome):
        whole = answer_one(question, knowledge, now=now)
        if Outcome.ANSWERED not in (first.outcome, second.outcome) or whole.outcome is Outcome.ANSWERED:
            return whole
    return first if first == second else TwoParts(first, second)


def _answer_halves(question: str, knowledge: Knowledge, *, now: datetime) -> Finding | None:
    """Both of two things that are asked for at once; None unless both are known."""
    found = [answer_one(half, knowledge, now=now) for half in parts.halves(question) or ()]
    if len(found) < 2 or any(half.outcome is not Outcome.ANSWERED for half in found):
        return None
    return TwoParts(found[0], found[1])


def _answer_second(asked: str, first: Finding, knowledge: Knowledge, *, now: datetime) -> Finding:
    """The second part speaks of what the first one was about, unless it names something of its own."""
    alone = None if parts.points_back(asked) else answer_one(asked, knowledge, now=now)
    if alone is not None and alone.outcome is Outcome.ANSWERED and not hasattr(alone, "event"):
        return alone  # it speaks of something else
    carried = parts.with_subject(asked, first, knowledge.zone)
    found = answer_one(carried, knowledge, now=now) if carried else Unknown(Reason.NOTHING_FITS)
    return answer_one(asked, knowledge, now=now) if isinstance(found, Unknown) else found


def answer_one(asked: str, knowledge: Knowledge, *, now: datetime) -> Finding:
    """What is read closely for a question, taken as one."""
    prepared = index(knowledge)
    question = understand(asked, prepared, now=now, zone=knowledge.zone)
    if not question.text:
        return Unknown(Reason.EMPTY)
    readings = _readings(question, knowledge, prepared)
    found = next((finding for finding in readings if finding is not None), Unknown(Reason.NOTHING_FITS))
    return found.asked_for(question.range)


def _readings(question: Question, knowledge: Knowledge, prepared: Index) -> Iterator[Finding | None]:
    """Each way to read the question, the surest first."""
    yield characteristics.read(question, knowledge, prepared)
    yield people.read_who(question, knowledge, prepared)
    yield facts.read_known_phrasing(question, prepared)
    yield communities.read(question, knowledge, prepared)
    yield people.read(question, knowledge, prepared)
    yield contacts.read(question, knowledge, prepared)
    yield agenda.read(question, knowledge, prepared)
    yield events.read_name(question, knowledge, prepared)
    yield events.read_field(question, knowledge, prepared)
    yield times.read(question, knowledge, prepared)
    yield resources.read(question, knowledge, prepared)
    yield events.read_about(question, knowledge, prepared)
    yield events.read_turn(question, knowledge, prepared)
    yield events.read_listing(question, knowledge, prepared)
    yield facts.read(question, prepared)
