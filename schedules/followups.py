"""Asking how plans went: what is due now is owed, a few at a time, in every workspace."""

from datetime import datetime

from bot import workspaces
from bot.reflection import followups
from bot.tools import Tools

BATCH = 25  # so few that nobody who writes meanwhile waits long


def run(tools: Tools) -> int:
    """Owe each question that is due; gives how many. A second process adds nothing."""
    now = tools.clock.now()
    return sum(_ask(tools, workspace, now=now) for workspace in _workspaces(tools))


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which a plan is asked about, and what that is called."""
    found = []
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            found.append(followups.next_due(session))
    moments = [moment for moment in found if moment is not None]
    return (min(moments), "Asking how a plan went") if moments else None


def _ask(tools: Tools, workspace: str, *, now: datetime) -> int:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        wanted = followups.due(session, now=now)
    asked = 0
    for first in range(0, len(wanted), BATCH):
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            asked += followups.ask(session, wanted[first : first + BATCH], now=now)
    return asked


def _workspaces(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        return workspaces.every(session)
