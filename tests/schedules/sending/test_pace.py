"""Slack is written to at its pace: a second between two in a conversation, a ceiling for a workspace, pauses obeyed."""

from datetime import timedelta

import pytest

from bot.delivery import pace
from bot.rules.messages import LEASE, LEAVES_WITHIN, LOCKED_FOR, REQUEST, SETTLED_AFTER, State
from bot.slack import NotReached, Refused, SlowDown, Unclear
from db.database import Database
from db.models import Message, Organisation, Pace
from schedules.sending import delivery
from tests.community import Community
from tests.fakes import Seen
from tests.people import AMINA, BEN, CARYS, OLIVE

INNOVATION = "Catalysing and embedding innovation"
THE_DAY_BEFORE = "2022-07-04T09:00+01:00"


@pytest.fixture
def community(database: Database) -> Community:
    """A community under the ceiling that is set unless the operator sets another."""
    return Community(database, per_second="4")


@pytest.fixture
def reminded(community: Community) -> Community:
    """Three members go to an event, and it is 9am on the day before."""
    community.joins(AMINA, BEN, CARYS)
    for who in (AMINA, BEN, CARYS):
        community.presses(who, "Going", community.types(who, "/events"), near=INNOVATION)
    community.clock.move_to(THE_DAY_BEFORE)
    return community


def now(community: Community) -> list[Seen]:
    """What leaves at this moment of the machine."""
    before = len(community.slack.posts)
    while jobs := delivery.look_round(community.worker, planned=16, replies=4):
        for job in (*jobs.replies, *jobs.planned):
            job()
    return community.slack.posts[before:]


def states(community: Community) -> list[State]:
    return [message.state for message in community.rows(Message)]


def test_planned_messages_in_a_workspace_keep_its_ceiling(reminded: Community) -> None:
    sent = []
    for _ in range(4):
        sent.append(len(now(reminded)))
        reminded.machine.forward(seconds=0.25)

    assert sent == [1, 1, 1, 0]


def test_a_reply_waits_for_no_ceiling(reminded: Community) -> None:
    reminded.says(OLIVE, "hi")
    reminded.says(BEN, "hi")

    assert {seen.channel for seen in now(reminded)} > {"DU0OLIVE", "DU0BEN"}


def test_two_messages_in_one_conversation_are_a_second_apart(reminded: Community) -> None:
    reminded.says(AMINA, "hi")
    first = [seen.channel for seen in now(reminded)]
    reminded.machine.forward(seconds=0.9)
    second = [seen.channel for seen in now(reminded)]
    reminded.machine.forward(seconds=0.3)
    third = [seen.channel for seen in now(reminded)]

    assert (first.count("DU0AMINA"), second.count("DU0AMINA"), third.count("DU0AMINA")) == (1, 0, 1)


def test_while_slack_asks_us_to_wait_nothing_leaves_in_that_workspace(reminded: Community) -> None:
    reminded.slack.faults += [SlowDown(30)]
    assert now(reminded) == []
    reminded.says(OLIVE, "hi")

    reminded.machine.forward(seconds=29)
    assert now(reminded) == []
    reminded.machine.forward(seconds=1)
    assert len(now(reminded)) == 2
    assert {message.attempts for message in reminded.rows(Message) if message.state is State.READY} == {0}


def test_a_start_does_not_cut_short_what_slack_asked_us_to_wait(reminded: Community) -> None:
    until = reminded.machine.now() + timedelta(minutes=5)
    with reminded.db.begin(reminded.workspace) as session:
        pace.close(session, until=until, because=None)
    with reminded.db.begin(reminded.workspace) as session:
        pace.reopen(session)

    assert [row.closed_until for row in reminded.rows(Pace)] == [until]


def test_fault_10_a_workspace_that_refuses_us_is_asked_again_seldom_and_loses_nothing(reminded: Community) -> None:
    reminded.slack.faults += [Refused("token_revoked")] * 2

    for _ in range(10):
        assert now(reminded) == []
        reminded.machine.forward(seconds=LOCKED_FOR.total_seconds() / 6)

    assert reminded.slack.faults == []
    assert reminded.rows(Pace)[0].closed_because == "token_revoked"
    reminded.machine.forward(seconds=LOCKED_FOR.total_seconds())
    assert len(reminded.deliver() + reminded.deliver()) == 3
    assert states(reminded) == [State.SENT] * 3


