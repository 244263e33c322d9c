"""Sending what is owed: take a message, say what is true now, send it once, and write down what became of it.

A worker looks round for jobs, each of which sends in one workspace and can be done beside any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from bot.community import members
from bot.connection import introductions
from bot.delivery import attempts, outbox, pace
from bot.delivery.attempts import Result
from bot.rules.messages import LEASE, Kind, Outcome, State
from db.models import Member, Message
from schedules.sending import finding, groups, posting
from schedules.sending.letters import Letter, write
from schedules.sending.messages import RENDERERS
from schedules.sending.worker import Worker

log = structlog.get_logger(__name__)

MOST_PUT_OFF = 25  # in one transaction, so that nobody who writes meanwhile waits long
LONGEST_STAY = LEASE / 4  # a last message, with both its requests, is done before the lane is anybody else's
NO_WORDS = "no words for it"


@dataclass(frozen=True)
class Jobs:
    """What there is to do now: planned work, and replies that somebody waits for."""

    planned: Sequence[Callable[[], None]] = ()
    replies: Sequence[Callable[[], None]] = ()

    def __bool__(self) -> bool:
        return bool(self.planned or self.replies)


@dataclass(frozen=True)
class Attempt:
    """A letter that Slack was asked to post, when (machine time), and what came of it."""

    letter: Letter
    asked_at: datetime
    result: Result


def look_round(worker: Worker, *, planned: int, replies: int) -> Jobs:
    """Take up to this many jobs of each sort; whoever else looks now gets others."""
    tools, now, machine_now = worker.tools, worker.now(), worker.machine.now()
    lane = worker.new_lane()
    with tools.db.across_workspaces() as session:
        attempts.recover(session, machine_now=machine_now)
        doubts = attempts.to_look_for(session, owner=worker.name, machine_now=machine_now, most=planned)
        workspaces = pace.take_lanes(
            session, kinds=RENDERERS, lane=lane, now=now, machine_now=machine_now, most=planned - len(doubts)
        )
        waiting = pace.waiting_replies(session, kinds=RENDERERS, now=now, machine_now=machine_now, most=replies)
    return Jobs(
        planned=[partial(finding.look_for, worker, claim) for claim in doubts]
        + [partial(send_planned, worker, workspace, lane=lane) for workspace in workspaces],
        replies=[partial(send_reply, worker, workspace, message) for workspace, message in waiting],
    )


def take_over(worker: Worker) -> None:
    """What an earlier process left half sent is not waited for: on SQLite there is no other that may still send it."""
    if worker.tools.db.on_sqlite:
        with worker.tools.db.across_workspaces() as session:
            attempts.recover(session, machine_now=worker.machine.now() + LEASE)


def send_planned(worker: Worker, workspace: str, *, lane: str) -> None:
    """Send what is due in this workspace, one message after the other, for as long as its pace allows."""
    before: Attempt | None = None
    leaves_at = worker.machine.seconds() + LONGEST_STAY / timedelta(seconds=1)
    for turn in range(worker.stay + 1):
        goes_on = turn < worker.stay and not worker.stopping.is_set() and worker.machine.seconds() < leaves_at
        with worker.tools.courtesy.standing_aside():
            letter = _keep_and_take(worker, workspace, lane, before, goes_on=goes_on)
        if letter is None:
            return
        before = _attempt(worker, letter)


def send_reply(worker: Worker, workspace: str, message: int) -> None:
    """Send one reply, whatever else is being sent in this workspace."""
    now, machine_now = worker.now(), worker.machine.now()
    try:
        with worker.tools.db.begin(workspace) as session:
            found = attempts.waiting_reply(session, message, kinds=RENDERERS, now=now, machine_now=machine_now)
            letter = _write(session, worker, *found) if found else None
    except _NoWordsError as fault:
        _put_off(worker, workspace, fault)
        return
    if letter is not None:
        _keep(worker, _attempt(worker, letter))


def _attempt(worker: Worker, letter: Letter) -> Attempt:
    result = posting.post(worker, letter)
    return Attempt(letter, worker.machine.now() - (result.took or timedelta(0)), result)


def _keep_and_take(
    worker: Worker, workspace: str, lane: str, before: Attempt | None, *, goes_on: bool
) -> Letter | None:
    """One transaction: what became of the last message, and the commitment to the next."""
    try:
        with worker.tools.db.begin(workspace) as session:
            if before is not None:
                _record(session, worker, before)
            letter = _take(session, worker, lane) if goes_on else None
            if letter is None:
                pace.leave(session, lane, next_at=before.asked_at + worker.gap if before else None)
            return letter
    except Exception as fault:
        if before is not None:
            _keep(worker, before)  # it was undone with the rest
        if not isinstance(fault, _NoWordsError):
            raise
        _put_off(worker, workspace, fault, lane=lane)
        return None


def _take(session: Session, worker: Worker, lane: str) -> Letter | None:
    """Commit to the next planned message of this workspace; what is not to be sent now is settled on the way."""
    machine_now = worker.machine.now()
    for _ in range(MOST_PUT_OFF):
        found = attempts.next_planned(session, lane, kinds=RENDERERS, now=worker.now(), machine_now=machine_now)
        if found is None:
            return None
        if letter := _write(session, worker, *found):
            return letter
        session.flush()
    return None


class _NoWordsError(Exception):
    """A message that cannot be put into words, whoever tries."""

    def __init__(self, message: int) -> None:
        super().__init__(NO_WORDS)
        self.message = message


def _write(session: Session, worker: Worker, message: Message, member: Member) -> Letter | None:
    """The letter; what is wrong with the database is not charged to the message."""
    try:
        return write(session, worker, message, member)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        raise _NoWordsError(message.id) from error


def _keep(worker: Worker, attempt: Attempt) -> None:
    with worker.tools.db.begin(attempt.letter.claim.workspace) as session:
        _record(session, worker, attempt)


def _record(session: Session, worker: Worker, attempt: Attempt) -> None:
    letter, result = attempt.letter, attempt.result
    if result.outcome is Outcome.SENT:
        is_ours = attempts.has_left(session, letter.claim, result, now=worker.now())
    else:
        is_ours = _record_fault(session, worker, letter, result)
    told = {"workspace": letter.claim.workspace, "message": letter.claim.id, "outcome": result.outcome.value}
    log.info("message", **told, error=result.error, ours=is_ours)


def _record_fault(session: Session, worker: Worker, letter: Letter, result: Result) -> bool:
    machine_now, chance = worker.machine.now(), worker.rng.random()
    message = attempts.record(session, letter.claim, result, machine_now=machine_now, chance=chance)
    if message is None:
        return False
    if result.forget_channel:
        _forget_channel(session, letter)
    if letter.group and result.outcome in (Outcome.REFUSED, Outcome.NOBODY):
        # Slack will not have this group, and nothing was posted: each of them is told alone instead
        outbox.settle(message, State.CANCELLED, reason=result.error or "refused")
        introductions.note_refusal(session, letter.about, code=result.error, now=worker.now())
        groups.ALONE[Kind(message.kind)](session, letter.about, now=worker.now())
    return True


def _forget_channel(session: Session, letter: Letter) -> None:
    if letter.group:
        introductions.forget_channel(session, letter.about)
        return
    member = members.by_id(session, letter.member_id)
    if member is not None:
        member.dm_channel = None


def _put_off(worker: Worker, workspace: str, fault: _NoWordsError, *, lane: str = "") -> None:
    """A message that we cannot put into words waits and does not hold up the others; in the end it is dead."""
    message = fault.message
    log.error("a message was put off", workspace=workspace, message=message, exc_info=fault)
    with worker.tools.db.begin(workspace) as session:
        attempts.put_off(session, message, machine_now=worker.machine.now(), chance=worker.rng.random(), error=NO_WORDS)
        pace.leave(session, lane)
