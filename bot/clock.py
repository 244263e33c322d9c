"""What time it is in the community, and how long things take on this machine."""

import json
import logging
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Protocol

log = logging.getLogger(__name__)


class Clock(Protocol):
    """Domain time: what is due, dates, quiet hours. Machine time (leases, pace) is `machine_now`."""

    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Reading:
    """What the sandbox's clock said, and at which step: every move of it is one step."""

    now: datetime
    step: int


class SandboxClock:
    """The clock of a sandbox on this machine, read at most every 200 ms.

    When the sandbox cannot be reached the last reading stands: domain time never jumps to another year by accident.
    """

    def __init__(self, address: str, *, patience: float = 10.0) -> None:
        self._address = address
        self._read_at = 0.0
        self._told_off = False
        self._reading = self._first_reading(patience)

    def now(self) -> datetime:
        return self.reading().now

    def reading(self) -> Reading:
        """The present reading; it never goes back."""
        if time.monotonic() - self._read_at >= 0.2:
            self._read_at = time.monotonic()
            self._take(self._ask())
        return self._reading

    def report(self, process: str, *, step: int, next_due: datetime | None, label: str, patience: float) -> None:
        """Tell the sandbox that all that is due at this step is done; ends when its clock moves, or after `patience`.

        A report that fails is told once and stops nothing.
        """
        said = {"process": process, "step": step, "next_due": next_due and next_due.isoformat(), "label": label}
        try:
            self._take(self._ask(said, patience=patience))
        except TimeoutError:
            return

    def _take(self, reading: Reading | None) -> None:
        last = self._reading
        if reading is not None and reading.step >= last.step and reading.now >= last.now:
            self._reading = reading

    def _first_reading(self, patience: float) -> Reading:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if reading := self._ask():
                return reading
            time.sleep(0.1)
        raise ConnectionError(f"No clock answers at {self._address}.")

    def _ask(self, said: dict[str, object] | None = None, *, patience: float = 2.0) -> Reading | None:
        """A reading; with something said, that is posted. Raises TimeoutError only for what was said."""
        data = None if said is None else json.dumps(said, default=str).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address, data, headers)  # noqa: S310 - loopback, checked in settings
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310 - the same address
                found = json.load(answer)
                return Reading(datetime.fromisoformat(found["now"]).astimezone(UTC), int(found["step"]))
        except TimeoutError:
            if said is not None:
                raise
            return None
        except (OSError, HTTPException, ValueError, TypeError, KeyError) as error:
            self._tell_once(error, said)
            return None

    def _tell_once(self, error: Exception, said: dict[str, object] | None) -> None:
        if said is not None and not self._told_off:
            self._told_off = True
            log.warning("the sandbox's clock takes no reports: %s", type(error).__name__)


class Machine:
    """Real time on this machine, whatever the community's clock says: for leases, pace and pauses."""

    def now(self) -> datetime:
        """The instant, which processes on other machines can compare with theirs."""
        return machine_now()

    def seconds(self) -> float:
        """Seconds since some moment, which a step of the wall clock does not change."""
        return time.monotonic()


def machine_now() -> datetime:
    """Real time, for leases, heartbeats and pace, whatever the community's clock says."""
    return datetime.now(UTC)
