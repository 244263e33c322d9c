"""Who should meet whom in a round of introductions. Pure: chance is an argument, so a draw can be replayed."""

from bot.rules.matching.drawing import Weighed, draw, weigh
from bot.rules.matching.fairness import owed, quality
from bot.rules.matching.mending import Mended, Running, mend
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
    are_colleagues,
    eligible,
    met_lately,
)
from bot.rules.matching.reasons import reasons
from bot.rules.matching.refusing import Refusal, refusal

__all__ = [
    "RECENT",
    "Because",
    "Certificate",
    "Count",
    "Draw",
    "Group",
    "Mended",
    "Pair",
    "Past",
    "Person",
    "Reason",
    "Refusal",
    "Running",
    "Weighed",
    "are_colleagues",
    "draw",
    "eligible",
    "mend",
    "met_lately",
    "owed",
    "quality",
    "reasons",
    "refusal",
    "weigh",
]
