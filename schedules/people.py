"""Keeping up with who is an organiser: the administrators of the Slack workspace are, and nobody else."""

import structlog

from bot import members, workspaces
from bot.slack import SlackFault
from bot.tools import Tools

log = structlog.get_logger(__name__)


def follow(tools: Tools) -> None:
    """Ask Slack who is there, and write down who organises. Of everybody else nothing is kept."""
    with tools.db.across_workspaces() as session:
        found = workspaces.every(session)
    for workspace in found:
        _follow(tools, workspace)


def _follow(tools: Tools, workspace: str) -> None:
    try:
        people = list(tools.slack.people(workspace))
    except SlackFault as fault:
        log.warning("people were not read", workspace=workspace, reason=str(fault))
        return
    with tools.db.begin(workspace) as session:
        members.name_organisers(session, (person.slack_id for person in people if person.is_organiser))
        members.note_deactivated(
            session, {person.slack_id for person in people if person.is_deactivated}, now=tools.clock.now()
        )
