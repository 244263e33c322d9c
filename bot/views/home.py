"""The Home tab: what a stranger, a member and an organiser see when they open the app."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from bot.community.events import Listing
from bot.rules.commands import Commands
from bot.views.community import events, members, organisers
from bot.views.parts import Block, Card, actions, bullets, button, divider, header, section

BACK = "home.back"
ASK = "home.ask"


class Page(Enum):
    """What stands in the Home tab; each press there says on which page it was."""

    HOME = "home"
    ORGANISE = "organise"


def stranger(
    community: str,
    upcoming: Listing,
    commands: Commands,
    *,
    for_organiser: Sequence[Block] = (),
    note: Card | None = None,
) -> dict[str, Any]:
    """For somebody who has not joined; `for_organiser` is what an organiser sees beside that."""
    greeting = [header(f"Hello from {community}"), *for_organiser, *members.invitation().blocks, divider()]
    return _view(note, greeting, _events(upcoming), _asking(commands))


def member(
    community: str,
    upcoming: Listing,
    commands: Commands,
    *more: Sequence[Block],
    for_organiser: Sequence[Block] = (),
    note: Card | None = None,
) -> dict[str, Any]:
    """For a member; `more` are the parts of other features, in order."""
    hello = section("Hello. Here is what is coming up and how to find answers.")
    greeting = [header(community), *(for_organiser or [hello])]
    return _view(note, greeting, _events(upcoming), *more, _asking(commands), _leaving())


def organise(waiting: organisers.Waiting, *parts: Sequence[Block], note: Card | None = None) -> dict[str, Any]:
    """The page of organisers in the place of the Home tab, with a line between its parts."""
    opening = [header(organisers.LABEL), section(organisers.waiting(waiting), accessory=_back(Page.HOME)), divider()]
    shown = [block for part in parts if part for block in (*part, divider())]
    return _view(note, opening, shown, [actions(_back(Page.HOME))], page=Page.ORGANISE)


def beside(shown: Card | Sequence[Block], page: Page = Page.HOME) -> dict[str, Any]:
    """A list or a single event in the place of this page, with the way back to it."""
    blocks = shown.blocks if isinstance(shown, Card) else shown
    return _view(None, blocks, [divider(), actions(_back(page))], page=page)


def _back(page: Page) -> Block:
    if page is Page.ORGANISE:
        return button("Back to Organise", organisers.OPEN, "back")
    return button("Back to Home", BACK, "home")


def _view(note: Card | None, *parts: Sequence[Block], page: Page = Page.HOME) -> dict[str, Any]:
    opening: list[Block] = [*note.blocks, divider()] if note else []
    shown = [block for part in parts for block in part]
    blocks = [*opening, *(shown if not note else map(_plain, shown))]
    return {"type": "home", "private_metadata": page.value, "blocks": blocks}


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
    ask = actions(button("Ask a question", ASK, "ask"))
    return [header("Find answers"), section(f"{words}\n{bullets(tries)}"), ask, divider()]


def _leaving() -> list[Block]:
    return [actions(members.leave())]
