"""What members say of answers, and what the bot did not know: counted for organisers, and never whose it was."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from bot.answers import words
from bot.answers.findings import DidYouMean, Finding, Unknown
from bot.answers.reasons import Outcome, Reason
from bot.answers.subjects import Subject
from bot.desk import phrasings, shelves
from bot.rules import distress
from bot.rules.words import Verdict
from bot.vault import Vault
from db.models import Fact, Opinion

KEPT = timedelta(days=90)
NOTHING: Subject = ("nothing", 0)
REPLY: Subject = ("reply", 0)
"""What an organiser's own reply is counted under."""

UNHELPFUL = frozenset(Verdict) - {Verdict.HELPFUL, Verdict.NOT_KNOWN}


@dataclass(frozen=True)
class Vote:
    """What somebody says of an answer to their question. Who they are is not kept."""

    slack_id: str
    subject: Subject
    asked: str
    verdict: Verdict


@dataclass(frozen=True)
class Unanswered:
    """A question that the bot had no answer to, in the words of whoever asked last, and how many asked it."""

    topic: str
    text: str
    count: int


@dataclass(frozen=True)
class Unhelpful:
    """An answer that did not help: how many said why, how many it helped, and what was asked last, if it may be told.

    `title` is None for an answer that is drawn from many items, or gone.
    """

    subject: Subject
    title: str | None
    reasons: dict[Verdict, int]
    helpful: int
    asked: str
    is_lesson: bool = False


@dataclass(frozen=True)
class Missed:
    """What organisers may want to mend: the most asked, and the least helpful, first."""

    unanswered: tuple[Unanswered, ...]
    unhelpful: tuple[Unhelpful, ...]

    @property
    def count(self) -> int:
        return len(self.unanswered) + len(self.unhelpful)


def was_unknown(finding: Finding) -> bool:
    """Whether the bot had nothing to say; what it offered to choose from does not count."""
    if isinstance(finding, DidYouMean) or finding.outcome is Outcome.ANSWERED:
        return False
    return not (isinstance(finding, Unknown) and finding.reason is Reason.EMPTY)


def note_unknown(session: Session, vault: Vault, slack_id: str, asked: str, *, now: datetime) -> None:
    """The bot did not know this. Nothing is kept of words that may show who somebody is, or that tell of distress."""
    if may_be_told(asked):
        note(session, vault, Vote(slack_id, NOTHING, asked, Verdict.NOT_KNOWN), now=now)


def note(session: Session, vault: Vault, vote: Vote, *, now: datetime) -> None:
    """Somebody says this of an answer to their question; saying it again, or something else, counts once."""
    (kind, item), asked, verdict = vote.subject, vote.asked, vote.verdict
    mark = vault.mark(session.info["workspace"], f"opinion {vote.slack_id} {kind} {item} {topic(asked)}")
    found = session.scalar(select(Opinion).where(Opinion.mark == mark))
    if found is not None and verdict is Verdict.NOT_QUITE and found.verdict in UNHELPFUL:
        return  # they have given their reason already
    found = found or Opinion(kind=kind, item_id=item, mark=mark)
    is_told = verdict is not Verdict.HELPFUL and may_be_told(asked)
    found.verdict, found.noted_at = verdict, now
    found.text, found.topic = (phrasings.tidy(asked), topic(asked)) if is_told else ("", "")
    session.add(found)
    session.flush()


def missed(session: Session, *, since: datetime) -> Missed:
    """What was noted since then."""
    return Missed(_unanswered(session, since), _unhelpful(session, since))


def is_any(session: Session, *, since: datetime, until: datetime) -> bool:
    """Whether anything was noted in this time of which organisers are told."""
    bad = (Opinion.verdict != Verdict.HELPFUL, Opinion.noted_at >= since, Opinion.noted_at < until)
    return session.scalar(select(Opinion.id).where(*bad).limit(1)) is not None


def asked(session: Session, subject: Subject, which: str) -> str:
    """What was asked last, of a topic or of an answer; empty where it may not be told or is gone."""
    own = (Opinion.topic == which,) if subject == NOTHING else _of(subject)
    told = select(Opinion.text).where(*own, Opinion.text != "").order_by(Opinion.id.desc()).limit(1)
    return session.scalar(told) or ""


def settle(session: Session, which: str) -> None:
    """There is an answer now, or nobody needs one: the question is no more on the list."""
    session.execute(delete(Opinion).where(Opinion.verdict == Verdict.NOT_KNOWN, Opinion.topic == which))


def settle_about(session: Session, subject: Subject) -> None:
    """An organiser has looked at what was said of this answer."""
    session.execute(delete(Opinion).where(*_of(subject), Opinion.verdict.in_(list(UNHELPFUL))))


def let_go(session: Session, *, now: datetime) -> None:
    session.execute(delete(Opinion).where(Opinion.noted_at < now - KEPT))


def may_be_told(asked: str) -> bool:
    return phrasings.may_be_learned(phrasings.tidy(asked)) and not distress.is_told(asked)


def topic(asked: str) -> str:
    """The same for the same words, whatever stands between them."""
    return hashlib.sha256(" ".join(words.tokens(asked)).encode()).hexdigest()[:32]


def _unanswered(session: Session, since: datetime) -> tuple[Unanswered, ...]:
    chosen = (Opinion.verdict == Verdict.NOT_KNOWN, Opinion.noted_at >= since, Opinion.text != "")
    grouped = select(Opinion.topic, func.count(), func.max(Opinion.id)).where(*chosen).group_by(Opinion.topic)
    rows = session.execute(grouped).all()
    last_ones = select(Opinion).where(Opinion.id.in_([last for _, _, last in rows]))
    texts = {opinion.id: opinion.text for opinion in session.scalars(last_ones)}
    found = [Unanswered(which, texts[last], count) for which, count, last in rows]
    return tuple(sorted(found, key=lambda one: (-one.count, one.text)))


def _unhelpful(session: Session, since: datetime) -> tuple[Unhelpful, ...]:
    grouped = (
        select(Opinion.kind, Opinion.item_id, Opinion.verdict, func.count())
        .where(Opinion.verdict != Verdict.NOT_KNOWN, Opinion.noted_at >= since)
        .group_by(Opinion.kind, Opinion.item_id, Opinion.verdict)
    )
    counts: dict[Subject, Counter[Verdict]] = defaultdict(Counter)
    for kind, item, verdict, count in session.execute(grouped):
        counts[kind, item][verdict] = count
    bad = [(subject, told) for subject, told in counts.items() if told.keys() & UNHELPFUL]
    found = _told_of(session, bad) if bad else []
    return tuple(sorted(found, key=lambda one: (-sum(one.reasons.values()), one.subject)))


def _told_of(session: Session, bad: Sequence[tuple[Subject, Counter[Verdict]]]) -> list[Unhelpful]:
    titles = {item.key: item.title for item in shelves.read(session).shelf.items}
    lessons = set(session.scalars(select(Fact.id).where(Fact.kind == "answer")))
    return [
        Unhelpful(
            subject,
            titles.get(subject),
            {verdict: told[verdict] for verdict in Verdict if verdict in UNHELPFUL and told[verdict]},
            told[Verdict.HELPFUL],
            asked(session, subject, ""),
            is_lesson=subject[0] == "fact" and subject[1] in lessons,
        )
        for subject, told in bad
    ]


def _of(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return (Opinion.kind == subject[0], Opinion.item_id == subject[1])
