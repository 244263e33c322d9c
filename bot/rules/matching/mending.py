"""New introductions while a round runs, for whoever has nobody: left by their peers, left out of the draw, or late."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

import numpy as np

from bot.rules.matching import blossom, leftovers
from bot.rules.matching.blossom import Couple
from bot.rules.matching.people import RECENT, Group, Past, Person
from bot.rules.matching.reasons import reasons
from bot.rules.matching.scale import APART, QUALITY_LIMIT, REPEAT, SAME_ORGANISATION, Ints, Scale, Units
from bot.rules.matching.trios import Trio

_THIRD = SAME_ORGANISATION  # the tier that is free, because no repeat is allowed and colleagues have that tier
_BLOCK = 100  # rows weighed at a time
_LIKELY = 500  # people, or pairs, that each person chooses from


@dataclass(frozen=True)
class Running:
    """An introduction of the running round; once its people have met, it is left as it is."""

    people: tuple[Person, ...]
    has_met: bool = False


@dataclass(frozen=True)
class Mended:
    """`groups`: introductions of people who had nobody; `joined`: pairs that run, with the `third` who joins them.

    Whoever is `waiting` still has nobody, and is owed for it in the next draw.
    """

    groups: tuple[Group, ...]
    joined: tuple[Group, ...]
    waiting: tuple[int, ...]


def mend(waiting: Iterable[Person], running: Iterable[Running], past: Past, *, seed: int) -> Mended:
    """Somebody for as many of these people as can be, by the hard rules of the draw and with no repeat at all.

    They are introduced to each other. Whoever is over joins one of these new pairs, or a pair that runs and has not
    met yet where the new ones will not do, or less well.
    """
    running = list(running)
    people = sorted({person.id: person for person in waiting}.values(), key=lambda person: person.id)
    hosts = list(_hosts({person.id for person in people}, running))
    everybody = [*people, *chain.from_iterable(hosts)]
    if len(everybody) < 2:
        return Mended((), (), tuple(person.id for person in people))
    scale = Scale(everybody, _strict(past, running), seed=seed)
    found = blossom.heaviest(len(people) + len(hosts), *_choices(scale, len(people)))
    pairs = [couple for couple in found if couple[1] < len(people)]
    seats = {one: _host(other, len(people)) for one, other in found if other >= len(people)}
    return _told(everybody, len(people), pairs, _rather_in_new_pairs(scale, len(people), pairs, seats), past)


def _hosts(waiting: set[int], running: Iterable[Running]) -> Iterator[tuple[Person, ...]]:
    """The pairs that may still become three."""
    taken = set(waiting)
    for group in running:
        ids = {person.id for person in group.people}
        if len(group.people) == len(ids) == 2 and not group.has_met and not taken & ids:
            taken |= ids
            yield group.people


def _strict(past: Past, running: Iterable[Running]) -> Past:
    """Whoever met within the year, or has been introduced in this round, does not meet now."""
    lately = {pair for pair, days in past.days_since.items() if days <= RECENT}
    now = {frozenset((one.id, other.id)) for group in running for one, other in combinations(group.people, 2)}
    return replace(past, apart=past.apart | lately | now)


def _choices(scale: Scale, waiting: int) -> tuple[list[int], list[int], list[int]]:
    """Two who wait, or one who waits and the place of a pair that runs; and what that is worth."""
    units = Units.of(2 * len(scale.people))
    one, other, worth = list[int](), list[int](), list[int]()
    for place, levels, quality in _rows(scale, waiting):
        light = quality + 2 * units.seat * (scale.claims + scale.claims[place])
        beside = _with_one(units, levels, light, np.arange(place + 1, waiting))
        hosts = quality[waiting:] + units.seat * scale.claims[place]
        beside |= _with_two(units, levels[waiting:].reshape(-1, 2), hosts.reshape(-1, 2), waiting)
        one += [place] * len(beside)
        other += beside
        worth += beside.values()
    return one, other, worth


def _with_one(units: Units, levels: Ints, light: Ints, others: Ints) -> dict[int, int]:
    """Two people helped."""
    found = _likely(levels, light, others)
    helped = 2 * units.levels[APART]
    each = zip(found.tolist(), levels[found].tolist(), light[found].tolist(), strict=True)
    return {place: helped - _cost(units, level) + some for place, level, some in each}


def _with_two(units: Units, levels: Ints, light: Ints, waiting: int) -> dict[int, int]:
    """One helped, in a pair that would rather stay a pair."""
    light = light.sum(axis=1) // 2
    found = _likely(levels.max(axis=1), light, np.arange(len(levels)))
    helped = units.levels[APART] - units.levels[_THIRD]
    each = zip(found.tolist(), levels[found].tolist(), light[found].tolist(), strict=True)
    return {waiting + host: helped - sum(_cost(units, level) for level in pair) + some for host, pair, some in each}


def _cost(units: Units, level: int) -> int:
    """As in a draw, but that a third seat comes between one's own organisation and what weighs less."""
    return units.levels[level & (_THIRD - 1)] + units.levels[REPEAT if level & SAME_ORGANISATION else 0]


