"""What happens when an organiser looks at a round of introductions, sends it, draws it again or cancels it."""

import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import members, rounds
from bot.errors import NotAnOrganiser, RoundIsDrawn
from bot.rounds import Shown
from bot.rules.matching import Certificate
from bot.tools import Tools
from bot.views import rounds as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.door import Press, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
SEEDS = 2**31
SAME = "It came out the same: for these members it is the best that there is."
WAITING = "A draw is waiting already. Here it is."


def preview(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The draw that waits, or a new one."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = _organiser(intention.session, press)
        card = _draw(intention, organiser) if intention.is_first else _preview(intention)
    replies.replace(tools, press, card)
    ack()


def redraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Draw again, once for each draw that is shown: a second click shows what came of the first."""
    press = read_press(body)
    shown = _shown(press)
    with intentions.begin(tools, press, once=f"redraw:{shown.round}:{shown.seed}") as intention:
        organiser = _organiser(intention.session, press)
        card = _redraw(intention, organiser, shown) if intention.is_first else _preview(intention)
    replies.replace(tools, press, card)
    ack()


def send(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _organiser(intention.session, press)
        card = view.sent(rounds.send(intention.session, _shown(press), now=intention.now))
    replies.confirm(tools, press, card)
    ack()


def cancel(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _organiser(intention.session, press)
        card = view.cancelled(rounds.cancel(intention.session, _shown(press)))
    replies.confirm(tools, press, card)
    ack()


def _draw(intention: Intention, organiser: Member) -> Card:
    try:
        drawn = rounds.draw(intention.session, organiser, now=intention.now, seed=secrets.randbelow(SEEDS))
    except RoundIsDrawn:
        found = rounds.drawn(intention.session)
        is_own = found is not None and found.drawn_by_id == organiser.id
        return _preview(intention, note="" if is_own else WAITING)
    return _preview(intention, certificate=drawn.certificate)


def _redraw(intention: Intention, organiser: Member, shown: Shown) -> Card:
    seed = secrets.randbelow(SEEDS)
    drawn = rounds.redraw(intention.session, organiser, shown, now=intention.now, seed=seed)
    return _preview(intention, certificate=drawn.certificate, note=SAME if drawn.is_same else "")


def _preview(intention: Intention, *, certificate: Certificate | None = None, note: str = "") -> Card:
    found = rounds.preview(intention.session, now=intention.now, certificate=certificate)
    return view.preview(found, note=note) if found else view.nothing_drawn()


def _organiser(session: Session, press: Press) -> Member:
    found = members.find(session, press.caller.slack_id)
    if found is None or not members.is_organiser(found):
        raise NotAnOrganiser
    return found


def _shown(press: Press) -> Shown:
    round_id, _, seed = press.value.partition(":")
    return Shown(round=read_number(round_id), seed=read_number(seed))
