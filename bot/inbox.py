"""What Slack told us already: each event and press is acted on once, however often it arrives."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import Receipt


def receive(session: Session, key: str, *, now: datetime) -> bool:
    """Note that this came; False when it came before. The note commits or falls with what is done about it.

    Two deliveries at the same moment end with one note: the unique key makes the second transaction fail.
    """
    if session.scalar(select(Receipt.id).where(Receipt.event_key == key)) is not None:
        return False
    session.add(Receipt(event_key=key, received_at=now))
    session.flush()
    return True


def let_go(session: Session, *, before: datetime) -> None:
    """Drop notes older than `before`: Slack no longer tells us these again."""
    session.execute(delete(Receipt).where(Receipt.received_at < before))
