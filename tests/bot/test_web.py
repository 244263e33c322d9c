"""The pages for whoever looks after the bot: whether it is well, and figures without names or text."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot import health, web
from bot.clock import machine_now
from bot.rules.messages import State
from db.database import Database
from db.models import Message
from tests.community import Community
from tests.people import AMINA


def tick(community: Community, *, seconds_ago: float = 0) -> None:
    with community.db.across_workspaces() as session:
        health.note_tick(session, "worker 1", machine_now=machine_now() - timedelta(seconds=seconds_ago))


def look(community: Community) -> tuple[int, Any]:
    answer = web.build(community.tools).test_client().get("/health")
    return answer.status_code, answer.json


def figures(community: Community) -> str:
    return web.build(community.tools).test_client().get("/metrics").text


def away(*_: Any, **__: Any) -> Any:
    raise OperationalError("SELECT 1", {}, Exception("the database is away"))


def test_a_bot_whose_clock_ticks_is_well(community: Community) -> None:
    tick(community)

    status, found = look(community)

    assert (status, found["status"], found["database"]) == (200, "well", "answers")
    assert found["outbox"] == {state.value: 0 for state in State}
    assert 0 <= found["seconds_since_tick"] < 30


@pytest.mark.parametrize("seconds_ago", [None, 91])
def test_a_bot_whose_clock_does_not_tick_is_unwell(community: Community, seconds_ago: float | None) -> None:
    if seconds_ago is not None:
        tick(community, seconds_ago=seconds_ago)

    status, found = look(community)

    assert (status, found["status"]) == (503, "unwell")


def test_while_the_database_is_away_the_bot_is_unwell(community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "across_workspaces", away)

    assert look(community) == (503, {"status": "unwell", "database": "away"})
    assert "leaders_database_up 0.0" in figures(community)


def test_the_figures_count_messages_by_state_and_say_how_late_the_latest_is(community: Community) -> None:
    tick(community)
    community.says(AMINA, "a private matter")
    community.clock.forward(seconds=90)

    found = figures(community)

    assert 'leaders_outbox_messages{state="ready"} 1.0' in found
    assert "leaders_outbox_oldest_due_seconds 90.0" in found
    assert "leaders_database_up 1.0" in found


def test_the_figures_name_nobody_and_hold_no_words(community: Community) -> None:
    community.says(AMINA, "a private matter")

    found = figures(community)

    assert [word for word in (AMINA.slack_id, "private", community.workspace) if word in found] == []


@pytest.mark.parametrize("state", [State.DEAD, State.UNCERTAIN])
def test_messages_in_trouble_are_counted(community: Community, state: State) -> None:
    tick(community)
    community.says(AMINA, "hi")
    community.changes(community.rows(Message)[0], state=state)

    assert look(community)[1]["outbox"][state.value] == 1


@pytest.mark.parametrize("path", ["/", "/slack/events", "/admin", "/health/../metrics2"])
def test_there_are_no_other_pages(community: Community, path: str) -> None:
    assert web.build(community.tools).test_client().get(path).status_code == 404
