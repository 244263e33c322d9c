"""Introductions that broke while a round runs: whoever has nobody gets somebody new, within the hour."""

import secrets
from datetime import datetime

import structlog

from bot import workspaces
from bot.connection import introductions, repairs, rounds
from bot.rules.words import Track
from bot.tools import Tools

SEEDS = 2**31

log = structlog.get_logger(__name__)


def run(tools: Tools) -> None:
    """Look at every round that is running, and at introductions outside rounds; a second process adds nothing."""
    now = tools.clock.now()
    for workspace in _with_others(tools, now=now):
        _tell_deserted(tools, workspace, now=now)
    for workspace in _running(tools, now=now):
        for track in Track:
            _repair(tools, workspace, track, now=now)


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """When somebody who waits will hear of a new peer, and what that is called."""
    found, now = [], tools.clock.now()
    for workspace in _running(tools, now=now):
        with tools.db.read(workspace) as session:
            found.append(repairs.next_due(session, now=now))
    moments = [moment for moment in found if moment is not None]
    return (min(moments), "A new introduction for whoever waits") if moments else None


def _repair(tools: Tools, workspace: str, track: Track, *, now: datetime) -> None:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        if repairs.to_repair(session, track, now=now) is None:
            return
    with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
        workspaces.take_turns(session)
        found = repairs.to_repair(session, track, now=now)
        if found is not None:
            repairs.repair(session, found, now=now, seed=secrets.randbelow(SEEDS))
            log.info("a round was looked after", workspace=workspace, round=found.number)


def _tell_deserted(tools: Tools, workspace: str, *, now: datetime) -> None:
    with tools.courtesy.standing_aside(), tools.db.read(workspace) as session:
        if not repairs.is_deserted(session, now=now):
            return
    with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
        workspaces.take_turns(session)
        repairs.tell_deserted(session, now=now)


def _with_others(tools: Tools, *, now: datetime) -> list[str]:
    """The workspaces in which introductions outside rounds are under way."""
    with tools.db.across_workspaces() as session:
        found = introductions.workspaces_outside_rounds(session, now=now)
        return [workspace for workspace in workspaces.every(session) if workspace in found]


def _running(tools: Tools, *, now: datetime) -> list[str]:
    with tools.db.across_workspaces() as session:
        running = rounds.workspaces_running(session, now=now)
        return [workspace for workspace in workspaces.every(session) if workspace in running]
