"""What to do for people whom the hard rules keep out of every set of pairs: seat them with two others."""

from collections.abc import Iterator
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
        host = _best_host(scale, pairs, person)
        if host is None:
            waiting.append(person)
        else:
            pairs.remove(host)
            trios.append((person, *host))
    return pairs, trios, waiting


def _best_host(scale: Scale, pairs: list[Couple], person: int) -> Couple | None:
    levels, quality = (row[0].tolist() for row in scale.rows(person, person + 1))
    costs = scale.units.levels
    welcome = [couple for couple in pairs if levels[couple[0]] < APART and levels[couple[1]] < APART]
    return max(
        welcome,
        key=lambda couple: sum(quality[host] - 2 * costs[levels[host]] for host in couple),
        default=None,
    )


def making_room(table: Table, inside: Flags, alone: list[int]) -> tuple[Trio | None, bool]:
    """A trio that lets one more person be seated, if there is one; and whether the search was complete.

    If fewer can be left out at all, taking out one right trio at a time gets there (Hell and Kirkpatrick 1984).
    """
    checks = 0
    for trio in _trios(table.allowed, inside, alone):
        checks += table.people
        if checks > _CHECKS:
            return None, False
        if table.alone(inside & without(table.people, trio)) < len(alone):
            return trio, True
    return None, True


def _trios(allowed: Flags, inside: Flags, alone: list[int]) -> Iterator[Trio]:
    """Every allowed trio of these people once, those of the people alone first."""
    waiting = inside.copy()
    for third in [*alone, *(place for place in np.flatnonzero(inside).tolist() if place not in alone)]:
        waiting[third] = False
        hosts = np.flatnonzero(waiting & allowed[third]).tolist()
        yield from ((third, first, second) for first, second in combinations(hosts, 2) if allowed[first, second])
