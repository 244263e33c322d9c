"""Keeping up with Slack: who organises, who is gone or back, and the names and zones of members."""

from itertools import islice

import structlog

from bot import workspaces
from bot.community import members
from bot.slack import Person, SlackFault
from bot.tools import Tools

BATCH = 200  # people in one transaction, so that nobody else waits long to write

log = structlog.get_logger(__name__)


def follow(tools: Tools) -> None:
    """Ask Slack who is there, and write down what changed. Of strangers nothing is kept."""
    with tools.db.across_workspaces() as session:
        found = workspaces.every(session)
    for workspace in found:
        follow_one(tools, workspace)


def follow_one(tools: Tools, workspace: str) -> None:
    """Ask Slack who is in this workspace."""
    try:
        people = list(tools.slack.people(workspace))
    except SlackFault as fault:
        log.warning("people were not read", workspace=workspace, reason=str(fault))
        return
    rest = iter(people)
    while batch := list(islice(rest, BATCH)):
        _take_over(tools, workspace, batch)
    with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
        members.stand_down(session, all_but={person.slack_id for person in people})


def _take_over(tools: Tools, workspace: str, batch: list[Person]) -> None:
    with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
        members.follow(session, *batch, now=tools.clock.now())
