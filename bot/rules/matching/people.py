"""The people of a round, what they have behind them, and what a draw says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Pair = frozenset[int]  # two ids, in no order

RECENT = 365  # meeting again within this many days is a repeat that costs more than anything but being left out


class Reason(StrEnum):
    """Why these people; each is true of everybody in the group."""

    CHALLENGE = "challenge"
    CHARACTERISTIC = "characteristic"
    OFFER = "offer"
    NEW_BRIDGE = "new bridge"
    TIME = "time"
    TRIO = "trio"
    SECTOR = "sector"


@dataclass(frozen=True)
class Person:
    """Somebody who takes part in the round; `debt` grows with poor introductions and shrinks with good ones."""

    id: int
    organisation: int | None
    sector: int | None
    borough: str | None
    challenges: frozenset[str]
    offers: frozenset[str]
    wants: frozenset[str]
    slots: frozenset[str] = frozenset()
    prefers_three: bool = False
    third_seats: int = 0
    debt: float = 0.0


@dataclass(frozen=True)
class Past:
    """What earlier rounds and hard rules say.

    `days_since`: how many days ago two people were last introduced, whatever the length of a round. `bridged`: pairs
    of organisations whose people have met. `apart`: pairs of people who must never be put together, for whatever
    reason: no reason is kept here, so none can be told. `known`: a person, and an organisation whose people they have
    been introduced to; of people who are in the draw that follows from `days_since`.
    """

    days_since: Mapping[Pair, int] = field(default_factory=dict)
    bridged: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    known: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Because:
    reason: Reason
    key: str | None = None


@dataclass(frozen=True)
class Group:
    """Two or three people, sorted; `third` is whose turn it was to join a pair."""

    members: tuple[int, ...]
    reasons: tuple[Because, ...]
    third: int | None = None


@dataclass(frozen=True)
class Count:
    """How often something unwelcome happened, and whether no draw could have had less of it."""

    found: int
    unavoidable: bool


@dataclass(frozen=True)
class Certificate:
    """What is certain about a draw: of each count, whether the hard rules and the rules above it forced it."""

    same_organisation: Count
    repeats: Count
    left_out: Count


@dataclass(frozen=True)
class Draw:
    groups: tuple[Group, ...]
    left_out: tuple[int, ...]
    certificate: Certificate


def met_lately(first: Person, second: Person, past: Past) -> bool:
    """Whether an introduction of these two would be a repeat."""
    return past.days_since.get(frozenset((first.id, second.id)), RECENT + 1) <= RECENT


def are_colleagues(first: Person, second: Person) -> bool:
    """Whether both are known to work in the same organisation."""
    return first.organisation is not None and first.organisation == second.organisation


def eligible(first: Person, second: Person, past: Past) -> bool:
    """Whether these two may ever be put together: the one rule for draws, repairs, late joiners and organisers."""
    return first.id != second.id and frozenset((first.id, second.id)) not in past.apart
