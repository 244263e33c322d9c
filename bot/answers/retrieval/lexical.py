"""Likeness by letters and by words: what is left when meaning is not known, and what helps where people mistype."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers import words

Scores = NDArray[np.float32]

_SHORTEST, _LONGEST_RUN = 3, 5  # letters of a run
_SATURATION, _LENGTH = 1.5, 0.75  # BM25's k1 and b, at their usual values


class Postings:
    """In which texts each part stands, and what it weighs there; in few arrays, as there are very many parts."""

    def __init__(self, held: Iterable[tuple[str, int, float]]) -> None:
        self._numbers: dict[str, int] = {}
        numbers, places, weights = array("i"), array("i"), array("f")
        for part, place, weight in held:
            numbers.append(self._numbers.setdefault(part, len(self._numbers)))
            places.append(place)
            weights.append(weight)
        order = np.argsort(np.array(numbers, np.int32), kind="stable")
        self._places: NDArray[np.int32] = np.array(places, np.int32)[order]
        self._weights: Scores = np.array(weights, np.float32)[order]
        self._starts = np.searchsorted(np.array(numbers, np.int32)[order], np.arange(len(self._numbers) + 1))

    def add(self, scores: Scores, part: str, weight: float) -> None:
        """Add to the score of each text that has this part."""
        number = self._numbers.get(part)
        if number is not None:
            here = slice(self._starts[number], self._starts[number + 1])
            scores[self._places[here]] += weight * self._weights[here]


@dataclass(frozen=True)
class Letters:
    """Runs of 3 to 5 letters, rare ones weighing more; likeness is the cosine, from 0 to 1."""

    size: int
    weights: dict[str, float]
    postings: Postings

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Letters":
        counted = [runs(text) for text in texts]
        weights = _weights(counted)
        held = (
            (run, place, weight)
            for place, runs_here in enumerate(counted)
            for run, weight in _unit(runs_here, weights).items()
        )
        return cls(len(texts), weights, Postings(held))

    def likeness(self, text: str) -> Scores:
        scores = np.zeros(self.size, np.float32)
        for run, weight in _unit(runs(text), self.weights).items():
            self.postings.add(scores, run, weight)
        return scores


@dataclass(frozen=True)
class Words:
    """BM25 over stems, as a share of what a text could reach at most, from 0 to 1."""

    size: int
    weights: dict[str, float]
    postings: Postings

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        counted = [Counter(_stems(text)) for text in texts]
        return cls(len(texts), _weights(counted), Postings(_saturated(counted)))

    def likeness(self, text: str) -> Scores:
        scores = np.zeros(self.size, np.float32)
        unknown = math.log(1 + 2 * self.size)
        most = 0.0
        for stem in set(_stems(text)):
            weight = self.weights.get(stem, unknown)
            most += weight
            self.postings.add(scores, stem, weight)
        return scores / most if most else scores


def runs(text: str) -> Counter[str]:
    spaced = f" {' '.join(words.tokens(text))} "
    lengths = range(_SHORTEST, _LONGEST_RUN + 1)
    return Counter(spaced[n : n + length] for length in lengths for n in range(len(spaced) - length + 1))


def _saturated(counted: Sequence[Counter[str]]) -> Iterator[tuple[str, int, float]]:
    """Each stem with the place of its text; said again it adds less and less, and in a long text it counts less."""
    usual = sum(sum(stems.values()) for stems in counted) / (len(counted) or 1) or 1
    for place, stems in enumerate(counted):
        slack = _SATURATION * (1 - _LENGTH + _LENGTH * sum(stems.values()) / usual)
        for stem, count in stems.items():
            yield stem, place, count / (count + slack)


def _stems(text: str) -> list[str]:
    return [stem for stem in words.stems(text) if stem not in words.CHATTER]


def _weights(counted: Iterable[Counter[str]]) -> dict[str, float]:
    every = list(counted)
    spread = Counter(part for parts in every for part in parts)
    return {part: math.log(1 + (len(every) - count + 0.5) / (count + 0.5)) for part, count in spread.items()}


def _unit(counted: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    """The weighted counts at length 1; a run that nothing here has makes the text less like anything."""
    highest = max(weights.values(), default=1.0)
    found = {run: (1 + math.log(count)) * weights.get(run, highest) for run, count in counted.items()}
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {run: weight / length for run, weight in found.items()}
