"""Rules that other products draw by, to measure beside ours."""

import random
from collections.abc import Callable, Iterable, Sequence

from bot.rules.matching import Past, Person, are_colleagues, eligible

Groups = list[tuple[Person, ...]]
Rule = Callable[[Sequence[Person], Past, random.Random], Groups]


def by_chance(people: Sequence[Person], _: Past, rng: random.Random) -> Groups:
    """Shuffled, and neighbours meet; an odd one is left out."""
    mixed = rng.sample(people, len(people))
    return list(zip(mixed[::2], mixed[1::2], strict=False))


def across_groups(people: Sequence[Person], past: Past, rng: random.Random) -> Groups:
    """Each in turn takes somebody from another organisation, if they can whom they never met; an odd one joins in."""

    def likes(one: Person, other: Person) -> tuple[bool, bool]:
        return are_colleagues(one, other), _have_met(one, other, past)

    groups, over = _in_turn(people, rng, likes)
    if over and groups:
        groups[-1] = (*groups[-1], *over)
    return groups


def rather_new(people: Sequence[Person], past: Past, rng: random.Random) -> Groups:
    """Each in turn takes somebody whom they may meet, if they can whom they never met; an odd one is left out."""

    def likes(one: Person, other: Person) -> tuple[bool, bool] | None:
        return (_have_met(one, other, past), False) if eligible(one, other, past) else None

    return _in_turn(people, rng, likes)[0]


RIVALS: dict[str, Rule] = {"random": by_chance, "across_groups": across_groups, "rather_new": rather_new}


def _have_met(one: Person, other: Person, past: Past) -> bool:
    return frozenset((one.id, other.id)) in past.days_since


def _in_turn(
    people: Iterable[Person], rng: random.Random, likes: Callable[[Person, Person], tuple[bool, bool] | None]
) -> tuple[Groups, list[Person]]:
    waiting = rng.sample(list(people), len(list(people)))
    groups: Groups = []
    over: list[Person] = []
    while waiting:
        one = waiting.pop()
        welcome = [(found, place) for place, other in enumerate(waiting) if (found := likes(one, other)) is not None]
        if welcome:
            groups.append((one, waiting.pop(min(welcome)[1])))
        else:
            over.append(one)
    return groups, over
