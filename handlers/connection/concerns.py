"""What happens when a member reports a concern, and when organisers read and close it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members, peers, signposts
from bot.connection import concerns, introductions
from bot.errors import InvalidField, NotFound
from bot.tools import Tools
from bot.views.connection import concerns as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Caller, read_form, read_number, read_press

Ack = Callable[..., Any]
LEFT = "You have left, so I cannot keep this. Copy your words, and write to an organiser yourself."


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Report a concern: who reads it, before anything is written."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        introduction, member = read_number(press.value), _anybody(session, press.caller)
        readers = _readers(session, introduction)
        found = introductions.ever(session, introduction, member)
        shown = view.report(found, readers, signposts.every(session)) if members.has_joined(member) else None
    if shown is None:
        replies.beside(tools, press, view.members_only(readers))
    else:
        replies.open_form(tools, press, shown)
    ack()


def report(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The words are kept and owed to organisers, or the form stays open with them."""
    form = read_form(body)
    introduction = read_number(form.note)
    with intentions.begin(tools, form) as intention:
        session, member = intention.session, _anybody(intention.session, form.caller)
        if not members.has_joined(member):
            raise InvalidField("words", LEFT)
        if intention.is_first:
            concerns.report(session, tools.vault, introduction, member, form.text("words"), now=intention.now)
        shown = view.received(introduction, _readers(session, introduction))
    ack(response_action="update", view=shown)


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What is open, for an organiser."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        card = _listing(session, tools, organiser_of(session, press.caller))
    replies.replace(tools, press, card)
    ack()


def close(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        by_you = concerns.close(intention.session, press.value, organiser, now=intention.now)
    replies.confirm(tools, press, view.closed(by_you=by_you))
    ack()


def _listing(session: Session, tools: Tools, organiser: Member) -> Card:
    found = concerns.open_to(session, tools.vault, organiser, most=view.MOST)
    zone = organiser.zone or peers.community_zone(session)
    return view.listing(found, count=concerns.count(session, organiser), zone=zone)


def _readers(session: Session, introduction: int) -> list[str]:
    return [organiser.slack_id for organiser in concerns.readers(session, introduction)]


def _anybody(session: Session, caller: Caller) -> Member:
    found = members.find(session, caller.slack_id)
    if found is None:
        raise NotFound
    return found
