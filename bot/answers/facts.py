"""Finds the fact that answers a question: close to a known way of asking, with nothing of weight left over."""

from bot.answers import misfits, words
from bot.answers.findings import FactFound, Finding
from bot.answers.index import LIGHT, Index, IndexedFact
from bot.answers.lexicon import ASKING
from bot.answers.question import GATHERING, Question

# A fact answers when the weight of the words it explains, and its likeness to one way of asking, are both high enough.
_EXPLAINED = 0.72
_ENOUGH = 0.62
_SAME_QUESTION = 0.93
_SMALL_COUNTS = frozenset(str(number) for number in range(1, 13))
# A fact told for "what is it" does not say when, where or how much it is, unless it is known to.
_OTHER_QUESTION = 0.55
_UNASKED = 0.8
_PARTICULAR = words.stems_of(("why", "when", "where"))
# Words found in what a fact tells, and in no way to ask for it, say less about what was asked.
_TOLD = 0.8
_ALIKE = 0.45
_NEARLY_ALL = 0.6


def read_known_phrasing(question: Question, index: Index) -> Finding | None:
    """The fact that organisers gave this very question to, small words aside."""
    candidates = _candidates(question, index)
    likenesses = [(_likeness(question, item, index, asked_only=True), item) for item in candidates]
    most = max((likeness for likeness, _ in likenesses), default=0.0)
    if most < _SAME_QUESTION:
        return None
    alike = [item for likeness, item in likenesses if likeness == most and not misfits.lacks_place(question, item.fact)]
    best = max(alike, key=lambda item: _closeness(question, item), default=None)
    return FactFound(best.fact) if best else None


def read(question: Question, index: Index) -> Finding | None:
    """The best fact, if it is good enough to be an answer."""
    best = max(_candidates(question, index), key=lambda item: score(question, item, index), default=None)
    if best is None or score(question, best, index) < _ENOUGH:
        return None
    return FactFound(best.fact)


def _candidates(question: Question, index: Index) -> list[IndexedFact]:
    """The facts that may answer: none for the next event or the last, which are found by their days."""
    if question.turn is not None:
        return []
    return [item for item in index.facts if not misfits.speaks_past(question, item.fact)]


def score(question: Question, item: IndexedFact, index: Index) -> float:
    """From 0 to 1; 0 where the question asks what the fact does not tell, or in too many other words."""
    content = _content(question, item, index)
    if content.isdisjoint(item.all_words) or misfits.lack_what_is_asked(item.all_words, content):
        return 0.0
    if misfits.tells_something_else(item.fact, question, content):
        return 0.0
    explained = index.total(content & item.all_words) / index.total(content)
    if explained < _EXPLAINED:
        return 0.0
    likeness = _likeness(question, item, index)
    return 0.5 * explained + 0.5 * likeness if likeness >= _least_likeness(content) else 0.0


def _likeness(question: Question, item: IndexedFact, index: Index, *, asked_only: bool = False) -> float:
    """How much the question and the nearest phrasing share, by weight."""
    content = _content(question, item, index)
    if not content - GATHERING - index.community - LIGHT:
        return _same_about_the_community(question, content, item, index)
    if content.isdisjoint(item.all_words):
        return 0.0
    total = index.total(content)
    best = 0.0
    for phrasing in item.phrasings:
        if (asked_only and not phrasing.asked) or content.isdisjoint(phrasing.all_of_it):
            continue
        both = total + index.total(phrasing.all_of_it)
        shared = 2 * index.total(content & phrasing.all_of_it) / both if both else 0.0
        shared *= _same_asking(question, phrasing.all_of_it, item) * (1.0 if phrasing.asked else _TOLD)
        best = max(best, shared)
    return best


def _same_about_the_community(question: Question, content: frozenset[str], item: IndexedFact, index: Index) -> float:
    """A question that is all small words and the community's name is met only by the very same words."""
    if not content & index.community or content & GATHERING:
        return 0.0
    same = (phrasing for phrasing in item.phrasings if phrasing.asked and _heart(content) == _heart(phrasing.all_of_it))
    return float(any(not question.asking - phrasing.all_of_it for phrasing in same))


def _closeness(question: Question, item: IndexedFact) -> float:
    """Where the words that carry meaning are the same, the small ones tell."""
    said = frozenset(question.text.split())
    return max(phrasing.closeness(said) for phrasing in item.phrasings)


def _heart(stems: frozenset[str]) -> frozenset[str]:
    """The stems without those that only shape a question; the words that ask stay."""
    return stems - (LIGHT - ASKING)


def _same_asking(question: Question, phrasing: frozenset[str], item: IndexedFact) -> float:
    if question.asking - phrasing - _answered_by(item):
        return _OTHER_QUESTION
    return _UNASKED if phrasing & _PARTICULAR - question.asking else 1.0


def _answered_by(item: IndexedFact) -> frozenset[str]:
    """The asking words that a fact meets by what it is: it has a figure, or it names who said it."""
    figures = frozenset(("much", "many")) if any(stem[0].isdigit() for stem in item.all_words) else frozenset[str]()
    return figures | (frozenset(("who",)) if item.fact.said_by else frozenset())


def _content(question: Question, item: IndexedFact, index: Index) -> frozenset[str]:
    """The question's content; the community's own name and a small count tell facts apart only if the fact has them."""
    stems = question.content | question.days if question.days else question.content
    loose = (stems & index.community) | (stems & _SMALL_COUNTS)
    return stems - (loose - item.all_words) if loose else stems


def _least_likeness(content: frozenset[str]) -> float:
    """One telling word is enough only where it is nearly all that one way of asking says."""
    telling = content - LIGHT
    return _NEARLY_ALL if len(telling) == 1 and not any(stem[0].isdigit() for stem in telling) else _ALIKE
