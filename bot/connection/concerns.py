"""Concerns: what a member tells organisers about an introduction, sealed, and read by those organisers alone."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from bot.community import keys, members
from bot.connection import introductions
from bot.delivery import outbox
from bot.errors import InvalidField, NobodyToAsk, NotFound
from bot.rules.messages import Kind, Priority
from bot.rules.text import clean
from bot.vault import Unreadable, Vault
from db.models import Concern, Introduction, Member, Seat

LONGEST = 3000
OPEN_FOR = timedelta(days=14)
NOBODY = "No organiser can read this yet, so nothing was sent. Copy your words, and tell somebody that you trust."
EMPTY = "Write what worries you, in as few words as you like."
TOO_LONG = f"Write at most {LONGEST} letters. You can send more in a second one."


@dataclass(frozen=True)
class Reported:
    """A concern as organisers read it; people by their Slack ids. Without words it cannot be opened any more."""

    id: str
    reporter: str
    about: tuple[str, ...]
    words: str | None
    reported_at: datetime


def readers(session: Session, introduction: int) -> Sequence[Member]:
    """The organisers who get a concern about this introduction: all but those who are in it themselves."""
    inside = set(session.scalars(select(Seat.member_id).where(Seat.introduction_id == introduction)))
    return [organiser for organiser in members.organisers(session) if organiser.id not in inside]


def report(
    session: Session, vault: Vault, introduction: int, member: Member, words: str, *, now: datetime
) -> Sequence[Member]:
    """Keep these words under the member's own key and owe them to each organiser; gives to whom.

    Raises NotFound without a seat, InvalidField for words that are none or too many, and NobodyToAsk.
    """
    introductions.ever(session, introduction, member)
    told, words = readers(session, introduction), clean(words)
    if not words:
        raise InvalidField("words", EMPTY)
    if len(words) > LONGEST:
        raise InvalidField("words", TOO_LONG)
    if not told:
        raise NobodyToAsk(NOBODY)
    row, lock = str(uuid.uuid4()), keys.find_or_make(session, vault, member)
    sealed = lock.seal(words, table="concern", row=row, column="words")
    session.add(
        Concern(id=row, introduction_id=introduction, member_id=member.id, words=sealed, reported_at=now),
    )
    for organiser in told:
        _owe(session, row, introduction, organiser, now=now)
    return told


def to_tell(session: Session, vault: Vault, key: str, organiser: Member) -> Reported | None:
    """The concern that a message with this key is about; None when it is closed, gone, or not theirs to read."""
    row = key.partition(":")[2].partition(":")[0]
    found = session.scalar(select(Concern).where(Concern.id == row, Concern.closed_at.is_(None)))
    if found is None or organiser.id not in {reader.id for reader in readers(session, found.introduction_id)}:
        return None
    return _read(session, vault, found)


def open_to(session: Session, vault: Vault, organiser: Member, *, most: int) -> list[Reported]:
    """Open concerns that this organiser may read, the oldest first."""
    found = select(Concern).where(*_open_to(organiser)).order_by(Concern.reported_at, Concern.id).limit(most)
    return [_read(session, vault, concern) for concern in session.scalars(found)]


def count(session: Session, organiser: Member) -> int:
    """How many concerns are open that this organiser may read."""
    return session.scalars(select(func.count()).select_from(Concern).where(*_open_to(organiser))).one()


def close(session: Session, concern: str, organiser: Member, *, now: datetime) -> bool:
    """Dealt with, for all organisers; its words are let go. False when another one closed it before.

    Raises NotFound for what this organiser cannot read.
    """
    found = session.scalar(select(Concern).where(Concern.id == concern).with_for_update())  # the first one closes
    if found is None or organiser.id not in {reader.id for reader in readers(session, found.introduction_id)}:
        raise NotFound
    if found.closed_at is not None:
        return found.closed_by_id == organiser.id
    found.closed_at, found.closed_by_id, found.words = now, organiser.id, b""
    return True


def _owe(session: Session, row: str, introduction: int, organiser: Member, *, now: datetime) -> None:
    outbox.say(
        session,
        Kind.CONCERN,
        organiser,
        about=introduction,
        key=f"concern:{row}:{organiser.id}",
        due=now,
        expires=now + OPEN_FOR,
        now=now,
        priority=Priority.FOLLOW_UP,
    )


def _open_to(organiser: Member) -> tuple[ColumnElement[bool], ...]:
    is_inside = exists().where(Seat.introduction_id == Concern.introduction_id, Seat.member_id == organiser.id)
    return (Concern.closed_at.is_(None), ~is_inside)


def _read(session: Session, vault: Vault, concern: Concern) -> Reported:
    rows = session.execute(
        select(Member.id, Member.slack_id)
        .join(Seat, Seat.member_id == Member.id)
        .join(Introduction, Introduction.id == Seat.introduction_id)
        .where(Introduction.id == concern.introduction_id)
        .order_by(Seat.id)
    ).all()
    reporter = next(slack_id for member, slack_id in rows if member == concern.member_id)
    others = tuple(slack_id for member, slack_id in rows if member != concern.member_id)
    return Reported(concern.id, reporter, others, _open(session, vault, concern), concern.reported_at)


def _open(session: Session, vault: Vault, concern: Concern) -> str | None:
    member = members.by_id(session, concern.member_id)
    lock = keys.find(session, vault, member) if member else None
    if lock is None:
        return None
    try:
        return lock.open(concern.words, table="concern", row=concern.id, column="words")
    except Unreadable:
        return None
