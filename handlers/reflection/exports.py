"""What happens when a member exports their reflections: they choose, and the file is owed to them alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.community import characteristics, members
from bot.errors import InvalidField, NotFound
from bot.reflection import exports
from bot.rules.exports import Wanted
from bot.rules.words import FileKind, Shape
from bot.tools import Tools
from bot.views.reflection import exports as view
from handlers import intentions
from handlers.door import Form, read_choice, read_form, read_number, read_press

Ack = Callable[..., Any]

_LEFT = "You have left, and what you wrote here is deleted."
_NO_DATE = "Choose a date from the calendar."


def choose(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Export, beside a member's own reflections."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        if not members.has_joined(members.find(session, press.caller.slack_id)):
            raise NotFound
        shown = view.choosing(characteristics.every(session))
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def order(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The choice is sent: the file is made when it leaves, and kept nowhere."""
    form = read_form(body)
    wanted = _read(form)
    with intentions.begin(tools, form) as intention:
        member = members.find(intention.session, form.caller.slack_id)
        if member is None or not members.has_joined(member):
            raise InvalidField("characteristic", _LEFT)
        if intention.is_first:
            exports.order(intention.session, member, wanted, now=intention.now)
    ack(response_action="update", view=view.ordered())


def _read(form: Form) -> Wanted:
    return Wanted(
        shape=read_choice(Shape, form.text("shape")),
        kind=read_choice(FileKind, form.text("kind")),
        characteristic=read_number(form.text("characteristic")) or None,
        first=_day(form, "first"),
        last=_day(form, "last"),
    )


def _day(form: Form, field: str) -> date | None:
    given = form.text(field)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InvalidField(field, _NO_DATE) from None
