"""Whoever looks after the bot sees whether it is well, in figures without names and in sentences."""

import json
from datetime import timedelta

import pytest

from bot import doctor, health, web
from bot.clock import machine_now
from bot.rules.messages import State
from bot.slack import Refused, SlowDown, Unclear
from db.database import Database
from db.models import Heartbeat, Message, Pace
from schedules import heartbeat
from tests.community import Community
from tests.people import AMINA, BEN


def metrics(community: Community) -> str:
    return web.build(community.tools).test_client().get("/metrics").get_data(as_text=True)


@pytest.fixture
def busy(community: Community) -> Community:
    """A morning on which a reply was lost and found again, Slack asked us to wait, and a mention is held."""
    community.says(AMINA, "help")
    community.slack.lost_replies += [Unclear("no reply")]
    community.deliver()
    community.machine.forward(seconds=45)
    community.deliver()
    community.mentions(BEN, "help")
    community.slack.lost_replies += [Unclear("no reply")]
    community.deliver()
    community.says(BEN, "help")
    community.slack.faults += [SlowDown(30)]
    community.deliver()
    return community


@pytest.mark.parametrize(
    "line",
    [
        'leaders_outbox_messages{state="sent"} 1.0',
        'leaders_outbox_messages{state="held"} 1.0',
        'leaders_outbox_messages{state="uncertain"} 0.0',
        'leaders_outbox_messages{state="ready"} 1.0',
        "leaders_slowed_down_total 1.0",
        "leaders_messages_found_again_total 1.0",
        "leaders_messages_sent_again_total 0.0",
        "leaders_workspaces_refusing 0.0",
        "leaders_database_up 1.0",
    ],
)
def test_the_figures_tell_what_happened(busy: Community, line: str) -> None:
    assert line in metrics(busy).splitlines()


def test_the_figures_tell_how_long_slack_takes(community: Community) -> None:
    for who in (AMINA, BEN):
        community.says(who, "help")
    community.deliver()

    assert 'leaders_send_latency_seconds{quantile="0.95"}' in metrics(community)


def test_a_workspace_that_refuses_us_is_counted_until_it_takes_a_message(community: Community) -> None:
    community.says(AMINA, "help")
    community.slack.faults += [Refused("token_revoked")]
    community.deliver()
    community.changes(community.rows(Pace)[0], closed_until=machine_now() + timedelta(minutes=5))

    assert "leaders_workspaces_refusing 1.0" in metrics(community)


@pytest.mark.parametrize(("seconds", "status"), [(10, 200), (89, 200), (91, 503)])
def test_health_is_bad_when_the_clock_has_not_ticked_for_90_seconds(
    community: Community, seconds: int, status: int
) -> None:
    heartbeat.beat(community.tools, process="worker 1")
    with community.db.across_workspaces() as session:
        session.get_one(Heartbeat, "worker 1").ticked_at = machine_now() - timedelta(seconds=seconds)

    assert web.build(community.tools).test_client().get("/health").status_code == status


def test_health_is_bad_when_the_database_is_away(community: Community) -> None:
    client = web.build(community.tools).test_client()
    community.tools.db.engine.dispose()
    away = Database("postgresql://nobody@127.0.0.1:1/none")
    object.__setattr__(community.tools, "db", away)

    answer = client.get("/health")

    assert (answer.status_code, json.loads(answer.data)["database"]) == (503, "away")


def test_a_process_that_has_not_been_seen_for_a_day_is_forgotten(community: Community) -> None:
    heartbeat.beat(community.tools, process="gone")
    with community.db.across_workspaces() as session:
        session.get_one(Heartbeat, "gone").ticked_at = machine_now() - timedelta(hours=25)

    heartbeat.beat(community.tools, process="here")

    with community.db.across_workspaces() as session:
        assert [row.process for row in session.query(Heartbeat)] == ["here"]
        found = health.look(session, now=community.now(), machine_now=machine_now())
    assert found.processes == 1


def test_the_doctor_tells_of_messages_that_an_organiser_has_to_decide_about(busy: Community) -> None:
    busy.changes(busy.rows(Message)[0], state=State.DEAD)
    with busy.db.across_workspaces() as session:
        found = health.look(session, now=busy.now(), machine_now=machine_now())

    remark = doctor.delivery(found)

    assert not remark.is_well
    assert (
        "Slack refused 1 message, and 1 may not have arrived. An organiser decides on the Organise page."
        in remark.words
    )
