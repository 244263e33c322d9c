"""Instants always know their zone, and a slip in a statement never carries what somebody wrote."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, StatementError

from db.database import Database
from db.models import Heartbeat, Member, Question, Workspace
from tests.fakes import MONDAY

SECRET = "what somebody confided"


def keep(database: Database, moment: datetime) -> datetime:
    with database.across_workspaces() as session:
        session.add(Heartbeat(process="p", ticked_at=moment))
    with database.across_workspaces() as session:
        return session.scalars(select(Heartbeat.ticked_at)).one()


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        keep(database, datetime(2022, 7, 5, 9, 0))  # noqa: DTZ001 - the very thing that is refused


@pytest.mark.parametrize("hours", [0, 1, -5, 9])
def test_a_moment_comes_back_as_the_same_instant_in_utc(database: Database, hours: int) -> None:
    moment = datetime(2022, 7, 5, 9, 0, tzinfo=timezone(timedelta(hours=hours)))

    found = keep(database, moment)

    assert (found, found.tzinfo) == (moment, UTC)


@pytest.fixture
def asked(database: Database) -> Question:
    with database.across_workspaces() as session:
        session.add(Workspace(id="T1", community="c", short_name="c", zone="UTC", first_seen_at=MONDAY))
    with database.begin("T1") as session:
        member = Member(slack_id="U1")
        session.add(member)
    return Question(member_id=member.id, text=SECRET, origin="command", standing="asked", asked_at=MONDAY)


@pytest.mark.parametrize(("field", "slip"), [("asked_at", None), ("member_id", 999), ("origin", None)])
def test_an_error_of_the_database_never_carries_what_somebody_wrote(
    database: Database, asked: Question, field: str, slip: object
) -> None:
    setattr(asked, field, slip)

    with pytest.raises(DBAPIError) as caught, database.begin("T1") as session:
        session.add(asked)

    causes = [caught.value, caught.value.__cause__, caught.value.orig]
    assert [str(cause) for cause in causes if SECRET in str(cause)] == []
