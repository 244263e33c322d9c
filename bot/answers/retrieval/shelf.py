"""All items side by side, ready to be compared with a question: one score for each, from 0 to 1."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.embedding import Vectors
from bot.answers.retrieval.items import Item, digest
from bot.answers.retrieval.lexical import Letters, Scores, Words
from bot.answers.retrieval.spelling import Speller

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Weights:
    """What meaning, letters and words count for. They add up to 1."""

    meaning: float
    letters: float
    words: float


# docs/decisions/020-answers-by-meaning.md tells how these were found.
SHORT = Weights(meaning=0.8, letters=0.1, words=0.1)
PASSAGE = Weights(meaning=0.5, letters=0.0, words=0.5)
WORDS_ONLY = Weights(meaning=0.0, letters=0.6, words=0.4)


@dataclass(frozen=True)
class Hit:
    """`by_meaning` is False where the meaning of the item is not known yet."""

    item: Item
    score: float
    by_meaning: bool


class Rows:
    """Lines of text, each of one item, in the order of the items."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.lines = [line for of_item in texts for line in of_item]
        counts = [len(of_item) for of_item in texts]
        self._filled = np.array([count > 0 for count in counts], bool)
        starts = np.cumsum([0, *counts])[:-1]
        self._starts = starts[self._filled]
        self._size = len(texts)

    def best(self, scores: Scores) -> Scores:
        """The best line of each item; 0 for an item without any."""
        found = np.zeros(self._size, np.float32)
        if len(self._starts):
            found[self._filled] = np.maximum.reduceat(scores, self._starts)
        return found

    def has_any(self) -> Flags:
        return self._filled


class Shelf:
    """Items with their vectors as far as they are there; the others are found by words."""

    def __init__(
        self,
        items: Sequence[Item],
        vectors: Mapping[str, Vectors],
        *,
        short: Weights = SHORT,
        passage: Weights = PASSAGE,
    ) -> None:
        self.items = tuple(items)
        self._asked = Rows([(item.title, *item.phrasings) for item in items])
        self._phrasings = Rows([(*item.phrasings, *item.lines) for item in items])
        self._parts = Rows([item.parts for item in items])
        self._letters = Letters.of(self._asked.lines)
        self._words = Words.of([" ".join((*item.phrasings, *(item.parts or (item.title,)))) for item in items])
        self.speller = Speller(text for item in items for text in (item.title, *item.phrasings, item.text))
        self.has_meaning = np.array([all(digest(text) in vectors for text in item.texts) for item in items], bool)
        self._titles = _stacked([item.title for item in items], vectors)
        self._phrased = _stacked(self._phrasings.lines, vectors)
        self._told = _stacked(self._parts.lines, vectors)
        long = _kinds_of_passages(items)
        usual = [passage if item.kind in long else short for item in items]
        known = [weights if there else WORDS_ONLY for weights, there in zip(usual, self.has_meaning, strict=True)]
        self._weights = _rows(known)
        self._by_words = _rows([WORDS_ONLY] * len(items))

    @property
    def is_whole(self) -> bool:
        """Whether the meaning of every item is known."""
        return bool(self.has_meaning.all())

    def scores(self, text: str, vector: Vectors | None) -> Scores:
        """One score an item, in their order."""
        weights = self._by_words if vector is None else self._weights
        letters = self._asked.best(self._letters.likeness(text))
        found = weights[:, 1] * letters + weights[:, 2] * self._words.likeness(text)
        if vector is not None and self.has_meaning.any():
            found = found + weights[:, 0] * self.meaning(vector)
        return np.asarray(found, np.float32)

    def rank(self, text: str, vector: Vectors | None, *, most: int = 10) -> list[Hit]:
        """The best items, the best first."""
        scores = self.scores(text, vector)
        order = np.argsort(-scores, kind="stable")[:most]
        return [Hit(self.items[n], float(scores[n]), bool(vector is not None and self.has_meaning[n])) for n in order]

    def meaning(self, vector: Vectors) -> Scores:
        """The mean of title and best part, or a phrasing or a line that is nearer."""
        titles = self._titles @ vector
        parts = self._parts.best(self._told @ vector)
        whole = np.where(self._parts.has_any(), (titles + parts) / 2, titles)
        phrased = np.where(self._phrasings.has_any(), self._phrasings.best(self._phrased @ vector), -1)
        return np.asarray(np.maximum(whole, phrased), np.float32)


def _rows(weights: Sequence[Weights]) -> Scores:
    return np.array([(w.meaning, w.letters, w.words) for w in weights], np.float32).reshape(-1, 3)


def _kinds_of_passages(items: Sequence[Item]) -> frozenset[str]:
    """A whole kind is weighed alike, by what most of it is, so that scores of its items can be compared."""
    spread = Counter(item.kind for item in items)
    long = Counter(item.kind for item in items if item.is_passage)
    return frozenset(kind for kind, count in long.items() if count > spread[kind] / 2)


def _stacked(texts: Sequence[str], vectors: Mapping[str, Vectors]) -> Vectors:
    """A row for each text, of zeros where its vector is missing."""
    size = next((len(vector) for vector in vectors.values()), 1)
    nothing = np.zeros(size, np.float32)
    found = [np.asarray(vectors.get(digest(text), nothing), np.float32) for text in texts]
    return np.stack(found) if found else np.zeros((0, size), np.float32)
