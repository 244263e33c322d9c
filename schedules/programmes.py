"""Rounds that start by themselves: members are asked, the round is drawn and looked at, and it is sent."""

import secrets
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.connection import programmes, starts
from bot.errors import NobodyToIntroduce
from bot.tools import Tools
from db.models import Programme

BATCH = 100
SEEDS = 2**31

log = structlog.get_logger(__name__)


def run(tools: Tools) -> None:
    """Do what the calendar wants now, in every workspace; a second process adds nothing."""
    now = tools.clock.now()
    for workspace in _with_programmes(tools):
        with tools.db.read(workspace) as session:
            found = [programme.id for programme in programmes.every(session)]
        for programme in found:
            _ask(tools, workspace, programme, now=now)
            _step(tools, workspace, programme, now=now)


def next_due(tools: Tools) -> tuple[datetime, str] | None:
    """The next moment at which the calendar has something to do, and what it is called."""
    found = []
    for workspace in _with_programmes(tools):
        with tools.db.read(workspace) as session:
            found.append(programmes.next_due(session, now=tools.clock.now()))
    moments = [moment for moment in found if moment is not None]
    return (min(moments), "The next round of introductions") if moments else None


def _ask(tools: Tools, workspace: str, programme: int, *, now: datetime) -> None:
    with tools.db.read(workspace) as session:
        wanted = programmes.to_ask(session, _get(session, programme), now=now)
    for first in range(0, len(wanted), BATCH):
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            programmes.ask(session, _get(session, programme), wanted[first : first + BATCH], now=now)
    if wanted:
        with tools.db.begin(workspace) as session:
            found = _get(session, programme)
            found.asked_for = found.next_starts_at


def _step(tools: Tools, workspace: str, programme: int, *, now: datetime) -> None:
    """One step after the other, each in a transaction of its own, until nothing is due."""
    while _is_due(tools, workspace, programme, now=now):
        try:
            with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
                seed = secrets.randbelow(SEEDS)
                step = starts.take(session, _get(session, programme), now=now, seed=seed)
            log.info("the calendar of introductions", workspace=workspace, step=step)
        except NobodyToIntroduce:
            with tools.db.begin(workspace) as session:
                starts.leave_out(session, _get(session, programme), now=now)


def _is_due(tools: Tools, workspace: str, programme: int, *, now: datetime) -> bool:
    with tools.db.read(workspace) as session:
        return starts.due(session, _get(session, programme), now=now) is not None


def _get(session: Session, programme: int) -> Programme:
    return session.scalars(select(Programme).where(Programme.id == programme)).one()


def _with_programmes(tools: Tools) -> list[str]:
    with tools.db.across_workspaces() as session:
        running = select(Programme.workspace_id).where(Programme.next_starts_at.is_not(None)).distinct()
        known = set(session.scalars(running))
        return [workspace for workspace in workspaces.every(session) if workspace in known]
