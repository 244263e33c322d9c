"""The workspace's own time, which people move forward, beside the machine's real time."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sandbox.refusals import Refusals, declare

START = datetime(2022, 6, 27, 8, 0, tzinfo=UTC)
BACKWARDS = declare("clock:backwards", status=409)


@dataclass
class Clock:
    """Domain time: it starts on a Monday in June 2022, may run on with real seconds, and never goes back."""

    refusals: Refusals
    runs: bool = False
    machine: Callable[[], float] = time.monotonic
    step: int = 0
    base: datetime = START
    since: float = field(init=False)
    last_message: int = 0

    def __post_init__(self) -> None:
        """Start to count from the machine's present."""
        self.since = self.machine()

    def now(self) -> datetime:
        """Give the domain time, aware and in UTC."""
        if not self.runs:
            return self.base
        return self.base + timedelta(seconds=self.machine() - self.since)

    def move_to(self, instant: datetime) -> None:
        """Jump forward to an instant; going back is refused."""
        self.refusals.refuse(BACKWARDS, when=instant < self.now(), sentence="The clock never goes backwards.")
        self.base, self.since = instant, self.machine()
        self.step += 1

    def stamp(self) -> str:
        """Give a message's ts: domain time, unique and increasing."""
        micro = int(self.now().timestamp() * 1_000_000)
        self.last_message = max(micro, self.last_message + 1)
        return f"{self.last_message // 1_000_000}.{self.last_message % 1_000_000:06d}"

    def describe(self) -> dict[str, object]:
        """Give the body of GET /clock."""
        return {"now": self.now().isoformat().replace("+00:00", "Z"), "step": self.step}


def read_instant(words: str) -> datetime:
    """Read an ISO 8601 instant; one without a zone is taken as UTC."""
    instant = datetime.fromisoformat(words)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
