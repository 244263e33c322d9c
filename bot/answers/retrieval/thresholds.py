"""How sure is sure enough, found from the community's own items: what a question scores when its item is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from bot.answers.embedding import Vectors
from bot.answers.retrieval.items import digest
from bot.answers.retrieval.shelf import Hit, Shelf

FALSE_ANSWERS = 0.12  # of the questions that nothing here answers, this share may get an answer
FALSE_OFFERS = 0.6  # an offer says that we do not know for sure, so it may be wrong more often
ENOUGH = 25  # items; fewer tell too little
RIVALS, RIVALRY = 5, 0.3
ASKED_AT_MOST = 400


@dataclass(frozen=True)
class Thresholds:
    """From `certain` on an item is the answer; from `likely` on it is offered."""

    certain: float
    likely: float


FALLBACK = Thresholds(certain=0.45, likely=0.33)
"""About 0.55 for the best item, when others reach a third of that."""


@dataclass(frozen=True)
class Judgement:
    """The best items, each title once, and how far the first stands out."""

    hits: tuple[Hit, ...]
    certainty: float


def judge(shelf: Shelf, text: str, vector: Vectors | None) -> Judgement:
    hits = _once_a_title(shelf.rank(text, vector, most=40))
    return Judgement(tuple(hits), _certainty([hit.score for hit in hits]))


def calibrate(shelf: Shelf, vectors: Mapping[str, Vectors]) -> Thresholds:
    """Ask for each item by each of its names while it is away: whatever still scores high would be a false answer."""
    names = list(dict.fromkeys((item.title, text) for item in shelf.items for text in (item.title, *item.phrasings)))
    if len(shelf.items) < ENOUGH:
        return FALLBACK
    step = -(-len(names) // ASKED_AT_MOST)
    titles = np.array([item.title for item in shelf.items])
    found = [_without(shelf, titles, title, text, vectors.get(digest(text))) for title, text in names[::step]]
    return Thresholds(_quantile(found, 1 - FALSE_ANSWERS), _quantile(found, 1 - FALSE_OFFERS))


def _without(shelf: Shelf, titles: NDArray[np.str_], title: str, text: str, vector: Vectors | None) -> float:
    scores = shelf.scores(text, vector)
    best: dict[str, float] = {}
    for place in np.argsort(-scores, kind="stable")[: 40 + int((titles == title).sum())]:
        if titles[place] != title:
            best.setdefault(str(titles[place]), float(scores[place]))
    return _certainty(list(best.values()))


def _certainty(scores: list[float]) -> float:
    """The best score, less where others come near: then the question is about something they share."""
    if not scores:
        return 0.0
    rivals = scores[1 : 1 + RIVALS]
    return scores[0] - RIVALRY * (sum(rivals) / RIVALS)


def _quantile(found: list[float], share: float) -> float:
    """Midway between what was seen and what a normal spread would give: few items make either alone unsteady."""
    seen = float(np.quantile(found, share))
    spread = float(np.std(found))
    return round((seen + float(np.mean(found)) + NormalDist().inv_cdf(share) * spread) / 2, 4)


def _once_a_title(hits: list[Hit]) -> list[Hit]:
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.item.title, hit)
    return list(first.values())
