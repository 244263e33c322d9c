"""Shares: answers that somebody put into a channel with their name, until they take them back."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.orm import Session

from bot.answers.findings import Finding
from bot.delivery import outbox
from bot.desk import asking, questions
from bot.desk.asking import Asker
from bot.errors import CannotBeShared, NotFound
from bot.rules.messages import Kind, Priority, State
from bot.rules.words import Origin
from db.models import Member, Question


class Fate(Enum):
    """What becomes of a share that is taken back."""

    HELD_BACK = auto()  # it never left
    TO_TAKE_DOWN = auto()  # it shows in the channel
    LEAVING = auto()  # it shows in a moment
    UNKNOWN = auto()  # it may show, and Slack does not tell
    GONE = auto()  # it does not show


_FATES = {State.SENDING: Fate.LEAVING, State.UNCERTAIN: Fate.UNKNOWN, State.HELD: Fate.UNKNOWN}


@dataclass(frozen=True)
class TakenBack:
    """A share that its author does not want any more, and where it shows."""

    fate: Fate
    channel: str = ""
    ts: str = ""


def to_share(session: Session, text: str, asker: Asker, *, now: datetime) -> Finding | None:
    """The answer as a channel may read it now; None when there is none."""
    told = asking.answer(session, text, Asker(asker.member, asker.place, is_alone=False), now=now)
    return told if isinstance(told, Finding) and asking.may_be_shared(text, told) else None


def share(session: Session, text: str, asker: Asker, *, now: datetime) -> Question:
    """Owe the channel this answer, with the name of whoever shares it; it is worked out anew when it leaves.

    Raises CannotBeShared when it is none that a channel may read.
    """
    if asker.member is None or to_share(session, text, asker, now=now) is None:
        raise CannotBeShared
    question = questions.note(session, asker.member, text, Origin.COMMAND, now=now)
    outbox.say(
        session,
        Kind.SHARED_ANSWER,
        asker.member,
        about=question.id,
        key=_key(question.id),
        due=now,
        expires=now + questions.PATIENCE,
        now=now,
        priority=Priority.REPLY,
        channel=asker.place,
    )
    return question


def take_back(session: Session, share: int, member: Member) -> TakenBack:
    """What has not left stays here. Raises NotFound for a share that is not theirs, or that nobody knows any more."""
    found = outbox.find_by_key(session, _key(share))
    if found is None or found.member_id != member.id:
        raise NotFound
    if found.state is State.READY:
        outbox.cancel(session, key=found.dedupe_key)
        return TakenBack(Fate.HELD_BACK)
    if found.slack_channel and found.slack_ts:
        return TakenBack(Fate.TO_TAKE_DOWN, found.slack_channel, found.slack_ts)
    return TakenBack(_FATES.get(found.state, Fate.GONE))


def is_down(session: Session, share: int) -> None:
    """It does not show in Slack any more."""
    found = outbox.find_by_key(session, _key(share))
    if found is not None:
        found.slack_channel = found.slack_ts = None


def _key(share: int) -> str:
    return f"shared answer:{share}"
