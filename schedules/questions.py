"""Reminding of questions that nobody has answered in time, and the weekly list, in every workspace."""

from datetime import datetime

from bot import workspaces
from bot.desk import overdue, weekly
from bot.tools import Tools


def run(tools: Tools) -> int:
    """Owe what is due about them; gives how many messages. A second process adds nothing."""
    now = tools.clock.now()
    return sum(_remind(tools, one, now=now) + _list(tools, one, now=now) for one in _workspaces(tools))


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which a question will have waited too long, or the list is due, and what that is called."""
    now, found = tools.clock.now(), list[tuple[datetime | None, str]]()
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            found.append((overdue.next_due(session), "Reminding of a question"))
            found.append((weekly.next_due(session, now=now), "The weekly list for organisers"))
    return min(((moment, name) for moment, name in found if moment is not None), default=None)


def _remind(tools: Tools, workspace: str, *, now: datetime) -> int:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        wanted = overdue.due(session, now=now)
    owed = 0
    for question in wanted:
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            owed += overdue.remind(session, question, now=now)
    return owed


def _list(tools: Tools, workspace: str, *, now: datetime) -> int:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        wanted = weekly.due(session, now=now)
    if not wanted:
        return 0
    with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
        return weekly.owe(session, wanted, now=now)


def _workspaces(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        return workspaces.every(session)
