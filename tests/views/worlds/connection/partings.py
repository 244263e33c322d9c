"""A member does not want somebody, and looks at the list of such people."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.connection.partings import Kept, Unwanted
from bot.rules.words import Then
from bot.views.connection import partings
from bot.views.parts import actions
from tests.views.worlds.base import ZONE, Fill, World
from tests.views.worlds.connection.introductions import DEV, GUS, introduced

MIDDLE = datetime(2022, 7, 11, 8, tzinfo=UTC)


def unwanted(w: World, *people: int, is_running: bool = True, has_round: bool = True) -> Unwanted:
    return Unwanted(introduced(w, *people), is_running, has_round)


def left(w: World) -> Unwanted:
    """Of three, one who has left since."""
    found = introduced(w, DEV, GUS)
    gone = replace(found.peers[0], name="", organisation="")
    return Unwanted(replace(found, peers=(gone, found.peers[1])), is_running=True, has_round=True)


def kept(w: World, *, manager: str | None = "U0GUS") -> Kept:
    return Kept(tuple((number, f"U0{number}") for number in w.count(2, 45)), manager)


VIEWS: dict[str, Fill] = {
    "partings.door": lambda _: [actions(partings.door())],
    "partings.not_them": lambda w: partings.not_them(unwanted(w, DEV)),
    "partings.not_them, trio": lambda w: partings.not_them(unwanted(w, DEV, GUS)),
    "partings.not_them, over": lambda w: partings.not_them(unwanted(w, DEV, is_running=False)),
    "partings.not_them, outside rounds": lambda w: partings.not_them(unwanted(w, DEV, has_round=False)),
    "partings.not_them, one has left": lambda w: partings.not_them(left(w)),
    "partings.parted, another": lambda w: partings.parted(unwanted(w, DEV), DEV, Then.ANOTHER, until=MIDDLE, zone=ZONE),
    "partings.parted, skip": lambda w: partings.parted(unwanted(w, DEV, GUS), GUS, Then.SKIP, until=None, zone=ZONE),
    "partings.parted, over": lambda w: partings.parted(unwanted(w, DEV), DEV, None, until=None, zone=ZONE),
    "partings.parted, has left": lambda w: partings.parted(left(w), DEV, None, until=None, zone=ZONE),
    "partings.people": lambda w: partings.people(kept(w)),
    "partings.people, second page": lambda w: partings.people(kept(w), page=1),
    "partings.people, nobody": lambda _: partings.people(Kept((), None)),
    "partings.adding": lambda _: partings.adding(),
    "partings.added": lambda _: partings.added("U0DEV", has_ended=False),
    "partings.added, in touch": lambda _: partings.added("U0DEV", has_ended=True),
    "partings.naming_manager": lambda _: partings.naming_manager("U0GUS"),
    "partings.naming_manager, none": lambda _: partings.naming_manager(None),
    "partings.manager_named": lambda _: partings.manager_named("U0GUS", has_ended=True),
    "partings.manager_named, none": lambda _: partings.manager_named("", has_ended=False),
}
