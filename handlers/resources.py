"""What happens when somebody looks for something to read."""

from collections.abc import Callable
from typing import Any

from bot import audiences, members, resources
from bot.rules.commands import Commands
from bot.rules.text import clean
from bot.tools import Tools
from bot.views import help as help_view
from bot.views import resources as view
from bot.views.parts import Card
from handlers import replies
from handlers.door import Caller, read_command, read_number, read_press

Ack = Callable[..., Any]
LONGEST_SEARCH = 60


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/resources, /resources next, /resources some words, /resources help."""
    command = read_command(body)
    ack(**_found(tools, command.caller, clean(command.text)).as_reply())


def browse(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.replace(tools, press, _library(tools, press.caller, page=0))
    ack()


def turn_library(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Another page of characteristics."""
    press = read_press(body)
    replies.replace(tools, press, _library(tools, press.caller, page=read_number(press.value)))
    ack()


def suggest_another(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.replace(tools, press, _suggestion(tools, press.caller, after=read_number(press.value)))
    ack()


def turn_page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Another page of what was looked for."""
    press = read_press(body)
    page, _, text = press.value.partition(":")
    replies.replace(tools, press, _search(tools, press.caller, text, page=read_number(page)))
    ack()


def open_shelf(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The resources on one characteristic, from the first page or another."""
    press = read_press(body)
    page, _, characteristic = press.value.partition(":")
    with tools.db.read(press.caller.workspace) as session:
        readers = audiences.of(members.find(session, press.caller.slack_id))
        wanted = read_number(characteristic) or None
        found = resources.open_shelf(session, wanted, page=read_number(page), readers=readers)
        card = view.listing(found, _commands(tools))
    replies.replace(tools, press, card)
    ack()


def _found(tools: Tools, caller: Caller, text: str) -> Card:
    if text.lower() in {"help", "?"}:
        return help_view.resources(_commands(tools))
    if text.lower() == "next":
        return _suggestion(tools, caller, after=0)
    return _search(tools, caller, text[:LONGEST_SEARCH], page=0) if text else _library(tools, caller, page=0)


def _library(tools: Tools, caller: Caller, *, page: int) -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        return view.library(resources.browse(session, member), _commands(tools), page=page)


def _suggestion(tools: Tools, caller: Caller, *, after: int) -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        return view.suggestion(resources.suggest(session, member, after=after), _commands(tools))


def _search(tools: Tools, caller: Caller, text: str, *, page: int) -> Card:
    with tools.db.read(caller.workspace) as session:
        readers = audiences.of(members.find(session, caller.slack_id))
        return view.listing(resources.search(session, text, page=page, readers=readers), _commands(tools))


def _commands(tools: Tools) -> Commands:
    return Commands(tools.settings.command_prefix)
