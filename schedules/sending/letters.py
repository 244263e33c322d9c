"""A message with its words, committed to be sent: what is true is looked at in the same transaction."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.connection import introductions
from bot.delivery import attempts, outbox
from bot.delivery.attempts import Claim
from bot.library.catalogues import Catalogue
from bot.reflection import exports
from bot.rules.exports import Wanted
from bot.rules.messages import AS_FILES, LEAVES_WITHIN, TO_GROUPS, Kind, State
from bot.views.parts import Card
from db.models import Member, Message
from schedules.sending.messages import render
from schedules.sending.occasions import Occasion
from schedules.sending.worker import Worker


@dataclass(frozen=True)
class Letter:
    """What is sent, to whom, and until when (in seconds of this machine) it may still leave."""

    claim: Claim
    member_id: int
    slack_id: str
    channel: str | None
    thread: str | None
    card: Card
    mark: str
    leaves_until: float
    group: tuple[str, ...] = ()  # the Slack ids of everybody, when it goes to several at once
    about: int = 0
    export: Wanted | Catalogue | None = None  # what is in the file, when it goes as one


def write(session: Session, worker: Worker, message: Message, member: Member) -> Letter | None:
    """Find the words of this message and commit to sending it; None when it is not to be sent now.

    Consent, pause, leaving, the hour of the day and the contact budget are looked at here and now.
    """
    now = worker.now()
    if attempts.is_put_off(session, message, member, now=now):
        return None
    card = _card(session, worker, message, member, now=now)
    if card is None:
        outbox.settle(message, State.CANCELLED, reason="nothing to say any more")
        return None
    return _letter(session, worker, message, member, card)


def _card(session: Session, worker: Worker, message: Message, member: Member, *, now: datetime) -> Card | None:
    if member.deactivated_at is not None and message.kind not in TO_GROUPS:
        return None
    return render(Occasion(session, message, member, now, worker.commands, worker.tools.vault))


def _letter(session: Session, worker: Worker, message: Message, member: Member, card: Card) -> Letter:
    mark = worker.tools.vault.mark(message.workspace_id, message.dedupe_key)
    leaves_until = worker.machine.seconds() + LEAVES_WITHIN / timedelta(seconds=1)
    claim = attempts.commit_to(
        session,
        message,
        owner=worker.name,
        now=worker.now(),
        machine_now=worker.machine.now(),
        mark=mark,
        payload_hash=_hash(card),
    )
    if message.kind in TO_GROUPS:
        group = introductions.recipients(session, message.about_id)
        channel = introductions.channel(session, message.about_id)
        about = message.about_id
        return Letter(claim, member.id, member.slack_id, channel, None, card, mark, leaves_until, group, about)
    channel = message.channel or member.dm_channel
    wanted = _file_of(message) if message.kind in AS_FILES else None
    return Letter(claim, member.id, member.slack_id, channel, message.thread, card, mark, leaves_until, export=wanted)


def _file_of(message: Message) -> Wanted | Catalogue:
    return Catalogue() if message.kind == Kind.CATALOGUE else exports.wanted_of(message)


def _hash(card: Card) -> str:
    return hashlib.sha256(json.dumps(card.as_reply(), sort_keys=True).encode()).hexdigest()
