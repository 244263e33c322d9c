"""Other people's words for an item: learned when two members choose alike, or when an organiser approves."""

import hashlib
from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import words
from bot.rules import identifying
from db.models import Member, Phrasing

LONGEST = 200  # characters; what is longer tells a story rather than asks
SHORTEST = 2  # words


def choose(session: Session, member: Member, kind: str, item: int, asked: str, *, now: datetime) -> bool:
    """A member asked this and chose that item; True once their choice, the second alike, has made it count."""
    text = tidy(asked)
    if not may_be_learned(text):
        return False
    found, mark = _find(session, kind, item, text), _mark(session, text, member)
    if found is None:
        session.add(Phrasing(kind=kind, item_id=item, text=text, noted_at=now, approved_at=None, mark=mark))
        session.flush()
        return False
    if found.approved_at is None and found.mark != mark:
        found.approved_at, found.mark = now, None
        return True
    return False


def approve(session: Session, kind: str, item: int, asked: str, *, now: datetime) -> bool:
    """An organiser says that this asks for that item; False where it cannot be learned."""
    text = tidy(asked)
    if not may_be_learned(text):
        return False
    found = _find(session, kind, item, text) or Phrasing(kind=kind, item_id=item, text=text, noted_at=now)
    found.approved_at, found.mark = found.approved_at or now, None
    session.add(found)
    session.flush()
    return True


def approved(session: Session) -> dict[tuple[str, int], tuple[str, ...]]:
    """The phrasings that count, by kind and id of their item."""
    rows = session.execute(
        select(Phrasing.kind, Phrasing.item_id, Phrasing.text)
        .where(Phrasing.approved_at.is_not(None))
        .order_by(Phrasing.id)
    )
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for kind, item, text in rows:
        found[kind, item].append(text)
    return {key: tuple(texts) for key, texts in found.items()}


def tidy(asked: str) -> str:
    return " ".join(asked.split())


def may_be_learned(text: str) -> bool:
    return len(text) <= LONGEST and len(words.tokens(text)) >= SHORTEST and not identifying.details(text)


def _find(session: Session, kind: str, item: int, text: str) -> Phrasing | None:
    return session.scalar(
        select(Phrasing).where(Phrasing.kind == kind, Phrasing.item_id == item, Phrasing.text == text)
    )


def _mark(session: Session, text: str, member: Member) -> str:
    """Tells the same member from another one; it goes as soon as the phrasing counts."""
    return hashlib.sha256(f"{session.info['workspace']}\n{member.id}\n{text}".encode()).hexdigest()
