"""What time it is: the sandbox's clock is read where there is one, and never goes backwards or fails."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SandboxClock, SystemClock, machine_now
from tests.servers import Handler, serving

MORNING = "2022-06-27T08:00:00+00:00"


class Wall:
    """A clock on the wall that says what it is told to say."""

    def __init__(self) -> None:
        self.body = f'{{"now": "{MORNING}", "step": 7}}'
        self.readings = 0
        self.address = ""


@pytest.fixture
def wall() -> Iterator[Wall]:
    found = Wall()

    class Answers(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            found.readings += 1
            self.send_response(200)
            self.end_headers()
            self.wfile.write(found.body.encode())

    with serving(Answers) as port:
        found.address = f"http://127.0.0.1:{port}/clock"
        yield found


def later(clock: SandboxClock) -> datetime:
    """A reading after the last one has grown old."""
    clock._read_at = 0.0
    return clock.now()


def test_the_sandbox_says_what_time_it_is(wall: Wall) -> None:
    clock = SandboxClock(wall.address)

    assert clock.now() == datetime(2022, 6, 27, 8, 0, tzinfo=UTC)


def test_the_clock_is_not_read_for_every_question(wall: Wall) -> None:
    clock = SandboxClock(wall.address)

    for _ in range(50):
        clock.now()

    assert wall.readings < 5


def test_the_clock_moves_when_the_sandbox_moves_it(wall: Wall) -> None:
    clock = SandboxClock(wall.address)
    wall.body = '{"now": "2022-07-04T09:00:00+01:00", "step": 8}'

    assert later(clock) == datetime(2022, 7, 4, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "nonsense",
        "{}",
        '{"now": 5, "step": 8}',
        '{"now": null, "step": 8}',
        '{"now": "soon", "step": 8}',
        '{"now": "2022-07-04T09:00:00Z"}',
        '{"now": "2022-07-04T09:00:00Z", "step": null}',
        '{"now": "2021-01-01T00:00:00Z", "step": 8}',
        '{"now": "2022-07-04T09:00:00Z", "step": 6}',
    ],
)
def test_when_the_sandbox_says_nothing_sensible_the_last_reading_stands(wall: Wall, body: str) -> None:
    clock = SandboxClock(wall.address)
    before = clock.now()
    wall.body = body

    assert later(clock) == before


def test_without_a_clock_at_the_start_the_address_is_told() -> None:
    with pytest.raises(ConnectionError, match=r"No clock answers at http://127\.0\.0\.1:1/clock"):
        SandboxClock("http://127.0.0.1:1/clock", patience=0.1)


def test_elsewhere_the_time_is_the_real_one() -> None:
    assert abs(SystemClock().now() - machine_now()) < timedelta(seconds=5)
