"""What comes next: when this process will have something to do again, and what it is."""

from datetime import datetime

from bot.delivery import outbox
from bot.tools import Tools
from db.models import Member
from schedules import followups, planner, programmes, questions, repairs, reviews
from schedules.reporting import Ahead


def is_quiet(tools: Tools, *, now: datetime) -> bool:
    """Whether all that is due has been done."""
    with tools.db.across_workspaces() as session:
        return not outbox.is_busy(session, now=now)


def look_ahead(tools: Tools, *, now: datetime) -> Ahead:
    """The earliest of the next message to leave, and of what is planned, started, repaired and asked about."""
    planners = (planner, programmes, repairs, followups, questions, reviews)
    looks = [_next_message(tools, now=now), *(one.next_due(tools) for one in planners)]
    return min((found for found in looks if found and found[0] > now), default=None)


def _next_message(tools: Tools, *, now: datetime) -> Ahead:
    with tools.db.across_workspaces() as session:
        message = outbox.next_due(session, now=now)
        if message is None:
            return None
        member = session.get(Member, message.member_id)
        name = (member.name or member.slack_id) if member else "somebody"
        return message.due_at, f"{message.kind.capitalize()} for {name}"
