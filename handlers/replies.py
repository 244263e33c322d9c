"""How a press is answered: in the place of its message, beside it, or in the Home tab."""

import logging
from typing import Any

from bot.slack import SlackFault
from bot.tools import Tools
from bot.views import home
from bot.views.desk import asking
from bot.views.parts import Card
from handlers.door import Press
from handlers.home import publish

log = logging.getLogger(__name__)


def replace(tools: Tools, press: Press, card: Card) -> None:
    """Show `card` where the button was: a list or an event takes the place of what was there."""
    if press.response_url is None:
        tools.slack.show_home(press.caller.workspace, press.caller.slack_id, home.beside(card, press.page))
    else:
        _respond(tools, press, card, press.response_url)


def confirm(tools: Tools, press: Press, card: Card) -> None:
    """Say what the press did; in the Home tab it stands above the page that was pressed, brought up to date."""
    if press.response_url is None:
        _without_message(tools, press, card)
    else:
        _respond(tools, press, card, press.response_url)


def beside(tools: Tools, press: Press, card: Card) -> None:
    """Say something and leave the message as it is."""
    if press.response_url is None:
        _without_message(tools, press, card)
    else:
        tools.slack.whisper(press.response_url, card)


def open_form(tools: Tools, press: Press, view: dict[str, Any]) -> None:
    """Show a modal; in the place of the one in which the button was, if it was in one."""
    if press.open_form is None:
        tools.slack.open_form(press.caller.workspace, press.trigger, view)
    else:
        tools.slack.turn_form(press.caller.workspace, press.open_form, view)


def _without_message(tools: Tools, press: Press, card: Card) -> None:
    """In the form in which somebody asks, where they go on asking; or above the page that was pressed."""
    if press.form == asking.FORM and press.open_form is not None:
        tools.slack.turn_form(press.caller.workspace, press.open_form, asking.form(card))
    else:
        publish(tools, press.caller, page=press.page, note=card)


def _respond(tools: Tools, press: Press, card: Card, response_url: str) -> None:
    show = tools.slack.whisper if press.seen_by_others else tools.slack.replace
    try:
        show(response_url, card)
    except SlackFault as fault:
        # what was pressed is done and kept; only its echo is lost, and pressing again shows it
        log.warning("a press was not answered: %s", fault)
