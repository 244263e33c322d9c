"""How it looks when a member does not want somebody, and the private list of whom they are not introduced to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.community.peers import Peer
from bot.connection.partings import Kept, Unwanted
from bot.rules.words import Then
from bot.views.community.peers import listed, names
from bot.views.connection import repairs
from bot.views.connection.safety import NOT_AGAIN
from bot.views.forms import form, person_select, radio
from bot.views.parts import Block, Card, actions, button, context, header, section

NOT_THEM_FORM = "parting.not_them_form"
LIST = "parting.list"
TURN = "parting.turn"
ALLOW = "parting.allow"
ADD = "parting.add"
ADD_FORM = "parting.add_form"
MANAGER = "parting.manager"
MANAGER_FORM = "parting.manager_form"
NO_MANAGER = "parting.no_manager"

TITLE = "Not this person"
NAME = "People you are not introduced to"
GONE = "Somebody who has left"
MOST = 10
QUIET = "They are not told."
UNAVAILABLE = "They only read that you cannot take part."
ONLY_YOU = f"Only you can see this list, and organisers cannot. {QUIET}"
ENDS = "If I have put you in touch in this round, that ends. They only read that you cannot take part."


def door() -> Block:
    """The way to the private list."""
    return button(NAME, LIST, "0")


def not_them(found: Unwanted) -> dict[str, Any]:
    """What it means, whom it is about when there are several, and what the member wants instead."""
    told = [f"I will never introduce you to each other again. {QUIET}", *([UNAVAILABLE] if found.is_running else [])]
    about = [section(f"{TITLE}: {_called(found.introduced.peers)}")] if _is_one(found) else []
    blocks = [*about, section(" ".join(told)), *_who(found), *_what_next(found)]
    return form(NOT_THEM_FORM, title=TITLE, submit=NOT_AGAIN, blocks=blocks, note=str(found.introduced.id))


def parted(found: Unwanted, other: int, then: Then | None, *, until: datetime | None, zone: str) -> dict[str, Any]:
    """What happens now; `then` is None when there was nothing left to end."""
    who = _called([peer for peer in found.introduced.peers if peer.member_id == other])
    words = f"I will never introduce you to {who} again. {QUIET}"
    next_words = repairs.what_next(until, then, zone) if then and found.has_round else ""
    undo = f"To change your mind, choose *{NAME}* in my Home tab."
    blocks = [section(f"{words} {next_words}".strip()), context(undo)]
    return form(NOT_THEM_FORM, title=TITLE, close="Close", blocks=blocks)


def people(found: Kept, *, page: int = 0) -> Card:
    """The private list, a page at a time."""
    last = max(0, (len(found.people) - 1) // MOST)
    page = min(page, last)
    shown = found.people[page * MOST : (page + 1) * MOST]
    numbered = enumerate(shown, start=page * MOST + 1)
    rows = [section(f"<@{slack_id}>", accessory=_allow(member, number)) for number, (member, slack_id) in numbered]
    none = [] if rows else [section("Nobody is on your list.")]
    ways = [button("Add somebody", ADD, "add"), button("My line manager", MANAGER, "manager")]
    ways += [button("No line manager", NO_MANAGER, "none")] if found.line_manager else []
    row = actions(*ways, *_turning(page, last))
    return Card(f"{NAME}. {ONLY_YOU}", (header(NAME), section(ONLY_YOU), *none, *rows, section(_manager(found)), row))


def adding() -> dict[str, Any]:
    """Whom?"""
    blocks = [section(f"I will never introduce you to each other. {QUIET}"), person_select("person", "Who?", hint=ENDS)]
    return form(ADD_FORM, title="Add somebody", submit="Add", blocks=blocks)


def added(slack_id: str, *, has_ended: bool) -> dict[str, Any]:
    words = f"I will never introduce you to <@{slack_id}>. {QUIET}{_ended(has_ended=has_ended)}"
    return form(ADD_FORM, title="Add somebody", close="Close", blocks=[section(words)])


def naming_manager(slack_id: str | None) -> dict[str, Any]:
    """Who is your line manager?"""
    words = f"I never introduce you to your line manager. {QUIET} Nobody else can see who it is."
    hint = f"For nobody, clear this. {ENDS}"
    asked = person_select("person", "Who is your line manager?", chosen=slack_id or "", hint=hint, optional=True)
    return form(MANAGER_FORM, title="My line manager", submit="Save", blocks=[section(words), asked])


def manager_named(slack_id: str, *, has_ended: bool) -> dict[str, Any]:
    """After saving; without an id, that there is none."""
    words = f"Your line manager is <@{slack_id}>. I will never introduce you to each other."
    said = f"{words}{_ended(has_ended=has_ended)}" if slack_id else "You have named no line manager."
    return form(MANAGER_FORM, title="My line manager", close="Close", blocks=[section(f"Saved. {said}")])


def _is_one(found: Unwanted) -> bool:
    return len(found.introduced.peers) == 1


def _who(found: Unwanted) -> list[Block]:
    if _is_one(found):
        return []
    peers = [(str(peer.member_id), peer.name or GONE) for peer in found.introduced.peers]
    return [radio("person", "Who?", peers)]


def _what_next(found: Unwanted) -> list[Block]:
    """A choice only while there is something to end; outside rounds nobody else is looked for."""
    if not (found.is_running and found.has_round):
        return []
    choices = [(then.name, label) for then, label in repairs.CHOICES.items()]
    return [radio("then", "What next?", choices, chosen=Then.SKIP.name)]


def _called(peers: Sequence[Peer]) -> str:
    """By name; somebody who has left has none, and Slack still knows who they are."""
    return listed([names([peer]) if peer.name else f"<@{peer.slack_id}>" for peer in peers])


def _manager(found: Kept) -> str:
    if found.line_manager is None:
        return "You have named no line manager."
    return f"Your line manager is <@{found.line_manager}>. I never introduce you to each other."


def _allow(member: int, number: int) -> Block:
    return button("Allow again", ALLOW, str(member), spoken=f"Allow again: number {number} on your list")


def _turning(page: int, last: int) -> list[Block]:
    earlier = [button("Earlier", f"{TURN}.earlier", str(page - 1))] if page else []
    return earlier + ([button("Later", f"{TURN}.later", str(page + 1))] if page < last else [])


def _ended(*, has_ended: bool) -> str:
    return " I had put you in touch in this round. That has ended." if has_ended else ""
