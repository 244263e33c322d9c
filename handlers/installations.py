"""What happens when the app is taken out of a workspace: from then on nothing is asked of Slack there."""

from typing import Any

from bot.clock import machine_now
from bot.delivery import pace
from bot.rules.pace import UNINSTALLED
from bot.slack import Refused
from bot.tools import Tools


def taken_away(body: dict[str, Any], tools: Tools) -> None:
    """The app was taken away. Nothing is lost: when it is installed again, the community goes on."""
    _close(tools, body["team_id"])


def revoked(body: dict[str, Any], tools: Tools) -> None:
    """Tokens were taken back; ours is the bot's."""
    if (body["event"].get("tokens") or {}).get("bot"):
        _close(tools, body["team_id"])


def _close(tools: Tools, workspace: str) -> None:
    """Unless the token works: what Slack tells may come late, after the app was installed again."""
    if _still_works(tools, workspace):
        return
    tools.installations.forget(workspace)
    with tools.db.begin(workspace) as session:
        pace.shut(session, because=UNINSTALLED, machine_now=machine_now())


def _still_works(tools: Tools, workspace: str) -> bool:
    us = tools.installations.us(workspace)
    if us is None:
        return False
    try:
        tools.slack.who_we_are(us.token)
    except Refused:
        return False
    return True
