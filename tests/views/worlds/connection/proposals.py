"""Times to meet: proposed, accepted and agreed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.connection.introductions import Introduced
from bot.connection.proposals import Accepted, Agreed, Clock, Open, Proposed
from bot.views.connection import proposals
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.connection.introductions import ADA, DEV, ENDS, GUS, introduced, peer

HERE, NAMED = Clock(ZONE), Clock("America/Argentina/ComodRivadavia", is_named=True)


def times(w: World, ordinary: int = 2, most: int = 9) -> tuple[datetime, ...]:
    return tuple(STARTS + timedelta(days=number, minutes=number) for number in w.count(ordinary, most))


def proposed(w: World, clock: Clock = HERE) -> Proposed:
    first, *rest = times(w)
    by = ((peer(w, ADA), (first,)), (peer(w, GUS), tuple(rest)))
    return Proposed(7, by, (first, *rest), clock)


def looked_at(w: World, *there: datetime) -> Open:
    return Open(introduced(w, DEV, GUS), there, ENDS, ZONE)


def accepted(**more: Any) -> Accepted:
    return replace(Accepted(7, STARTS, is_set=False, is_own=False, clock=HERE), **more)


def agreed(w: World, *people: int) -> Agreed:
    whole: Introduced = introduced(w, *people)
    return Agreed(whole, STARTS, HERE)


VIEWS: dict[str, Fill] = {
    "proposals.ask": lambda w: proposals.ask(looked_at(w), times(w, 3, 3)),
    "proposals.ask, again": lambda w: proposals.ask(looked_at(w, *times(w)), times(w, 1, 1)),
    "proposals.asked": lambda w: proposals.asked(looked_at(w, *times(w)), None),
    "proposals.asked, agreed": lambda w: proposals.asked(looked_at(w), STARTS),
    "proposals.proposed": lambda w: proposals.proposed(proposed(w)),
    "proposals.proposed, far apart": lambda w: proposals.proposed(proposed(w, NAMED)),
    "proposals.accepted": lambda w: proposals.accepted(replace(accepted(), rest=times(w, 2, 8))),
    "proposals.accepted, last": lambda _: proposals.accepted(accepted()),
    "proposals.accepted, own": lambda _: proposals.accepted(accepted(is_own=True)),
    "proposals.accepted, set": lambda _: proposals.accepted(accepted(is_set=True)),
    "proposals.none": lambda w: proposals.none(introduced(w, DEV)),
    "proposals.date_set": lambda w: proposals.date_set(agreed(w, ADA, DEV, GUS)),
}
