"""Slack's pace: so many calls a minute for each method, and about one message a second in each channel."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

MESSAGE_BURST = 5


@dataclass
class Bucket:
    """Tokens that refill with real time."""

    capacity: float
    per_second: float
    left: float
    at: float


@dataclass
class Rates:
    """The buckets of one app in one workspace. Machine time, because Slack's pace does not follow our clock."""

    machine: Callable[[], float] = time.monotonic
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def take_call(self, method: str, per_minute: int) -> int:
        """Count a call; give 0, or the seconds to wait."""
        return self.take(method, capacity=per_minute, per_second=per_minute / 60)

    def take_message(self, channel: str) -> int:
        """Count a message in a channel; give 0, or the seconds to wait."""
        return self.take(f"channel {channel}", capacity=MESSAGE_BURST, per_second=1)

    def take(self, name: str, *, capacity: float, per_second: float) -> int:
        """Take one token, or say how long until there is one."""
        now = self.machine()
        bucket = self.buckets.setdefault(name, Bucket(capacity, per_second, capacity, now))
        bucket.left = min(bucket.capacity, bucket.left + (now - bucket.at) * bucket.per_second)
        bucket.at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) / bucket.per_second)
        bucket.left -= 1
        return 0
