"""How many rounds pass before the first fault, and how few faults there are when some cannot be avoided."""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from benchmarks.figures import FEW_RUNS, Figure, Rate
from benchmarks.matching.leaders import SEED, community
from benchmarks.matching.rivals import RIVALS, Groups, Rule
from bot.rules import matching
from bot.rules.matching import Past, Person, are_colleagues

FORTNIGHT = 14


def measure(*, runs: int) -> list[Figure]:
    found = [_repeats(people) for people in ((20, 50) if runs <= FEW_RUNS else (20, 50, 100))]
    found += [figure for people in ((60,) if runs <= FEW_RUNS else (60, 100)) for figure in _clean(people)]
    return found + _dominated()


def _repeats(people: int) -> Figure:
    """How many rounds too few pass before anybody meets again: the limit is one less than there are people."""
    pool = [replace(person, organisation=person.id) for person in community(people, SEED)[0]]
    held = before(pool, ours, limit=people - 1)
    return Figure(f"rounds.{people}.missing", people - 1 - held, "rounds", 0).told()


def _clean(people: int) -> list[Figure]:
    """Rounds without a repeat and without a pair of colleagues; the largest organisation runs out of others first."""
    pool, _ = community(people, SEED)
    largest = Counter(person.organisation for person in pool).most_common(1)[0][1]
    print(f"{people} people, {largest} of them in the largest organisation", file=sys.stderr)
    held = before(pool, ours, limit=people, fault=are_colleagues)
    found: list[Figure] = [Rate(f"rounds.{people}.clean", held, "rounds", people - largest - 2).told()]
    for name, rule in RIVALS.items():
        rival = before(pool, rule, limit=people, fault=are_colleagues)
        found.append(Figure(f"rounds.{people}.clean.{name}", rival, "rounds", held).told())
    return found


def _dominated() -> list[Figure]:
    """60 of 100 in one organisation: 10 pairs of colleagues cannot be avoided."""
    pool = [replace(person, organisation=0 if person.id < 60 else person.id) for person in community(100, SEED)[0]]
    drawn = _colleagues(ours(pool, Past(), random.Random(SEED)))  # noqa: S311 - for a measurement
    found: list[Figure] = [Figure("dominated.same_organisation", drawn, "pairs", 10).told()]
    for name, rule in RIVALS.items():
        rival = _colleagues(rule(pool, Past(), random.Random(SEED)))  # noqa: S311 - for a measurement
        found.append(Rate(f"dominated.same_organisation.{name}", rival, "pairs", drawn).told())
    return found


def _colleagues(groups: Groups) -> int:
    return sum(are_colleagues(one, other) for group in groups for one, other in combinations(group, 2))


def ours(people: Sequence[Person], past: Past, rng: random.Random) -> Groups:
    by_id = {person.id: person for person in people}
    draw = matching.draw(people, past, seed=rng.randrange(1 << 32))
    return [tuple(by_id[member] for member in group.members) for group in draw.groups]


def _no_fault(*_: Person) -> bool:
    return False


def before(
    pool: Sequence[Person],
    rule: Rule,
    *,
    limit: int,
    fault: Callable[[Person, Person], bool] = _no_fault,
) -> int:
    """How many rounds pass before somebody meets again, or a pair has this fault."""
    rng = random.Random(SEED)  # noqa: S311 - for a measurement, not for a secret
    days: dict[frozenset[int], int] = {}
    for held in range(limit):
        met = list(_couples(rule(pool, Past(days), rng)))
        pairs = {frozenset((one.id, other.id)) for one, other in met}
        if pairs & days.keys() or any(fault(one, other) for one, other in met):
            return held
        days = {pair: since + FORTNIGHT for pair, since in days.items()} | dict.fromkeys(pairs, FORTNIGHT)
    return limit


def _couples(groups: Groups) -> Iterable[tuple[Person, Person]]:
    return (couple for group in groups for couple in combinations(group, 2))
