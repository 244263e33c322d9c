"""Concerns, as members tell them and organisers read them."""

from datetime import UTC, datetime

from bot.connection.concerns import Reported
from bot.views.connection import concerns
from tests.views.worlds.base import ZONE, Fill, World
from tests.views.worlds.connection.introductions import DEV, GUS, introduced
from tests.views.worlds.reflection.reflections import posts

ON_A_FRIDAY = datetime(2022, 7, 1, 15, tzinfo=UTC)
READERS = ("U0OLIVE", "U0OMAR")


def reported(w: World, number: int = 1, *about: str, words: str | None = None) -> Reported:
    said = w.say("They shouted at me about my ward.", 3000, number) if words is None else words
    return Reported(f"row-{number}", "U0ADA", about or ("U0DEV",), said or None, ON_A_FRIDAY)


def some(w: World) -> list[Reported]:
    return [reported(w, number) for number in w.count(2, 3)]


VIEWS: dict[str, Fill] = {
    "concerns.report": lambda w: concerns.report(introduced(w, DEV), READERS, posts(w)),
    "concerns.report, trio": lambda w: concerns.report(introduced(w, DEV, GUS), READERS[:1], []),
    "concerns.report, nobody to read it": lambda w: concerns.report(introduced(w, DEV), (), posts(w)),
    "concerns.received": lambda _: concerns.received(7, READERS),
    "concerns.received, one": lambda _: concerns.received(7, READERS[:1]),
    "concerns.members_only": lambda _: concerns.members_only(READERS),
    "concerns.members_only, nobody": lambda _: concerns.members_only(()),
    "concerns.told": lambda w: concerns.told(reported(w), ZONE),
    "concerns.told, trio": lambda w: concerns.told(reported(w, 1, "U0DEV", "U0GUS"), ZONE),
    "concerns.told, unreadable": lambda w: concerns.told(reported(w, words=""), ZONE),
    "concerns.part": lambda _: concerns.part(3),
    "concerns.part, one": lambda _: concerns.part(1),
    "concerns.listing": lambda w: concerns.listing(
        [reported(w, number) for number in w.count(2, 3)], count=5, zone=ZONE
    ),
    "concerns.listing, none": lambda _: concerns.listing([], count=0, zone=ZONE),
    "concerns.closed": lambda _: concerns.closed(by_you=True),
    "concerns.closed, by another": lambda _: concerns.closed(by_you=False),
}
