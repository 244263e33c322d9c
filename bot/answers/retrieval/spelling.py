"""Mends slips of the fingers before a question is compared: towards words of our items, else towards any word."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from bot.answers import words
from bot.answers.embedding import wordpiece

SHORTEST = 5  # letters; a shorter word has too many neighbours
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Speller:
    """What the items say, and how often."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._often = Counter(token for text in texts for token in words.tokens(text))

    def mend(self, text: str) -> str:
        """The text with each unknown word replaced by a known one that is one slip away, if there is one."""
        return _WORD.sub(lambda found: self._mended(found[0]), text)

    def _mended(self, written: str) -> str:
        word = written.lower()
        if len(word) < SHORTEST or not word.isascii() or word in self._often or word in everyday():
            return written
        near = _one_slip_away(word)
        ours = near & self._often.keys()
        if ours:
            return min(ours, key=lambda spelling: (-self._often[spelling], spelling))
        known = near & everyday().keys()
        return min(known, key=everyday().__getitem__) if known else written


@cache
def everyday() -> dict[str, int]:
    """Whole words that the model knows, with their rank: the frequent ones come first."""
    listed = wordpiece.VOCABULARY.read_text(encoding="utf-8").split("\n")
    return {piece: rank for rank, piece in enumerate(listed) if piece.isascii() and piece.isalpha() and len(piece) > 2}


def _one_slip_away(word: str) -> set[str]:
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    added = {left + letter + right for left, right in cuts for letter in _LETTERS}
    turned = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return dropped | changed | added | turned
