"""Owning up to files that may not have arrived: whoever asked for one is told."""

from bot import workspaces
from bot.reflection import exports
from bot.tools import Tools


def run(tools: Tools) -> int:
    """Tell everybody whose file may not have arrived; gives how many."""
    now, told = tools.clock.now(), 0
    with tools.db.across_workspaces() as session:
        found = workspaces.every(session)
    for workspace in found:
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            told += exports.own_up(session, now=now)
    return told
