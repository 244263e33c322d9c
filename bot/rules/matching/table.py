"""Everybody's worth to everybody, for a pool that fits in one table, and the best pairs in it."""

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from bot.rules.matching import blossom, chance, prices
from bot.rules.matching.blossom import Couple
from bot.rules.matching.links import Links
from bot.rules.matching.scale import APART, Flags, Ints, Scale

FULL = 500  # up to here every allowed pair is a candidate, so the best pairs are the best there are
NEAREST, RANDOM = 80, 10
_FEW = 20  # candidates each to begin with

_HIGHEST = 1 << 58  # sums of a few still fit in 64 bits


@dataclass(frozen=True)
class Table:
    """`slack`: twice what a pair falls short of its two prices; `one`, `other`: the candidates, least slack first."""

    scale: Scale
    levels: Ints
    quality: Ints
    worth: Ints
    price: Ints
    slack: Ints
    one: Ints
    other: Ints

    @property
    def people(self) -> int:
        return len(self.levels)

    @property
    def allowed(self) -> Flags:
        return self.levels < APART

    def pairs(self, inside: Flags) -> list[Couple]:
        """The best pairs among these people; who must stay alone is whom that harms least."""
        couples = self.everybody(inside)
        if couples is not None:
            return couples
        one, other = self._candidates(inside, None)
        claims = self.scale.units.seat * self.scale.claims  # and no prices, which would have a say in who stays alone
        worth = self.worth[one, other] + claims[one] + claims[other]
        return blossom.most(self.people, one.tolist(), other.tolist(), worth.tolist())

    def everybody(self, inside: Flags, *, closer_than: int | None = None) -> list[Couple] | None:
        """The best pairs that hold all of these people, of the pairs with less slack than this; None if none do."""
        couples = self._priced(inside, closer_than) if closer_than is not None else self._nearly_free(inside)
        return couples if 2 * len(couples) == inside.sum() else None

    def short(self, couples: list[Couple]) -> int:
        """Twice what these pairs fall short of their prices."""
        return sum(int(self.slack[couple]) for couple in couples)

    def _nearly_free(self, inside: Flags) -> list[Couple]:
        """The best pairs of all, from few candidates: no better set has a pair with more slack than this one in all."""
        enough = _FEW * self.people
        if enough >= len(self.one):
            return self._priced(inside, None)
        near = int(self.slack[self.one[enough], self.other[enough]])
        couples = self._priced(inside, near)
        if 2 * len(couples) < inside.sum():
            return self._priced(inside, None)
        return couples if self.short(couples) < near else self._priced(inside, self.short(couples) + 1)

    def alone(self, inside: Flags) -> int:
        """How many of these people no set of pairs can hold."""
        return int(inside.sum()) - 2 * len(self.any(inside))

    def any(self, inside: Flags) -> list[Couple]:
        """As many pairs among these people as there can be, whatever they are worth."""
        return self._priced(inside, None)

    def links(self) -> Links:
        """The candidates."""
        one, other = self.one, self.other
        return Links(one, other, self.levels[one, other], self.quality[one, other])

    def widened(self) -> "Table":
        """With everybody as a candidate for those who would stay alone: the hard rules kept them from theirs."""
        alone = np.ones(self.people, bool)
        alone[list(chain.from_iterable(self.any(alone)))] = False
        if alone.sum() <= self.people % 2:
            return self
        chosen = np.zeros(self.slack.shape, bool)
        chosen[self.one, self.other] = True
        chosen[alone] = True
        one, other = _listed(chosen | chosen.T, self.slack, self.levels)
        return replace(self, one=one, other=other)

    def _priced(self, inside: Flags, closer_than: int | None) -> list[Couple]:
        one, other = self._candidates(inside, closer_than)
        return blossom.most(self.people, one.tolist(), other.tolist(), (-self.slack[one, other]).tolist())

    def _candidates(self, inside: Flags, closer_than: int | None) -> tuple[Ints, Ints]:
        one, other = self.one, self.other
        if closer_than is not None:
            near = np.searchsorted(self.slack[one, other], closer_than)
            one, other = one[:near], other[:near]
        both = inside[one] & inside[other]
        return one[both], other[both]


def of(scale: Scale, seed: int) -> Table:
    people = len(scale.people)
    levels, quality = scale.rows(0, people)
    costs = np.array([min(cost, _HIGHEST) for cost in scale.units.levels], np.int64)
    worth = np.where(levels < APART, quality - costs[levels], -min(scale.units.levels[APART], _HIGHEST))
    price = prices.exact(worth)
    slack = price[:, None] + price - 2 * worth
    return Table(scale, levels, quality, worth, price, slack, *_listed(_chosen(scale, slack, seed), slack, levels))


def _listed(chosen: Flags, slack: Ints, levels: Ints) -> tuple[Ints, Ints]:
    """The chosen pairs that are allowed, least slack first."""
    one, other = np.nonzero(np.triu(chosen & (levels < APART)))
    order = np.argsort(slack[one, other], kind="stable")
    return one[order], other[order]


def _chosen(scale: Scale, slack: Ints, seed: int) -> Flags:
    """Which pairs the solver may use: all of them, or in a large pool each person's most likely and a few by chance."""
    people = len(slack)
    chosen = np.full(slack.shape, people <= FULL)
    if people > FULL:
        rows = np.arange(people)[:, None]
        chosen[rows, np.argpartition(slack, NEAREST, axis=1)[:, :NEAREST]] = True
        chosen[rows, chance.places([person.id for person in scale.people], seed, RANDOM)] = True
    either: Flags = chosen | chosen.T
    return either
