"""The clock of a process: it ticks from start to stop, and a tick that fails stops nothing."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot import health
from bot.clock import machine_now
from bot.rules.messages import State
from bot.slack import Posted
from db.models import Heartbeat, Message
from schedules import Clockwork, heartbeat
from schedules.sending import delivery
from tests.community import Community
from tests.people import AMINA

PATIENCE = 5.0


@pytest.fixture
def clockwork(house: Community) -> Iterator[Callable[[], Clockwork]]:
    """Starts clocks of this community, and stops them in the end."""
    started: list[Clockwork] = []

    def start() -> Clockwork:
        started.append(Clockwork(house.tools))
        started[-1].start()
        return started[-1]

    yield start
    for found in started:
        found.stop()


def test_the_clock_sends_what_is_due_by_itself(
    house: Community, clockwork: Callable[[], Clockwork], monkeypatch: pytest.MonkeyPatch
) -> None:
    posted = threading.Event()
    post = house.slack.post

    def post_and_tell(*args: Any, **more: Any) -> Posted:
        posted.set()
        return post(*args, **more)

    monkeypatch.setattr(house.slack, "post", post_and_tell)
    house.says(AMINA, "hi")

    clockwork()

    assert posted.wait(PATIENCE)


def test_a_tick_that_fails_is_tried_again_and_the_clock_goes_on(
    clockwork: Callable[[], Clockwork], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks, third = [], threading.Event()

    def fail(*_: object, **__: object) -> None:
        ticks.append(1)
        if len(ticks) == 3:
            third.set()
        raise RuntimeError("an accident")

    monkeypatch.setattr(delivery, "look_round", fail)

    clockwork()

    assert third.wait(PATIENCE)


def test_stopping_waits_for_the_message_under_way_and_writes_down_that_it_left(
    house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    post = house.slack.post

    def post_slowly(*args: Any, **more: Any) -> Posted:
        begun.set()
        go_on.wait(PATIENCE)
        finished.set()
        return post(*args, **more)

    monkeypatch.setattr(house.slack, "post", post_slowly)
    house.says(AMINA, "hi")
    found = Clockwork(house.tools)
    found.start()
    assert begun.wait(PATIENCE)

    threading.Timer(0.1, go_on.set).start()
    found.stop()

    assert finished.is_set()
    assert [message.state for message in house.rows(Message)] == [State.SENT]


def test_a_clock_that_never_started_can_be_stopped(house: Community) -> None:
    found = Clockwork(house.tools)

    found.stop()

    assert not found._scheduler.running


def test_each_beat_shows_that_the_clock_ticks(house: Community) -> None:
    for _ in range(2):
        heartbeat.beat(house.tools, process="worker 1")

    with house.db.across_workspaces() as session:
        found = health.look(session, now=house.now(), machine_now=machine_now())
        assert session.query(Heartbeat).count() == 1
    assert found.is_well


def test_what_a_killed_process_left_half_sent_is_uncertain_as_soon_as_the_next_one_starts(house: Community) -> None:
    house.says(AMINA, "help")
    until = house.machine.now() + timedelta(seconds=50)
    with house.db.begin(house.workspace) as session:
        session.execute(update(Message).values(state=State.SENDING, lease_until=until))

    delivery.take_over(house.worker)

    assert [message.state for message in house.rows(Message)] == [State.UNCERTAIN]
