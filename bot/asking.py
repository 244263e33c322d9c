"""Asking: what somebody is told who asks, by who they are, where they ask, and who else reads the answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot import audiences, members, outbox, own, questions, signposts
from bot.answers.findings import EventsInRange, Finding, LastEvent, NextEvent, is_for_organisers
from bot.answers.reasons import Outcome
from bot.errors import CannotBeShared
from bot.own import Withheld
from bot.rules import distress, identifying
from bot.rules import own as own_rule
from bot.rules.messages import Kind, Priority
from bot.rules.own import Own
from bot.rules.words import Origin, Readers
from db.models import Member, Question, Signpost


@dataclass(frozen=True)
class Asker:
    """Who asks, and in which conversation. `is_alone` says that nobody else reads the answer."""

    member: Member | None
    place: str
    is_alone: bool = True

    @property
    def readers(self) -> Readers:
        """Where others read along, what is told is for members."""
        return audiences.of(self.member) if self.is_alone else Readers.MEMBERS


@dataclass(frozen=True)
class Care:
    """Somebody is in distress: where they can turn, and nothing else."""

    signposts: tuple[Signpost, ...]


Told = Finding | Care | own.Told


def answer(session: Session, text: str, asker: Asker, *, now: datetime) -> Told:
    """What this person is told; never nothing."""
    if distress.is_told(text):
        return Care(tuple(signposts.every(session)))
    mine = _own(session, text, asker, now=now)
    if mine is not None:
        return mine
    return questions.answer(session, text, now=now, readers=asker.readers)


def _own(session: Session, text: str, asker: Asker, *, now: datetime) -> own.Told | Finding | None:
    """What is the asker's own is told to them alone."""
    asked = own_rule.read(text)
    if asked is None:
        return None
    if not asker.is_alone:
        return Withheld(own.Why.OTHERS_READ_ALONG)
    if asker.member is not None and members.has_joined(asker.member):
        return own.tell(session, asked, asker.member, now=now)
    if asked.about is Own.MEETING:
        return None  # the community is meant
    return Withheld(own.Why.NOT_JOINED if asker.place else own.Why.NOBODY_HERE)


def may_be_shared(text: str, told: Told) -> bool:
    """Whether a channel may read this: an answer for members, to a question that shows nobody."""
    if not isinstance(told, Finding) or told.outcome is not Outcome.ANSWERED:
        return False
    return not (_is_empty(told) or is_for_organisers(told) or identifying.details(text))


def _is_empty(told: Finding) -> bool:
    """Whether it says no more than that nothing is listed."""
    if isinstance(told, EventsInRange):
        return not told.events
    return isinstance(told, NextEvent | LastEvent) and told.event is None


def to_share(session: Session, text: str, asker: Asker, *, now: datetime) -> Finding | None:
    """The answer as a channel may read it now; None when there is none."""
    told = answer(session, text, Asker(asker.member, asker.place, is_alone=False), now=now)
    return told if isinstance(told, Finding) and may_be_shared(text, told) else None


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
        key=f"shared answer:{question.id}",
        due=now,
        expires=now + questions.PATIENCE,
        now=now,
        priority=Priority.REPLY,
        channel=asker.place,
    )
    return question