def test_what_slows_down_one_workspace_leaves_another_alone(database: Database) -> None:
    south, north = Community(database), Community(database, workspace="T0NORTH")
    for community in (south, north):
        home = community.rows(Organisation)[0]
        community.joins(AMINA, organisation=str(home.id), sector=str(home.sector_id))
        community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)
        community.clock.move_to(THE_DAY_BEFORE)
    south.slack.faults += [SlowDown(120)]

    assert len(now(south)) == 1


def test_while_one_lane_sends_in_a_workspace_no_other_does(reminded: Community) -> None:
    first = delivery.look_round(reminded.worker, planned=16, replies=4)
    second = delivery.look_round(reminded.new_worker("worker 2"), planned=16, replies=4)

    assert (len(first.planned), len(second.planned)) == (1, 0)


def test_a_lane_that_was_lost_sends_nothing(reminded: Community) -> None:
    (late,) = delivery.look_round(reminded.new_worker("slow"), planned=16, replies=4).planned
    reminded.machine.forward(seconds=61)
    (job,) = delivery.look_round(reminded.worker, planned=16, replies=4).planned

    late()
    assert reminded.slack.posts == []
    job()
    assert len(reminded.slack.posts) == 1


def test_a_conversation_that_slack_has_forgotten_is_asked_for_again(reminded: Community) -> None:
    for who in (AMINA, BEN, CARYS):
        reminded.changes(reminded.person(who), dm_channel=f"D{who.slack_id}")
    reminded.slack.faults += [Refused("channel_not_found")]
    reminded.deliver()
    reminded.machine.forward(seconds=10)
    reminded.deliver()

    assert states(reminded) == [State.SENT] * 3
    assert len(reminded.slack.opened) == 1


def test_what_was_not_reached_keeps_its_place_and_the_others_go_on(reminded: Community) -> None:
    reminded.slack.faults += [NotReached("no network")]

    assert len(reminded.deliver()) == 2
    reminded.machine.forward(seconds=10)
    assert len(reminded.deliver()) == 1


def test_a_worker_that_was_held_up_after_its_commitment_sends_nothing(
    reminded: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = reminded.slack.direct_message

    def slowly(workspace: str, slack_id: str) -> str:
        reminded.machine.forward(seconds=31)
        return opened(workspace, slack_id)

    monkeypatch.setattr(reminded.slack, "direct_message", slowly)
    (job,) = delivery.look_round(reminded.worker, planned=16, replies=4).planned
    job()
    assert reminded.slack.posts == []
    assert {message.last_error for message in reminded.rows(Message)} >= {"the worker was held up"}

    monkeypatch.undo()
    reminded.machine.forward(seconds=60)
    assert len(reminded.deliver()) == 3


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2022-07-04T09:00+01:00", 3),
        ("2022-07-04T17:59+01:00", 3),
        ("2022-07-04T18:00+01:00", 0),
        ("2022-07-05T07:59+01:00", 0),
    ],
)
def test_nothing_that_nobody_waits_for_leaves_at_night(reminded: Community, moment: str, leaves: int) -> None:
    reminded.clock.move_to(moment)

    assert len(reminded.deliver()) == leaves


def test_what_came_due_at_night_leaves_in_the_morning(reminded: Community) -> None:
    reminded.clock.move_to("2022-07-04T22:00+01:00")
    reminded.deliver()
    reminded.clock.move_to("2022-07-05T08:00+01:00")

    assert len(reminded.deliver()) == 3


def test_a_reply_leaves_at_any_hour(community: Community) -> None:
    community.clock.move_to("2022-07-04T03:00+01:00")
    community.says(AMINA, "hi")

    assert len(community.deliver()) == 1


def test_every_request_of_ours_ends_well_before_its_lease() -> None:
    assert LEAVES_WITHIN + REQUEST < LEASE
    assert REQUEST + timedelta(seconds=30) < SETTLED_AFTER


def test_a_lost_reply_in_one_conversation_holds_up_no_other(reminded: Community) -> None:
    reminded.slack.lost_replies += [Unclear("no reply")]

    assert len(reminded.deliver()) == 3
