"""Keeps what is known ready for questions asked by meaning, a batch at a time."""

from bot import workspaces
from bot.desk import meanings
from bot.tools import Tools


def run(tools: Tools) -> None:
    """One batch in each workspace where something changed."""
    with tools.db.across_workspaces() as session:
        found = workspaces.every(session)
    for workspace in found:
        meanings.keep_up(tools.db, workspace, aside=tools.courtesy.standing_aside)
