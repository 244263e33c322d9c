"""Times of day as people write and say them: "9.30", "at 9", "10am", "half nine", "ten past nine", "noon"."""

import re
from dataclasses import dataclass
from datetime import time

_NAMED = {"midnight": time(0), "midday": time(12), "noon": time(12)}
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
_HOUR = rf"(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_WRITTEN = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?\s*(?P<half>am|pm)?\b")
_PLACE = re.compile(r"(?:\b(?:at|by|until|till|from|before|after|to)\s+$)")
_SPOKEN = (
    re.compile(
        rf"\b(?:a\s+)?(?P<minutes>twenty[\s-]five|five|ten|quarter|twenty|half|25|20|15|10|5)\s+"
        rf"(?:minutes?\s+)?(?P<side>past|to)\s+{_HOUR}\b"
    ),
    re.compile(rf"\b(?P<minutes>half)[\s-]+{_HOUR}\b(?!\s+(?:\w+\s+)?(?:of|days?|hours?|years?|people)\b)"),
    re.compile(rf"\b{_HOUR}\s*o[\s']?clock\b"),
)


@dataclass(frozen=True)
class Clock:
    """A time of day, and the words that named it."""

    time: time
    words: str


def find_clock(text: str) -> Clock | None:
    """The first time of day in lower-case text. An hour that is only said is that of the morning: "half nine"."""
    return _spoken(text) or _written(text) or _named(text)


def _spoken(text: str) -> Clock | None:
    for pattern in _SPOKEN:
        if match := pattern.search(text):
            return Clock(_time(match.groupdict()), match[0])
    return None


def _time(said: dict[str, str]) -> time:
    named = said["hour"]
    hour = int(named) if named.isdigit() else _HOURS.index(named) + 1
    minutes = re.sub(r"[\s-]+", " ", said.get("minutes") or "")
    past = (int(minutes) if minutes.isdigit() else _MINUTES.get(minutes, 0)) * (-1 if said.get("side") == "to" else 1)
    total = hour * 60 + past
    return time(total // 60 % 24, total % 60)


def _written(text: str) -> Clock | None:
    for match in _WRITTEN.finditer(text):
        place = _PLACE.search(text[: match.start()])
        if match["minute"] or match["half"] or place:
            hour = int(match["hour"]) + (12 if match["half"] == "pm" and int(match["hour"]) < 12 else 0)
            return Clock(time(hour % 24, int(match["minute"] or 0)), f"{place[0] if place else ''} {match[0]}")
    return None


def _named(text: str) -> Clock | None:
    return next((Clock(at, f"{name} 12") for name, at in _NAMED.items() if name in text), None)
