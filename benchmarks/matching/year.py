"""A year of fortnightly rounds in which some do not take part and some drop out, drawn by us and by other rules."""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from statistics import fmean

from benchmarks.figures import FEW_RUNS, Figure, Rate
from benchmarks.matching.leaders import SEED, community
from benchmarks.matching.rivals import RIVALS, Groups, Rule
from bot.rules import matching
from bot.rules.matching import Group, Pair, Past, Person, Running, are_colleagues, met_lately
from bot.rules.matching.scale import NEW_ORGANISATION, Scale

PEOPLE, ROUNDS, FORTNIGHT = 150, 26, 14
TAKING_PART, DROPPING_OUT, LATE = 0.7, 0.05, 0.02
REACHED, COST = 8.3, 2.0  # other organisations each, and what that may take off the mean quality (%)

FAULTS = ("repeats", "same_organisation", "hard_rules", "left_out", "abandoned")

Mend = Callable[[Sequence[Person], Groups, Past, int], tuple[Groups, Groups]]


@dataclass
class Year:
    """What happened; faults are counted in pairs, and people who had nobody in people and rounds."""

    faults: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FAULTS, 0))
    quality: list[int] = field(default_factory=list)
    organisations: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def reached(self) -> float:
        return sum(map(len, self.organisations.values())) / PEOPLE


def measure(*, runs: int) -> list[Figure]:
    seeds = range(SEED, SEED + (1 if runs <= FEW_RUNS else 3))
    print(f"seeds {[*seeds]}, {PEOPLE} people, {ROUNDS} rounds, {DROPPING_OUT:.0%} drop out", file=sys.stderr)
    years = [_year(seed, _drawn(NEW_ORGANISATION), _mended) for seed in seeds]
    plain = [_year(seed, _drawn(0), _mended) for seed in seeds]
    found = [Figure(f"year.{fault}", _mean(years, fault), "a year", 0).told() for fault in FAULTS]
    reached, quality = _reached(years), _quality(years)
    found.append(Rate("year.organisations_met", round(reached, 2), "each", REACHED).told())
    cost = 100 * (1 - quality / _quality(plain))
    found.append(Figure("year.cost_of_new_organisations", round(cost, 2), "% of quality", COST).told())
    print(f"without the bonus {_reached(plain):.2f} organisations each, quality {_quality(plain):.1f}", file=sys.stderr)
    for name, rule in RIVALS.items():
        rival = [_year(seed, rule, _nothing) for seed in seeds]
        found += [Rate(f"year.{fault}.{name}", _mean(rival, fault), "a year", 0).told() for fault in FAULTS]
        found.append(
            Figure(f"year.organisations_met.{name}", round(_reached(rival), 2), "each", round(reached, 2)).told()
        )
        found.append(Figure(f"year.quality.{name}", round(_quality(rival), 1), "of 1000", round(quality, 1)).told())
    return found


def _mean(years: Iterable[Year], fault: str) -> float:
    return round(fmean(year.faults[fault] for year in years), 1)


def _reached(years: Iterable[Year]) -> float:
    return fmean(year.reached for year in years)


def _quality(years: Iterable[Year]) -> float:
    return fmean(fmean(year.quality) for year in years)


def _year(seed: int, rule: Rule, mend: Mend) -> Year:
    lived = _Lived(seed)
    for _ in range(ROUNDS):
        lived.hold(rule, mend)
    return lived.year


