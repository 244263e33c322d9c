"""What happens at the door: a new workspace gets what the community knows, people from elsewhere are turned away."""

from collections.abc import Callable
from typing import Any

from bot import workspaces
from bot.errors import CommunityError
from bot.tools import Tools
from db import seed

ELSEWHERE = "I can help people of this workspace only. Ask the organisers of this community how to take part."


def turn_away(body: dict[str, Any], context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own
    """Somebody in a shared channel whose home is another workspace sees nothing of this one, and none of it is kept."""
    home = _home(body)
    if home is not None and home.startswith("T") and home != context.get("team_id"):
        raise CommunityError(ELSEWHERE)
    next()


def welcome(context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
    """Content is loaded into a workspace that we have not met, before anything is answered there."""
    tools: Tools = context["tools"]
    workspace = context.get("team_id")
    if workspace and not _is_known(tools, workspace):
        seed.settle_in(tools.db, workspace, now=tools.clock.now())
    next()


def _home(body: dict[str, Any]) -> str | None:
    """The workspace of whoever did this, as far as Slack says."""
    event, person = body.get("event"), body.get("user")
    if isinstance(event, dict):
        return event.get("user_team") or event.get("source_team")
    return person.get("team_id") if isinstance(person, dict) else None


def _is_known(tools: Tools, workspace: str) -> bool:
    with tools.db.read(workspace) as session:
        return workspaces.find(session) is not None
