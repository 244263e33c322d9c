"""What happens when an organiser looks at a round of introductions, sends it, draws it again or cancels it."""

import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members
from bot.connection import draws, rounds
from bot.connection.rounds import Shown
from bot.errors import NotAnOrganiser, RoundIsDrawn
from bot.rules.matching import Certificate
from bot.rules.words import Track
from bot.tools import Tools
from bot.views.connection import rounds as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.door import Caller, Press, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
SEEDS = 2**31
SAME = "It came out the same: for these members it is the best that there is."
WAITING = "A draw is waiting already. Here it is."


def preview(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The draw that waits, or a new one."""
    press = read_press(body)
    what, track = _read_what(press.value)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        is_new = what == view.DRAW and intention.is_first
        card = _draw(intention, organiser, track) if is_new else _preview(intention, track)
    replies.replace(tools, press, card)
    ack()


def redraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Draw again, once for each draw that is shown: a second click shows what came of the first."""
    press = read_press(body)
    shown = _shown(press)
    with intentions.begin(tools, press, once=f"redraw:{shown.round}:{shown.seed}") as intention:
        organiser = organiser_of(intention.session, press.caller)
        card = _redraw(intention, organiser, shown)
    replies.replace(tools, press, card)
    ack()


def send(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        card = view.sent(rounds.send(intention.session, _shown(press), now=intention.now))
    replies.confirm(tools, press, card)
    ack()


def cancel(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        card = view.cancelled(rounds.cancel(intention.session, _shown(press)).number)
    replies.confirm(tools, press, card)
    ack()


def organiser_of(session: Session, caller: Caller) -> Member:
    """The organiser who asks; raises NotAnOrganiser for everybody else."""
    found = members.find(session, caller.slack_id)
    if found is None or not members.is_organiser(found):
        raise NotAnOrganiser
    return found


def _draw(intention: Intention, organiser: Member, track: Track) -> Card:
    try:
        drawn = draws.draw(intention.session, organiser, track, now=intention.now, seed=secrets.randbelow(SEEDS))
    except RoundIsDrawn:
        found = rounds.drawn(intention.session, track)
        is_own = found is not None and found.drawn_by_id == organiser.id
        return _preview(intention, track, note="" if is_own else WAITING)
    return _preview(intention, track, certificate=drawn.certificate)


def _redraw(intention: Intention, organiser: Member, shown: Shown) -> Card:
    session, certificate = intention.session, None
    if intention.is_first:
        seed = secrets.randbelow(SEEDS)
        certificate = draws.redraw(session, organiser, shown, now=intention.now, seed=seed).certificate
    note = SAME if draws.came_out_the_same(session, shown) else ""
    return _preview(intention, rounds.of(session, shown).track, certificate=certificate, note=note)


def _preview(intention: Intention, track: Track, *, certificate: Certificate | None = None, note: str = "") -> Card:
    found = draws.preview(intention.session, track, now=intention.now, certificate=certificate)
    return view.preview(found, note=note) if found else view.nothing_drawn()


def _read_what(value: str) -> tuple[str, Track]:
    """What to look at, and of which track; a button of an earlier version names none."""
    what, _, track = value.partition(":")
    return what, Track.__members__.get(track, Track.ROUNDS)


def _shown(press: Press) -> Shown:
    round_id, _, seed = press.value.partition(":")
    return Shown(round=read_number(round_id), seed=read_number(seed))
