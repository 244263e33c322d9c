"""What happens when Slack tells us that somebody's account changed: a new name, another zone, gone or back."""

from collections.abc import Callable
from typing import Any

from bot.community import members
from bot.tools import Tools
from handlers import intentions
from handlers.door import read_changed


def changed(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    """Slack tells of everybody, and of each new status line too; of those we do not follow nothing is noted."""
    account = read_changed(body)
    with tools.db.read(account.caller.workspace) as session:
        concerns_us = members.follows(session, account.person)
    if concerns_us:
        with intentions.begin(tools, account) as intention:
            if intention.is_first:
                members.follow(intention.session, account.person, now=intention.now)
    ack()
