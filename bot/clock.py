"""What time it is in the community, and how long things take on this machine."""

import json
import time
import urllib.request
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Domain time: what is due, dates, quiet hours. Machine time (leases, pace) is `machine_now`."""

    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SandboxClock:
    """The clock of a sandbox on this machine, read at most every 200 ms.

    When the sandbox cannot be reached the last reading stands: domain time never jumps to another year by accident.
    """

    def __init__(self, address: str, *, patience: float = 10.0) -> None:
        self._address = address
        self._read_at = 0.0
        self._now = self._first_reading(patience)

    def now(self) -> datetime:
        if time.monotonic() - self._read_at >= 0.2:
            self._read_at = time.monotonic()
            self._now = max(self._now, self._read() or self._now)
        return self._now

    def _first_reading(self, patience: float) -> datetime:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if reading := self._read():
                return reading
            time.sleep(0.1)
        raise ConnectionError(f"No clock answers at {self._address}.")

    def _read(self) -> datetime | None:
        try:
            with urllib.request.urlopen(self._address, timeout=2) as answer:  # noqa: S310 - loopback, checked in settings
                return datetime.fromisoformat(json.load(answer)["now"]).astimezone(UTC)
        except (OSError, ValueError, KeyError):
            return None


def machine_now() -> datetime:
    """Real time, for leases, heartbeats and pace, whatever the community's clock says."""
    return datetime.now(UTC)
