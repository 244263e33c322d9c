"""Questions: answered from what the community knows, or put to its organisers, who take them and reply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, delete, select, update
from sqlalchemy.orm import Session, aliased

from bot import workspaces
from bot.answers import engine, meaning
from bot.answers.findings import Choice, Finding
from bot.answers.index import index
from bot.community import members
from bot.delivery import outbox
from bot.desk import shelves
from bot.errors import InvalidField, NobodyToAsk, NotFound
from bot.rules import addresses, cadence, distress, manners
from bot.rules.dates import local
from bot.rules.manners import Manner
from bot.rules.messages import Kind, Priority
from bot.rules.rhythm import Calendar
from bot.rules.text import clean
from bot.rules.words import Origin, Readers, Role, Standing
from db.models import Member, Question

PATIENCE = timedelta(hours=1)
OPEN_FOR = timedelta(days=14)
REPLY_KEPT = timedelta(days=14)
"""For how long a reply may be read again, and kept for everybody."""

WORKING_DAYS = 2
"""After so many without an answer, its owner is reminded and the asker is told."""

LONGEST_REPLY = 2000
GONE = "That question is not here any more. Whoever asked it may have left, or it was closed."
EMPTY = "Write an answer first."
TOO_LONG = f"Write at most {LONGEST_REPLY:,} letters. The rest can stand behind a link."
ANSWERED = "Another organiser has answered this already. Copy your words if you want to send them yourself."
CLOSED = "This question has been closed. Copy your words if you want to send them yourself."
AWAY = "Whoever asked is not in Slack any more, so nobody would read this. You can close the question."


@dataclass(frozen=True)
class Asked:
    """A question put to organisers, with the Slack ids of who asked and of the organiser who owns it, if one does."""

    question: Question
    asker: str
    owner: str | None = None


@dataclass(frozen=True)
class Handover:
    """How many organisers have a question, and the day by which its asker hears how things stand."""

    organisers: int
    by: date


def answer(session: Session, text: str, *, now: datetime, readers: Readers = Readers.MEMBERS) -> Finding:
    """What the community knows about this and may tell these; a finding that says so when it knows nothing."""
    reading = shelves.read(session, readers)
    return engine.answer(text, reading.knowledge, now=now, library=shelves.library(session, reading))


def answer_from(session: Session, choice: Choice, *, now: datetime, readers: Readers = Readers.MEMBERS) -> Finding:
    """What the item says that somebody chose; raises NotFound when it is gone, or not for them."""
    known = shelves.read(session, readers).knowledge
    found = meaning.choose(choice, known, index(known), now=now)
    if found is None:
        raise NotFound
    return found


def owe_reply(
    session: Session,
    member: Member,
    text: str,
    origin: Origin,
    *,
    channel: str,
    thread: str | None,
    now: datetime,
) -> Question:
    """Somebody wrote to us and gets a reply where they wrote. Their text is kept until the reply has left.

    What may show who a patient is is not kept at all.
    """
    is_kept = manners.read(text) is not Manner.TOO_PERSONAL or distress.is_told(text)
    question = note(session, member, text if is_kept else "", origin, now=now)
    outbox.say(
        session,
        Kind.REPLY if is_kept else Kind.TOO_PERSONAL,
        member,
        about=question.id,
        key=f"reply:{question.id}",
        due=now,
        expires=now + PATIENCE,
        now=now,
        priority=Priority.REPLY,
        channel=channel,
        thread=thread,
    )
    return question


def note(session: Session, member: Member, text: str, origin: Origin, *, now: datetime) -> Question:
    """Keep what somebody asked until the bot has answered it."""
    return _note(session, member, text, origin, Standing.ASKED, now=now)


def put_to_organisers(session: Session, asker: Member, text: str, *, now: datetime) -> Handover:
    """Every organiser hears of the question once; asking the same again while it waits adds nothing.

    Raises NobodyToAsk when there are no organisers.
    """
    organisers = members.organisers(session)
    if not organisers:
        raise NobodyToAsk
    question = _same_waiting(session, asker, text)
    if question is None:
        question = _note(session, asker, text, Origin.COMMAND, Standing.WAITING, now=now)
        question.remind_at = remind_at(session, now)
    for organiser in organisers:
        key = f"question waiting:{question.id}:{organiser.id}"
        outbox.say(
            session,
            Kind.QUESTION_WAITING,
            organiser,
            about=question.id,
            key=key,
            due=now,
            expires=now + OPEN_FOR,
            now=now,
        )
    return handover(session, now=now)


def handover(session: Session, *, now: datetime) -> Handover:
    """As things stand for a question that is asked now."""
    by = local(remind_at(session, now), workspaces.zone(session)).date()
    return Handover(len(members.organisers(session)), by)


def remind_at(session: Session, asked_at: datetime) -> datetime:
    """2 working days later by the community's calendar: at the same hour, or at 9am when that day was none."""
    place = Calendar(workspaces.zone(session), workspaces.holidays(session))
    day = local(asked_at, place.zone).date()
    after = place.after_working_days(day, WORKING_DAYS)
    if not place.works_on(day):
        return place.at(after)
    return cadence.at_local(after, local(asked_at, place.zone).time(), place.zone)


