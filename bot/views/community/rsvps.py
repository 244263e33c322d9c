"""How the answers to events look to organisers: how many gave each, and never who."""

from collections.abc import Sequence

from bot.rules.words import Answer
from bot.views.community.events import LABELS, when
from bot.views.parts import Block, context, escape, header, points
from bot.views.tables import Cell, table
from db.models import Event

MOST = 10

Numbers = tuple[Event, dict[Answer, int]]


def part(found: Sequence[Numbers]) -> list[Block]:
    """On the Organise page: the next events and how many come; nothing when none is planned."""
    if not found:
        return []
    shown, hidden = found[:MOST], len(found) - MOST
    columns = ["Event", *LABELS.values(), "When"]  # a phone shows the first few
    answers = table("Answers to each event", columns, [_row(*numbers) for numbers in shown])
    listed = [answers] if answers else points((_line(*numbers) for numbers in shown), hidden="{} more do not show.")
    words = "1 more event is planned. It shows" if hidden == 1 else f"{hidden} more events are planned. They show"
    more = [context(f"{words} here as these pass.")] if hidden > 0 else []
    return [header("Who is coming"), *listed, *more]


def _row(event: Event, given: dict[Answer, int]) -> list[Cell]:
    return [event.title, *(given[answer] for answer in LABELS), when(event)]


def _line(event: Event, given: dict[Answer, int]) -> str:
    counts = ", ".join(f"{count} {LABELS[answer].lower()}" for answer, count in given.items())
    return f"{escape(event.title)}, {when(event)}: {counts}"
