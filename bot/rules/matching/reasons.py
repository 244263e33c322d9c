"""Why these people were introduced: only what is true of everybody in the group."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bot.rules.matching.people import Because, Past, Person, Reason


def reasons(group: Sequence[Person], past: Past) -> tuple[Because, ...]:
    """Every reason that holds for this group, in the order of Reason and then of the key."""
    found = [
        *_keyed(Reason.CHALLENGE, _shared(person.challenges for person in group)),
        *_keyed(Reason.CHARACTERISTIC, _shared(person.wants for person in group)),
        *_keyed(Reason.OFFER, _offered(group)),
    ]
    if _are_new_bridges(group, past):
        found.append(Because(Reason.NEW_BRIDGE))
    found += _keyed(Reason.TIME, sorted(_shared(person.slots for person in group))[:1])
    if len(group) == 3:
        found.append(Because(Reason.TRIO))
    if _are_of_different_sectors(group):
        found.append(Because(Reason.SECTOR))
    return tuple(found)


def _keyed(reason: Reason, keys: Iterable[str]) -> Iterator[Because]:
    return (Because(reason, key) for key in sorted(keys))


def _shared(keys: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*keys)


def _offered(group: Sequence[Person]) -> set[str]:
    """What somebody offers and everybody else wants."""
    return {
        key
        for person in group
        for key in person.offers & _shared(other.wants for other in group if other is not person)
    }


def _are_new_bridges(group: Sequence[Person], past: Past) -> bool:
    organisations = {person.organisation for person in group if person.organisation is not None}
    bridges = map(frozenset, combinations(organisations, 2))
    return len(organisations) == len(group) and past.bridged.isdisjoint(bridges)


def _are_of_different_sectors(group: Sequence[Person]) -> bool:
    sectors = {person.sector for person in group}
    return None not in sectors and len(sectors) == len(group)
