"""What happens when a member says whether an introduction led to a meeting, what it was worth, and keeps a note."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members
from bot.connection import introductions, meetings, remarks
from bot.errors import NotFound
from bot.rules.words import Met, Useful
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.connection import meetings as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.door import Caller, Press, read_choice, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Yes, We have a date, or No: kept for this member alone, and shown to nobody else."""
    _confirm(tools, read_press(body), _answer)
    ack()


def rate(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """One tap on whether it was worth it."""
    _confirm(tools, read_press(body), _rate)
    ack()


def remark(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the box for a private note, with what is in it."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member, introduction = _member(session, press.caller), read_number(press.value)
        found = introductions.mine(session, introduction, member)
        shown = view.remark(found, remarks.read(session, tools.vault, introduction, member))
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def save_remark(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    words = form.text("words")
    with intentions.begin(tools, form) as intention:
        member = _member(intention.session, form.caller)
        introduction = read_number(form.note)
        remarks.write(intention.session, tools.vault, introduction, member, words, now=intention.now)
    ack(response_action="update", view=view.remarked(is_empty=not words))


def _confirm(tools: Tools, press: Press, act: Callable[[Intention, Press, Member], Card]) -> None:
    with intentions.begin(tools, press) as intention:
        member = members.find(intention.session, press.caller.slack_id)
        if member is None or not members.has_joined(member):
            card = members_view.invitation()
        else:
            card = act(intention, press, member)
    replies.confirm(tools, press, card)


def _answer(intention: Intention, press: Press, member: Member) -> Card:
    introduction, name = _read(press.value)
    met = read_choice(Met, name)
    if intention.is_first:
        return view.thanks(meetings.answer(intention.session, introduction, member, met, now=intention.now), met)
    return view.thanks(introductions.mine(intention.session, introduction, member), met)


def _rate(intention: Intention, press: Press, member: Member) -> Card:
    introduction, name = _read(press.value)
    useful = read_choice(Useful, name)
    return view.rated(meetings.rate(intention.session, introduction, member, useful), useful)


def _member(session: Session, caller: Caller) -> Member:
    found = members.find(session, caller.slack_id)
    if found is None:
        raise NotFound
    return found


def _read(value: str) -> tuple[int, str]:
    introduction, _, name = value.partition(":")
    return read_number(introduction), name
