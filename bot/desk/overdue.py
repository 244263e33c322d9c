"""Questions that nobody has answered for 2 working days: their owner is reminded once, and their asker is told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.community import members
from bot.delivery import outbox
from bot.desk import questions
from bot.desk.questions import GONE, OPEN_FOR, Asked
from bot.errors import NotFound
from bot.rules.messages import Kind, Priority
from bot.rules.words import Standing
from db.models import Member, Question


@dataclass(frozen=True)
class Delay:
    """A question that still waits, and the Slack ids of the organisers whom its asker can write to."""

    asked: Asked
    organisers: tuple[str, ...]


def due(session: Session, *, now: datetime) -> list[int]:
    """The questions that have waited too long by now."""
    chosen = select(Question.id).where(*_waiting(), Question.remind_at <= now)
    return list(session.scalars(chosen.order_by(Question.remind_at, Question.id)))


def next_due(session: Session) -> datetime | None:
    """When the next question will have waited too long."""
    return session.scalar(select(func.min(Question.remind_at)).where(*_waiting()))


def remind(session: Session, question: int, *, now: datetime) -> int:
    """Owe a reminder to the owner, or to every organiser where there is none, and a word to the asker; once.

    Gives how many messages are owed. A bot that was away for too long says nothing about it any more.
    """
    chosen = select(Question).where(*_waiting(), Question.id == question).with_for_update()
    found = session.scalar(chosen)
    if found is None or found.remind_at is None or found.remind_at > now:
        return 0
    found.reminded_at = now
    asker = members.by_id(session, found.member_id)
    if asker is None or found.remind_at + OPEN_FOR <= now:
        return 0
    told = _reminded(session, found)
    for organiser in told:
        _owe(session, Kind.QUESTION_OVERDUE, found, organiser, now=now)
    _owe(session, Kind.STILL_WAITING, found, asker, now=now)
    return len(told) + 1


def delay(session: Session, question: int) -> Delay | None:
    """What the asker is told, while nobody has answered."""
    found = questions.find(session, question)
    if found is None or found.standing is not Standing.WAITING:
        return None
    there = tuple(organiser.slack_id for organiser in members.organisers(session))
    return Delay(questions.asked(session, question), there)


def withdraw(session: Session, question: int, asker: Member, *, now: datetime) -> None:
    """The asker needs no answer any more. Raises NotFound for what is not theirs; what is answered stays so."""
    found = questions.hold(session, question)
    if found.member_id != asker.id:
        raise NotFound(GONE)
    if found.standing is Standing.WAITING:
        questions.shut(found, asker, now=now)


def _waiting() -> tuple[ColumnElement[bool], ...]:
    return (Question.standing == Standing.WAITING, Question.remind_at.is_not(None), Question.reminded_at.is_(None))


def _reminded(session: Session, question: Question) -> list[Member]:
    owner = members.by_id(session, question.owner_id) if question.owner_id else None
    if owner is not None and members.is_here_to_organise(owner):
        return [owner]
    return list(members.organisers(session))


def _owe(session: Session, kind: Kind, question: Question, member: Member, *, now: datetime) -> None:
    outbox.say(
        session,
        kind,
        member,
        about=question.id,
        key=f"{kind.value}:{question.id}:{member.id}",
        due=now,
        expires=now + OPEN_FOR,
        now=now,
        priority=Priority.FOLLOW_UP,
    )
