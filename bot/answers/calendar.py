"""Which event a question means: by its name, by its day, by its turn, or the one nearest to now."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.answers import words
from bot.answers.findings import EventsInRange, Finding, LastEvent, NextEvent
from bot.answers.index import Index, event_texts
from bot.answers.knowledge import Knowledge, KnownEvent
from bot.answers.question import GATHERING, Question
from bot.answers.reasons import Tense
from bot.rules import dates
from bot.rules.phrases import HELD, Range, Recurs, Turn
from bot.rules.words import EventStatus

_PAST = re.compile(rf"\b(?:was|were|did|had|spoke|happened|{HELD}|past|previous|last|missed)\b")
_THE = re.compile(r"\b(?:when|where|who|what time|how (?:long|much|late|many)|is|are|was|were|have|has|did)\b.*\bthe\b")
_POINTS = re.compile(r"\b(?:it|this|that)\b")


@dataclass(frozen=True)
class Meant:
    """The events that a question may mean, the likeliest first. `pointed` says that it does speak of an event,
    `narrowed` that it names more than the days."""

    events: tuple[KnownEvent, ...]
    pointed: bool
    narrowed: bool


def tense(event: KnownEvent, now: datetime) -> Tense:
    if event.ends_at <= now:
        return Tense.PAST
    return Tense.NOW if event.starts_at <= now else Tense.COMING


def shown(knowledge: Knowledge) -> tuple[KnownEvent, ...]:
    """The events that members may hear of, in order of time."""
    told = (event for event in knowledge.events if event.status is not EventStatus.DRAFT)
    return tuple(sorted(told, key=lambda event: (event.starts_at, event.id)))


def held(knowledge: Knowledge) -> tuple[KnownEvent, ...]:
    return tuple(event for event in shown(knowledge) if event.status is EventStatus.PUBLISHED)


def following(knowledge: Knowledge, now: datetime) -> KnownEvent | None:
    return next((event for event in held(knowledge) if event.starts_at > now), None)


def previous(knowledge: Knowledge, now: datetime) -> KnownEvent | None:
    return next((event for event in reversed(held(knowledge)) if event.ends_at <= now), None)


def looks_back(question: Question) -> bool:
    return question.says(_PAST)


def overlaps(event: KnownEvent, days: Range) -> bool:
    return _first_day(event) <= days.last and days.first <= dates.local(event.ends_at, event.zone).date()


def own_words(event: KnownEvent) -> frozenset[str]:
    return words.content(" ".join(event_texts(event)))


def title_words(event: KnownEvent) -> frozenset[str]:
    return words.content(event.title)


def meant(question: Question, knowledge: Knowledge, index: Index, accounted: frozenset[str]) -> Meant | None:
    """The events whose own words account for everything else in the question; None when no event's do."""
    rest = question.without(accounted, GATHERING, index.community)
    candidates = [event for event in shown(knowledge) if rest <= own_words(event)]
    if not candidates:
        return None
    named = [event for event in candidates if _names(question, event)]
    pointed = bool(not rest or named or question.turn or question.range or question.content & GATHERING)
    pointed = (
        pointed or question.says(_POINTS) or (question.says(_THE) and any(rest <= title_words(e) for e in candidates))
    )
    return Meant(_in_order(named or candidates, rest, question), pointed, narrowed=bool(rest))


def chosen(question: Question, knowledge: Knowledge, candidates: Meant) -> KnownEvent | Finding:
    """The one event to speak of, or the finding that says why there is not one."""
    if question.turn is not None:
        return _by_turn(question, knowledge)
    if question.range is None:
        return candidates.events[0]
    within = in_range(question, knowledge, candidates)
    if within.events:
        return within.events[0] if len(within.events) == 1 else within
    return _on_another_day(question, candidates) or within


def in_range(question: Question, knowledge: Knowledge, candidates: Meant) -> EventsInRange:
    """Those of the events that fall on the days of the question, in order, with the nearest ones around now."""
    days, now = question.range, question.now
    within = (event for event in candidates.events if days is None or overlaps(event, days))
    told = tuple(sorted(within, key=lambda event: (event.starts_at, event.id)))
    return EventsInRange(days, told, following(knowledge, now), previous(knowledge, now), narrowed=candidates.narrowed)


def turn(question: Question, knowledge: Knowledge) -> Finding:
    """The next event or the last one, as the question asks."""
    coming, gone = following(knowledge, question.now), previous(knowledge, question.now)
    return NextEvent(coming, gone) if question.turn is Turn.NEXT else LastEvent(gone, coming)


def _by_turn(question: Question, knowledge: Knowledge) -> KnownEvent | Finding:
    event = (following if question.turn is Turn.NEXT else previous)(knowledge, question.now)
    return event or turn(question, knowledge)


def _names(question: Question, event: KnownEvent) -> bool:
    """Whether the question uses most of the event's title: one word shared with it is not yet its name."""
    title = title_words(event)
    return bool(title) and len(title & question.content) / len(title) >= 0.6


def _in_order(events: list[KnownEvent], rest: frozenset[str], question: Question) -> tuple[KnownEvent, ...]:
    back = looks_back(question)

    def distance(event: KnownEvent) -> tuple[int, bool, bool, float]:
        gone = tense(event, question.now) is Tense.PAST
        apart = abs((event.starts_at - question.now).total_seconds())
        cancelled = event.status is EventStatus.CANCELLED and not rest
        return -len(title_words(event) & rest), cancelled, gone != back, apart

    return tuple(sorted(events, key=distance))


def _on_another_day(question: Question, candidates: Meant) -> KnownEvent | None:
    """ "The July event", when this July has none, means the one that was held in a July; so too with a weekday."""
    days = question.range
    if days is None or days.recurs is None or not (candidates.narrowed or question.content & GATHERING):
        return None
    same = _same_weekday if days.recurs is Recurs.WEEKLY else _same_part_of_year
    matching = [event for event in candidates.events if same(_first_day(event), days)]
    return min(matching, key=lambda event: abs(event.starts_at - question.now)) if matching else None


def _same_weekday(day: date, days: Range) -> bool:
    return day.weekday() == days.first.weekday()


def _same_part_of_year(day: date, days: Range) -> bool:
    return (days.first.month, days.first.day) <= (day.month, day.day) <= (days.last.month, days.last.day)


def _first_day(event: KnownEvent) -> date:
    return dates.local(event.starts_at, event.zone).date()
