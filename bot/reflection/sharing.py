"""Sharing: a reflection that its author lets others read, in their introduction or in a channel, until they stop."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.community import members
from bot.community.peers import Directory, Peer
from bot.connection import introductions
from bot.connection.introductions import Introduced
from bot.delivery import outbox
from bot.errors import NotFound
from bot.rules.messages import Kind, State
from bot.rules.words import Audience
from db.models import Member, Message, Reflection, Seat, Sharing

OF_USE = timedelta(days=1)
PLAN = "plan"

_LEAVING = frozenset({State.SENDING, State.UNCERTAIN})  # it shows in a moment, or shows already
_WAITS = _LEAVING | {State.READY}
_NOBODY = "Your peers can not be reached any more, so nothing is shared."


class Reach(Enum):
    """How far something shared has come."""

    ON_ITS_WAY = auto()
    THERE = auto()
    NOT_THERE = auto()


@dataclass(frozen=True)
class Place:
    """Where to share: in an introduction, or in a channel, with its name and how many people are in it."""

    introduction: Introduced | None = None
    channel: str = ""
    name: str = ""
    people: int = 0
    is_shared: bool = False  # with another workspace

    @property
    def mark(self) -> str:
        """What tells this place from the same one after somebody has come or gone."""
        if self.introduction is None:
            return "outside" if self.is_shared else "inside"
        return "+".join(str(peer.member_id) for peer in self.introduction.peers)


@dataclass(frozen=True)
class Shared:
    """That a reflection is shared: with these peers or in this channel, and whether it got there.

    `is_stopped` while something of it may still show although its author has stopped.
    """

    peers: tuple[Peer, ...]
    channel_name: str
    reach: Reach
    is_stopped: bool


@dataclass(frozen=True)
class Up:
    """A message with something shared that shows in Slack."""

    message: int
    channel: str
    ts: str


def begin(
    session: Session, member: Member, reflection: Reflection, place: Place, parts: Sequence[str], *, now: datetime
) -> None:
    """Owe these parts to whoever is in this place; nothing more when the reflection is shared already.

    Raises NotFound when nobody is left to read it.
    """
    if any(row.stopped_at is None for row in _of(session, [reflection.id])):
        return
    sharing = Sharing(
        member_id=member.id,
        reflection_id=reflection.id,
        key=str(uuid.uuid4()),
        introduction_id=place.introduction.id if place.introduction else None,
        channel=place.channel or None,
        channel_name=place.name or None,
        parts=list(parts),
        shared_at=now,
    )
    session.add(sharing)
    session.flush()
    reflection.audience = Audience.INTRODUCTION if place.introduction else Audience.CHANNEL
    reflection.shared_at = now
    group = introductions.channel(session, place.introduction.id) if place.introduction else place.channel
    if group:
        _owe(session, Kind.SHARED_REFLECTION, member, sharing, key=_key(sharing), now=now, channel=group)
    elif place.introduction:
        _owe_each(session, sharing, place.introduction, now=now)


@dataclass(frozen=True)
class Stopped:
    """What is to be taken down; `is_leaving` when more may show in a moment, which is too late to hold back."""

    up: tuple[Up, ...]
    is_leaving: bool


def stop(session: Session, member: Member, reflection: str, *, now: datetime) -> Stopped:
    """What was not sent is not sent any more. Raises NotFound."""
    own = (Reflection.id == reflection, Reflection.member_id == member.id)
    found = session.scalar(select(Reflection).where(*own))
    if found is None:
        raise NotFound
    found.audience, found.shared_at = Audience.ONLY_ME, None
    rows = _of(session, [found.id])
    messages = [message for row in rows for message in _messages(session, row)]
    for row in rows:
        row.stopped_at = row.stopped_at or now
    for message in messages:
        outbox.cancel(session, key=message.dedupe_key)
    return Stopped(_up(session, rows), is_leaving=any(message.state in _LEAVING for message in messages))


def all_up(session: Session, member: Member) -> tuple[Up, ...]:
    """All that shows in Slack of what this member shared."""
    return _up(session, session.scalars(select(Sharing).where(Sharing.member_id == member.id)).all())


def is_down(session: Session, taken: Iterable[Up]) -> None:
    """These messages do not show in Slack any more."""
    ids = [up.message for up in taken]
    session.execute(update(Message).where(Message.id.in_(ids)).values(slack_channel=None, slack_ts=None))


def present(session: Session, reflections: Sequence[str]) -> dict[str, Shared]:
    """Which of these reflections are shared, or may still show somewhere."""
    found = {}
    for row in _of(session, reflections):
        messages = _messages(session, row)
        shows = any(message.slack_ts or message.state in _LEAVING for message in messages)
        if row.stopped_at is None or shows:
            reach = _reach(messages)
            is_stopped = row.stopped_at is not None
            found[row.reflection_id] = Shared(_peers(session, row), row.channel_name or "", reach, is_stopped)
    return found


def find(session: Session, sharing: int) -> Sharing | None:
    """One that nobody has stopped."""
    return session.scalar(select(Sharing).where(Sharing.id == sharing, Sharing.stopped_at.is_(None)))


def _peers(session: Session, sharing: Sharing) -> tuple[Peer, ...]:
    """Who reads it in an introduction; who has left has no name any more."""
    if sharing.introduction_id is None:
        return ()
    directory, seats = Directory.read(session), introductions.seats(session, sharing.introduction_id)
    return tuple(directory.peer(member) for _, member in seats if member.id != sharing.member_id and member.name)


def _of(session: Session, reflections: Sequence[str]) -> Sequence[Sharing]:
    return session.scalars(select(Sharing).where(Sharing.reflection_id.in_(reflections)).order_by(Sharing.id)).all()


def _owe_each(session: Session, sharing: Sharing, introduction: Introduced, *, now: datetime) -> None:
    readers = [members.by_id(session, peer.member_id) for peer in introduction.peers]
    here = [reader for reader in readers if reader is not None]
    if not here:
        raise NotFound(_NOBODY)
    for reader in here:
        key = _key(sharing, reader.id)
        _owe(session, Kind.SHARED_REFLECTION_ALONE, reader, sharing, key=key, now=now)


def _owe(
    session: Session,
    kind: Kind,
    member: Member,
    sharing: Sharing,
    *,
    key: str,
    now: datetime,
    channel: str | None = None,
) -> None:
    outbox.say(
        session, kind, member, about=sharing.id, key=key, due=now, expires=now + OF_USE, now=now, channel=channel
    )


def _key(sharing: Sharing, reader: int | None = None) -> str:
    return f"shared:{sharing.key}" + (f":{reader}" if reader else "")


def _messages(session: Session, sharing: Sharing) -> Sequence[Message]:
    seats = select(Seat.member_id).where(Seat.introduction_id == (sharing.introduction_id or 0))
    wanted = [_key(sharing), *(_key(sharing, reader) for reader in session.scalars(seats))]
    return session.scalars(select(Message).where(Message.dedupe_key.in_(wanted)).order_by(Message.id)).all()


def _up(session: Session, rows: Iterable[Sharing]) -> tuple[Up, ...]:
    return tuple(
        Up(message.id, message.slack_channel, message.slack_ts)
        for row in rows
        for message in _messages(session, row)
        if message.slack_channel and message.slack_ts
    )


def _reach(messages: Sequence[Message]) -> Reach:
    if any(message.slack_ts or message.state is State.HELD for message in messages):
        return Reach.THERE
    return Reach.ON_ITS_WAY if any(message.state in _WAITS for message in messages) else Reach.NOT_THERE