class _Lived:
    """A community through its rounds. Who takes part and who drops out is the same whatever rule draws."""

    def __init__(self, seed: int) -> None:
        self.people, past = community(PEOPLE, seed)
        self.apart = past.apart
        self.fun = Scale(self.people, Past(), seed=0, loudness=1, bonus=0).rows(0, PEOPLE)[1]  # without chance
        self.moods, self.chance = random.Random(seed), random.Random(seed)  # noqa: S311 - for a measurement
        self.days: dict[Pair, int] = {}
        self.owed = dict.fromkeys(range(PEOPLE), 0.0)
        self.thirds = dict.fromkeys(range(PEOPLE), 0)
        self.year = Year()

    def hold(self, rule: Rule, mend: Mend) -> None:
        """A round, from the draw to what comes of it."""
        self.days = {pair: since + FORTNIGHT for pair, since in self.days.items()}
        pool, gone, late = self._turn_up()
        groups = self._introduced(rule(pool, self._past(), self.chance))
        left_out = _without(pool, groups)
        staying = [tuple(one for one in group if one.id not in gone) for group in groups]
        orphans, running = [group[0] for group in staying if len(group) == 1], [one for one in staying if len(one) > 1]
        waiting = [*orphans, *(one for one in [*left_out, *late] if one.id not in gone)]
        new, joined = mend(waiting, running, self._past(), self.chance.randrange(1 << 32))
        self._introduced([*new, *joined])
        hosts = {group[:2] for group in joined}
        self._meet([*(group for group in running if group not in hosts), *new, *joined])
        alone = {person.id for person in _without(waiting, [*new, *joined])}
        self._forget(groups, gone)
        self.year.faults["left_out"] += len(left_out)
        self.year.faults["abandoned"] += sum(one.id in alone for one in orphans)
        self.owed |= {one: matching.owed(self.owed[one], None) for one in alone}

    def _turn_up(self) -> tuple[list[Person], set[int], list[Person]]:
        """Who takes part, who drops out of the round, and who comes late."""
        pool, gone, late = list[Person](), set[int](), list[Person]()
        for person in self.people:
            takes_part, drops_out, is_late = (self.moods.random() for _ in range(3))
            here = replace(person, debt=self.owed[person.id], third_seats=self.thirds[person.id])
            if takes_part < TAKING_PART:
                pool.append(here)
            elif is_late < LATE:
                late.append(here)
            if drops_out < DROPPING_OUT:
                gone.add(person.id)
        return pool, gone, late

    def _past(self) -> Past:
        known = {(one, other) for one, others in self.year.organisations.items() for other in others}
        return Past(self.days, apart=self.apart, known=frozenset(known))

    def _introduced(self, groups: Groups) -> Groups:
        """Count the faults of these introductions, and remember them."""
        past = self._past()
        for one, other in _couples(groups):
            pair = frozenset((one.id, other.id))
            is_now = self.days.get(pair) == 0  # the two of a pair that somebody joins
            self.year.faults["repeats"] += met_lately(one, other, past) and not is_now
            self.year.faults["same_organisation"] += are_colleagues(one, other) and not is_now
            self.year.faults["hard_rules"] += pair in self.apart and not is_now
        self.days |= {frozenset((one.id, other.id)): 0 for one, other in _couples(groups)}
        for group in groups:
            if len(group) == 3:
                self.thirds[group[2].id] += 1
        return groups

    def _forget(self, groups: Groups, gone: set[int]) -> None:
        """Whoever was introduced to somebody who dropped out has not met them."""
        for one, other in _couples(groups):
            if gone & {one.id, other.id}:
                del self.days[frozenset((one.id, other.id))]

    def _meet(self, groups: Groups) -> None:
        for one, other in _couples(groups):
            self.year.quality.append(int(self.fun[one.id, other.id]))
            for each, whom in ((one, other), (other, one)):
                if whom.organisation is not None and not are_colleagues(one, other):
                    self.year.organisations[each.id].add(whom.organisation)
        for group in groups:
            found = matching.quality(group)
            self.owed |= {one.id: matching.owed(self.owed[one.id], found) for one in group}


def _without(people: Iterable[Person], groups: Groups) -> list[Person]:
    seated = {person.id for group in groups for person in group}
    return [person for person in people if person.id not in seated]


def _couples(groups: Groups) -> Iterator[tuple[Person, Person]]:
    return (couple for group in groups for couple in combinations(group, 2))


def _drawn(bonus: int) -> Rule:
    def rule(people: Sequence[Person], past: Past, chance: random.Random) -> Groups:
        draw = matching.draw(people, past, seed=chance.randrange(1 << 32), bonus=bonus)
        return _seated(draw.groups, people)

    return rule


def _mended(waiting: Sequence[Person], running: Groups, past: Past, seed: int) -> tuple[Groups, Groups]:
    found = matching.mend(waiting, [Running(group) for group in running], past, seed=seed)
    people = [*waiting, *(person for group in running for person in group)]
    return _seated(found.groups, people), _seated(found.joined, people)


def _nothing(*_: object) -> tuple[Groups, Groups]:
    """Other products leave them alone."""
    return [], []


def _seated(groups: Iterable[Group], people: Iterable[Person]) -> Groups:
    """In the order of the seats: the third last, the others as they are in the running round."""
    by_id = {person.id: person for person in people}
    return [
        tuple(by_id[one] for one in sorted(group.members, key=lambda one: (one == group.third, one)))
        for group in groups
    ]
