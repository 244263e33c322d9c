"""What happens when somebody asks for their page or for help, joins, or leaves."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import events, members
from bot.reflection import sharing
from bot.rules import requests
from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import help as help_view
from bot.views.community import events as events_view
from bot.views.community import members as view
from bot.views.community import organisers as organisers_view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.community import organisers
from handlers.connection.rounds import organiser_of
from handlers.door import Caller, Command, read_command, read_press
from handlers.reflection import sharing as sharing_handler

Ack = Callable[..., Any]
WORDS = ("help", "join", "leave", "organise")


def page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/community, /community help, /community join, /community leave, /community organise."""
    ack(**_page(tools, read_command(body)).as_reply())


def ask_to_leave(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        card = leaving(session, press.caller)
    replies.confirm(tools, press, card)
    ack()


def leave(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = members.find(intention.session, press.caller.slack_id)
        up = sharing.all_up(intention.session, member) if intention.is_first and member is not None else ()
        if intention.is_first and member is not None:
            members.leave(intention.session, member)
    sharing_handler.take_down(tools, press.caller.workspace, up)
    replies.confirm(tools, press, view.left())
    ack()


def stay(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    replies.confirm(tools, read_press(body), view.stayed())
    ack()


def leaving(session: Session, caller: Caller) -> Card:
    """What somebody sees who wants to leave: the question, or that there is nothing to leave."""
    member = members.find(session, caller.slack_id)
    return view.leave_confirm() if members.has_joined(member) else view.not_joined()


def _page(tools: Tools, command: Command) -> Card:
    commands, word = Commands(tools.settings.command_prefix), command.text.lower()
    with tools.db.read(command.caller.workspace) as session:
        member = members.find(session, command.caller.slack_id)
        if word in {"help", "?"}:
            return help_view.for_organiser(commands) if members.is_organiser(member) else help_view.card(commands)
        if word == "organise":
            return organisers_view.card(organisers.waiting(session, organiser_of(session, command.caller)))
        if word == "leave":
            return leaving(session, command.caller)
        if word == "join":
            return view.already_joined() if members.has_joined(member) else view.invitation()
        if word:
            return help_view.did_you_mean(word, meant=requests.did_you_mean(word, WORDS), commands=commands)
        return _own_page(session, tools, member, commands)


def _own_page(session: Session, tools: Tools, member: Member | None, commands: Commands) -> Card:
    if not members.has_joined(member):
        return view.invitation()
    coming = events.upcoming(session, member, now=tools.clock.now())
    return view.own_page(events_view.listing(coming), commands)
