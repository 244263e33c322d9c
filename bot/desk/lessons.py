"""Lessons: answers of organisers that are kept for everybody, as facts that the bot answers from."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.desk import phrasings
from bot.errors import InvalidField, NotFound
from bot.rules import addresses, distress, identifying
from bot.rules.identifying import Detail
from bot.rules.text import clean
from db.models import Fact, Opinion, Phrasing, Question, Source

KIND = "answer"
SOURCE = "An organiser's answer"
LONGEST_TITLE, LONGEST_TEXT = 200, 2000
GONE = "That answer is not here any more. The list of kept answers shows what there is."
NO_TITLE = "Write the question that this answers."
NO_TEXT = "Write the answer."
TITLE_TOO_LONG = f"Write the question in at most {LONGEST_TITLE} letters."
TEXT_TOO_LONG = f"Write at most {LONGEST_TEXT:,} letters. The rest can stand behind a link."
TWICE = "There is an answer to this question already. Change that one, or ask in other words."
NOT_YET = "Choose today or a day before it."


class TellsOfSomebody(InvalidField):
    """A title or a text that may show who somebody is; `details` says by what."""

    def __init__(self, field: str, details: Sequence[Detail]) -> None:
        super().__init__(field, "This may show who somebody is. Change it before it is kept for everybody.")
        self.details = tuple(details)


@dataclass(frozen=True)
class Draft:
    """A lesson as an organiser fills it in."""

    title: str
    text: str
    link: str | None
    as_of: date


@dataclass(frozen=True)
class Lesson:
    """A lesson as it is kept."""

    id: int
    title: str
    text: str
    link: str | None
    as_of: date


def read(title: str, text: str, link: str, as_of: str, *, today: date) -> Draft:
    """What stands in the form, checked. Raises InvalidField, and TellsOfSomebody for personal details."""
    title, text = " ".join(clean(title).split()), clean(text)
    if not title:
        raise InvalidField("title", NO_TITLE)
    if not text:
        raise InvalidField("text", NO_TEXT)
    if len(title) > LONGEST_TITLE:
        raise InvalidField("title", TITLE_TOO_LONG)
    if len(text) > LONGEST_TEXT:
        raise InvalidField("text", TEXT_TOO_LONG)
    for field, words in (("title", title), ("text", text)):
        if details := identifying.details(words):
            raise TellsOfSomebody(field, details)
    return Draft(title, text, addresses.read("link", link), _read_day(as_of, today=today))


def keep(session: Session, draft: Draft) -> Lesson:
    """A new lesson, from which questions are answered at once. Raises InvalidField where there is one already."""
    _refuse_twice(session, draft, but=0)
    key = f"organisers-{secrets.token_hex(8)}"
    source = Source(key=key, name=SOURCE, as_of=draft.as_of, url=draft.link)
    session.add(source)
    session.flush()
    nothing: dict[str, list[str]] = {name: [] for name in ("items", "columns", "quote", "asks")}
    fact = Fact(key=key, kind=KIND, title=draft.title, statement=draft.text, source_id=source.id, rows=[], **nothing)
    session.add(fact)
    session.flush()
    return _seen(fact, source)


def keep_reply(session: Session, question: Question, draft: Draft, *, now: datetime) -> Lesson | None:
    """Keep what came of a question, and learn how it was asked; None when that was done before."""
    if question.kept_at is not None:
        return None
    lesson = keep(session, draft)
    question.kept_at = now
    learn(session, lesson, question.text, now=now)
    return lesson


def learn(session: Session, lesson: Lesson, asked: str, *, now: datetime) -> None:
    """An organiser says by keeping it that this was asked for in these words too: they are learned without author."""
    if asked and not distress.is_told(asked) and phrasings.tidy(asked).lower() != lesson.title.lower():
        phrasings.approve(session, "fact", lesson.id, asked, now=now)


def change(session: Session, lesson: int, draft: Draft) -> Lesson:
    """Other words, link or date for it. Raises NotFound, and InvalidField where another one answers this already."""
    fact, source = _find(session, lesson)
    _refuse_twice(session, draft, but=lesson)
    fact.title, fact.statement = draft.title, draft.text
    source.as_of, source.url = draft.as_of, draft.link
    session.flush()
    return _seen(fact, source)


def take_away(session: Session, lesson: int) -> None:
    """Nobody gets it any more, and what was learned for it goes too; one that is gone already stays so."""
    fact = session.scalar(select(Fact).where(Fact.id == lesson, Fact.kind == KIND))
    if fact is None:
        return
    source = fact.source_id
    for table in (Phrasing, Opinion):
        session.execute(delete(table).where(table.kind == "fact", table.item_id == lesson))
    session.delete(fact)
    session.flush()
    session.execute(delete(Source).where(Source.id == source))


def find(session: Session, lesson: int) -> Lesson:
    """Raises NotFound for what is gone, or no lesson."""
    return _seen(*_find(session, lesson))


def every(session: Session) -> Sequence[Lesson]:
    """All of them, the newest first."""
    chosen = select(Fact, Source).join(Source, Fact.source_id == Source.id).where(Fact.kind == KIND)
    return [_seen(fact, source) for fact, source in session.execute(chosen.order_by(Fact.id.desc()))]


def count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Fact).where(Fact.kind == KIND)).one()


def _find(session: Session, lesson: int) -> tuple[Fact, Source]:
    chosen = select(Fact, Source).join(Source, Fact.source_id == Source.id)
    found = session.execute(chosen.where(Fact.id == lesson, Fact.kind == KIND)).first()
    if found is None:
        raise NotFound(GONE)
    return found[0], found[1]


def _refuse_twice(session: Session, draft: Draft, *, but: int) -> None:
    same = (Fact.kind == KIND, func.lower(Fact.title) == draft.title.lower(), Fact.id != but)
    if session.scalar(select(Fact.id).where(*same).limit(1)) is not None:
        raise InvalidField("title", TWICE)


def _read_day(as_of: str, *, today: date) -> date:
    try:
        found = date.fromisoformat(as_of)
    except ValueError:
        raise InvalidField("as_of", "Choose a date from the calendar.") from None
    if found > today:
        raise InvalidField("as_of", NOT_YET)
    return found


def _seen(fact: Fact, source: Source) -> Lesson:
    return Lesson(fact.id, fact.title, fact.statement, source.url, source.as_of)
