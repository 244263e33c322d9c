"""Likeness by letters and by words: what is left when meaning is not known, and what helps where people mistype."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers import words

Scores = NDArray[np.float32]
Postings = dict[str, tuple[NDArray[np.int32], Scores]]

_SHORTEST, _LONGEST_RUN = 3, 5  # letters of a run
_SATURATION, _LENGTH = 1.5, 0.75  # BM25's k1 and b, at their usual values


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
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, runs_here in enumerate(counted):
            for run, weight in _unit(runs_here, weights).items():
                found[run].append((place, weight))
        return cls(len(texts), weights, _packed(found))

    def likeness(self, text: str) -> Scores:
        scores = np.zeros(self.size, np.float32)
        for run, weight in _unit(runs(text), self.weights).items():
            if run in self.postings:
                places, held = self.postings[run]
                scores[places] += weight * held
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
        usual = sum(sum(stems.values()) for stems in counted) / (len(counted) or 1) or 1
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, stems in enumerate(counted):
            slack = _SATURATION * (1 - _LENGTH + _LENGTH * sum(stems.values()) / usual)
            for stem, count in stems.items():
                found[stem].append((place, count / (count + slack)))
        return cls(len(texts), _weights(counted), _packed(found))

    def likeness(self, text: str) -> Scores:
        scores = np.zeros(self.size, np.float32)
        unknown = math.log(1 + 2 * self.size)
        most = 0.0
        for stem in set(_stems(text)):
            weight = self.weights.get(stem, unknown)
            most += weight
            if stem in self.postings:
                places, held = self.postings[stem]
                scores[places] += weight * held
        return scores / most if most else scores


def runs(text: str) -> Counter[str]:
    spaced = f" {' '.join(words.tokens(text))} "
    lengths = range(_SHORTEST, _LONGEST_RUN + 1)
    return Counter(spaced[n : n + length] for length in lengths for n in range(len(spaced) - length + 1))


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


def _packed(found: dict[str, list[tuple[int, float]]]) -> Postings:
    return {
        part: (np.array([place for place, _ in held], np.int32), np.array([weight for _, weight in held], np.float32))
        for part, held in found.items()
    }
