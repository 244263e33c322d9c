"""Whether a question asks for the next event or the last one."""

import re
from enum import Enum

_GATHERING = r"(?:event|session|meeting|workshop|webinar|gathering|talk)"


class Turn(Enum):
    """An event named by its turn: the next to come, or the last one held."""

    NEXT = "next"
    LAST = "last"


def find_turn(text: str) -> Turn | None:
    """The turn that a question names."""
    for pattern, turn in _TURNS:
        if pattern.search(text.lower()):
            return turn
    return None


_TURNS = (
    (re.compile(rf"\b(next|upcoming|forthcoming|coming)\s+(?:\w+\s+){{0,3}}?{_GATHERING}\b"), Turn.NEXT),
    (re.compile(rf"\b(last|latest|previous|most recent|past)\s+(?:\w+\s+){{0,3}}?{_GATHERING}\b"), Turn.LAST),
    (re.compile(r"\b(what|when|which|who)('?s| is)?\s+(on\s+|up\s+)?next\s*\??$|\bnext one\b"), Turn.NEXT),
    (re.compile(r"\b(last|previous) one\b|\blast time\b"), Turn.LAST),
)
