"""Looking in Slack's history for a message that may have left, so that nobody gets it twice or never."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.community import members
from bot.delivery import attempts, outbox
from bot.delivery.attempts import Claim
from bot.rules.messages import Outcome
from bot.slack import Posted, SlackFault
from schedules.sending import posting
from schedules.sending.worker import Worker

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Place:
    """Where to look: the conversation with somebody (None: Slack knows which), for this mark, from this moment on."""

    channel: str | None
    slack_id: str
    mark: str
    since: datetime


def look_for(worker: Worker, claim: Claim) -> None:
    """Find the message in its member's direct messages: then it is sent. After two looks without it, it is not."""
    place = _where(worker, claim)
    if place is None:
        return
    try:
        channel = place.channel or worker.tools.slack.direct_message(claim.workspace, place.slack_id)
        posted = worker.tools.slack.find(claim.workspace, channel, place.mark, since=place.since)
    except SlackFault as fault:
        _look_later(worker, claim, fault)
        return
    _note(worker, claim, posted)


def _where(worker: Worker, claim: Claim) -> Place | None:
    """A member who left since, or whose conversation was forgotten, may have the message all the same."""
    with worker.tools.db.read(claim.workspace) as session:
        message = outbox.find(session, claim.id)
        member = members.by_id(session, message.member_id) if message else None
        if message is None or member is None or message.mark is None or message.intent_at is None:
            return None
        return Place(message.channel or member.dm_channel, member.slack_id, message.mark, message.intent_at)


def _note(worker: Worker, claim: Claim, posted: Posted | None) -> None:
    log.info("looked for a message", workspace=claim.workspace, message=claim.id, found=posted is not None)
    with worker.tools.db.begin(claim.workspace) as session:
        if posted is not None:
            attempts.arrived(session, claim, channel=posted.channel, ts=posted.ts, now=worker.now())
        else:
            chance = worker.rng.random()
            attempts.did_not_arrive(session, claim, machine_now=worker.machine.now(), chance=chance)


def _look_later(worker: Worker, claim: Claim, fault: SlackFault) -> None:
    result = posting.read(fault, otherwise=Outcome.NOT_POSTED)
    log.warning("a message was not looked for", workspace=claim.workspace, message=claim.id, error=result.error)
    with worker.tools.db.begin(claim.workspace) as session:
        chance = worker.rng.random()
        attempts.look_later(session, claim, result, machine_now=worker.machine.now(), chance=chance)
