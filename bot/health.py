"""How the bot is: whether its clock ticks, how its messages stand, and who refuses us."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.rules.messages import State
from bot.rules.pace import UNINSTALLED
from db.models import Heartbeat, Pace

SILENCE = 90
FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True)
class Health:
    """`seconds_since_tick` is None when the clock has never ticked; `oldest_due_seconds` is 0 when nothing is late.

    `latencies` are milliseconds. The last four count since the community began, and `refusing` is a workspace with
    Slack's word for why it refuses us.
    """

    seconds_since_tick: float | None
    outbox: dict[State, int]
    oldest_due_seconds: float
    processes: int = 0
    latencies: list[int] = field(default_factory=list)
    slowed_down: int = 0
    found_again: int = 0
    sent_again: int = 0
    refusing: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return self.seconds_since_tick is not None and self.seconds_since_tick < SILENCE


def note_tick(session: Session, process: str, *, machine_now: datetime) -> None:
    """This process is alive; what has not shown itself for a day is forgotten."""
    session.execute(delete(Heartbeat).where(Heartbeat.ticked_at < machine_now - FORGOTTEN))
    found = session.get(Heartbeat, process)
    if found is None:
        session.add(Heartbeat(process=process, ticked_at=machine_now))
    else:
        found.ticked_at = machine_now


def look(session: Session, *, now: datetime, machine_now: datetime) -> Health:
    """How things stand. Needs a session across workspaces."""
    ticked = session.scalar(select(func.max(Heartbeat.ticked_at)))
    oldest = outbox.oldest_due(session, now=now)
    lately = Heartbeat.ticked_at > machine_now - timedelta(seconds=SILENCE)
    slowed_down, found_again, sent_again = session.execute(
        select(func.sum(Pace.slowed_down), func.sum(Pace.found_again), func.sum(Pace.sent_again))
    ).one()
    return Health(
        seconds_since_tick=(machine_now - ticked).total_seconds() if ticked else None,
        outbox=outbox.counts(session),
        oldest_due_seconds=(now - oldest).total_seconds() if oldest else 0.0,
        processes=session.scalars(select(func.count()).select_from(Heartbeat).where(lately)).one(),
        latencies=outbox.latencies(session),
        slowed_down=slowed_down or 0,
        found_again=found_again or 0,
        sent_again=sent_again or 0,
        refusing=_refusing(session, machine_now=machine_now),
    )


def _refusing(session: Session, *, machine_now: datetime) -> list[tuple[str, str]]:
    # where the app was taken away there is nothing to mend
    closed = (Pace.closed_because.is_not(None), Pace.closed_because != UNINSTALLED, Pace.closed_until > machine_now)
    rows = session.execute(select(Pace.workspace_id, Pace.closed_because).where(*closed).order_by(Pace.workspace_id))
    return [(workspace, why or "") for workspace, why in rows]
