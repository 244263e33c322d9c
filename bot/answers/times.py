"""Answers when an event is: its day, start, end and length, and whether a time that somebody names is right."""

import re

from bot.answers import calendar, lexicon, words
from bot.answers.findings import EventTime, Finding
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge, KnownAgendaItem, KnownEvent
from bot.answers.question import Question, Shape
from bot.answers.reasons import Moment
from bot.rules import dates
from bot.rules.phrases import Range, Recurs

# The first that fits wins: "how long until it starts" is about length, "when does it end" about the end.
_MOMENTS: tuple[tuple[Moment, re.Pattern[str]], ...] = (
    (Moment.WHOLE, re.compile(r"\b(?:start|begin)\w*(?: times?)? (?:and|to|or) (?:finish|end)\w*\b")),
    (
        Moment.LENGTH,
        re.compile(
            r"\b(?:how (?:long|much time)|duration|length|how many (?:hours|minutes)|(?:all|full|half|whole) day)\b"
        ),
    ),
    (
        Moment.END,
        re.compile(r"\b(?:end|ends|ended|ending|finish\w*|over|clos\w+|conclud\w*|wrap\w*|until|till|how late)\b"),
    ),
    (
        Moment.START,
        re.compile(
            r"\b(?:start|starts|started|starting|begin|begins|began|beginning|commenc\w+|kick\w*|doors|arrive)\b"
        ),
    ),
    (Moment.DAY_PART, re.compile(r"\b(?:morning|afternoon|evening|lunchtime|night)\b")),
    (
        Moment.WHOLE,
        re.compile(
            r"\b(?:when|times?|timings?|(?:what|which) day|date|o ?clock|still on|cancell?ed|going ahead|called off|"
            r"postponed|already|missed|yet|happen(?:ed)?)\b"
        ),
    ),
)
_SIDE = re.compile(r"\b(?:before|after)\b")
_PARTS = re.compile(r"\b(?:morning|afternoon|evening)\b")
MOMENT_WORDS = words.stems_of(lexicon.MOMENT)


def moment_asked(text: str) -> Moment | None:
    return next((moment for moment, pattern in _MOMENTS if pattern.search(text)), None)


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """The time of the event that is meant; None when the question is not for a time."""
    moment = moment_asked(question.dateless) or (Moment.WHOLE if _checks_a_time(question) else None)
    if moment is None or (question.exists and question.range):
        return None
    candidates = calendar.meant(question, knowledge, index, MOMENT_WORDS)
    if candidates is None or not candidates.pointed:
        return None
    checked = question.shape is Shape.YES_OR_NO
    event = candidates.events[0] if checked and not question.turn else calendar.chosen(question, knowledge, candidates)
    return event if isinstance(event, Finding) else _told(question, event, moment)


def _checks_a_time(question: Question) -> bool:
    named = question.range is not None or question.clock is not None
    return named and question.shape is Shape.YES_OR_NO and not question.exists


def _told(question: Question, event: KnownEvent, moment: Moment) -> EventTime:
    return EventTime(
        event,
        calendar.tense(event, question.now),
        asked=moment,
        verdict=_verdict(question, event, moment),
        namesake=_namesake(question, event),
    )


def _verdict(question: Question, event: KnownEvent, moment: Moment) -> bool | None:
    """Whether the day and the time of day that a yes-or-no question names are the event's own."""
    if question.shape is not Shape.YES_OR_NO:
        return None
    named: list[bool] = []
    parts = _PARTS.findall(question.text)
    if len(set(parts)) > 1:
        return None  # "morning or afternoon?" asks which
    if parts:
        named.append(parts == [dates.part_of_day(dates.local(event.starts_at, event.zone).time())])
    elif question.range is not None:
        named.append(calendar.overlaps(event, question.range) or _same_weekday(event, question.range))
    if question.clock is not None:
        named.append(_same_clock(question, event, moment))
    return all(named) if named else None


def _same_weekday(event: KnownEvent, days: Range) -> bool:
    """A bare weekday asks for the weekday, whichever date it would be from today."""
    return days.recurs is Recurs.WEEKLY and dates.local(event.starts_at, event.zone).weekday() == days.first.weekday()


def _same_clock(question: Question, event: KnownEvent, moment: Moment) -> bool:
    there = dates.local(event.ends_at if moment is Moment.END else event.starts_at, event.zone)
    clock = question.clock
    if clock is not None and (side := _SIDE.search(question.text)):
        return there.time() < clock if side[0] == "before" else there.time() > clock
    return clock is not None and there.minute == clock.minute and clock.hour in {there.hour, there.hour % 12}


def _namesake(question: Question, event: KnownEvent) -> KnownAgendaItem | None:
    """The agenda item that bears the event's own name, where the question uses that name and may mean either."""
    title = calendar.title_words(event)
    if not title or not title <= question.content:
        return None
    return next((item for item in event.agenda if title <= words.content(item.title)), None)
