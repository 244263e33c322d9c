"""Reminding of questions that nobody has answered in time, in every workspace."""

from datetime import datetime

from bot import overdue, workspaces
from bot.tools import Tools


def run(tools: Tools) -> int:
    """Owe what is due about them; gives how many messages. A second process adds nothing."""
    now = tools.clock.now()
    return sum(_remind(tools, workspace, now=now) for workspace in _workspaces(tools))


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which a question will have waited too long, and what that is called."""
    found = []
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            found.append(overdue.next_due(session))
    moments = [moment for moment in found if moment is not None]
    return (min(moments), "Reminding of a question") if moments else None


def _remind(tools: Tools, workspace: str, *, now: datetime) -> int:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        wanted = overdue.due(session, now=now)
    owed = 0
    for question in wanted:
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            owed += overdue.remind(session, question, now=now)
    return owed


def _workspaces(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        return workspaces.every(session)
