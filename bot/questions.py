"""Questions: answered from what the community knows, or put to its organisers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import members, outbox, shelves
from bot.answers import engine, meaning
from bot.answers.findings import Choice, Finding
from bot.answers.index import index
from bot.errors import NobodyToAsk, NotFound
from bot.rules import distress, manners
from bot.rules.manners import Manner
from bot.rules.messages import Kind, Priority
from bot.rules.words import Origin, Readers, Standing
from db.models import Member, Question

PATIENCE = timedelta(hours=1)
OPEN_FOR = timedelta(days=14)


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


def put_to_organisers(session: Session, asker: Member, text: str, *, now: datetime) -> int:
    """Every organiser hears of the question once; asking the same again while it waits adds nothing.

    Gives how many organisers have it. Raises NobodyToAsk when there are none.
    """
    organisers = members.organisers(session)
    if not organisers:
        raise NobodyToAsk
    question = _same_waiting(session, asker, text) or _note(
        session, asker, text, Origin.COMMAND, Standing.WAITING, now=now
    )
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
    return len(organisers)


def waiting(session: Session) -> Sequence[tuple[Question, str]]:
    """Questions that wait for a person, the oldest first, each with the asker's Slack id."""
    rows = session.execute(
        select(Question, Member.slack_id)
        .join(Member, Question.member_id == Member.id)
        .where(Question.standing == Standing.WAITING)
        .order_by(Question.asked_at, Question.id)
    )
    return [(question, slack_id) for question, slack_id in rows]


def find(session: Session, question: int) -> Question | None:
    return session.scalar(select(Question).where(Question.id == question))


def close(session: Session, question: int, organiser: Member, *, now: datetime) -> bool:
    """An organiser has replied; False when another one closed it before. The text is let go either way."""
    found = session.scalar(select(Question).where(Question.id == question).with_for_update())  # the first one closes
    if found is None:
        raise NotFound
    if found.standing is Standing.CLOSED:
        return found.closed_by_id == organiser.id
    found.standing, found.closed_by_id, found.closed_at, found.text = Standing.CLOSED, organiser.id, now, ""
    return True


def let_go(session: Session, *, now: datetime) -> int:
    """Questions that the bot has answered are not kept; gives how many went."""
    old = (Question.standing == Standing.ASKED, Question.asked_at < now - PATIENCE)
    return len(session.scalars(delete(Question).where(*old).returning(Question.id)).all())


def _note(
    session: Session, member: Member, text: str, origin: Origin, standing: Standing, *, now: datetime
) -> Question:
    question = Question(member_id=member.id, text=text, origin=origin, standing=standing, asked_at=now)
    session.add(question)
    session.flush()
    return question


def _same_waiting(session: Session, asker: Member, text: str) -> Question | None:
    return session.scalar(
        select(Question).where(
            Question.member_id == asker.id, Question.standing == Standing.WAITING, Question.text == text
        )
    )
