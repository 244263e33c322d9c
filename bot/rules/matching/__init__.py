"""Who should meet whom in a round of introductions. Pure: chance is an argument, so a draw can be replayed."""

from bot.rules.matching.drawing import draw
from bot.rules.matching.people import (
    RECENT,
    Because,
    Certificate,
    Count,
    Draw,
    Group,
    Pair,
    Past,
    Person,
    Reason,
    eligible,
)
from bot.rules.matching.reasons import reasons

__all__ = [
    "RECENT",
    "Because",
    "Certificate",
    "Count",
    "Draw",
    "Group",
    "Pair",
    "Past",
    "Person",
    "Reason",
    "draw",
    "eligible",
    "reasons",
]
