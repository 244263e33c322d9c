"""How prompts ease off when nobody answers them: half as many after three in a row, and none after six."""

from collections.abc import Sequence
from enum import Enum

HALVED_AFTER, SILENT_AFTER = 3, 6


class Restraint(Enum):
    """How far prompts are held back from somebody."""

    NONE = "none"
    HALVED = "halved"
    SILENT = "silent"


def restraint(answered: Sequence[bool]) -> Restraint:
    """From whether each earlier prompt was answered, the oldest first. One answer, and they come as ever."""
    unanswered = unanswered_in_a_row(answered)
    if unanswered >= SILENT_AFTER:
        return Restraint.SILENT
    return Restraint.HALVED if unanswered >= HALVED_AFTER else Restraint.NONE


def unanswered_in_a_row(answered: Sequence[bool]) -> int:
    """How many of the latest prompts were left."""
    return next((count for count, was_answered in enumerate(reversed(answered)) if was_answered), len(answered))
