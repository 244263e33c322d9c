"""Reminding organisers, once a month, of resources that are due for review."""

from datetime import datetime

from bot import workspaces
from bot.library import reviews
from bot.tools import Tools


def run(tools: Tools) -> int:
    """Owe each reminder that is due; gives how many. A second process adds nothing."""
    now, owed = tools.clock.now(), 0
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            is_due = bool(reviews.untold(session, now=now))
        if not is_due:
            continue
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            owed += reviews.remind(session, now=now)
    return owed


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which organisers are reminded, and what that is called."""
    found = []
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            found.append(reviews.next_due(session, now=tools.clock.now()))
    moments = [moment for moment in found if moment is not None]
    return (min(moments), "A reminder of resources that are due for review") if moments else None


def _workspaces(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        return workspaces.every(session)
