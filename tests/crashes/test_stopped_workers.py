"""A worker that stood still past its lease wakes up and does no harm: others did its work meanwhile."""

import threading

import pytest

from bot.rules.messages import LEASE, SETTLED_AFTER, State
from db.models import Message
from tests.crashes.conftest import First, Morning
from tests.crashes.points import AFTER, COMMIT, Point

pytestmark = pytest.mark.xdist_group("crashes")

LONG = LEASE + SETTLED_AFTER
A_REPLY = "send_reply"


def stop_at(morning: Morning, point: Point) -> First:
    first = morning.begins(waits_at=point.number)
    assert first.reaches() == point
    first.is_stopped()
    morning.machine.forward(LONG)
    return first


def wakes(first: First) -> None:
    first.is_let_go()
    first.goes_on()
    first.ends()


def kept(morning: Morning) -> list[tuple[int, State, int, str | None]]:
    rows = morning.scene.community.rows(Message)
    return [(row.id, row.state, row.fence, row.slack_ts) for row in rows]


def free_to_stop(morning: Morning) -> list[Point]:
    """Where a worker holds no transaction and has no request on its way: there nobody has to wait for it."""
    return [point for point in morning.passed if point.when == AFTER]


def test_fault_3_a_worker_stopped_before_it_asks_slack_posts_nothing_when_it_wakes(morning: Morning) -> None:
    committed = next(point for point in free_to_stop(morning) if (point.what, point.function) == (COMMIT, A_REPLY))
    first = stop_at(morning, committed)
    morning.others_finish()
    assert morning.wrongs() == []
    before, posted = kept(morning), len(morning.wire.stood)

    wakes(first)

    assert (kept(morning), len(morning.wire.stood)) == (before, posted)
    assert morning.wrongs() == []


def test_faults_3_and_5_a_worker_stopped_while_slack_answers_late_writes_nothing_when_it_wakes(
    morning: Morning,
) -> None:
    morning.wire.holds_replies = threading.Event()
    morning.wire.has_posted.clear()
    first = morning.begins(waits_at=0)
    assert morning.wire.has_posted.wait(30)
    first.is_stopped()
    morning.wire.holds_replies.set()
    morning.wire.holds_replies = None
    morning.machine.forward(LONG)
    morning.others_finish()
    before, posted = kept(morning), len(morning.wire.stood)

    first.goes_on()
    first.ends()

    assert (kept(morning), len(morning.wire.stood)) == (before, posted)
    assert morning.wrongs() == []


def test_fault_3_stopped_after_any_commit_or_answer_nothing_is_lost_and_nothing_doubled(morning: Morning) -> None:
    for point in free_to_stop(morning):
        first = stop_at(morning, point)
        morning.others_finish()

        wakes(first)

        assert morning.wrongs() == [], f"stopped at {point}"
