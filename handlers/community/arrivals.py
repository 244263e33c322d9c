"""What happens at the door: a new workspace gets what the community knows, people from elsewhere are turned away."""

from collections.abc import Callable
from typing import Any

from bot import workspaces
from bot.errors import CommunityError
from bot.tools import Tools
from bot.views import apologies
from db import seed


def turn_away(body: dict[str, Any], context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own
    """Somebody in a shared channel whose home is another workspace sees nothing of this one, and none of it is kept."""
    home = _home(body)
    if home is not None and home.startswith("T") and home != context.get("team_id"):
        raise CommunityError(apologies.ELSEWHERE)
    next()


class Welcome:
    """Content is loaded into a workspace that we have not met, before anything is answered there."""

    def __init__(self) -> None:
        self._met: set[str] = set()  # so that the database is asked once, and not for each thing that somebody does

    def __call__(self, context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
        workspace = context.get("team_id")
        if workspace and workspace not in self._met:
            _settle_in(context["tools"], workspace)
            self._met.add(workspace)
        next()


def _home(body: dict[str, Any]) -> str | None:
    """The workspace of whoever did this, as far as Slack says."""
    event, person = body.get("event"), body.get("user")
    if isinstance(event, dict):
        return event.get("user_team") or event.get("source_team")
    return person.get("team_id") if isinstance(person, dict) else None


def _settle_in(tools: Tools, workspace: str) -> None:
    with tools.db.read(workspace) as session:
        is_known = workspaces.find(session) is not None
    if not is_known:
        seed.settle_in(tools.db, workspace, now=tools.clock.now())
