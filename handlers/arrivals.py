"""What happens when a workspace is first seen: it gets what the community knows."""

from collections.abc import Callable
from typing import Any

from bot import workspaces
from bot.tools import Tools
from db import seed


def welcome(context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
    """Content is loaded into a workspace that we have not met, before anything is answered there."""
    tools: Tools = context["tools"]
    workspace = context.get("team_id")
    if workspace and not _is_known(tools, workspace):
        seed.settle_in(tools.db, workspace, now=tools.clock.now())
    next()


def _is_known(tools: Tools, workspace: str) -> bool:
    with tools.db.read(workspace) as session:
        return workspaces.find(session) is not None
