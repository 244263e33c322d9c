"""When each item of an agenda starts and ends, worked out from the start of the event and the minutes of each item."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate, pairwise


def times(starts_at: datetime, minutes: Sequence[int]) -> list[tuple[datetime, datetime]]:
    """(start, end) of each item, one after the other."""
    edges = accumulate(minutes, lambda edge, length: edge + timedelta(minutes=length), initial=starts_at)
    return list(pairwise(edges))
