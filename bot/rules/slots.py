"""When a member's prompts come: every so many weeks, on their weekday and hour, on their own clock and calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from bot.rules.cadence import at_local, is_bank_holiday
from bot.rules.words import PromptRhythm

RHYTHMS = {
    PromptRhythm.WEEKLY: timedelta(weeks=1),
    PromptRhythm.FORTNIGHTLY: timedelta(weeks=2),
    PromptRhythm.MONTHLY: timedelta(weeks=4),
    PromptRhythm.AFTER_EVENTS: timedelta(weeks=1),  # a turn without an event to follow is passed over
}
EVERY = RHYTHMS[PromptRhythm.FORTNIGHTLY]
QUIET = timedelta(days=7)
"""However often somebody changes their day, two prompts never come closer than this, by the clock on the wall."""

_A_DAY, _A_MOMENT = timedelta(days=1), timedelta(microseconds=1)
_A_YEAR = 53  # turns
_SATURDAY = 5
_LONGEST_WAIT = 31  # days; no holidays are longer
_LONGEST_REST = 21  # days: no weekday is a bank holiday three weeks running


@dataclass(frozen=True)
class Habit:
    """The hour of the week that a member chose, since when they are here, and the days on which they do not work.

    Monday is 0. `holidays` is the region whose bank holidays they keep. Turns are counted from the first after `since`,
    or from another that is named.
    """

    weekday: int
    hour: int
    zone: str
    since: datetime
    paused_until: date | None = None
    days_off: tuple[int, ...] = ()
    holidays: str | None = None
    counted_from: date | None = None
    every: timedelta = EVERY

    @property
    def furthest_move(self) -> timedelta:
        """A turn that would have to move further is passed over: by then the next one is as near, or too near."""
        return self.every - QUIET


@dataclass(frozen=True)
class Slot:
    """One time at which a prompt is due; its name is the day of the turn, from which it may have moved on."""

    name: str
    due: datetime


def next_prompt(habit: Habit, last: Slot | None, *, after: datetime) -> Slot | None:
    """The slot for a member's next prompt after this moment, `last` being the one of their last prompt.

    Changed habits bring no two prompts within 7 days, none of a day that was asked, and the first within one round
    of their turns.
    """
    if last is None:
        return _first_prompt(habit, after=after)
    day = date.fromisoformat(last.name)
    if day.weekday() == habit.weekday:
        habit = replace(habit, counted_from=day)
    slot = next_slot(habit, after=max(after, _a_week_after(habit, last) - _A_MOMENT))
    if slot and slot.name <= last.name:  # new days off can move a turn that was there already
        return next_slot(habit, after=slot.due)
    return slot


def next_slot(habit: Habit, *, after: datetime) -> Slot | None:
    """The first slot after this moment and not before the end of a pause; None for somebody who is never at work.

    A turn on a day off or a bank holiday moves to the next working day at the same hour, and keeps its name.
    """
    start = max(after.astimezone(ZoneInfo(habit.zone)).date(), habit.paused_until or date.min)
    for day in islice(_turns(habit, start - habit.furthest_move), _A_YEAR):
        working = _working_day(habit, day)
        if working is None or working < start:
            continue
        due = _at(working, habit.hour, habit.zone)
        if due > after:
            return Slot(day.isoformat(), due)
    return None


def _a_week_after(habit: Habit, last: Slot) -> datetime:
    """The same time on the member's clock 7 days later; an hour that a spring change moved is their own again."""
    local = last.due.astimezone(ZoneInfo(habit.zone))
    own = _at(local.date(), habit.hour, habit.zone)
    at = time(habit.hour) if last.due == own else local.time()
    return at_local(local.date() + QUIET, at, habit.zone).astimezone(UTC)


def next_working_day(habit: Habit, day: date) -> date | None:
    """This day, or the first after it on which the member works; None for somebody who is never at work."""
    days = (day + _A_DAY * ahead for ahead in range(_LONGEST_REST))
    return next((day for day in days if _works_on(habit, day)), None)


def at_own_hour(habit: Habit, day: date) -> datetime:
    """The member's hour of this day."""
    return _at(day, habit.hour, habit.zone)


def _first_prompt(habit: Habit, *, after: datetime) -> Slot | None:
    """Also in the week between two turns, if that is soon: another hour may have put the first turn in the past."""
    slot = next_slot(habit, after=after)
    between = next_slot(replace(habit, counted_from=_first_turn(habit) + QUIET), after=after)
    if slot and between and between.due < min(slot.due, habit.since + habit.every):
        return between
    return slot


def _first_turn(habit: Habit) -> date:
    return habit.counted_from or _first_day(habit.weekday, habit.hour, habit.zone, habit.since)


def _turns(habit: Habit, start: date) -> Iterator[date]:
    """In the member's rhythm from their first one on, beginning with the first that is not before `start`."""
    first = _first_turn(habit)
    day = first + -(-(max(first, start) - first) // habit.every) * habit.every
    while True:
        yield day
        day += habit.every


def _working_day(habit: Habit, day: date) -> date | None:
    """The day itself or the next on which the member works; None when that is too far away."""
    days = (day + _A_DAY * ahead for ahead in range(habit.furthest_move.days + 1))
    return next((day for day in days if _works_on(habit, day)), None)


def _works_on(habit: Habit, day: date) -> bool:
    # who is asked on a weekend works on weekends; nobody else's turn moves to one
    is_weekend = day.weekday() >= _SATURDAY > habit.weekday
    return not (is_weekend or day.weekday() in habit.days_off or is_bank_holiday(day, habit.holidays))


@lru_cache(50_000)
def _first_day(weekday: int, hour: int, zone: str, since: datetime) -> date:
    """The member's first slot; their turns are counted from it."""
    start = since.astimezone(ZoneInfo(zone)).date()
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    return day if _at(day, hour, zone) > since else day + timedelta(weeks=1)


def _at(day: date, hour: int, zone: str) -> datetime:
    """In UTC, where comparing and subtracting know of clock changes."""
    return at_local(day, time(hour), zone).astimezone(UTC)


def first_working_hour(habit: Habit, day: date) -> datetime | None:
    """The member's hour on this day, or on the first after it on which they work; None when there is none for long."""
    start = max(day, habit.paused_until or date.min)
    days = (start + _A_DAY * ahead for ahead in range(_LONGEST_WAIT))
    return next((_at(one, habit.hour, habit.zone) for one in days if _works_on(habit, one)), None)
