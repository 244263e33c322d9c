"""Signposts: where to turn when things are hard, as organisers choose them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Signpost


def every(session: Session) -> Sequence[Signpost]:
    """In the order in which they are shown."""
    return session.scalars(select(Signpost).order_by(Signpost.position, Signpost.id)).all()
