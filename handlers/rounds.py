"""What happens when an organiser looks at a round of introductions, sends it, draws it again or cancels it."""

import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import inbox, members, rounds
from bot.errors import NotAnOrganiser, RoundIsDrawn
from bot.rounds import Shown
from bot.rules.matching import Certificate
from bot.tools import Tools
from bot.views import rounds as view
from bot.views.parts import Card
from db.models import Member
from handlers import replies
from handlers.door import Press, read_press

Ack = Callable[..., Any]
SEEDS = 2**31
SAME = "It came out the same: for these members it is the best that there is."
WAITING = "A draw is waiting already. Here it is."


def preview(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The draw that waits, or a new one."""
    press = read_press(body)
    with tools.db.begin(press.caller.workspace) as session:
        organiser, now = _organiser(session, press), tools.clock.now()
        try:
            drawn = rounds.draw(session, organiser, now=now, seed=secrets.randbelow(SEEDS))
            card = _preview(session, tools, certificate=drawn.certificate)
        except RoundIsDrawn:
            card = _preview(session, tools, note=WAITING)
    replies.replace(tools, press, card)
    ack()


def redraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.begin(press.caller.workspace) as session:
        organiser, now = _organiser(session, press), tools.clock.now()
        if inbox.receive(session, press.key, now=now):
            seed = secrets.randbelow(SEEDS)
            drawn = rounds.redraw(session, organiser, _shown(press), now=now, seed=seed)
            note = SAME if drawn.is_same else ""
            card = _preview(session, tools, certificate=drawn.certificate, note=note)
        else:
            card = _preview(session, tools)
    replies.replace(tools, press, card)
    ack()


def send(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.begin(press.caller.workspace) as session:
        _organiser(session, press)
        card = view.sent(rounds.send(session, _shown(press), now=tools.clock.now()))
    replies.confirm(tools, press, card)
    ack()


def cancel(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.begin(press.caller.workspace) as session:
        _organiser(session, press)
        card = view.cancelled(rounds.cancel(session, _shown(press)))
    replies.confirm(tools, press, card)
    ack()


def _preview(session: Session, tools: Tools, *, certificate: Certificate | None = None, note: str = "") -> Card:
    found = rounds.preview(session, now=tools.clock.now(), certificate=certificate)
    return view.preview(found, note=note) if found else view.nothing_drawn()


def _organiser(session: Session, press: Press) -> Member:
    found = members.find(session, press.caller.slack_id)
    if found is None or not members.is_organiser(found):
        raise NotAnOrganiser
    return found


def _shown(press: Press) -> Shown:
    round_id, _, seed = press.value.partition(":")
    return Shown(*(int(text) if text.isdecimal() else 0 for text in (round_id, seed)))
