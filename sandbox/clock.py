"""The workspace's own time, which people move forward, beside the machine's real time."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.api.refusals import Refusals

START = datetime(2022, 6, 27, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Domain time: it starts on a Monday in June 2022, may run on with real seconds, and never goes back."""

    refusals: Refusals
    runs: bool = False
    machine: Callable[[], float] = time.monotonic
    step: int = 0
    base: datetime = START
    since: float = field(init=False)
    held: bool = False
    last_message: int = 0

    def __post_init__(self) -> None:
        self.since = self.machine()

    def now(self) -> datetime:
        """Give the domain time, aware and in UTC."""
        if not self.runs or self.held:
            return self.base
        return self.base + timedelta(seconds=self.machine() - self.since)

    def hold(self) -> None:
        """Stand still while a jump is under way."""
        self.base, self.held = self.now(), True

    def release(self) -> None:
        self.since, self.held = self.machine(), False

    def check(self, instant: datetime) -> None:
        self.refusals.refuse("clock:backwards", when=instant < self.now(), sentence="The clock never goes backwards.")

    def move_to(self, instant: datetime) -> None:
        """Move forward to an instant; going back is refused."""
        self.check(instant)
        self.base, self.since = instant, self.machine()
        self.step += 1

    def stamp(self) -> str:
        """Give a message's ts: domain time, unique and increasing."""
        micro = int(self.now().timestamp() * 1_000_000)
        self.last_message = max(micro, self.last_message + 1)
        return f"{self.last_message // 1_000_000}.{self.last_message % 1_000_000:06d}"

    def describe(self) -> dict[str, object]:
        return {"now": write_instant(self.now()), "step": self.step}


def write_instant(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


def read_instant(words: str) -> datetime:
    """Read an ISO 8601 instant; one without a zone is taken as UTC."""
    instant = datetime.fromisoformat(words)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def write_day(instant: datetime, zone: str) -> str:
    """Write a date: Monday 27 June 2022."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%A %-d %B %Y")


def write_time(instant: datetime, zone: str) -> str:
    """Write a time of day: 9am, 10.45am, midday."""
    local = instant.astimezone(ZoneInfo(zone))
    if local.minute == 0 and local.hour % 12 == 0:
        return "midday" if local.hour else "midnight"
    return local.strftime("%-I.%M%p" if local.minute else "%-I%p").lower()


def write_moment(instant: datetime) -> str:
    return f"{write_day(instant, 'Europe/London')}, {write_time(instant, 'Europe/London')}"
