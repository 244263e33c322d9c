"""When the bot may write to people, on their own clocks and calendars."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

REMINDER_HOUR = time(9)
WAKING, RESTING = 8, 18
"""Between these hours of their own day people may be written to unasked."""


def at_local(day: date, hour: time, zone: str) -> datetime:
    """The instant of this hour on this day; an hour that the spring change leaves out moves forward.

    Of an hour that autumn has twice it is the first.
    """
    local = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    return datetime.fromtimestamp(local.timestamp(), tz=ZoneInfo(zone))


def day_before(starts_at: datetime, zone: str) -> datetime:
    """9am on the day before the event, where the event takes place."""
    local_day = starts_at.astimezone(ZoneInfo(zone)).date()
    return at_local(local_day - timedelta(days=1), REMINDER_HOUR, zone)


def awake_from(moment: datetime, zone: str, *, own_hour: int | None = None) -> datetime:
    """The first moment from this one on at which somebody in this zone may be written to unasked.

    That is between 8am and 6pm, and in the hour that they chose for themselves and all the time up to it. It is
    `moment` itself when they are awake.
    """
    day = moment.astimezone(ZoneInfo(zone)).date()
    opens, closes = _waking_hours(day, zone, own_hour)
    if moment >= closes:
        opens, _ = _waking_hours(day + timedelta(days=1), zone, own_hour)
    return max(moment, opens)


def is_bank_holiday(day: date, region: str | None) -> bool:
    """Whether this day is a bank holiday in this region, as GB-ENG; without a region no day is."""
    return region is not None and day in _bank_holidays(region, day.year)


def keeps_bank_holidays(region: str) -> bool:
    """Whether we know the bank holidays of this region."""
    try:
        return region.isupper() and bool(_bank_holidays(region, 2022))
    except NotImplementedError:
        return False


def _waking_hours(day: date, zone: str, own_hour: int | None) -> tuple[datetime, datetime]:
    own = WAKING if own_hour is None else own_hour
    opens = at_local(day, time(min(WAKING, own)), zone)
    nights, closing = divmod(max(RESTING, own + 1), 24)
    closes = at_local(day + timedelta(days=nights), time(closing), zone)
    return opens.astimezone(UTC), closes.astimezone(UTC)


@lru_cache(1_000)
def _bank_holidays(region: str, year: int) -> frozenset[date]:
    country, _, part = region.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=year))
