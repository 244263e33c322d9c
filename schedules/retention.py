"""Letting go of what is no longer needed."""

from datetime import timedelta

from bot import workspaces
from bot.connection import approaches, proposals
from bot.delivery import inbox, outbox
from bot.desk import feedback, questions, topics
from bot.library import suggestions
from bot.reflection import prompts
from bot.tools import Tools

INBOX_KEPT = timedelta(days=7)
SENT_KEPT = timedelta(days=30)
WISHES_KEPT = timedelta(days=30)


def let_go(tools: Tools) -> None:
    """Drop topics after half an hour, answered questions after an hour, notes of the inbox after 7 days.

    What is sent or wished for goes after 30.
    """
    now = tools.clock.now()
    with tools.db.across_workspaces() as session:
        found = workspaces.every(session)
    for workspace in found:
        with tools.courtesy.standing_aside(), tools.db.begin(workspace) as session:
            questions.let_go(session, now=now)
            feedback.let_go(session, now=now)
            topics.let_go(session, now=now)
            inbox.let_go(session, before=now - INBOX_KEPT)
            prompts.forget_unsent(session, before=now - SENT_KEPT)
            outbox.let_go(session, before=now - SENT_KEPT)
            approaches.let_go(session, before=now - WISHES_KEPT)
            suggestions.let_go(session, now=now)
            proposals.let_go(session, before=now - proposals.KEPT)
