"""Slack's pace: so many calls a minute for each method, and about one message a second in each channel."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Bucket:
    capacity: float
    per_second: float
    left: float
    at: float


@dataclass
class Rates:
    """The buckets of one app in one workspace. Machine time, because Slack's pace does not follow our clock."""

    machine: Callable[[], float] = time.monotonic
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def take(self, name: str, *, capacity: float, per_second: float) -> int:
        """Take one token; give 0, or the seconds to wait."""
        now = self.machine()
        bucket = self.buckets.setdefault(name, Bucket(capacity, per_second, capacity, now))
        bucket.left = min(bucket.capacity, bucket.left + (now - bucket.at) * bucket.per_second)
        bucket.at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) / bucket.per_second)
        bucket.left -= 1
        return 0
