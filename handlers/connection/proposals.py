"""What happens when a member proposes times to meet, and when one of them suits somebody or none does."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.connection import proposals
from bot.errors import NotFound
from bot.rules import times
from bot.rules.dates import local
from bot.rules.rhythm import Calendar
from bot.tools import Tools
from bot.views.connection import proposals as view
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Caller, Form, read_form, read_number, read_press

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form, with the next working days in it."""
    press, now = read_press(body), tools.clock.now()
    with tools.db.read(press.caller.workspace) as session:
        member = _member(session, press.caller)
        found = proposals.look(session, read_number(press.value), member, now=now)
        taken = {local(at, found.zone).date() for at in found.times}
        place = Calendar(found.zone, workspaces.holidays(session))
        suggested = times.suggest(place, now=now, ends_at=found.ends_at, days_off=member.days_off, taken=taken)
        shown = view.ask(found, suggested)
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def propose(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    introduction = read_number(form.note)
    with intentions.begin(tools, form) as intention:
        session, now = intention.session, intention.now
        member = _member(session, form.caller)
        found = proposals.look(session, introduction, member, now=now)
        if intention.is_first:
            named = times.read(_rows(form), found.zone, now=now, ends_at=found.ends_at)
            found = proposals.propose(session, introduction, member, named, now=now)
        shown = view.asked(found, proposals.agreed(session, introduction, now=now) if not found.times else None)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=shown)


def suits(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """One of the times suits this member."""
    press = read_press(body)
    introduction, _, stamp = press.value.partition(":")
    starts_at = datetime.fromtimestamp(read_number(stamp), UTC)
    with intentions.begin(tools, press) as intention:
        member = _member(intention.session, press.caller)
        found = proposals.accept(intention.session, read_number(introduction), starts_at, member, now=intention.now)
    replies.confirm(tools, press, view.accepted(found))
    ack()


def none(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """None of the times suits; nobody else is told."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = _member(session, press.caller)
        found = proposals.look(session, read_number(press.value), member, now=tools.clock.now())
    replies.beside(tools, press, view.none(found.introduced))
    ack()


def _rows(form: Form) -> list[times.Row]:
    return [(form.text(f"day_{number}"), form.text(f"time_{number}")) for number in range(1, len(times.HOURS) + 1)]


def _member(session: Session, caller: Caller) -> Member:
    found = members.find(session, caller.slack_id)
    if found is None:
        raise NotFound
    return found
