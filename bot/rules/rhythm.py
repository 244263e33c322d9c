"""When rounds start, and what happens when in a round: by working days, on the community's own clock."""

import calendar
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules import cadence
from bot.rules.dates import local
from bot.rules.words import Rhythm

LENGTH = timedelta(days=28)
"""How long a round lasts that no rhythm ends."""

ASKED_BEFORE, AHEAD = timedelta(days=5), timedelta(days=2)
LATE_BY = timedelta(days=2)
"""A round that could not start in time, because the bot was away, starts within this, or not at all."""

SHORTEST = {
    Rhythm.FORTNIGHTLY: timedelta(days=10),
    Rhythm.MONTHLY: timedelta(days=20),
    Rhythm.HALF_YEARLY: timedelta(days=120),
}
"""A round that organisers start by hand lasts at least this long before the calendar starts the next."""

_WEEKS = {Rhythm.FORTNIGHTLY: 2, Rhythm.HALF_YEARLY: 26}


@dataclass(frozen=True)
class Calendar:
    """A community's clock and its days off."""

    zone: str
    holidays: str | None = None

    def at(self, day: date) -> datetime:
        """9am on this day."""
        return cadence.at_local(day, cadence.REMINDER_HOUR, self.zone)

    def first_working_day(self, day: date) -> datetime:
        """9am on this day, or on the first working day after it."""
        while not self.works_on(day):
            day += timedelta(days=1)
        return self.at(day)

    def after_working_days(self, day: date, count: int) -> date:
        """The working day that comes so many working days after this one."""
        while count:
            day += timedelta(days=1)
            count -= self.works_on(day)
        return day

    def works_on(self, day: date) -> bool:
        return day.weekday() < calendar.SATURDAY and not cadence.is_bank_holiday(day, self.holidays)


def next_start(first: date, rhythm: Rhythm, place: Calendar, *, after: datetime) -> datetime:
    """The first start after this moment, at 9am, of rounds that began on the day `first`.

    Monthly keeps to the same weekday of the month, as the first Tuesday. A day off moves one start and no other.
    """
    starts = (place.first_working_day(day) for day in _days(first, rhythm))
    return next(start for start in starts if start > after)


def asks_at(start: datetime, place: Calendar) -> datetime:
    """When members are asked whether they are in the round."""
    return place.at(local(start - ASKED_BEFORE, place.zone).date())


def draws_at(start: datetime, place: Calendar) -> datetime:
    """9am on the working day before, so that organisers can look at the draw."""
    day = local(start, place.zone).date() - timedelta(days=1)
    while not place.works_on(day):
        day -= timedelta(days=1)
    return place.at(day)


def middle(opened: datetime, ends: datetime) -> datetime:
    """Until then somebody who is left alone gets a new introduction; after it too little of the round is left."""
    return opened + (ends - opened) / 2


def reminds_at(opened: datetime, ends: datetime) -> datetime:
    """Shortly before the middle, so that somebody who hears nothing can still get another introduction."""
    return opened + (ends - opened) * 3 / 7


def asks_whether_met(opened: datetime, ends: datetime) -> datetime:
    """Late in the round, with some days to go: day 24 of 28, day 12 of 14."""
    return opened + (ends - opened) * 6 / 7


def _days(first: date, rhythm: Rhythm) -> Iterator[date]:
    if rhythm is not Rhythm.MONTHLY:
        yield from (first + timedelta(weeks=_WEEKS[rhythm] * turn) for turn in itertools.count())
    month = first.replace(day=1)
    while True:
        yield _same_weekday(first, month)
        month = (month + timedelta(days=31)).replace(day=1)


def _same_weekday(first: date, month: date) -> date:
    """The first Tuesday, or whichever weekday `first` is, of this month; a fifth one becomes the last."""
    day = month + timedelta(days=(first.weekday() - month.weekday()) % 7, weeks=(first.day - 1) // 7)
    return day if day.month == month.month else day - timedelta(weeks=1)
