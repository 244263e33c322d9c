"""Introducing people by hand: two or three, and what an organiser should think of first."""

from bot.connection.handmade import LONGEST_QUESTION, Asked, Doubt
from bot.views.connection import handmade
from bot.views.parts import actions
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.connection.introductions import ADA, DEV, GUS, peer


def asked(w: World, *people: str) -> Asked:
    return Asked(people, w.say("What brought you here?", LONGEST_QUESTION))


def doubts(w: World, *pairs: tuple[int, int]) -> list[Doubt]:
    """Each pair was introduced before and works in one organisation."""
    people = [(peer(w, one), peer(w, other)) for one, other in pairs]
    return [doubt for pair in people for doubt in (Doubt(pair, STARTS), Doubt(pair))]


VIEWS: dict[str, Fill] = {
    "handmade.ask": lambda _: handmade.ask(Asked(())),
    "handmade.ask, doubtful": lambda w: handmade.ask(asked(w, "U0ADA", "U0DEV"), doubts(w, (ADA, DEV)), ZONE),
    "handmade.ask, doubtful of three": lambda w: handmade.ask(
        asked(w, "U0ADA", "U0DEV", "U0GUS"), doubts(w, (ADA, DEV), (ADA, GUS), (DEV, GUS)), ZONE
    ),
    "handmade.done": lambda w: handmade.done([peer(w, ADA), peer(w, DEV)]),
    "handmade.done, three": lambda w: handmade.done([peer(w, number) for number in (ADA, DEV, GUS)]),
    "handmade.control": lambda _: [actions(handmade.control())],
}
