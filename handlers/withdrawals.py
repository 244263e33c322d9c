"""Taking down what already shows in Slack, for whoever does not want it there any more."""

import logging

from bot.slack import Posted, SlackFault
from bot.tools import Tools

log = logging.getLogger(__name__)


def take_down(tools: Tools, workspace: str, posted: Posted) -> bool:
    """Delete this message of ours in Slack; False when it may still show."""
    try:
        tools.slack.take_down(workspace, posted)
    except SlackFault as fault:
        log.warning("a message was not taken down: %s", fault)
        return False
    return True
