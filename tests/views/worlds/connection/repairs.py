"""Somebody drops out of an introduction."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.connection.repairs import Dropped
from bot.rules.words import Then
from bot.views.connection import repairs
from bot.views.parts import actions
from tests.views.worlds.base import ZONE, Fill, World
from tests.views.worlds.connection.introductions import DEV, GUS, introduced

MIDDLE = datetime(2022, 7, 11, 8, tzinfo=UTC)


def dropped(w: World, *left: int, until: datetime | None = None) -> Dropped:
    return Dropped(introduced(w, *left), until)


VIEWS: dict[str, Fill] = {
    "repairs.cannot": lambda w: repairs.cannot(introduced(w, DEV)),
    "repairs.cannot, trio": lambda w: repairs.cannot(introduced(w, DEV, GUS)),
    "repairs.dropped, another": lambda w: repairs.dropped(dropped(w, DEV, until=MIDDLE), Then.ANOTHER, ZONE),
    "repairs.dropped, too late": lambda w: repairs.dropped(dropped(w, DEV), Then.ANOTHER, ZONE),
    "repairs.dropped, skip": lambda w: repairs.dropped(dropped(w, DEV, GUS), Then.SKIP, ZONE),
    "repairs.dropped, nobody left": lambda w: repairs.dropped(
        Dropped(replace(introduced(w, DEV), peers=()), None), Then.SKIP, ZONE
    ),
    "repairs.looking": lambda w: repairs.looking(dropped(w, DEV, until=MIDDLE), ZONE),
    "repairs.looking, too late": lambda w: repairs.looking(dropped(w, DEV), ZONE),
    "repairs.peer_gone": lambda _: repairs.peer_gone(MIDDLE, ZONE, 4),
    "repairs.next_time": lambda _: repairs.next_time(),
    "repairs.trio_goes_on": lambda w: repairs.trio_goes_on(introduced(w, DEV)),
    "repairs.given_up": lambda _: repairs.given_up(),
    "repairs.cannot_make_it": lambda _: [actions(repairs.cannot_make_it(7))],
    "repairs.somebody_else": lambda _: [actions(repairs.somebody_else(7))],
}
