"""Time zones by the names of the IANA database, which is how Slack and we write them."""

from zoneinfo import ZoneInfo


def is_zone(name: str | None) -> bool:
    """Whether this names a zone that we can work with."""
    try:
        return bool(name and ZoneInfo(name))
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, or the name of a folder of zones
        return False
