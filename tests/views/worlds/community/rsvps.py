"""Answers to events, counted."""

from bot.rules.words import Answer
from bot.views.community import rsvps
from bot.views.parts import Block
from tests.views.worlds.base import Fill, World
from tests.views.worlds.community.events import event


def numbers(w: World, count: int) -> list[rsvps.Numbers]:
    return [(event(w, number), dict.fromkeys(Answer, 7)) for number in range(1, count + 1)]


def part(w: World) -> list[Block]:
    return rsvps.part(numbers(w, len(w.count(2, 300))))


VIEWS: dict[str, Fill] = {
    "rsvps.part": lambda w: rsvps.part(numbers(w, len(w.count(2, 300)))),
    "rsvps.part, one": lambda w: rsvps.part(numbers(w, 1)),
    "rsvps.part, one more": lambda w: rsvps.part(numbers(w, 11)),
}
