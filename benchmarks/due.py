"""Communities with many messages that are due now, for measuring: members who joined and go to an event tomorrow."""

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.rules.messages import Kind, Priority, State
from bot.rules.words import Answer, EventStatus, Role
from db import schema
from db.database import Database
from db.models import AgendaItem, Event, Member, Message, Pace, Rsvp, Source, Workspace
from tests import databases

ROWS = 500  # in one transaction, as everywhere
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECTIONS = 6
EVENT = "tomorrow"


def workspace(number: int) -> str:
    """The id of the workspace with this number."""
    return f"T{number:06}"


@contextlib.contextmanager
def filled(kind: str, *, messages: int, workspaces: int) -> Iterator[str]:
    """The address of a migrated database that holds this many due messages."""
    now: datetime = SystemClock().now()
    with contextlib.ExitStack() as stack:
        if kind == "sqlite":
            address = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/due.db"
        else:
            address = stack.enter_context(databases.fresh_postgres())
        database = Database(address)
        schema.upgrade(database)
        fill(database, workspaces=workspaces, messages=messages, now=now)
        database.close()
        yield address


def fill(database: Database, *, workspaces: int, messages: int, now: datetime) -> None:
    """As many reminders as there are messages, spread evenly over the workspaces, due an hour ago, one a member."""
    for number in range(workspaces):
        people = messages // workspaces + (number < messages % workspaces)
        with database.across_workspaces() as session:
            session.execute(insert(Workspace).values(_community(workspace(number), now)))
            session.execute(insert(Pace).values(workspace_id=workspace(number), next_at=now - HOUR))
        with database.begin(workspace(number)) as session:
            event = _event(session, now)
        for first in range(0, people, ROWS // 3):
            with database.begin(workspace(number)) as session:
                _remind(session, event, range(first, min(first + ROWS // 3, people)), now)
    _settle(database)


def _settle(database: Database) -> None:
    """Let the database look at what it holds, as PostgreSQL does by itself within a minute."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _community(name: str, now: datetime) -> dict[str, Any]:
    return {
        "id": name,
        "community": f"Community {name}",
        "short_name": name,
        "zone": midday_zone(now),
        "first_seen_at": now,
    }


def _event(session: Session, now: datetime) -> int:
    source = Source(key="measure", name="Measured", as_of=now.date())
    session.add(source)
    session.flush()
    event = Event(
        key=EVENT,
        title="Leading across boundaries",
        status=EventStatus.PUBLISHED,
        starts_at=now + DAY,
        ends_at=now + DAY + 2 * HOUR,
        zone=midday_zone(now),
        speakers=["Somebody"],
        source_id=source.id,
    )
    session.add(event)
    session.flush()
    session.add_all(
        AgendaItem(event_id=event.id, position=position, minutes=20, title=f"Part {position}")
        for position in range(SECTIONS)
    )
    return event.id


def _remind(session: Session, event: int, numbers: range, now: datetime) -> None:
    members = [
        Member(
            slack_id=f"U{number:06}",
            role=Role.MEMBER,
            name=f"Member {number}",
            zone=midday_zone(now),
            joined_at=now - DAY,
            dm_channel=f"D{number:06}",
        )
        for number in numbers
    ]
    session.add_all(members)
    session.flush()
    session.add_all(
        Rsvp(event_id=event, member_id=member.id, answer=Answer.GOING, answered_at=now - DAY) for member in members
    )
    session.add_all(_message(event, member.id, now) for member in members)


def _message(event: int, member: int, now: datetime) -> Message:
    return Message(
        dedupe_key=f"event reminder:{event}:{member}",
        kind=Kind.EVENT_REMINDER,
        member_id=member,
        about_id=event,
        target=f"member {member}",
        priority=Priority.USUAL,
        state=State.READY,
        due_at=now - HOUR,
        expires_at=now + DAY,
        created_at=now - DAY,
    )


def midday_zone(now: datetime) -> str:
    """A zone in which it is about noon, because unasked messages leave by day."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
