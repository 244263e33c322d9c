"""What happens when a member asks for introductions or stops them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members, signposts
from bot.connection import introductions
from bot.rules import distress, requests
from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import care as care_view
from bot.views import help as help_view
from bot.views.community import members as members_view
from bot.views.connection import introductions as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.community import preferences
from handlers.connection import partings, wishes
from handlers.door import Command, read_command, read_press
from handlers.intentions import Meant

Ack = Callable[..., Any]
WORDS = ("join", "stop", "help", *partings.WORDS, *preferences.WORDS)


def connect(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/connect, and with words: join, stop, later, private, help, or someone who knows …."""
    command = read_command(body)
    answers = {word: module.answer for module in (partings, preferences) for word in module.WORDS}
    card = answers.get(command.text.lower(), _connect)(tools, command)
    ack(**card.as_reply()) if card else ack()


def join(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.confirm(tools, press, _change(tools, press, wants=True))
    ack()


def stop(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    replies.confirm(tools, press, _change(tools, press, wants=False))
    ack()


def _connect(tools: Tools, command: Command) -> Card:
    commands, word = Commands(tools.settings.command_prefix), command.text.lower()
    if word in {"help", "?"}:
        return help_view.connect(commands)
    if word in {"join", "stop"}:
        return _change(tools, command, wants=word == "join")
    with tools.db.read(command.caller.workspace) as session:
        member = members.find(session, command.caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        if word:
            return _look(session, member, command.text, commands, now=tools.clock.now())
        return view.standing(introductions.standing(session, member, now=tools.clock.now()), commands)


def _look(session: Session, member: Member, typed: str, commands: Commands, *, now: datetime) -> Card:
    """Words that are no command of ours: whom the member looks for, unless it is a slip."""
    if distress.is_told(typed):
        return care_view.card(signposts.every(session))
    if meant := requests.did_you_mean(typed, WORDS):
        return view.unknown(typed, meant=meant, commands=commands)
    return wishes.draft(session, member, typed, commands, now=now)


def _change(tools: Tools, meant: Meant, *, wants: bool) -> Card:
    """Take a member in or out; somebody who has not joined is shown the way in."""
    with intentions.begin(tools, meant) as intention:
        member = members.find(intention.session, meant.caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        if intention.is_first:
            change = introductions.take_up if wants else introductions.stop
            change(member)
        if not wants:
            return view.stopped()
        return view.taken_up(introductions.standing(intention.session, member, now=intention.now))