def _rows(scale: Scale, waiting: int) -> Iterator[tuple[int, Ints, Ints]]:
    for start in range(0, waiting, _BLOCK):
        stop = min(start + _BLOCK, waiting)
        yield from zip(range(start, stop), *scale.rows(start, stop), strict=True)


def _likely(levels: Ints, quality: Ints, some: Ints) -> Ints:
    """Those of these who are allowed; of very many, the most promising."""
    allowed = some[levels[some] < APART]
    order = np.argsort(levels[allowed] * QUALITY_LIMIT - quality[allowed], kind="stable")
    likely: Ints = np.sort(allowed[order[:_LIKELY]])
    return likely


def _host(place: int, waiting: int) -> Couple:
    first = waiting + 2 * (place - waiting)
    return first, first + 1


def _rather_in_new_pairs(scale: Scale, waiting: int, pairs: Iterable[Couple], seats: dict[int, Couple]) -> list[Trio]:
    """Third seats, in pairs that are new where that is no worse: nobody has begun to talk there."""
    free, found = list(pairs), []
    paired = set(chain.from_iterable(free))
    for person in sorted(set(range(waiting)) - paired, key=lambda place: (place in seats, place)):
        offered = [seats[person]] if person in seats else []
        host = leftovers.best_host(scale, [*free, *offered], person)
        new = leftovers.best_host(scale, free, person)
        if new and _levels(scale, person, new) == _levels(scale, person, host or new):
            host = new
        if host:
            found.append((person, *host))
        if host in free:
            free.remove(host)
    return found


def _levels(scale: Scale, person: int, host: Couple) -> list[int]:
    levels, _ = scale.rows(person, person + 1)
    return sorted(levels[0, list(host)].tolist())


def _told(people: Sequence[Person], waiting: int, pairs: Iterable[Couple], trios: Iterable[Trio], past: Past) -> Mended:
    def group(places: Iterable[int], third: int | None = None) -> Group:
        members = sorted((people[place] for place in places), key=lambda person: person.id)
        return Group(tuple(person.id for person in members), reasons(members, past), third)

    hosts = {trio[1:]: trio for trio in trios}
    new = [group(hosts.get(pair, pair), people[hosts[pair][0]].id if pair in hosts else None) for pair in pairs]
    joined = [group(trio, people[trio[0]].id) for host, trio in hosts.items() if host[0] >= waiting]
    seated = {member for each in [*new, *joined] for member in each.members}
    return Mended(
        groups=tuple(sorted(new, key=lambda each: each.members)),
        joined=tuple(sorted(joined, key=lambda each: each.members)),
        waiting=tuple(person.id for person in people[:waiting] if person.id not in seated),
    )
