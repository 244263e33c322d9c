"""How the bot is: whether its clock ticks, and how its messages stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.rules.messages import State
from db.models import Heartbeat

SILENCE = 90


@dataclass(frozen=True)
class Health:
    """`seconds_since_tick` is None when the clock has never ticked; `oldest_due_seconds` is 0 when nothing is late."""

    seconds_since_tick: float | None
    outbox: dict[State, int]
    oldest_due_seconds: float

    @property
    def is_well(self) -> bool:
        return self.seconds_since_tick is not None and self.seconds_since_tick < SILENCE


def note_tick(session: Session, process: str, *, machine_now: datetime) -> None:
    """This process is alive; what stopped showing itself a day ago is forgotten by whoever looks."""
    found = session.get(Heartbeat, process)
    if found is None:
        session.add(Heartbeat(process=process, ticked_at=machine_now))
    else:
        found.ticked_at = machine_now


def look(session: Session, *, now: datetime, machine_now: datetime) -> Health:
    """How things stand. Needs a session across workspaces."""
    ticked = session.scalar(select(func.max(Heartbeat.ticked_at)))
    oldest = outbox.oldest_due(session, now=now)
    return Health(
        seconds_since_tick=(machine_now - ticked).total_seconds() if ticked else None,
        outbox=outbox.counts(session),
        oldest_due_seconds=(now - oldest).total_seconds() if oldest else 0.0,
    )
