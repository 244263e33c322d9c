"""How prompts ease off when nobody answers them: half as many after three in a row, and none after six."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum

from bot.rules.slots import Habit, Slot, next_prompt

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


def next_held(habit: Habit, last: Slot | None, held: Restraint, *, after: datetime) -> Slot | None:
    """The slot for a member's next prompt after this moment, as far as prompts are held back from them."""
    match held:
        case Restraint.SILENT:
            return None
        case Restraint.HALVED:
            habit = replace(habit, every=2 * habit.every)
    return next_prompt(habit, last, after=after)


def unanswered_in_a_row(answered: Sequence[bool]) -> int:
    """How many of the latest prompts were left."""
    return next((count for count, was_answered in enumerate(reversed(answered)) if was_answered), len(answered))
