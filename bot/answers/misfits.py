"""What a question asks that an item does not tell, however alike their words are: then the item is no answer."""

import re

from bot.answers import lexicon, words
from bot.answers.knowledge import KnownFact
from bot.answers.question import Question

_PLACE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_SHARE = re.compile(r"\b(?:per ?cent|percentage|proportion|fraction)\b")
_TOLD_SHARE = re.compile(r"%|\bper ?cent\b|\b(?:in|of) \d+\b|\bhalf\b")
_TO_US = re.compile(
    r"\b(?:i|im|i'm|ive|i've|my|me|mine|you|your|youre|you're|bots?|chatbot|prompts?|rounds?|reflections?|introductions?)\b"
)
_DETAILS = words.stems_of(lexicon.DETAILS)


def lack_what_is_asked(told: frozenset[str], content: frozenset[str]) -> bool:
    """Whether a question has a figure, or is for a detail of somebody, that is not among the stems of an item."""
    figures = any(stem[0].isdigit() and stem not in told for stem in content)
    return figures or bool((content & _DETAILS) - told)


def tells_something_else(fact: KnownFact, question: Question, content: frozenset[str]) -> bool:
    """Whether this fact does not say what the question is for."""
    return lacks_place(question, fact) or _lacks_share(question, fact) or _is_another_gap(content, fact)


def lacks_place(question: Question, fact: KnownFact) -> bool:
    """Whether the question is for a place in a list that is not there: the fourth of three."""
    places = [lexicon.ORDINALS.index(word) + 1 for word in question.text.split() if word in lexicon.ORDINALS]
    places += [int(found[1]) for found in _PLACE.finditer(question.text)]
    counted = len(fact.items) or len(fact.rows)
    return bool(counted) and any(place > counted for place in places)


def speaks_past(question: Question, fact: KnownFact) -> bool:
    """Whether the fact is about how the bot works, and the question neither speaks to it nor of the asker."""
    return fact.kind == "help" and not question.says(_TO_US)


def _lacks_share(question: Question, fact: KnownFact) -> bool:
    """Whether a share is asked for, and the fact tells none."""
    told = " ".join((fact.statement, *fact.items, *(cell for row in fact.rows for cell in row), *fact.quote))
    return question.says(_SHARE) and not _TOLD_SHARE.search(told)


def _is_another_gap(content: frozenset[str], fact: KnownFact) -> bool:
    """A gap answers what it is a gap in, and not what is known beside it: what its title and every way to ask name."""
    if fact.kind != "gap":
        return False
    return not frozenset.intersection(*map(words.content, (fact.title, *fact.asks))) <= content
