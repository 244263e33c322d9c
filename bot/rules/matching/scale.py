"""What an introduction is worth: tiers that never trade, and within them a quality that listens to fairness."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.rules.matching import chance
from bot.rules.matching.people import RECENT, Pair, Past, Person

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# A pair's level: one bit for each thing that is wrong with it, the worst the highest. The order is the policy.
NO_COMMON_TIME, OLD_REPEAT, SAME_ORGANISATION, REPEAT, APART = 1, 2, 4, 8, 16

# above PRESSING and either chance.DEAFENING or 1,000 x (1 + 2 x MOST_DEBT) + 2 x NEW_ORGANISATION + chance.LOUDEST
QUALITY_LIMIT = 1 << 14
SEATS_LIMIT = 16
MOST_DEBT = 3
NEW_ORGANISATION = 400  # +21 % organisations met in a year for 1.3 % of mean quality
PRESSING = 8_000  # of a pair for which there will soon be no other round
FRESHER = 20  # a day: of repeats that cannot be avoided, the one longest ago


@dataclass(frozen=True)
class Units:
    """What one fault of each tier costs: more than all that a whole draw can gain in the tiers below it."""

    seat: int
    levels: tuple[int, ...]  # the cost of each combination of faults, by level

    @classmethod
    def of(cls, people: int) -> "Units":
        pairs = people // 2 + 3  # a trio counts as three pairs
        seat = QUALITY_LIMIT * pairs
        faults = [seat * SEATS_LIMIT * pairs**tier for tier in range(5)]
        return cls(
            seat, tuple(sum(fault for bit, fault in enumerate(faults) if level >> bit & 1) for level in range(32))
        )


class Scale:
    """Weighs any two people of a pool, a block of rows at a time."""

    def __init__(
        self,
        people: Sequence[Person],
        past: Past,
        *,
        seed: int,
        loudness: int = chance.QUIET,
        bonus: int = NEW_ORGANISATION,
        pressing: Flags | None = None,
    ) -> None:
        self.people = people
        self.units = Units.of(len(people))
        self._hashes = chance.hashes([person.id for person in people], seed)
        self._loudness = loudness
        self._bonus = min(bonus, NEW_ORGANISATION)
        self._pressing = pressing
        self.organisations = _codes([person.organisation for person in people])
        self._sectors = _codes([person.sector for person in people])
        self._boroughs = _codes([person.borough for person in people])
        self._challenges = _marks([person.challenges for person in people])
        self._slots = _marks([person.slots for person in people])
        marks = _marks([person.offers for person in people] + [person.wants for person in people])
        offers, wants = np.split(marks, 2)
        self._given = np.hstack([offers, wants, wants])
        self._taken = np.hstack([wants, offers, wants])
        self._debts = np.array([round(1000 * min(max(person.debt, 0.0), MOST_DEBT)) for person in people], np.int64)
        place = {person.id: index for index, person in enumerate(people)}
        self._met = _placed(past.days_since, place, lambda pair: past.days_since[pair] + 1)  # 0: never
        self._apart = _placed(past.apart, place, lambda _: 1)
        self._knows = self._introduced(past, place)

    def _introduced(self, past: Past, place: dict[int, int]) -> Flags:
        """Who has been introduced to which organisation."""
        knows = np.zeros((len(self.people), int(self.organisations.max(initial=0)) + 1), bool)
        knows[self._met[0], self.organisations[self._met[1]]] = True
        codes = {person.organisation: code for person, code in zip(self.people, self.organisations, strict=True)}
        for member, organisation in past.known:
            if member in place and organisation in codes:
                knows[place[member], codes[organisation]] = True
        return knows

    @property
    def claims(self) -> Ints:
        """How much leaving this person alone costs, in seats: when somebody must be, it is not who is owed.

        Where everybody is in a pair, claims come to the same in all draws.
        """
        rather = np.array([not person.prefers_three for person in self.people], np.int64)
        claims: Ints = np.round(self._debts / 500).astype(np.int64) + rather
        return claims

    def weights(self, one: Ints, other: Ints, levels: Ints, quality: Ints) -> list[int]:
        """What these pairs weigh: always more than 0, and so much that the heaviest draw has the most pairs."""
        light = (quality + self.units.seat * (self.claims[one] + self.claims[other])).tolist()
        most = 2 * self.units.levels[APART]
        return [most - self.units.levels[level] + some for level, some in zip(levels.tolist(), light, strict=True)]

    def rows(self, start: int, stop: int) -> tuple[Ints, Ints]:
        """The level and the quality of everybody from `start` to `stop` with everybody."""
        since = self._spread(self._met, start, stop) - 1
        known = (self.organisations[start:stop, None] > 0) & (self.organisations > 0)
        same = known & _same(self.organisations, start, stop)
        times = _common(self._slots, self._slots, start, stop)
        given = self._slots.sum(axis=1) > 0
        levels = (
            NO_COMMON_TIME * (given[start:stop, None] & given & (times == 0))
            + OLD_REPEAT * (since > RECENT)
            + SAME_ORGANISATION * same
            + REPEAT * ((since >= 0) & (since <= RECENT))
            + APART * self._spread(self._apart, start, stop)
        )
        levels[np.arange(stop - start), np.arange(start, stop)] |= APART
        debts = self._debts[start:stop, None] + self._debts
        quality = self._likeness(times, start, stop) * (1000 + debts) // 1000
        quality += self._bonus * self._newness(start, stop) * (known & ~same)
        quality = np.where(levels & REPEAT, since * FRESHER, quality) * (self._loudness <= chance.LOUDEST)
        if self._pressing is not None:
            quality += PRESSING * self._pressing[start:stop]
        return levels, quality + chance.noise(self._hashes[start:stop], self._hashes, self._loudness)

    def _likeness(self, times: Ints, start: int, stop: int) -> Ints:
        """0 to 1,000: what two people would have to talk about, and whether they find an hour for it."""
        shared = _common(self._challenges, self._challenges, start, stop)
        sizes = self._challenges.sum(axis=1).astype(np.int64)
        helped = _common(self._given, self._taken, start, stop)
        found = 400 * shared // np.maximum(sizes[start:stop, None] + sizes - shared, 1)
        found += 75 * np.minimum(times, 4) + 40 * np.minimum(helped, 4)
        known = (self._sectors[start:stop, None] > 0) & (self._sectors > 0)
        found += 100 * (known & ~_same(self._sectors, start, stop))
        near = _same(self._boroughs, start, stop) & (self._boroughs > 0)
        likeness: Ints = found + 40 * near
        return likeness

    def _newness(self, start: int, stop: int) -> Ints:
        """To how many of the two the other's organisation is new."""
        theirs = self._knows[start:stop][:, self.organisations]
        ours = self._knows[:, self.organisations[start:stop]].T
        newness: Ints = 2 - theirs.astype(np.int64) - ours.astype(np.int64)
        return newness

    def _spread(self, known: tuple[Ints, Ints, Ints], start: int, stop: int) -> Ints:
        rows, columns, values = known
        here = (rows >= start) & (rows < stop)
        block = np.zeros((stop - start, len(self.people)), np.int64)
        block[rows[here] - start, columns[here]] = values[here]
        return block


