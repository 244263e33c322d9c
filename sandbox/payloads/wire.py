"""What went over the wire between the app and the workspace, and what could not be answered."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.api.refusals import UnmodelledError
from sandbox.clock import Clock


@dataclass(frozen=True)
class Record:
    number: int
    at: str
    direction: str
    kind: str
    verdict: str
    payload: Any


@dataclass
class Wire:
    clock: Clock
    records: deque[Record] = field(default_factory=lambda: deque(maxlen=1000))
    unmodelled: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, direction: str, kind: str, verdict: str, payload: Any) -> None:
        self.count += 1
        now = str(self.clock.describe()["now"])
        self.records.append(Record(self.count, now, direction, kind, verdict, payload))

    def note_unmodelled(self, where: str, what: UnmodelledError) -> str:
        """Remember what was answered with 501, for the banner."""
        self.unmodelled.append(f"{where}: the sandbox does not model {what} yet.")
        return self.unmodelled[-1]
