"""What happens when an organiser looks at the bridges between organisations."""

from collections.abc import Callable
from typing import Any

from bot.connection import bridges
from bot.tools import Tools
from bot.views.connection import bridges as view
from handlers import replies
from handlers.connection.rounds import organiser_of
from handlers.door import read_press


def show(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = view.by_month(bridges.count(session, now=tools.clock.now()))
    replies.replace(tools, press, card)
    ack()
