"""Cuts text into the pieces that the model was trained on: BERT's uncased WordPiece."""

import unicodedata
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "vocabulary.txt"
LONGEST_WORD = 100
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


class WordPiece:
    """Text as numbers of pieces, between the model's own marks for start and end."""

    def __init__(self, vocabulary: Path = VOCABULARY) -> None:
        # not splitlines(), which would also cut at rare characters that are pieces themselves
        listed = vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(listed)}
        self._start, self._end = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        self._cut = lru_cache(maxsize=20_000)(self._pieces)

    def numbers(self, text: str, *, most: int) -> list[int]:
        """At most `most` numbers, marks included; what is longer is cut off."""
        found: list[int] = []
        for word in words(text):
            found += self._cut(word)
            if len(found) >= most - 2:
                break
        return [self._start, *found[: most - 2], self._end]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The longest pieces that make up the word, from the left; unknown when none fits somewhere."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in self._numbers), None)
            if end is None:
                return (self._unknown,)
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return tuple(found)


def words(text: str) -> list[str]:
    """Words and single marks, in lower case and without accents."""
    spaced = "".join(_spaced(character) for character in text)
    plain = unicodedata.normalize("NFD", spaced.lower())
    return "".join(_parted(character) for character in plain if unicodedata.category(character) != "Mn").split()


def _spaced(character: str) -> str:
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    if character in "\x00\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    return f" {character} " if any(low <= ord(character) <= high for low, high in _CJK) else character


def _parted(character: str) -> str:
    is_mark = unicodedata.category(character).startswith("P") or (character.isascii() and character in "$+<=>^`|~")
    return f" {character} " if is_mark else character
