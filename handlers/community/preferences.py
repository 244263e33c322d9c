"""What happens when a member says how and when they want to be introduced."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members, peers, preferences
from bot.community.preferences import Preferences
from bot.errors import InvalidField
from bot.rules.dates import local
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.community import preferences as view
from bot.views.parts import Card
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Caller, Command, Form, read_form, read_press

Ack = Callable[..., Any]
WORDS = ("later", "snooze", "choices")
LEFT = "You have left, so I cannot keep this. Join again from my Home tab first."


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Introductions: your choices."""
    press = read_press(body)
    shown = _form(tools, press.caller)
    if shown is None:
        replies.beside(tools, press, members_view.invitation())
    else:
        replies.open_form(tools, press, shown)
    ack()


def answer(tools: Tools, command: Command) -> Card | None:
    """/connect later: the same form; a card only for somebody who has not joined."""
    shown = _form(tools, command.caller)
    if shown is None:
        return members_view.invitation()
    tools.slack.open_form(command.caller.workspace, command.trigger, shown)
    return None


def save(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """All of it is kept at once, or nothing and the form stays open."""
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        member = members.find(intention.session, form.caller.slack_id)
        if member is None or not members.has_joined(member):
            raise InvalidField("free", LEFT)
        if intention.is_first:
            preferences.write(member, _read(form), today=_today(intention.session, member, tools))
    home.refresh(tools, form.caller)
    until = form.text("not_before")
    ack(response_action="update", view=view.saved(date.fromisoformat(until) if until else None))


def _form(tools: Tools, caller: Caller) -> dict[str, Any] | None:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        if member is None or not members.has_joined(member):
            return None
        return view.choosing(preferences.of(member, today=_today(session, member, tools)))


def _today(session: Session, member: Member, tools: Tools) -> date:
    return local(tools.clock.now(), member.zone or peers.community_zone(session)).date()


def _read(form: Form) -> Preferences:
    more = form.choices("more")
    return Preferences(
        free=form.choices("free"),
        prefers_three=view.THREE in more,
        knows=form.text("knows"),
        open_to_wishes=view.WISHES in more,
        not_before=form.text("not_before"),
        wants_shoes=view.SHOES in more,
    )
