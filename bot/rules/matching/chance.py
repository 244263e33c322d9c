"""Chance that can be replayed: it depends on the seed and on people's ids, never on their order or on a library."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

QUIET = 20  # of about 600: enough to choose between equals
LOUDEST = 320
DEAFENING = 8_000  # instead of quality, not beside it

_MASK = (1 << 64) - 1


def mixed(seeds: Hashes) -> Hashes:
    """SplitMix64's finaliser (Steele, Lea and Flood 2014): every bit of the seed moves every bit of the result."""
    seeds = seeds + np.uint64(0x9E3779B97F4A7C15)
    seeds = (seeds ^ (seeds >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    seeds = (seeds ^ (seeds >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return seeds ^ (seeds >> np.uint64(31))


def hashes(ids: Sequence[int], seed: int) -> Hashes:
    """One number for each id, different with each seed."""
    wide = np.array([number & _MASK for number in ids], np.uint64)
    return mixed(wide ^ mixed(np.array([seed & _MASK], np.uint64)))


def noise(some: Hashes, others: Hashes, loudness: int) -> NDArray[np.int64]:
    """0 to `loudness`, exclusive, for each of `some` with each of `others`; the same both ways round."""
    return (mixed(some[:, None] + others) % np.uint64(loudness)).astype(np.int64)


def places(ids: Sequence[int], seed: int, count: int) -> NDArray[np.int64]:
    """For each id, `count` places of the list, by chance."""
    turns = mixed(np.arange(count, dtype=np.uint64) + np.uint64(1))
    return (mixed(hashes(ids, seed)[:, None] ^ turns) % np.uint64(len(ids))).astype(np.int64)


def again(seed: int, attempt: int) -> int:
    """Another seed, told by the first."""
    return int(mixed(np.array([(seed + attempt) & _MASK], np.uint64))[0]) if attempt else seed
