"""What happens when an organiser looks at a resource again: still right, away with it, or back."""

from collections.abc import Callable
from typing import Any

from bot.library import reviews
from bot.tools import Tools
from bot.views.library import reviews as view
from handlers import intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import read_number, read_press

Ack = Callable[..., Any]


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What is due for review, for an organiser."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = view.listing(reviews.due(session, now=tools.clock.now()))
    replies.replace(tools, press, card)
    ack()


def keep(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Still right: it comes up again in a year."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        kept = reviews.keep(intention.session, read_number(press.value), now=intention.now)
        card = view.listing(reviews.due(intention.session, now=intention.now), note=view.kept(kept))
    replies.replace(tools, press, card)
    ack()


def take_away(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        found = reviews.take_away(intention.session, read_number(press.value), organiser, now=intention.now)
        card = view.taken_away(found, reviews.due(intention.session, now=intention.now))
    replies.replace(tools, press, card)
    ack()


def bring_back(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        found = reviews.bring_back(intention.session, read_number(press.value), organiser, now=intention.now)
        card = view.listing(reviews.due(intention.session, now=intention.now), note=view.brought_back(found))
    replies.replace(tools, press, card)
    ack()
