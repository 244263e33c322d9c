"""What happens when somebody looks at events or answers one."""

from collections.abc import Callable
from typing import Any

from bot.community import events, members
from bot.rules.commands import Commands
from bot.rules.text import clean
from bot.rules.words import Answer
from bot.tools import Tools
from bot.views import help as help_view
from bot.views.community import events as view
from bot.views.community import members as members_view
from bot.views.parts import Card
from handlers import intentions, replies
from handlers.door import Caller, Press, read_choice, read_command, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]


def list_upcoming(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/events, /events past, /events some words, /events help."""
    command = read_command(body)
    ack(**_listing(tools, command.caller, command.text).as_reply())


def turn_page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    page, _, words = press.value.partition(":")
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        found = events.upcoming(session, member, now=tools.clock.now(), page=read_number(page), words=words)
        card = view.listing(found)
    replies.replace(tools, press, card)
    ack()


def turn_back(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The list of what is over."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        page = read_number(press.value.partition(":")[0])
        card = view.listing(events.past(session, member, now=tools.clock.now(), page=page))
    replies.replace(tools, press, card)
    ack()


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        card = view.detail(events.occasion(session, read_number(press.value), member, now=tools.clock.now()))
    replies.replace(tools, press, card)
    ack()


def show_rest(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A further page of a long agenda."""
    press = read_press(body)
    event_id, _, page = press.value.partition(":")
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        found = events.occasion(session, read_number(event_id), member, now=tools.clock.now())
        card = view.detail(found, page=read_number(page))
    replies.replace(tools, press, card)
    ack()


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Going, Maybe or Cannot go. Somebody who has not joined is asked to join first, and nothing is kept."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        card = _answer(intention, press)
    replies.confirm(tools, press, card)
    ack()


def _answer(intention: Intention, press: Press) -> Card:
    session, now = intention.session, intention.now
    event_id, given = _read_answer(press.value)
    member = members.find(session, press.caller.slack_id)
    if member is None or not members.has_joined(member):
        return members_view.join_first(events.occasion(session, event_id, member, now=now), given)
    if intention.is_first:
        occasion = events.rsvp(session, event_id, member, given, now=now)
    else:
        occasion = events.occasion(session, event_id, member, now=now)
    return view.answered(occasion, reminder=events.reminder_due(occasion, now=now))


def _listing(tools: Tools, caller: Caller, text: str) -> Card:
    words = text.lower()
    if words in {"help", "?"}:
        return help_view.events(Commands(tools.settings.command_prefix))
    with tools.db.read(caller.workspace) as session:
        member, now = members.find(session, caller.slack_id), tools.clock.now()
        if words == "past":
            return view.listing(events.past(session, member, now=now))
        return view.listing(events.upcoming(session, member, now=now, words=clean(text)[:60]))


def _read_answer(value: str) -> tuple[int, Answer]:
    event_id, _, name = value.partition(":")
    return read_number(event_id), read_choice(Answer, name)
