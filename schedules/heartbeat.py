"""Showing that the clock ticks, so that a watcher sees it when it does not."""

from bot import health
from bot.clock import machine_now
from bot.tools import Tools


def beat(tools: Tools, *, process: str) -> None:
    with tools.db.across_workspaces() as session:
        health.note_tick(session, process, machine_now=machine_now())
