"""The community as each simulation finds it: two workspaces, with members in four zones, kept as copies in memory."""

import functools
import sqlite3
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.community import events, members, profiles
from bot.community.profiles import Profile
from bot.connection import draws, rounds
from bot.connection.rounds import Shown
from bot.rules.messages import Kind, State
from bot.rules.words import Answer, EventStatus, Role
from db import schema, seed
from db.models import Event, Member, Message, Organisation, Source
from tests.simulation.rows import SimulatedDatabase

WORKSPACES = ("T0NORTH", "T0SOUTH")
ZONES = ("Europe/London", "Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Europe/London")
PEOPLE = tuple(f"U0{number}" for number in range(len(ZONES)))
ORGANISER = PEOPLE[0]

STARTS = (
    datetime(2022, 3, 25, 16, 0, tzinfo=UTC),  # the clocks of London go forward on 27 March
    datetime(2022, 6, 26, 7, 0, tzinfo=UTC),
    datetime(2022, 10, 28, 16, 0, tzinfo=UTC),  # and back on 30 October
)
SINCE_THE_ROUND = timedelta(days=13)


@functools.cache
def database() -> SimulatedDatabase:
    """One for all simulations: it knows its statements by then."""
    found = SimulatedDatabase()
    schema.upgrade(found)
    return found


@functools.cache
def morning(start: datetime) -> sqlite3.Connection:
    """The rows at this moment: a round went out some days ago, and soon its members are asked whether they met."""
    house = SimulatedDatabase()
    schema.upgrade(house)
    for workspace in WORKSPACES:
        seed.settle_in(house, workspace, now=start)
        with house.begin(workspace) as session:
            _move_in(session, start)
    kept = sqlite3.connect(":memory:")
    house.file.backup(kept)
    house.close()
    return kept


def _move_in(session: Session, start: datetime) -> None:
    before = start - SINCE_THE_ROUND
    for number, slack_id in enumerate(PEOPLE):
        member = members.meet(session, slack_id)
        member.role = Role.ORGANISER if slack_id == ORGANISER else Role.MEMBER
        move_in(session, member, number, now=before)
    session.flush()
    _introduce(session, now=before)
    for days in (2, 9, 20):
        _invite(session, start + timedelta(days=days), now=start)


def move_in(session: Session, member: Member, number: int, *, now: datetime) -> None:
    """A member joins, with the habits of their number."""
    members.join(member, now=now)
    member.name = f"Member {number}"
    profile = Profile(
        organisation=session.scalars(select(Organisation.id).order_by(Organisation.id).offset(number)).first(),
        wants_prompts=True,
        weekday=(0, 0, 1, 0, 6, 3)[number],
        hour=(9, 9, 7, 20, 8, 17)[number],
        zone=ZONES[number],
        wants_introductions=True,
    )
    profiles.write(session, member, profile, now=now)


def _introduce(session: Session, *, now: datetime) -> None:
    organiser = members.meet(session, ORGANISER)
    drawn = draws.draw(session, organiser, now=now, seed=1).round
    rounds.send(session, Shown(drawn.id, drawn.seed), now=now)
    sent = update(Message).where(Message.kind == Kind.INTRODUCTION).values(state=State.SENT, sent_at=now)
    session.execute(sent)


def _invite(session: Session, starts: datetime, *, now: datetime) -> None:
    event = Event(
        key=f"event-{starts:%d-%m}",
        title="A morning together",
        status=EventStatus.PUBLISHED,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        zone="Europe/London",
        speakers=[],
        source_id=session.scalars(select(Source.id)).first(),
    )
    session.add(event)
    session.flush()
    for slack_id in PEOPLE[::2]:
        events.rsvp(session, event.id, members.meet(session, slack_id), Answer.GOING, now=now)
