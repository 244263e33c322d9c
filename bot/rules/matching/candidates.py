"""Pairs for a pool too large for one table: each person's nearest and a few by chance."""

from dataclasses import dataclass

import numpy as np

from bot.rules.matching import blossom, chance, leftovers, prices, trios
from bot.rules.matching.blossom import Couple
from bot.rules.matching.links import Links
from bot.rules.matching.scale import QUALITY_LIMIT, Ints, Scale
from bot.rules.matching.trios import Trio

NEAREST, RANDOM, AFFORDABLE = 40, 8, 20

_BLOCK = 100  # rows weighed at a time, for the sake of memory
_STEEP = np.array([sum(1 << 20 + 6 * bit for bit in range(5) if level >> bit & 1) for level in range(32)], np.int64)
_NOTHING = -(1 << 46)
_LISTED = 400  # links that a person bids on
_FEW = 12  # pairs each, of those with least slack, that the solver gets


@dataclass(frozen=True)
class Found:
    """Good pairs for everybody, trios for whom no pair could hold, who still waits, and what was chosen from."""

    pairs: list[Couple]
    trios: list[Trio]
    alone: list[int]
    links: Links


def grouped(scale: Scale, seed: int) -> Found:
    people = len(scale.people)
    links, price = likely(scale, seed)
    slack = price[links.one] + price[links.other] - 2 * _steep(links)
    tried = links.where(np.sort(np.argsort(slack, kind="stable")[: _FEW * people]))
    couples, alone = _paired(scale, tried, price)
    if len(alone) > people % 2:
        tried = links
        couples, alone = _paired(scale, tried, price)
    if len(alone) > people % 2:
        tried = _widened(scale, links, alone)
        couples, alone = _paired(scale, tried, price)
    if len(alone) > people % 2:  # then it matters who, and prices would have a say in it
        couples, alone = _paired(scale, tried, -2 * scale.units.seat * scale.claims)
    return Found(*leftovers.seat(scale, couples, alone), tried)


def likely(scale: Scale, seed: int) -> tuple[Links, Ints]:
    """The candidates and their prices.

    Those whom everybody likes best are few, and their prices show it: each person's best at those prices come second
    (without them, 5,000 people lose 3 % of what they could have).
    """
    people = len(scale.people)
    links = _nearest(scale, seed).once(people)
    affordable = _affordable(scale, _priced(links, people))
    links = links.beside(affordable).once(people)
    return links, _priced(links, people)


def _affordable(scale: Scale, price: Ints) -> Links:
    """Everybody's least slack."""
    people = len(scale.people)
    found = []
    for start in range(0, people, _BLOCK):
        stop = min(start + _BLOCK, people)
        levels, quality = scale.rows(start, stop)
        slack = price[start:stop, None] + price + 2 * (_STEEP[levels] - quality)
        near = np.sort(np.argpartition(slack, AFFORDABLE, axis=1)[:, :AFFORDABLE])
        here = (np.take_along_axis(rows, near, axis=1).ravel() for rows in (levels, quality))
        found.append(Links(np.repeat(np.arange(start, stop), AFFORDABLE), near.ravel(), *here))
    return found[0].beside(*found[1:])


def _nearest(scale: Scale, seed: int) -> Links:
    """Everybody's candidates."""
    people = len(scale.people)
    near = np.empty((people, NEAREST + RANDOM), np.int64)
    near[:, NEAREST:] = chance.places([person.id for person in scale.people], seed, RANDOM)
    levels, quality = np.empty_like(near), np.empty_like(near)
    for start in range(0, people, _BLOCK):
        block = slice(start, min(start + _BLOCK, people))
        rows = scale.rows(block.start, block.stop)
        likely = np.argpartition(rows[0] * QUALITY_LIMIT - rows[1], NEAREST, axis=1)
        near[block, :NEAREST] = np.sort(likely[:, :NEAREST])
        levels[block], quality[block] = (np.take_along_axis(row, near[block], axis=1) for row in rows)
    return Links(np.repeat(np.arange(people), near.shape[1]), near.ravel(), levels.ravel(), quality.ravel())


def _steep(links: Links) -> Ints:
    """What links are worth, in 64 bits: faults cost enough to find prices with."""
    worth: Ints = links.quality - _STEEP[links.levels]
    return worth


def _priced(links: Links, people: int) -> Ints:
    """Prices that cover every candidate pair, from each person's best links either way."""
    one, other = np.concatenate([links.one, links.other]), np.concatenate([links.other, links.one])
    worth = np.tile(_steep(links), 2)
    order = np.lexsort((other, -worth, one))
    one, other, worth = one[order], other[order], worth[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    listed = rank < _LISTED
    near = np.zeros((people, int(rank[listed].max(initial=1)) + 1), np.int64)
    worths = np.full(near.shape, _NOTHING)
    near[one[listed], rank[listed]], worths[one[listed], rank[listed]] = other[listed], worth[listed]
    price = prices.rough(near, worths)
    lacking = np.zeros(people, np.int64)
    np.maximum.at(lacking, one, 2 * worth - price[one] - price[other])
    return price + (lacking + 1) // 2


def _widened(scale: Scale, links: Links, alone: list[int]) -> Links:
    """With everybody as a candidate for those who have found nobody: the hard rules kept them from theirs."""
    people = len(scale.people)
    more = []
    for place in alone:
        levels, quality = scale.rows(place, place + 1)
        more.append(Links(np.full(people, place), np.arange(people), levels[0], quality[0]))
    return links.beside(*more).once(people)


def _paired(scale: Scale, links: Links, price: Ints) -> tuple[list[Couple], list[int]]:
    """The best pairs and who stays alone; of an odd number, somebody whose turn the third seat is."""
    people = len(scale.people)
    one, other = links.one.tolist(), links.other.tolist()
    cost = [2 * cost for cost in scale.units.levels]
    gains = (2 * links.quality - price[links.one] - price[links.other]).tolist()
    worth = [gain - cost[level] for gain, level in zip(gains, links.levels.tolist(), strict=True)]
    for third in trios.order(scale.people)[: trios.CANDIDATES if people % 2 else 0]:
        one.append(third)  # with an empty chair, which is the place after everybody's
        other.append(people)
        worth.append(-2 * scale.units.seat * trios.cost(scale.people[third]) - int(price[third]))
    couples = [couple for couple in blossom.most(people + people % 2, one, other, worth) if couple[1] < people]
    paired = {place for couple in couples for place in couple}
    return couples, [place for place in range(people) if place not in paired]
