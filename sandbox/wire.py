"""What went over the wire between the app and the workspace, and what could not be answered."""

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.clock import Clock


@dataclass(frozen=True)
class Record:
    """One message on the wire and what became of it."""

    number: int
    at: str
    direction: str
    kind: str
    verdict: str
    payload: Any


@dataclass
class Wire:
    """The last thousand records, what was not modelled, and the notices that the page shows."""

    clock: Clock
    records: deque[Record] = field(default_factory=lambda: deque(maxlen=1000))
    unmodelled: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, direction: str, kind: str, verdict: str, payload: Any) -> None:
        """Keep one record."""
        self.count += 1
        now = str(self.clock.describe()["now"])
        self.records.append(Record(self.count, now, direction, kind, verdict, payload))

    def note_unmodelled(self, what: str) -> None:
        """Remember a call that was answered with 501, for the banner."""
        self.unmodelled.append(what)

    def list_records(self) -> list[dict[str, Any]]:
        """Give the records, oldest first."""
        return [asdict(record) for record in self.records]
