"""What Slack told us already: each event, command, press and form is acted on once, however often it arrives."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Receipt


def take_turn(session: Session, slack_id: str) -> None:
    """What one person does comes one after the other: a second press waits, and then sees what the first one did."""
    if _is_on_sqlite(session):
        return  # its writers take turns in any case
    whoever = f"{session.info['workspace']}:{slack_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(whoever, 0))))


def receive(session: Session, key: str, *, now: datetime) -> bool:
    """Note that this came; False when it came before. The note commits or falls with what is done about it.

    Of two deliveries at the same moment the second waits until the first has ended, and neither fails.
    """
    insert = sqlite.insert if _is_on_sqlite(session) else postgresql.insert
    note = insert(Receipt).values(event_key=key, received_at=now).on_conflict_do_nothing().returning(Receipt.id)
    return session.scalar(note) is not None


def let_go(session: Session, *, before: datetime) -> None:
    """Drop notes older than `before`: Slack no longer tells us these again."""
    session.execute(delete(Receipt).where(Receipt.received_at < before))


def _is_on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
