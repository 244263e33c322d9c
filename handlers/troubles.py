"""What happens when an organiser decides about a message that did not arrive for certain."""

from collections.abc import Callable
from typing import Any

from bot.community import members
from bot.delivery import outbox
from bot.errors import NotAnOrganiser
from bot.tools import Tools
from bot.views import troubles as view
from handlers import intentions, replies
from handlers.door import Press, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]


def send_again(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _require_organiser(intention, press)
        if intention.is_first:
            outbox.send_again(intention.session, read_number(press.value), now=intention.now)
    replies.confirm(tools, press, view.sent_again())
    ack()


def discard(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _require_organiser(intention, press)
        if intention.is_first:
            outbox.discard(intention.session, read_number(press.value))
    replies.confirm(tools, press, view.discarded())
    ack()


def send_all_again(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _require_organiser(intention, press)
        count = outbox.send_all_again(intention.session, now=intention.now) if intention.is_first else 0
    replies.confirm(tools, press, view.all_sent_again(count))
    ack()


def discard_all(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        _require_organiser(intention, press)
        count = outbox.discard_all(intention.session) if intention.is_first else 0
    replies.confirm(tools, press, view.all_discarded(count))
    ack()


def _require_organiser(intention: Intention, press: Press) -> None:
    if not members.is_organiser(members.find(intention.session, press.caller.slack_id)):
        raise NotAnOrganiser
