"""The clock: it starts on a Monday in June 2022, moves on, and never goes back."""

import json
import urllib.request
from datetime import UTC, datetime

import pytest

from sandbox.clock import Clock
from sandbox.refusals import Refusals
from sandbox.times import write_day, write_time
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


def test_reports_to_the_clock_are_answered_501_without_a_banner(room: Room) -> None:
    assert room.send_raw("/clock", b"{}")[0] == 501
    assert room.slack.unmodelled() == []


def test_times_are_written_as_people_say_them() -> None:
    instants = [datetime(2022, 6, 27, hour, minute, tzinfo=UTC) for hour, minute in ((8, 0), (9, 45), (11, 0), (23, 0))]
    assert [write_time(instant, "Europe/London") for instant in instants] == ["9am", "10.45am", "midday", "midnight"]
    assert write_day(instants[3], "Europe/London") == "Tuesday 28 June 2022"