def waiting(session: Session) -> Sequence[Asked]:
    """Questions that wait for a person, the oldest first."""
    in_order = _asked().where(Question.standing == Standing.WAITING).order_by(Question.asked_at, Question.id)
    return [Asked(row[0], row[1], row[2]) for row in session.execute(in_order)]


def find(session: Session, question: int) -> Question | None:
    return session.scalar(select(Question).where(Question.id == question))


def asked(session: Session, question: int) -> Asked:
    """A question with its people; raises NotFound for one that is gone."""
    found = session.execute(_asked().where(Question.id == question)).first()
    if found is None:
        raise NotFound(GONE)
    return Asked(found[0], found[1], found[2])


def take(session: Session, question: int, organiser: Member) -> Asked:
    """The organiser owns it from now on, unless another one took it before. Raises NotFound."""
    found = hold(session, question)
    owner = members.by_id(session, found.owner_id) if found.owner_id else None
    if found.standing is Standing.WAITING and not members.is_here_to_organise(owner):
        found.owner_id = organiser.id
        session.flush()
    return asked(session, question)


def reply(session: Session, question: int, organiser: Member, words: str, link: str, *, now: datetime) -> Asked:
    """Keep an organiser's reply and owe it to the asker. The first who replies owns the question.

    Raises NotFound, and InvalidField for words that are of no use, or come too late.
    """
    found, words = hold(session, question), _read_reply(words)
    if found.standing is Standing.ANSWERED:
        raise InvalidField("reply", ANSWERED)
    if found.standing is not Standing.WAITING:
        raise InvalidField("reply", CLOSED)
    asker = members.by_id(session, found.member_id)
    if asker is None or asker.deactivated_at is not None:
        raise InvalidField("reply", AWAY)
    found.standing, found.reply, found.link = Standing.ANSWERED, words, addresses.read("link", link)
    found.closed_by_id, found.closed_at, found.owner_id = organiser.id, now, organiser.id
    session.flush()
    _owe(session, Kind.QUESTION_ANSWERED, found, asker, now=now)
    return asked(session, question)


def close(session: Session, question: int, organiser: Member, *, now: datetime) -> bool:
    """The bot says no more, and whoever asked is told so; False when another one answered or closed it before.

    Its text goes, as nobody needs it.
    """
    found = session.scalar(select(Question).where(Question.id == question).with_for_update())  # the first one closes
    if found is None:
        raise NotFound
    if found.standing is Standing.ANSWERED:
        return False
    if found.standing is Standing.CLOSED:
        return found.closed_by_id == organiser.id
    shut(found, organiser, now=now)
    asker = members.by_id(session, found.member_id)
    if asker is not None and asker.id != organiser.id:
        _owe(session, Kind.QUESTION_CLOSED, found, asker, now=now)
    return True


def shut(question: Question, member: Member, *, now: datetime) -> None:
    """Nobody waits for it any more, so its text goes."""
    question.standing, question.closed_by_id, question.closed_at, question.text = Standing.CLOSED, member.id, now, ""


def let_go(session: Session, *, now: datetime) -> int:
    """Questions that the bot has answered are not kept, and replies for 14 days; gives how many questions went."""
    told = (Question.standing == Standing.ANSWERED, Question.closed_at < now - REPLY_KEPT)
    session.execute(update(Question).where(*told).values(standing=Standing.CLOSED, text="", reply="", link=None))
    old = (Question.standing == Standing.ASKED, Question.asked_at < now - PATIENCE)
    return len(session.scalars(delete(Question).where(*old).returning(Question.id)).all())


def _note(
    session: Session, member: Member, text: str, origin: Origin, standing: Standing, *, now: datetime
) -> Question:
    question = Question(member_id=member.id, text=text, origin=origin, standing=standing, asked_at=now)
    session.add(question)
    session.flush()
    return question


def _asked() -> Select[Question, str, str]:
    """Who organises no more, or is gone, owns nothing."""
    asker, owner = aliased(Member), aliased(Member)
    organises = (owner.id == Question.owner_id, owner.role == Role.ORGANISER, owner.deactivated_at.is_(None))
    chosen = select(Question, asker.slack_id, owner.slack_id).join(asker, Question.member_id == asker.id)
    return chosen.outerjoin(owner, and_(*organises))


def hold(session: Session, question: int) -> Question:
    """The question, so that of two who do something to it one comes first."""
    found = session.scalar(select(Question).where(Question.id == question).with_for_update())
    if found is None:
        raise NotFound(GONE)
    return found


def _read_reply(words: str) -> str:
    found = clean(words)
    if not found:
        raise InvalidField("reply", EMPTY)
    if len(found) > LONGEST_REPLY:
        raise InvalidField("reply", TOO_LONG)
    return found


def _owe(session: Session, kind: Kind, question: Question, asker: Member, *, now: datetime) -> None:
    outbox.say(
        session,
        kind,
        asker,
        about=question.id,
        key=f"{kind.value}:{question.id}",
        due=now,
        expires=now + REPLY_KEPT,
        now=now,
        priority=Priority.REPLY,
    )


def _same_waiting(session: Session, asker: Member, text: str) -> Question | None:
    return session.scalar(
        select(Question).where(
            Question.member_id == asker.id, Question.standing == Standing.WAITING, Question.text == text
        )
    )
