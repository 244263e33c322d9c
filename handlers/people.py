"""What happens when Slack tells us that somebody's account changed: a new name, another zone, gone or back."""

from collections.abc import Callable
from typing import Any

from bot import inbox, members
from bot.slack import read_person
from bot.tools import Tools


def changed(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    """Slack tells of everybody, and of each new status line too; of those we do not follow nothing is noted."""
    person, workspace = read_person(body["event"]["user"]), body["team_id"]
    with tools.db.read(workspace) as session:
        concerns_us = members.follows(session, person)
    if concerns_us:
        with tools.db.begin(workspace) as session:
            now = tools.clock.now()
            if inbox.receive(session, f"event:{body['event_id']}", now=now):
                members.follow(session, person, now=now)
    ack()
