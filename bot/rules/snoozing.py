"""When a prompt comes back that somebody put off: later today, tomorrow or next week, in their own hours."""

from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.rules.cadence import awake_from
from bot.rules.slots import Habit, at_own_hour, next_working_day

MOST = 2
"""How often one prompt can be put off."""

_A_WHILE = timedelta(hours=3)


class Later(Enum):
    TODAY = "later today"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next week"


_DAYS = {Later.TODAY: 1, Later.TOMORROW: 1, Later.NEXT_WEEK: 7}


def back_at(later: Later, habit: Habit, *, now: datetime) -> datetime | None:
    """The moment at which the prompt comes back; None for somebody who is never at work.

    Later today is in three hours, if they are still awake by then, and tomorrow if not. A day on which they do not work
    is no day to come back on.
    """
    soon = now + _A_WHILE
    today, day_of_soon = (moment.astimezone(ZoneInfo(habit.zone)).date() for moment in (now, soon))
    is_awake = awake_from(soon, habit.zone, own_hour=habit.hour) == soon
    if later is Later.TODAY and is_awake and day_of_soon == today:
        return soon
    day = next_working_day(habit, today + timedelta(days=_DAYS[later]))
    return at_own_hour(habit, day) if day else None
