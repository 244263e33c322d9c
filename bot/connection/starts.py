"""Starts: what the calendar does for the next round of a programme, one step at a time."""

from datetime import datetime
from enum import Enum

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.connection import draws, programmes, rounds
from bot.connection.rounds import Shown
from bot.delivery import outbox
from bot.rules import rhythm
from bot.rules.messages import Kind
from bot.rules.words import RoundState
from db.models import Programme, Round


class Step(Enum):
    """What is to be done now."""

    DRAW = "draw"
    SEND = "send"
    LEAVE_OUT = "leave out"


def due(session: Session, programme: Programme, *, now: datetime) -> Step | None:
    """The step whose time has come for the next start, or None."""
    starts_at = programme.next_starts_at
    if starts_at is None or now < rhythm.draws_at(starts_at, programmes.calendar(session)):
        return None
    running = rounds.running(session, programme.track, now=starts_at)
    made = rounds.started(session, programme.track, starts_at)
    was_cancelled = made is not None and made.state is not RoundState.DRAWN
    if now > starts_at + rhythm.LATE_BY or running is not None or was_cancelled:
        return Step.LEAVE_OUT
    if made is None:
        return Step.DRAW
    return Step.SEND if now >= starts_at else None


def take(session: Session, programme: Programme, *, now: datetime, seed: int) -> Step | None:
    """Do the step that is due and give it; None when another process did it. Raises NobodyToIntroduce."""
    workspaces.take_turns(session)
    step = due(session, programme, now=now)
    match step:
        case Step.DRAW:
            _draw(session, programme, now=now, seed=seed)
        case Step.SEND:
            _send(session, programme, now=now)
        case Step.LEAVE_OUT:
            leave_out(session, programme, now=now)
    return step


def leave_out(session: Session, programme: Programme, *, now: datetime) -> None:
    """This start leads to no round: the next one by the calendar will."""
    starts_at = programme.next_starts_at
    if starts_at is None:
        return
    made = rounds.started(session, programme.track, starts_at)
    if made is not None and made.state is RoundState.DRAWN:
        rounds.cancel(session, Shown(made.id, made.seed))
    programmes.move_on(session, programme, after=max(now, starts_at))


def _draw(session: Session, programme: Programme, *, now: datetime, seed: int) -> None:
    if programme.next_starts_at is not None:
        drawn = draws.plan(session, programme.track, programme.next_starts_at, now=now, seed=seed)
        _tell_organisers(session, drawn, now=now)


def _send(session: Session, programme: Programme, *, now: datetime) -> None:
    if programme.next_starts_at is None:
        return
    made = rounds.started(session, programme.track, programme.next_starts_at)
    if made is not None:
        rounds.send(session, Shown(made.id, made.seed), now=now)


def _tell_organisers(session: Session, drawn: Round, *, now: datetime) -> None:
    for organiser in members.organisers(session):
        key = f"round drawn:{drawn.id}:{drawn.seed}:{organiser.id}"
        outbox.say(
            session, Kind.ROUND_DRAWN, organiser, about=drawn.id, key=key, due=now, expires=drawn.starts_at, now=now
        )