def _placed(pairs: Iterable[Pair], place: dict[int, int], value: Callable[[Pair], int]) -> tuple[Ints, Ints, Ints]:
    """What is known of pairs of this pool, in both directions."""
    known = [(*map(place.get, pair), value(pair)) for pair in pairs if len(pair) == 2 and pair <= place.keys()]
    one, other, values = np.array(known, np.int64).reshape(-1, 3).T
    return np.concatenate([one, other]), np.concatenate([other, one]), np.concatenate([values, values])


def _codes(values: Sequence[int | str | None]) -> Ints:
    """The same number for the same value, from 1; 0 for what is not known."""
    codes: dict[int | str | None, int] = {None: 0}
    return np.array([codes.setdefault(value, len(codes)) for value in values], np.int64)


def _marks(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """A row for each set, a column for each key: counts below 2**24 are exact in float32, and fast to multiply."""
    columns = {key: column for column, key in enumerate(sorted(frozenset().union(*sets)))}
    marks = np.zeros((len(sets), len(columns)), np.float32)
    for row, keys in enumerate(sets):
        marks[row, [columns[key] for key in keys]] = 1
    return marks


def _common(one: NDArray[np.float32], other: NDArray[np.float32], start: int, stop: int) -> Ints:
    return (one[start:stop] @ other.T).astype(np.int64)


def _same(codes: Ints, start: int, stop: int) -> Flags:
    same: Flags = codes[start:stop, None] == codes
    return same
