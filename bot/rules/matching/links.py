"""Pairs that a solver may choose from, in columns."""

from dataclasses import dataclass

import numpy as np

from bot.rules.matching.scale import APART, Flags, Ints


@dataclass(frozen=True)
class Links:
    """Candidates: two places, and the level and quality of the two together."""

    one: Ints
    other: Ints
    levels: Ints
    quality: Ints

    def beside(self, *more: "Links") -> "Links":
        names = "one", "other", "levels", "quality"
        return Links(*(np.concatenate([getattr(links, name) for links in (self, *more)]) for name in names))

    def where(self, chosen: Flags | Ints) -> "Links":
        return Links(self.one[chosen], self.other[chosen], self.levels[chosen], self.quality[chosen])

    def once(self, people: int) -> "Links":
        """Each allowed pair once, the lower place first, in order."""
        low, high = np.minimum(self.one, self.other), np.maximum(self.one, self.other)
        _, first = np.unique(low * people + high, return_index=True)
        once = Links(low, high, self.levels, self.quality).where(first)
        return once.where(once.levels < APART)


NONE = Links(*(np.zeros(0, np.int64) for _ in range(4)))
