"""What to do for people whom the hard rules keep out of every set of pairs: seat them with two others."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from bot.rules.matching.blossom import Couple
from bot.rules.matching.scale import APART, Flags, Scale
from bot.rules.matching.table import Table
from bot.rules.matching.trios import Trio, without

_CHECKS = 20_000  # solver calls times people


def seat(scale: Scale, pairs: list[Couple], alone: list[int]) -> tuple[list[Couple], list[Trio], list[int]]:
    """Gives each of these people the best pair that may have them; the pairs, the trios and who still waits."""
    pairs, trios, waiting = list(pairs), [], []
    for person in alone:
        host = best_host(scale, pairs, person)
        if host is None:
            waiting.append(person)
        else:
            pairs.remove(host)
            trios.append((person, *host))
    return pairs, trios, waiting


def best_host(scale: Scale, pairs: Iterable[Couple], person: int) -> Couple | None:
    """The pair that this person joins with the fewest faults, and of those the most to talk about."""
    levels, quality = (row[0].tolist() for row in scale.rows(person, person + 1))
    costs = scale.units.levels
    welcome = [couple for couple in pairs if levels[couple[0]] < APART and levels[couple[1]] < APART]
    return max(
        welcome,
        key=lambda couple: sum(quality[host] - 2 * costs[levels[host]] for host in couple),
        default=None,
    )


def spare(allowed: Flags, inside: Flags, pairs: list[Couple]) -> Flags:
    """Whom another set of as many pairs could leave alone, and perhaps more (Gallai 1964, Edmonds 1965).

    Only a trio of three such people can make room: with two of the three as a pair and the third alone, the pairs
    that remain beside it are as many again.
    """
    mates = np.full(len(allowed), -1)
    for one, other in pairs:
        mates[one], mates[other] = other, one
    found = fresh = inside & (mates < 0)
    while fresh.any():
        near = mates[allowed[fresh].any(axis=0) & inside]
        fresh = np.zeros_like(found)
        fresh[near[near >= 0]] = True
        fresh &= ~found
        found = found | fresh
    return found


def making_room(table: Table, inside: Flags, alone: list[int]) -> tuple[Trio | None, bool]:
    """A trio that lets one more person be seated, if there is one; and whether the search was complete.

    If fewer can be left out at all, taking out one right trio at a time gets there (Hell and Kirkpatrick 1984).
    """
    checks = 0
    for trio in _trios(table.allowed, spare(table.allowed, inside, table.any(inside)), alone):
        checks += table.people
        if checks > _CHECKS:
            return None, False
        if table.alone(inside & without(table.people, trio)) < len(alone):
            return trio, True
    return None, True


def _trios(allowed: Flags, inside: Flags, alone: list[int]) -> Iterator[Trio]:
    """Every allowed trio of these people once, those with the people alone first."""
    waiting = inside.copy()
    for third in [*alone, *(place for place in np.flatnonzero(inside).tolist() if place not in alone)]:
        waiting[third] = False
        hosts = np.flatnonzero(waiting & allowed[third]).tolist()
        yield from ((third, first, second) for first, second in combinations(hosts, 2) if allowed[first, second])
