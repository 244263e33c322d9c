"""What happens when a member cannot make it, or does not want another introduction in this round."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members, peers
from bot.connection import introductions, repairs
from bot.errors import NotFound
from bot.rules.words import Then
from bot.tools import Tools
from bot.views.connection import repairs as view
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Caller, read_choice, read_form, read_number, read_press

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Cannot make it: what it means, before anything is told."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        found = introductions.mine(session, read_number(press.value), _member(session, press.caller))
    tools.slack.open_form(press.caller.workspace, press.trigger, view.cannot(found))
    ack()


def withdraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    then = read_choice(Then, form.text("then"))
    with intentions.begin(tools, form) as intention:
        session, member = intention.session, _member(intention.session, form.caller)
        dropped = repairs.withdraw(session, read_number(form.note), member, then, now=intention.now)
        zone = member.zone or peers.community_zone(session)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.dropped(dropped, then, zone))


def find_another(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """They did not meet, and this member wants somebody else."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        session, member = intention.session, _member(intention.session, press.caller)
        dropped = repairs.withdraw(session, read_number(press.value), member, Then.ANOTHER, now=intention.now)
        card = view.looking(dropped, member.zone or peers.community_zone(session))
    replies.confirm(tools, press, card)
    ack()


def give_up(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """No other introduction in this round."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = _member(intention.session, press.caller)
        repairs.give_up(intention.session, read_number(press.value), member, now=intention.now)
    replies.confirm(tools, press, view.given_up())
    ack()


def _member(session: Session, caller: Caller) -> Member:
    found = members.find(session, caller.slack_id)
    if found is None:
        raise NotFound
    return found
