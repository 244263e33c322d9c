"""What can be said for certain about a draw: how much of what is unwelcome no draw could have avoided."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations

from bot.rules.matching.people import RECENT, Certificate, Count, Pair, Past, Person, are_colleagues, met_lately


def certificate(
    people: Sequence[Person], past: Past, groups: Sequence[Sequence[Person]], *, best: bool, none_more: bool
) -> Certificate:
    """`best`: these groups are proved to be the best there are; `none_more`: nobody more could have been seated."""
    met = [(one, other) for group in groups for one, other in combinations(group, 2)]
    alone = len(people) - sum(map(len, groups))
    same = sum(are_colleagues(one, other) for one, other in met)
    repeats = sum(met_lately(one, other, past) for one, other in met)
    return Certificate(
        same_organisation=Count(same, best or same <= _least_within_organisations(people, alone)),
        repeats=Count(repeats, best or repeats <= _least_repeats(people, past, alone)),
        left_out=Count(alone, none_more or alone <= _least_alone(people, past)),
    )


def _least_within_organisations(people: Sequence[Person], alone: int) -> int:
    """When one organisation has more than half of the people, those in excess can only meet each other."""
    known = (person.organisation for person in people if person.organisation is not None)
    largest = max(Counter(known).values(), default=0)
    return max(0, (2 * largest - len(people) - alone + 1) // 2)


def _least_repeats(people: Sequence[Person], past: Past, alone: int) -> int:
    """Whoever has met everybody lately must meet somebody again."""
    here = {person.id for person in people}
    lately = {pair for pair, since in past.days_since.items() if since <= RECENT}
    stuck = sum(count >= len(people) - 1 for count in kept_apart(lately | past.apart, here).values())
    return max(0, (stuck - alone + 1) // 2)


def _least_alone(people: Sequence[Person], past: Past) -> int:
    """Whoever is kept apart from everybody, and somebody who is by himself."""
    here = {person.id for person in people}
    isolated = sum(count >= len(people) - 1 for count in kept_apart(set(past.apart), here).values())
    return max(isolated, int(len(people) == 1))


def kept_apart(pairs: Collection[Pair], here: set[int]) -> Counter[int]:
    """From how many of these people each of them is kept."""
    return Counter(person for pair in pairs if len(pair) == 2 and pair <= here for person in pair)
