"""Turns what people type into words that can be compared: plain, in one spelling, cut to their stems, slips mended."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.answers import lexicon

_TIDY = (
    (re.compile(r"[\u2018\u2019\u201b`´]"), "'"),
    (re.compile(r"[\u2010-\u2015]"), "-"),
    (re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]"), ""),
)
_SPELLINGS = (
    (re.compile(r"\bgood (?:morning|afternoon|evening)\b"), ""),
    (re.compile(r"\b(what|when|where|who|how|why|it|that|here|there|let|he|she)'?s\b"), r"\1 is"),
    (re.compile(r"\b(what|who|where|when|how|they|we|you)'(re|ll|d|ve)\b"), r"\1"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\bca(?:n'?|nno)t\b"), "can not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|would|could|should|has|have|had)n'?t\b"), r"\1 not"),
    (re.compile(r"'s?\b|'"), ""),
    (re.compile(r"\be-mail"), "email"),
    (re.compile(r"\b(?:take|takes|taken|took|taking) place\b"), "happen"),
    (
        re.compile(r"\b(?:gets?|getting|stands?) in (?:the|our|your) way(?: of)?\b|\bhold(?:s|ing)? (?:us )?back\b"),
        "barrier",
    ),
    (re.compile(r"\bget(?:ting)? hold of\b"), "contact"),
    (re.compile(r"\b(this|our|your) (?:group|network|club)\b"), r"\1 community"),
    (re.compile(r"\bcall(?:s|ing)? (?:my|your|him|her|our|them)sel(?:f|ves)\b"), "be"),
    (re.compile(r"\bnew ideas?\b"), "innovation"),
    (re.compile(r"\bco-(?=[a-z])"), "co"),
    (re.compile(r"\bhealth care\b"), "healthcare"),
    (re.compile(r"\bthe who\b(?! (?:is|are|was|were)\b)"), "the who#"),
    (re.compile(r"\bc(?=\d)"), ""),
    (re.compile(r"(\d)\s*(?:%|per ?cent\b)"), r"\1%"),
    (re.compile(r"£?(\d[\d.]*)\s*(?:bn|billion)\b"), r"\1billion"),
    (re.compile(r"£?(\d[\d.]*)\s*(?:mn|million|m)\b(?!\w)"), r"\1million"),
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z%]*|[^\W\d_]+#?")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
# Longest first; what is left must still have four letters.
_ENDINGS = ("isation", "ation", "ative", "ators", "ator", "ition", "ment", "ate", "ing", "ion", "ive", "ed", "ly")


def plain(text: str) -> str:
    """Lower case, one spelling of each contraction, nothing unseen."""
    for pattern, wanted in _TIDY:
        text = pattern.sub(wanted, text)
    text = _mark_acronyms(text).lower()
    for pattern, wanted in _SPELLINGS:
        text = pattern.sub(wanted, text)
    return text


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in order; small numbers as figures."""
    return tuple(lexicon.SHORTHAND.get(word, word) for word in _WORD.findall(plain(text)))


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in tokens(text))


def stems_of(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in listed)


def content(text: str) -> frozenset[str]:
    """The stems that carry meaning."""
    return frozenset(s for s in stems(text) if s not in CHATTER)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """One form for the forms of a word, and one word for words that mean the same here."""
    root = _root(word)
    return _SYNONYMS.get(root, root)


def _root(word: str) -> str:
    word = lexicon.IRREGULAR.get(word, word)
    if not word.isalpha() or len(word) <= 3:
        return word
    return _cut(_singular(re.sub(r"iz(?=(?:e[drs]?s?|ing|ations?)$)", "is", word)))


def mend(words: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Words that nobody knows become the known word one slip away, if there is one of five letters or more."""
    return tuple(_mended(word, known) for word in words)


def _mended(word: str, known: frozenset[str]) -> str:
    if len(word) < 4 or not word.isalpha() or word in known or stem(word) in known:
        return word
    near = sorted(spelling for spelling in _one_slip_away(word) & known if _is_safe(word, spelling))
    turned = sorted(_two_letters_turned(word) & known)
    return next(iter((*turned, *near)), word)


def _is_safe(word: str, spelling: str) -> bool:
    """Four letters are too few to change, but may lack one in the middle: "evnt", and not "late" for "later"."""
    return len(spelling) >= 5 and (len(word) >= 5 or spelling[-1] == word[-1])


def _one_slip_away(word: str) -> set[str]:
    """Every spelling one edit away that keeps the first letter: people seldom miss that one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:n], word[n:]) for n in range(1, len(word) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    added = {left + letter + right for left, right in cuts for letter in letters}
    return dropped | changed | added


def _two_letters_turned(word: str) -> set[str]:
    """The slip that is safe in a short word too: "dose" for "does"."""
    return {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, len(word) - 1)}


def _mark_acronyms(text: str) -> str:
    """An acronym that looks like a small word (WHO) is kept apart from it, unless everything is in capitals."""
    if text.upper() == text:
        return text
    return _CAPITALS.sub(lambda found: f"{found[0]}#" if found[0].lower() in lexicon.ASKING else found[0], text)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _cut(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending in {"ing", "ed"} else 4):
            word = word[: -len(ending)] + ("is" if ending == "isation" else "")
            word = word[:-2] if word.endswith("at") and len(word) > 5 else word
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


_SYNONYMS = {_root(word): _root(group[0]) for group in lexicon.SAME for word in group}
CHATTER = stems_of(lexicon.CHATTER)
