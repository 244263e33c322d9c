"""Answers what is asked about the characteristics: all of them, what one means, and whose words it is."""

import re

from bot.answers import lexicon, words
from bot.answers.findings import CharacteristicFound, CharacteristicsListed, Finding
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge, KnownCharacteristic, KnownFact
from bot.answers.question import GATHERING, Question
from bot.answers.reasons import Part

_WORD = words.stem("characteristic")
_ALL_WORDS = words.stems_of(lexicon.CHARACTERISTICS) | {str(number) for number in range(1, 13)}
_BEHAVIOURS = re.compile(
    r"\b(?:behaviours?|look like|looks like|in practice|example|examples|do differently|show|shows|demonstrate)\b"
)
_STATUS = re.compile(r"\b(?:status|confirmed|official|agreed|final|working titles?|real|invented|made up|decided)\b")
_ONE_WORDS = words.stems_of(lexicon.CHARACTERISTIC)


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """One characteristic that the question names, or all of them; None when it is about neither."""
    if not knowledge.characteristics:
        return None
    return _read_one(question, knowledge, index) or _read_all(question, knowledge, index)


def _read_one(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    speaks_of_them = _WORD in question.content
    rest = question.without(_ONE_WORDS, frozenset([_WORD]), index.community)
    fitting = [(_share(rest, item), item) for item in knowledge.characteristics]
    share, best = max(fitting, key=lambda pair: pair[0])
    if not rest or share < (0.3 if speaks_of_them or question.says(_BEHAVIOURS) else 0.6):
        return None
    return CharacteristicFound(best, _part(question))


def _read_all(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    statuses = _ONE_WORDS if question.says(_STATUS) else frozenset[str]()
    if _WORD not in question.content and not question.says(re.compile(r"\bworking titles?\b")):
        return None
    if question.without(_ALL_WORDS, statuses, index.community, GATHERING):
        return None
    return CharacteristicsListed(knowledge.characteristics, _gap(knowledge))


def _share(rest: frozenset[str], item: KnownCharacteristic) -> float:
    """The part of the name that the question uses, if it uses nothing else."""
    name = words.content(item.name)
    return len(rest & name) / len(name) if name and rest <= name else 0.0


def _part(question: Question) -> Part:
    if question.says(_STATUS):
        return Part.STATUS
    return Part.BEHAVIOURS if question.says(_BEHAVIOURS) else Part.DEFINITION


def _gap(knowledge: Knowledge) -> KnownFact | None:
    """What the sources cannot tell about the list itself."""
    gaps = (fact for fact in knowledge.facts if fact.kind == "gap" and _WORD in words.content(fact.title))
    return next(gaps, None)
