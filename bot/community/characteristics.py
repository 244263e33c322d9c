"""The characteristics of an effective system leader, in the community's own order."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Characteristic


def every(session: Session) -> Sequence[Characteristic]:
    return session.scalars(select(Characteristic).order_by(Characteristic.position, Characteristic.id)).all()


def by_id(session: Session, characteristic: int) -> Characteristic | None:
    return session.scalar(select(Characteristic).where(Characteristic.id == characteristic))


def named(session: Session, words: str) -> Characteristic | None:
    """The one that somebody means who types its key, its name or words of its name that no other has."""
    wanted = " ".join(words.lower().split())
    found = every(session)
    exact = [row for row in found if wanted in (row.key, row.name.lower())]
    parts = [row for row in found if wanted and set(wanted.split()) <= set(row.name.lower().split())]
    return exact[0] if exact else parts[0] if len(parts) == 1 else None
