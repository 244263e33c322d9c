"""The clock: it starts on a Monday in June 2022, moves on, and never goes back."""

import contextlib
import json
import socket
import threading
import time
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any

import pytest

from sandbox.api.refusals import Refusals
from sandbox.clock import Clock, write_day, write_time
from tests.sandbox.room import GENERAL, Room


def read_clock(room: Room) -> tuple[str, int]:
    """Read the clock as a bot does."""
    address = room.sandbox.environment()["CLOCK_URL"]
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - the sandbox on this machine
        body = json.load(answer)
    return body["now"], body["step"]


def test_the_clock_starts_at_nine_in_london_and_stands_still(room: Room) -> None:
    assert [read_clock(room) for _ in range(2)] == [("2022-06-27T08:00:00Z", 0)] * 2


def test_each_move_is_one_step_and_dates_what_follows(room: Room) -> None:
    room.slack.clock.forward(hours=1)
    room.slack.clock.move_to("2022-07-04T08:00:00Z")
    assert read_clock(room) == ("2022-07-04T08:00:00Z", 2)
    assert str(room.web.chat_postMessage(channel=GENERAL, text="t")["ts"]).startswith("1656921600.")


def test_going_back_is_refused_with_a_sentence(room: Room) -> None:
    with pytest.raises(AssertionError, match="never goes backwards"):
        room.slack.clock.move_to("2022-06-26T08:00:00Z")
    assert read_clock(room)[1] == 0


def test_a_clock_that_runs_follows_the_machine() -> None:
    seconds = 0.0
    clock = Clock(Refusals(), runs=True, machine=lambda: seconds)
    seconds = 90.0
    assert clock.describe()["now"] == "2022-06-27T08:01:30Z"


class Planner:
    """A process that does what is due when the clock arrives, and reports what comes next."""

    def __init__(self, room: Room, name: str, due: list[str], *, seconds: float = 0.0) -> None:
        self.room, self.name, self.due, self.seconds = room, name, due, seconds
        self.done: list[tuple[str, str]] = []
        self.stopped = False
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> "Planner":
        self.thread.start()
        until = time.monotonic() + 5
        while not any(label == self.name for _, label in self.reported()) and time.monotonic() < until:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped = True
        assert self.room.sandbox.loop
        self.room.sandbox.loop.call_soon_threadsafe(self.room.sandbox.control.jumps.stop)
        self.thread.join(5)

    def reported(self) -> list[tuple[str, str]]:
        clock = self.room.slack.transport.get("/sandbox/clock")
        return [(one["at"], one["label"]) for one in clock["upcoming"]]

    def run(self) -> None:
        body: Any = {"now": read_clock(self.room)[0], "step": read_clock(self.room)[1]}
        while not self.stopped:
            for due in [one for one in self.due if one <= body["now"]]:
                time.sleep(self.seconds)
                self.done.append((due, read_clock(self.room)[0]))
                self.due.remove(due)
            report = {"process": self.name, "step": body["step"], "next_due": min(self.due, default=None)}
            with contextlib.suppress(OSError, HTTPException, AssertionError):
                body = self.room.slack.transport.post("/clock", **report, label=self.name)


HOURS = [f"2022-06-27T{hour:02}:00:00Z" for hour in (9, 10, 12, 15)]


def test_a_jump_does_everything_on_the_way_at_its_own_time_in_every_process(room: Room) -> None:
    with Planner(room, "one", HOURS[:3]) as one, Planner(room, "two", HOURS[1:], seconds=0.1) as two:
        room.slack.clock.jump_to(HOURS[3])
        assert one.done == [(due, due) for due in HOURS[:3]]
        assert two.done == [(due, due) for due in HOURS[1:]]
        assert room.slack.clock.now() == HOURS[3]


def test_a_jump_to_what_is_next_goes_no_further(room: Room) -> None:
    with Planner(room, "one", HOURS[1:]) as one:
        assert room.slack.clock.upcoming() == [(HOURS[1], "one")]
        room.slack.clock.jump()
        assert (one.done, room.slack.clock.now()) == ([(HOURS[1], HOURS[1])], HOURS[1])
        assert room.slack.clock.upcoming() == [(HOURS[2], "one")]


def test_work_that_came_up_after_the_last_report_is_not_passed_by(room: Room) -> None:
    with Planner(room, "one", HOURS[2:]) as one:
        one.due.append(HOURS[0])
        room.slack.clock.forward(hours=1)
        assert one.done == [(HOURS[0], HOURS[0])]


def test_a_process_that_says_no_more_does_not_hold_up_who_asks_what_comes(room: Room) -> None:
    room.sandbox.control.patience = 0.2
    now = room.slack.clock.now()
    room.slack.transport.post("/clock", process="mute", step=0, next_due=now, label="a word")
    assert room.slack.clock.upcoming() == [(now, "a word")]


def test_a_jump_waits_for_a_bot_that_has_just_started_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(room.sandbox.workspace), "connected", True)
    room.sandbox.control.jumps.known = True
    room.slack.transport.post("/sandbox/clock", jump_to=HOURS[3])
    with Planner(room, "late", [HOURS[0], "2022-07-01T09:00:00Z"]) as late:
        while room.slack.transport.get("/sandbox/clock")["jumping"]:
            time.sleep(0.02)
        assert (late.done, room.slack.clock.now()) == ([(HOURS[0], HOURS[0])], HOURS[3])


def test_a_jump_says_what_it_waits_for(room: Room) -> None:
    room.sandbox.control.jumps.patience = 0.1
    with Planner(room, "slow", HOURS[:1], seconds=1.0):
        room.slack.transport.post("/sandbox/clock", jump="next")
        time.sleep(0.7)
        clock = room.slack.transport.get("/sandbox/clock")
        assert (clock["jumping"], clock["waiting_for"]) == (True, "Waiting for slow (slow).")
        with pytest.raises(AssertionError, match="on its way already"):
            room.slack.clock.forward(hours=1)


def test_a_report_of_another_step_is_answered_at_once_and_ignored(room: Room) -> None:
    room.slack.clock.forward(hours=1)
    body = room.slack.transport.post("/clock", process="old", step=0, next_due=HOURS[3], label="old")
    assert (body["step"], room.slack.transport.get("/sandbox/clock")["upcoming"]) == (1, [])


def test_a_process_that_has_gone_is_not_waited_for(room: Room) -> None:
    gone = socket.create_connection(("127.0.0.1", room.sandbox.port))
    words = json.dumps({"process": "gone", "step": 0, "next_due": None, "label": ""})
    head = f"POST /clock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(words)}"
    gone.sendall(f"{head}\r\n\r\n{words}".encode())
    time.sleep(0.1)
    gone.close()
    time.sleep(0.1)
    room.slack.clock.move_to(HOURS[0], within=5)


def test_a_running_clock_stands_still_on_a_jump_and_runs_on(room: Room) -> None:
    room.sandbox.workspace.clock.runs = True
    with Planner(room, "one", HOURS[:1]) as one:
        room.slack.clock.jump()
        assert one.done == [(HOURS[0], HOURS[0])]
    before = room.slack.clock.now()
    time.sleep(0.05)
    assert room.slack.clock.now() > before


def test_times_are_written_as_people_say_them() -> None:
    instants = [datetime(2022, 6, 27, hour, minute, tzinfo=UTC) for hour, minute in ((8, 0), (9, 45), (11, 0), (23, 0))]
    assert [write_time(instant, "Europe/London") for instant in instants] == ["9am", "10.45am", "midday", "midnight"]
    assert write_day(instants[3], "Europe/London") == "Tuesday 28 June 2022"
