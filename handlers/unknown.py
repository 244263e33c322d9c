"""What happens with anything that we do not know: a polite reply, never silence."""

from collections.abc import Callable
from typing import Any

from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import apologies
from bot.views import help as view
from handlers import replies
from handlers.door import read_press

Ack = Callable[..., Any]


def command(ack: Ack, tools: Tools) -> None:
    ack(**view.card(Commands(tools.settings.command_prefix)).as_reply())


def press(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    replies.beside(tools, read_press(body), apologies.card(apologies.OLD_BUTTON))
    ack()


def form(ack: Ack, body: dict[str, Any]) -> None:
    """A form of an older version: it stays open, so that nothing typed is lost."""
    fields = [block["block_id"] for block in body["view"].get("blocks", []) if block.get("type") == "input"]
    if fields:
        ack(response_action="errors", errors={fields[0]: apologies.OLD_FORM})
    else:
        ack()


def shortcut(ack: Ack) -> None:
    ack()


def event(ack: Ack) -> None:
    """Slack tells us more than we act on."""
    ack()
