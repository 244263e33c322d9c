"""Barriers: what stands in the way, as organisers list it; members may tick some on a reflection."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Barrier

MOST = 9  # beside "Something else": Slack shows ten in sight
ELSE = "something-else"


def every(session: Session) -> Sequence[Barrier]:
    return session.scalars(select(Barrier).order_by(Barrier.id).limit(MOST)).all()


def names(session: Session) -> Mapping[str, str]:
    """The name of each by its key."""
    return {row.key: row.name for row in session.scalars(select(Barrier))}


def known(session: Session, ticked: Iterable[str]) -> tuple[str, ...]:
    """Those of these keys that there are, in the order of the list."""
    chosen = set(ticked)
    return tuple(key for key in (*names(session), ELSE) if key in chosen)
