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
# "five to ten people" and "from 10 to 11" are no times of day.
_NO_COUNT = (
    r"\b(?!\s+(?:\w+\s+)?(?:of|minutes?|days?|hours?|weeks?|months?|years?|people|members?|leaders?|organisations?|"
    r"events?|items?)\b)"
)
_SPOKEN = (
    re.compile(
        rf"(?<!from )(?<!between )\b(?:(?P<minutes>twenty[\s-]five|five|ten|quarter|twenty|half)\s+(?:minutes?\s+)?"
        rf"(?P<side>past|to)|(?P<figures>25|20|15|10|5)\s+(?P<way>past|minutes?\s+(?:past|to)))\s+{_HOUR}{_NO_COUNT}"
    ),
    re.compile(rf"\b(?P<minutes>half)[\s-]+{_HOUR}{_NO_COUNT}"),
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


def _time(said: dict[str, str | None]) -> time:
    named = said["hour"] or ""
    hour = int(named) if named.isdigit() else _HOURS.index(named) + 1
    minutes = _MINUTES.get(" ".join(re.split(r"[\s-]+", said.get("minutes") or "")), 0) + int(said.get("figures") or 0)
    is_before = (said.get("side") or said.get("way") or "").endswith("to")
    total = hour * 60 + (-minutes if is_before else minutes)
    return time(total // 60 % 24, total % 60)


def _written(text: str) -> Clock | None:
    for match in _WRITTEN.finditer(text):
        place = _PLACE.search(text[: match.start()])
        if match["minute"] or match["half"] or place:
            hour = int(match["hour"]) + (12 if match["half"] == "pm" and int(match["hour"]) < 12 else 0)
            return Clock(time(hour % 24, int(match["minute"] or 0)), f"{place[0] if place else ''} {match[0]}")
    return None


def _named(text: str) -> Clock | None:
    return next((Clock(at, f"{name} 12") for name, at in _NAMED.items() if name in re.findall(r"\w+", text)), None)
