"""Preferences: how and when a member wants to be introduced, beyond whether they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.community.members import A_YEAR
from bot.errors import InvalidField
from bot.rules.text import clean
from db.models import Member

HALF_DAYS = tuple(
    f"{day} {half}"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    for half in ("morning", "afternoon")
)
LONGEST_KNOWN = 300


@dataclass(frozen=True)
class Preferences:
    """What a member chose. `not_before` is a day as YYYY-MM-DD, or nothing."""

    free: tuple[str, ...] = ()
    prefers_three: bool = False
    knows: str = ""
    open_to_wishes: bool = False
    not_before: str = ""
    wants_shoes: bool = False


def of(member: Member, *, today: date) -> Preferences:
    """As the member left them; a day that has come is none any more."""
    day = member.introductions_from
    return Preferences(
        free=tuple(member.free),
        prefers_three=member.prefers_three,
        knows=member.knows or "",
        open_to_wishes=member.open_to_wishes,
        not_before=day.isoformat() if day and day > today else "",
        wants_shoes=member.wants_shoes,
    )


def write(member: Member, chosen: Preferences, *, today: date) -> None:
    """Take over what the member chose. Raises InvalidField for what does not fit, and then nothing is changed."""
    free, knows = _half_days(chosen.free), clean(chosen.knows)
    if len(knows) > LONGEST_KNOWN:
        raise InvalidField("knows", f"Write at most {LONGEST_KNOWN} letters.")
    day = _day(chosen.not_before, today=today)
    member.free, member.knows, member.introductions_from = free, knows or None, day
    member.prefers_three, member.open_to_wishes = chosen.prefers_three, chosen.open_to_wishes
    member.wants_shoes = chosen.wants_shoes


def _half_days(chosen: Iterable[str]) -> list[str]:
    wanted = set(chosen)
    if not wanted <= set(HALF_DAYS):
        raise InvalidField("free", "Choose from the list.")
    return [half_day for half_day in HALF_DAYS if half_day in wanted]


def _day(text: str, *, today: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidField("not_before", "Choose a date from the calendar.") from None
    if not today < day <= today + A_YEAR:
        raise InvalidField("not_before", "Choose a date after today and within a year, or clear this.")
    return day
