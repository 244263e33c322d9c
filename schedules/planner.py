"""Planning ahead: for each member whose turn comes within 48 hours, the prompt that they will get."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import events
from bot.reflection import prompts, turns
from bot.tools import Tools

BATCH = 25  # so few that nobody who writes meanwhile waits long


def plan(tools: Tools) -> int:
    """Plan what is to be planned in every workspace; gives how many prompts. A second planner adds nothing."""
    now = tools.clock.now()
    found = _workspaces(tools)
    for workspace in found:
        with tools.courtesy.standing_aside():
            _follow_moves(tools, workspace, now=now)
    return sum(_plan(tools, workspace, now=now) for workspace in found)


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which planning would add something, and what; None when nobody waits for a prompt."""
    found = []
    for workspace in _workspaces(tools):
        with tools.db.read(workspace) as session:
            if turn := turns.next_due(session, now=tools.clock.now()):
                found.append(turn)
    if not found:
        return None
    moment, name = min(found, key=lambda turn: turn[0])
    return moment, f"Planning a prompt for {name or 'a member'}"


def _follow_moves(tools: Tools, workspace: str, *, now: datetime) -> None:
    with tools.db.read(workspace) as session:
        if not events.moved_reminders(session, now=now):
            return
    with tools.db.begin(workspace) as session:
        events.move_reminders(session, now=now)


def _plan(tools: Tools, workspace: str, *, now: datetime) -> int:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        wanted = turns.waiting(session, now=now)
    planned = 0
    for first in range(0, len(wanted), BATCH):
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            planned += _plan_batch(session, wanted[first : first + BATCH], now=now)
    return planned


def _plan_batch(session: Session, wanted: Sequence[int], *, now: datetime) -> int:
    found = turns.take(session, wanted, now=now)
    if not found:
        return 0
    return prompts.plan(session, prompts.choose_for(session, found), now=now)


def _workspaces(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        return workspaces.every(session)
