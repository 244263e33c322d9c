"""What happens when a member asks for introductions, stops them, or says whether one led to a meeting."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import inbox, introductions, members
from bot.rules import requests
from bot.rules.commands import Commands
from bot.rules.words import Met
from bot.tools import Tools
from bot.views import help as help_view
from bot.views import introductions as view
from bot.views import members as members_view
from bot.views.parts import Card
from handlers import replies
from handlers.door import Caller, Press, read_command, read_press

Ack = Callable[..., Any]
WORDS = ("join", "stop", "help")


def connect(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/connect, /connect join, /connect stop, /connect help."""
    command = read_command(body)
    ack(**_connect(tools, command.caller, command.text.lower()).as_reply())


def join(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.confirm(tools, press, _change(tools, press.caller, wants=True))
    ack()


def stop(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.confirm(tools, press, _change(tools, press.caller, wants=False))
    ack()


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Yes, We have a date, or No: kept for this member alone, and shown to nobody else."""
    press = read_press(body)
    with tools.db.begin(press.caller.workspace) as session:
        card = _answer(session, tools, press)
    replies.confirm(tools, press, card)
    ack()


def _answer(session: Session, tools: Tools, press: Press) -> Card:
    member, now = members.find(session, press.caller.slack_id), tools.clock.now()
    if member is None or not members.has_joined(member):
        return members_view.invitation()
    introduction, met = _read_answer(press.value)
    if inbox.receive(session, press.key, now=now):
        found = introductions.answer(session, introduction, member, met, now=now)
    else:
        found = introductions.mine(session, introduction, member)
    return view.thanks(found, met)


def _connect(tools: Tools, caller: Caller, word: str) -> Card:
    commands = Commands(tools.settings.command_prefix)
    if word in {"help", "?"}:
        return help_view.connect(commands)
    if word in {"join", "stop"}:
        return _change(tools, caller, wants=word == "join")
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        if word:
            return view.unknown(word, meant=requests.did_you_mean(word, WORDS), commands=commands)
        return view.standing(introductions.standing(session, member, now=tools.clock.now()), commands)


def _change(tools: Tools, caller: Caller, *, wants: bool) -> Card:
    """Take a member in or out; somebody who has not joined is shown the way in."""
    with tools.db.begin(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        if not wants:
            introductions.stop(member)
            return view.stopped()
        introductions.take_up(member)
        return view.taken_up(introductions.standing(session, member, now=tools.clock.now()))


def _read_answer(value: str) -> tuple[int, Met]:
    introduction, _, name = value.partition(":")
    return int(introduction) if introduction.isdecimal() else 0, Met[name]
