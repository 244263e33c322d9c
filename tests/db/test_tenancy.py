"""Nobody ever reads or writes another workspace's rows, however the question is put."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, exists, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from bot.rules.words import Answer
from db.database import Database
from db.models import Base, Member, Opinion, Question, Rsvp, Workspace
from db.tenancy import Unscoped, unfiltered
from tests.fakes import MONDAY

NORTH, SOUTH = "T0NORTH", "T0SOUTH"
MEMBER = Base.metadata.tables["member"]


@pytest.fixture
def two_workspaces(database: Database) -> Database:
    """Two workspaces in which the same Slack id stands for two different people."""
    with database.across_workspaces() as session:
        for name in (NORTH, SOUTH):
            session.add(Workspace(id=name, community=name, short_name=name, zone="Europe/London", first_seen_at=MONDAY))
    for name in (NORTH, SOUTH):
        with database.begin(name) as session:
            session.add(Member(slack_id="U1"))
    return database


def own_ids(database: Database, workspace: str) -> list[int]:
    with database.read(workspace) as session:
        return list(session.scalars(select(Member.id)))


def test_the_same_slack_id_is_two_people_in_two_workspaces(two_workspaces: Database) -> None:
    north, south = (own_ids(two_workspaces, name) for name in (NORTH, SOUTH))

    assert len(north) == len(south) == 1
    assert north != south


READS: list[Callable[[Session], Any]] = [
    lambda s: s.scalars(select(Member)).all(),
    lambda s: s.scalars(select(Member.slack_id)).all(),
    lambda s: s.scalars(select(aliased(Member))).all(),
    lambda s: s.scalars(select(Member).where(exists().where(Member.slack_id == "U1"))).all(),
    lambda s: s.scalars(select(select(Member).subquery().c.id)).all(),
    lambda s: s.query(Member).all(),
]


@pytest.mark.parametrize("read", READS)
def test_a_question_put_in_any_way_finds_only_its_own_workspace(
    two_workspaces: Database, read: Callable[[Session], Any]
) -> None:
    with two_workspaces.read(SOUTH) as session:
        assert len(read(session)) == 1


def test_counting_counts_only_its_own_workspace(two_workspaces: Database) -> None:
    with two_workspaces.read(SOUTH) as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 1


def test_a_row_of_another_workspace_is_not_there_by_its_key(two_workspaces: Database) -> None:
    stranger = own_ids(two_workspaces, NORTH)[0]

    with two_workspaces.read(SOUTH) as session:
        assert session.get(Member, stranger) is None


def test_a_bulk_change_changes_only_its_own_workspace(two_workspaces: Database) -> None:
    with two_workspaces.begin(SOUTH) as session:
        session.execute(update(Member).values(dm_channel="D1"))
    with two_workspaces.begin(SOUTH) as session:
        session.execute(delete(Rsvp))

    with two_workspaces.read(NORTH) as session:
        assert session.scalars(select(Member.dm_channel)).all() == [None]


UNSCOPED: list[Callable[[Session], Any]] = [
    lambda s: s.execute(select(MEMBER)),
    lambda s: s.execute(MEMBER.update().values(dm_channel="D1")),
    lambda s: s.execute(MEMBER.delete()),
    lambda s: s.execute(text("SELECT * FROM member")),
    lambda s: s.execute(select(Member).from_statement(text("SELECT * FROM member"))),
    lambda s: s.execute(select(Workspace).where(select(MEMBER.c.id).exists())),
    lambda s: s.connection().execute(select(MEMBER)),
    lambda s: s.execute(insert(Member).from_select(["slack_id", "role"], select(MEMBER.c.slack_id, MEMBER.c.role))),
    lambda s: s.execute(update(Member), [{"id": 1, "dm_channel": "D1"}]),
    lambda s: s.execute(insert(Member).values(slack_id="U9", workspace_id=NORTH)),
    lambda s: s.add(Member(slack_id="U9", workspace_id=NORTH)),
]


@pytest.mark.parametrize("work", UNSCOPED)
def test_a_planted_query_without_a_workspace_is_refused(
    two_workspaces: Database, work: Callable[[Session], Any]
) -> None:
    with pytest.raises(Unscoped), two_workspaces.begin(SOUTH) as session:  # noqa: PT012 - the commit counts too
        work(session)
        session.flush()


def test_a_column_may_have_the_name_of_a_table() -> None:
    insert_it = "INSERT INTO introduction (round_id, opener) VALUES (?, ?)"

    assert unfiltered(insert_it, frozenset({"opener", "introduction"})) == []
    assert unfiltered("INSERT INTO introduction (opener) SELECT id FROM opener", frozenset({"opener"})) == ["opener"]


def test_a_row_cannot_point_at_another_workspaces_row(two_workspaces: Database) -> None:
    stranger = own_ids(two_workspaces, NORTH)[0]
    foreign = Question(member_id=stranger, text="?", origin="command", standing="asked", asked_at=MONDAY)

    with pytest.raises(IntegrityError), two_workspaces.begin(SOUTH) as session:
        session.add(foreign)


def test_a_question_is_owned_by_nobody_of_another_workspace(two_workspaces: Database) -> None:
    stranger, own = own_ids(two_workspaces, NORTH)[0], own_ids(two_workspaces, SOUTH)[0]
    foreign = Question(
        member_id=own, owner_id=stranger, text="?", origin="command", standing="waiting", asked_at=MONDAY
    )

    with pytest.raises(IntegrityError), two_workspaces.begin(SOUTH) as session:
        session.add(foreign)


def test_what_members_said_is_counted_in_their_own_workspace(two_workspaces: Database) -> None:
    for workspace in (NORTH, SOUTH):
        with two_workspaces.begin(workspace) as session:
            session.add(
                Opinion(kind="fact", item_id=1, verdict="wrong", text="", topic="", mark="the same", noted_at=MONDAY)
            )

    with two_workspaces.read(SOUTH) as session:
        assert session.scalar(select(func.count()).select_from(Opinion)) == 1


def test_an_answer_cannot_be_moved_to_another_workspace(two_workspaces: Database) -> None:
    with two_workspaces.begin(SOUTH) as session:
        member = session.scalars(select(Member)).one()

    with pytest.raises((Unscoped, IntegrityError)), two_workspaces.begin(NORTH) as session:
        session.add(Rsvp(event_id=1, member_id=member.id, answer=Answer.GOING, answered_at=MONDAY))
