"""A question as it is understood: its words mended and cut to stems, the days it names, and the way it is put."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from bot.answers import lexicon, words
from bot.answers.index import Index
from bot.answers.knowledge import KnownSource
from bot.rules import dates, phrases
from bot.rules.phrases import Range, Turn

LONGEST = 1_000  # characters; nobody asks in more, and what is longer costs time

_REASON_CLAUSE = re.compile(r"[,;.]\s*(?:as|because|cos|since|so that|so|but)\s+(?:i|we|my|our)\b[^?]*$", re.IGNORECASE)
_GREETING = re.compile(r"^\s*(?:hi|hello|hey|dear)\b[^,.!?]{0,20}[,.!]\s*", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"^\s*(?:i am|i'?m|we are|we're) (?:new|from|at|an?|just|not sure|confused|curious)\b[^.!?,;]{0,60}[.!,;]\s*(?=\w)",
    re.IGNORECASE,
)
_TURN_WORDS = words.stems_of(lexicon.TURN)
_YES_OR_NO = re.compile(r"^(?:so |and |but )?(?:is|are|was|were|do|does|did|will|has|have|can|could|should|isnt|am)\b")
_EXISTS = re.compile(r"\b(?:is|are|was|were|will|if)\s+there\b|\bany(?:thing)?\b|\bwhat is on\b|\bsomething on\b")
_ORIGIN = re.compile(r"\bwhere\b.*\bc[oa]mes? from\b|\bc[oa]mes? from where\b")  # asks for no place
_PLACE_WORD = frozenset((words.stem("where"),))
_FRESH = timedelta(days=365)
_WHEN_WORDS = words.stems_of(("when", "where", "who", "why", "much", "many", "long", "often"))


class Shape(Enum):
    """How a question is put: for a yes or no, or for something to be told."""

    YES_OR_NO = "yes or no"
    OPEN = "open"


@dataclass(frozen=True)
class Question:
    """`text` is plain and mended, for patterns; `content` holds the stems that carry meaning. The words of the days
    and of the turn that a question names are not in it: `days` holds the stems of the days."""

    text: str
    content: frozenset[str]
    asking: frozenset[str]
    days: frozenset[str]
    now: datetime
    today: date
    range: Range | None
    turn: Turn | None
    clock: time | None
    shape: Shape
    exists: bool

    def without(self, *stems: frozenset[str]) -> frozenset[str]:
        """The content that none of these account for."""
        return self.content.difference(*stems)

    @property
    def dateless(self) -> str:
        """The text without the words that name days: "until Friday" asks for no end."""
        if self.range is None:
            return self.text
        return self.text.replace(" ".join(words.tokens(self.range.words)), " ")

    def is_stale(self, source: KnownSource) -> bool:
        """Whether what a source says of people may have changed by now."""
        return self.today - source.as_of > _FRESH

    def says(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text) is not None


def understand(asked: str, index: Index, *, now: datetime, zone: str) -> Question:
    """The question, with slips mended towards words that the community uses."""
    asked = _REASON_CLAUSE.sub("", _INTRODUCTION.sub("", _GREETING.sub("", asked[:LONGEST])))
    today = dates.local(now, zone).date()
    tidy = words.plain(phrases.without_people(asked))
    found = phrases.find_range(tidy, today=today)
    mended = _short(words.mend(words.tokens(asked), index.vocabulary), index)
    text = " ".join(mended)
    if found is None:
        found = phrases.find_range(text, today=today)
        found = None if found and found.words in words.plain(asked) else found  # what was no day before is none now
    clock = phrases.find_clock(tidy.replace(found.words, " ") if found else tidy)
    clock_words = frozenset(words.stems(clock.words)) if clock else frozenset()
    named = frozenset(words.stems(found.words)) if found else frozenset()
    turn = phrases.find_turn(text) if found is None else None
    content = frozenset(words.stem(word) for word in mended) - words.CHATTER - clock_words
    if _ORIGIN.search(text):
        content -= _PLACE_WORD
    return Question(
        text=text,
        content=content - (named - _WHEN_WORDS) - (_TURN_WORDS if turn else frozenset()),
        asking=content & _WHEN_WORDS,
        days=named - words.CHATTER,
        now=now,
        today=today,
        range=found,
        turn=turn,
        clock=clock.time if clock else None,
        shape=Shape.YES_OR_NO if _YES_OR_NO.search(text) else Shape.OPEN,
        exists=_EXISTS.search(text) is not None,
    )


def _short(told: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Words that nobody here uses become the acronym that their first letters make, if it is one of ours."""
    for length in (5, 4, 3):
        for start in range(len(told) - length + 1):
            run = told[start : start + length]
            acronym = "".join(word[0] for word in run)
            if words.CHATTER & {words.stem(word) for word in run}:
                continue
            if acronym in index.acronyms and any(words.stem(word) not in index.spread for word in run):
                return (*told[:start], acronym, *told[start + length :])
    return told


GATHERING = words.stems_of(lexicon.GATHERING)
