"""What happens when somebody looks for something to read, or notes for themselves what they have read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import audiences, members
from bot.errors import JoinFirst
from bot.library import readings, resources
from bot.library.resources import IN_PARTICULAR_NONE, Filters
from bot.rules.catalogue import Length
from bot.rules.commands import Commands
from bot.rules.dates import local
from bot.rules.text import clean
from bot.rules.words import Mark
from bot.tools import Tools
from bot.views import help as help_view
from bot.views.library import readings as readings_view
from bot.views.library import resources as view
from bot.views.library.resources import Reader
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.door import Caller, Press, read_command, read_number, read_press
from handlers.library import suggestions

Ack = Callable[..., Any]
LONGEST_SEARCH = 60


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/resources, /resources next, /resources mine, /resources suggest, /resources some words, /resources help."""
    command = read_command(body)
    if clean(command.text).lower() == "suggest":
        with tools.db.read(command.caller.workspace) as session:
            shown = suggestions.asking(session, command.caller)
        tools.slack.open_form(command.caller.workspace, command.trigger, shown)
        ack()
        return
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


def choose(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A page of a list: from a button, or with another filter."""
    press = read_press(body)
    filters, page = _read_listed(press.value)
    replies.replace(tools, press, _listing(tools, press.caller, filters, page=page))
    ack()


def own(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What somebody has marked, from the first page or another."""
    press = read_press(body)
    replies.replace(tools, press, _own(tools, press.caller, page=read_number(press.value)))
    ack()


def mark(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A member notes what they want to read, have read or have tried; nobody else sees it."""
    press = read_press(body)
    resource, _, rest = press.value.partition(":")
    name, _, place = rest.partition(":")
    with intentions.begin(tools, press) as intention:
        session, member = intention.session, members.find(intention.session, press.caller.slack_id)
        chosen = Mark.__members__.get(name)
        item = readings.note(session, member, read_number(resource), chosen, now=intention.now)
        card = view.marked(item)
    _show_marked(tools, press, card, place)
    ack()


def reader(session: Session, member: Member | None, tools: Tools) -> Reader:
    """Who looks: on their own calendar, or on the community's."""
    zone = (member.zone if member else None) or workspaces.zone(session)
    today: date = local(tools.clock.now(), zone).date()
    return Reader(today, members.has_joined(member))


def _show_marked(tools: Tools, press: Press, card: Card, place: str) -> None:
    """The list in which it stood, brought up to date; what stood alone makes way for a word about it."""
    if place.startswith("L"):
        filters, page = _read_listed(place[1:])
        replies.replace(tools, press, _listing(tools, press.caller, filters, page=page, note=card.text))
    elif place.startswith("M"):
        replies.replace(tools, press, _own(tools, press.caller, page=read_number(place[1:]), note=card.text))
    else:
        replies.confirm(tools, press, card)


def _found(tools: Tools, caller: Caller, text: str) -> Card:
    match text.lower():
        case "":
            return _library(tools, caller, page=0)
        case "help" | "?":
            return help_view.resources(_commands(tools))
        case "next":
            return _suggestion(tools, caller, after=0)
        case "mine":
            return _own(tools, caller, page=0)
        case "all":
            return _listing(tools, caller, Filters(), page=0)
    return _listing(tools, caller, Filters(words=text[:LONGEST_SEARCH]), page=0)


def _library(tools: Tools, caller: Caller, *, page: int) -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        found = readings.browse(session, member)
        return view.library(found, reader(session, member, tools), _commands(tools), page=page)


def _suggestion(tools: Tools, caller: Caller, *, after: int) -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        found = readings.suggest(session, member, after=after)
        count = len(resources.visible(session, audiences.of(member)))
        return view.suggestion(found, reader(session, member, tools), count=count, commands=_commands(tools))


def _own(tools: Tools, caller: Caller, *, page: int, note: str = "") -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        if member is None or not members.has_joined(member):
            raise JoinFirst
        return readings_view.own(readings.own(session, member), reader(session, member, tools), page=page, note=note)


def _listing(tools: Tools, caller: Caller, filters: Filters, *, page: int, note: str = "") -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        marks, readers = readings.marks(session, member), audiences.of(member)
        found = resources.look(session, filters, page=page, marks=marks, readers=readers)
        return view.listing(found, reader(session, member, tools), _commands(tools), note=note)


def _read_listed(value: str) -> tuple[Filters, int]:
    """The filters and the page in the value of a button; anything that no button of ours carries is any."""
    page, theme, kind, length, words = (*value.split(":", 4), "", "", "", "", "")[:5]
    characteristic = (read_number(theme) or IN_PARTICULAR_NONE) if theme else None
    chosen = Length(length) if length in set(Length) else None
    return Filters(characteristic, kind[:8], chosen, words[:LONGEST_SEARCH]), read_number(page)


def _commands(tools: Tools) -> Commands:
    return Commands(tools.settings.command_prefix)
