"""Which days somebody means by words such as "next week", "before Easter" or "on 3 March"."""

from bot.rules.phrases.clock import find_clock
from bot.rules.phrases.finding import HELD, find_range, without_people
from bot.rules.phrases.ranges import EVER, Range, Recurs
from bot.rules.phrases.turns import Turn, find_turn

__all__ = ["EVER", "HELD", "Range", "Recurs", "Turn", "find_clock", "find_range", "find_turn", "without_people"]
