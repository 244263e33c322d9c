"""Sending what is owed: take a message, say what is true now, send it once, and write down what became of it."""

import hashlib
import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot import introductions, members, outbox
from bot.clock import machine_now
from bot.outbox import Claim
from bot.rules.commands import Commands
from bot.rules.messages import LEASE, TO_GROUPS, Outcome, State
from bot.slack import NotReached, Posted, Refused, SlackFault, SlowDown
from bot.tools import Tools
from bot.views.parts import Card
from db.models import Member, Message
from schedules.messages import RENDERERS, Occasion, render

log = structlog.get_logger(__name__)
BATCH = 50


@dataclass(frozen=True)
class Letter:
    """A message with its words, committed to be sent."""

    claim: Claim
    member_id: int
    slack_id: str
    channel: str | None
    thread: str | None
    card: Card
    group: tuple[str, ...] = ()  # the Slack ids of everybody, when it goes to several at once
    about: int = 0


@dataclass(frozen=True)
class Result:
    """What became of one attempt, and where the message stands if it arrived."""

    outcome: Outcome
    error: str | None = None
    wait: timedelta | None = None
    posted: Posted | None = None


def deliver(tools: Tools, *, owner: str, rng: random.Random) -> int:
    """Send what is due now, one after the other; gives how many left. A crash at any point doubles nothing."""
    sent = 0
    with tools.db.across_workspaces() as session:
        outbox.recover(session, machine_now=machine_now())
        due = outbox.waiting(session, kinds=RENDERERS, now=tools.clock.now(), machine_now=machine_now(), most=BATCH)
    for workspace, message in due:
        try:
            sent += _deliver_one(tools, workspace, message, owner=owner, rng=rng)
        except Exception:
            log.exception("a message was put off", workspace=workspace, message=message)
            _put_off(tools, workspace, message, owner=owner, rng=rng)
    return sent


def _put_off(tools: Tools, workspace: str, message: int, *, owner: str, rng: random.Random) -> None:
    """A message that we cannot put into words waits and does not hold up the others; in the end it is dead.

    One that was committed to be sent is left alone: it may have left.
    """
    with tools.db.begin(workspace) as session:
        claimed = outbox.claim(session, message, owner=owner, machine_now=machine_now())
        if claimed is not None:
            outbox.record(
                session,
                Claim(workspace, claimed.id, claimed.fence),
                Outcome.NOT_POSTED,
                now=tools.clock.now(),
                machine_now=machine_now(),
                chance=rng.random(),
                error="no words for it",
            )


def take_over(tools: Tools) -> None:
    """What an earlier process left half sent is not waited for: on SQLite there is no other that may still send it."""
    if tools.db.on_sqlite:
        with tools.db.across_workspaces() as session:
            outbox.recover(session, machine_now=machine_now() + LEASE)


def _deliver_one(tools: Tools, workspace: str, message: int, *, owner: str, rng: random.Random) -> bool:
    letter = _write(tools, workspace, message, owner=owner)
    if letter is None:
        return False
    result = _post(tools, letter)
    log.info("message", workspace=workspace, message=message, outcome=result.outcome.value, error=result.error)
    with tools.db.begin(workspace) as session:
        is_ours = outbox.record(
            session,
            letter.claim,
            result.outcome,
            now=tools.clock.now(),
            machine_now=machine_now(),
            chance=rng.random(),
            error=result.error,
            wait=result.wait,
            channel=result.posted.channel if result.posted else None,
            ts=result.posted.ts if result.posted else None,
        )
        if is_ours and letter.group and result.outcome is Outcome.REFUSED:
            _tell_each(session, letter, now=tools.clock.now(), error=result.error)
    return result.outcome is Outcome.SENT


def _write(tools: Tools, workspace: str, message: int, *, owner: str) -> Letter | None:
    """Claim the message, find its words and commit to sending it; None when it is not to be sent after all."""
    now = tools.clock.now()
    with tools.db.begin(workspace) as session:
        claimed = outbox.claim(session, message, owner=owner, machine_now=machine_now())
        if claimed is None:
            return None
        if claimed.expires_at <= now:
            outbox.settle(claimed, State.EXPIRED, reason="too late to be of use")
            return None
        if outbox.waits_for_budget(session, claimed, now=now):
            return None
        member = members.by_id(session, claimed.member_id)
        card = _card(session, claimed, member, now=now, commands=Commands(tools.settings.command_prefix))
        if member is None or card is None:
            outbox.settle(claimed, State.CANCELLED, reason="nothing to say any more")
            return None
        claimed.payload_hash = _hash(card)
        return _letter(session, claimed, member, card)


def _card(
    session: Session, message: Message, member: Member | None, *, now: datetime, commands: Commands
) -> Card | None:
    if member is None or (member.deactivated_at is not None and message.kind not in TO_GROUPS):
        return None
    return render(Occasion(session, message, member, now, commands))


def _letter(session: Session, message: Message, member: Member, card: Card) -> Letter:
    claim = Claim(message.workspace_id, message.id, message.fence)
    if message.kind in TO_GROUPS:
        group = introductions.recipients(session, message.about_id)
        channel = introductions.channel(session, message.about_id)
        return Letter(claim, member.id, member.slack_id, channel, None, card, group, message.about_id)
    return Letter(claim, member.id, member.slack_id, message.channel or member.dm_channel, message.thread, card)


def _post(tools: Tools, letter: Letter) -> Result:
    try:
        channel = letter.channel or _open(tools, letter)
    except SlackFault as fault:
        # nothing was posted yet, so it is safe to try again
        return _result(fault, otherwise=Outcome.NOT_POSTED)
    try:
        posted = tools.slack.post(letter.claim.workspace, channel, letter.card, thread=letter.thread)
    except SlackFault as fault:
        return _result(fault, otherwise=Outcome.UNKNOWN)
    return Result(Outcome.SENT, posted=posted)


def _open(tools: Tools, letter: Letter) -> str:
    if letter.group:
        return _open_group(tools, letter)
    channel = tools.slack.direct_message(letter.claim.workspace, letter.slack_id)
    with tools.db.begin(letter.claim.workspace) as session:
        member = members.by_id(session, letter.member_id)
        if member is not None:
            member.dm_channel = channel
    return channel


def _open_group(tools: Tools, letter: Letter) -> str:
    channel = tools.slack.conversation(letter.claim.workspace, letter.group)
    with tools.db.begin(letter.claim.workspace) as session:
        introductions.keep_channel(session, letter.about, channel)
    return channel


def _tell_each(session: Session, letter: Letter, *, now: datetime, error: str | None) -> None:
    """Slack will not have this group, and nothing was posted: each of them is told alone instead."""
    message = outbox.find(session, letter.claim.id)
    if message is not None:
        outbox.settle(message, State.CANCELLED, reason=error)
        introductions.introduce_alone(session, letter.about, now=now)


def _result(fault: SlackFault, *, otherwise: Outcome) -> Result:
    match fault:
        case Refused(code=code):
            return Result(Outcome.REFUSED, error=code)
        case SlowDown(seconds=seconds):
            return Result(Outcome.SLOW_DOWN, error="slow down", wait=timedelta(seconds=seconds))
        case NotReached():
            return Result(Outcome.NOT_POSTED, error="not reached")
    return Result(otherwise, error=str(fault)[:120])


def _hash(card: Card) -> str:
    return hashlib.sha256(json.dumps(card.as_reply(), sort_keys=True).encode()).hexdigest()
