"""The Home tab: what a stranger, a member and an organiser see when they open the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.events import Listing
from bot.rules.commands import Commands
from bot.rules.words import Answer
from bot.views import events, members, questions
from bot.views.parts import Block, Card, actions, bullets, button, context, divider, escape, header, points, section
from bot.views.tables import Cell, table
from db.models import Event, Question

BACK = "home.back"
LONGEST_LIST = 3


@dataclass(frozen=True)
class Desk:
    """What waits for organisers."""

    questions: Sequence[tuple[Question, str]]
    numbers: Sequence[tuple[Event, dict[Answer, int]]]
    troubles: Sequence[Block]
    concerns: Sequence[Block] = ()


def stranger(community: str, upcoming: Listing, commands: Commands, *, note: Card | None = None) -> dict[str, Any]:
    """For somebody who has not joined."""
    greeting = [header(f"Hello from {community}"), *members.invitation().blocks, divider()]
    return _view(note, greeting, _events(upcoming), _asking(commands))


def member(
    community: str, upcoming: Listing, commands: Commands, *more: Sequence[Block], note: Card | None = None
) -> dict[str, Any]:
    """For a member; `more` are the parts of other features, in order."""
    greeting = [header(community), section("Hello. Here is what is coming up and how to find answers.")]
    return _view(note, greeting, _events(upcoming), *more, _asking(commands), _leaving())


def organiser(
    community: str,
    upcoming: Listing,
    commands: Commands,
    desk: Desk,
    *more: Sequence[Block],
    has_joined: bool,
    note: Card | None = None,
) -> dict[str, Any]:
    """For an organiser, who may or may not have joined as a member too."""
    greeting = [header(community), section("Hello. You are an organiser here.")]
    invitation = [] if has_joined else [divider(), *members.invitation().blocks]
    leaving = _leaving() if has_joined else []
    return _view(note, greeting, _desk(desk), _events(upcoming), *more, _asking(commands), invitation, leaving)


def beside(shown: Card | Sequence[Block]) -> dict[str, Any]:
    """A list or a single event in the place of the Home tab, with the way back."""
    blocks = shown.blocks if isinstance(shown, Card) else shown
    return _view(None, blocks, [divider(), actions(button("Back to Home", BACK, "home"))])


def _view(note: Card | None, *parts: Sequence[Block]) -> dict[str, Any]:
    opening: list[Block] = [*note.blocks, divider()] if note else []
    shown = [block for part in parts for block in part]
    return {"type": "home", "blocks": [*opening, *(shown if not note else map(_plain, shown))]}


def _plain(block: Block) -> Block:
    """Below a note no button stands out: the one that does may be the note's own."""
    if block["type"] != "actions":
        return block
    return actions(*({key: part for key, part in made.items() if key != "style"} for made in block["elements"]))


def _events(upcoming: Listing) -> list[Block]:
    blocks: list[Block] = [header("Coming up")]
    if not upcoming.occasions:
        blocks.append(section("No events are planned yet. The first one will show here."))
    blocks += events.entries(upcoming.occasions)
    more = [events.next_events(upcoming)] if upcoming.more else []
    return [*blocks, actions(*more, events.past_events()), divider()]


def _asking(commands: Commands) -> list[Block]:
    tries = [f"`{commands.ask} when does it start?`", f"`{commands.ask} what should I read?`"]
    words = "Ask me about events, resources and people to contact. Write to me in Messages, or type one of these:"
    return [header("Find answers"), section(f"{words}\n{bullets(tries)}"), divider()]


def _leaving() -> list[Block]:
    return [actions(members.leave())]


def _desk(desk: Desk) -> list[Block]:
    blocks: list[Block] = [header("Waiting for you"), *desk.concerns]
    for question, asker in desk.questions[:LONGEST_LIST]:
        blocks += questions.waiting_blocks(question, asker=asker)
    hidden = len(desk.questions) - LONGEST_LIST
    if hidden > 0:
        blocks.append(context(f"{hidden} more questions wait. They show as these are closed."))
    if not desk.questions:
        blocks.append(section("No question is waiting. Questions from members will show here."))
    return [*blocks, *desk.troubles, *_numbers(desk), divider()]


def _numbers(desk: Desk) -> list[Block]:
    if not desk.numbers:
        return []
    shown = desk.numbers[:LONGEST_LIST]
    columns = ["Event", *events.LABELS.values(), "When"]  # a phone shows the first few
    answers = table("Answers to each event", columns, [_row(*numbers) for numbers in shown])
    listed = [answers] if answers else points((_line(*numbers) for numbers in shown), hidden="{} more do not show.")
    hidden = len(desk.numbers) - LONGEST_LIST
    more = [context(f"{hidden} more events are planned. They show here as these pass.")] if hidden > 0 else []
    return [header("Who is coming"), *listed, *more]


def _row(event: Event, given: dict[Answer, int]) -> list[Cell]:
    return [event.title, *(given[answer] for answer in events.LABELS), events.when(event)]


def _line(event: Event, given: dict[Answer, int]) -> str:
    counts = ", ".join(f"{count} {events.LABELS[answer].lower()}" for answer, count in given.items())
    return f"{escape(event.title)}, {events.when(event)}: {counts}"
