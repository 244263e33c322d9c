"""Asking: what somebody is told who asks, by who they are, where they ask, and who else reads the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import following
from bot.answers.findings import Booking, EventsInRange, Finding, LastEvent, NextEvent, Unknown, is_for_organisers
from bot.answers.reasons import Outcome, Reason
from bot.community import audiences, members, signposts
from bot.desk import feedback, own, questions, shelves, topics
from bot.desk.own import Withheld
from bot.rules import distress, identifying, manners
from bot.rules import own as own_rule
from bot.rules.manners import Manner
from bot.rules.own import Own
from bot.rules.words import Readers
from db.models import Member, Signpost

_IT = frozenset(("", "to it", "to that", "to this", "to that one", "there"))


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


@dataclass(frozen=True)
class Courtesy:
    """A fixed sentence, for what is not looked up."""

    manner: Manner


Told = Finding | Courtesy | Care | own.Told


def answer(session: Session, text: str, asker: Asker, *, now: datetime) -> Told:
    """What this person is told; never nothing."""
    if distress.is_told(text):
        return Care(tuple(signposts.every(session)))
    if text and manners.says_nothing(text):
        return Unknown(Reason.EMPTY)
    manner = manners.read(text)
    if manner is not None:
        return Courtesy(manner)
    found = _looked_up(session, text, asker, now=now)
    return _despite_manners(session, text, asker, now=now) or found if _is_unknown(found) else found


def _despite_manners(session: Session, text: str, asker: Asker, *, now: datetime) -> Told | None:
    """What is told where nothing was found and that may be for how it was put; None when it was put well."""
    manner = manners.read_unanswered(text)
    if manner is not Manner.ABUSE:
        return Courtesy(manner) if manner else None
    found = _looked_up(session, manners.without_oaths(text), asker, now=now)
    return Courtesy(manner) if _is_unknown(found) else found


def _is_unknown(told: Told) -> bool:
    return isinstance(told, Finding) and told.outcome is Outcome.UNKNOWN


def _looked_up(session: Session, text: str, asker: Asker, *, now: datetime) -> Told:
    talked_of = topics.find(session, asker.member, asker.place, now=now) if asker.member else ()
    mine = _own(session, text, asker, talked_of, now=now)
    if mine is not None:
        return mine
    leaning = _leaning(session, text, asker, talked_of, now=now) if talked_of else None
    return leaning or questions.answer(session, text, now=now, readers=asker.readers)


def note(session: Session, told: Told, asker: Asker, *, now: datetime) -> None:
    """Keep what was named for half an hour, so that the next question here can lean on it."""
    if asker.member is not None:
        topics.keep(session, asker.member, asker.place, named(told), now=now)


def leaves_a_trace(told: Told, asker: Asker) -> bool:
    """Whether anything is to be kept of this: what it named, for a known asker, or that it was not known."""
    return was_unknown(told) or (asker.member is not None and bool(named(told)))


def was_unknown(told: Told) -> bool:
    """Whether the bot had nothing to say to a question."""
    return isinstance(told, Finding) and feedback.was_unknown(told)


def named(told: Told) -> tuple[topics.Key, ...]:
    """What this names, as kinds and ids."""
    if isinstance(told, own.Goings):
        return tuple(("event", one.event.id) for one in told.occasions)
    return topics.named(told) if isinstance(told, Finding) else ()


def _leaning(
    session: Session, text: str, asker: Asker, talked_of: Sequence[topics.Key], *, now: datetime
) -> Finding | own.Goings | None:
    """The answer to what speaks of what was talked of; None for a question that stands by itself."""
    known = shelves.read(session, asker.readers).knowledge
    leaning = following.read(text, known, now=now)
    if leaning is None:
        return None
    found = following.answer(leaning, topics.there(talked_of, known), known, now=now)
    if isinstance(found, Booking) and asker.is_alone and asker.member and members.has_joined(asker.member):
        return own.going(session, [found.event.id], asker.member, now=now)
    return found


def _own(
    session: Session, text: str, asker: Asker, talked_of: Sequence[topics.Key], *, now: datetime
) -> own.Told | Finding | None:
    """What is the asker's own is told to them alone."""
    asked = own_rule.read(text)
    if asked is None:
        return None
    if not asker.is_alone:
        return Withheld(own.Why.OTHERS_READ_ALONG)
    if asker.member is not None and members.has_joined(asker.member):
        one_event = [key[1] for key in talked_of if key[0] == "event"] if len(talked_of) == 1 else []
        if asked.about is Own.GOING and one_event and asked.rest in _IT:
            return own.going(session, one_event, asker.member, now=now)
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
