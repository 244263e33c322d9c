"""When a message is due on people's own clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

REMINDER_HOUR = time(9)


def at_local(day: date, hour: time, zone: str) -> datetime:
    """The instant of this hour on this day; an hour that the spring change leaves out moves forward."""
    local = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    return datetime.fromtimestamp(local.timestamp(), tz=ZoneInfo(zone))


def day_before(starts_at: datetime, zone: str) -> datetime:
    """9am on the day before the event, where the event takes place."""
    local_day = starts_at.astimezone(ZoneInfo(zone)).date()
    return at_local(local_day - timedelta(days=1), REMINDER_HOUR, zone)
