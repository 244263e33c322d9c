"""Prompts that come later, become fewer, stop and start again."""

from datetime import date, datetime

from bot.views.reflection import rhythms
from tests.views.worlds.base import ZONE, Fill

BACK = datetime.fromisoformat("2022-07-05T09:00+01:00")

VIEWS: dict[str, Fill] = {
    "rhythms.snoozed": lambda _: rhythms.snoozed(3, BACK, ZONE),
    "rhythms.quieter": lambda _: rhythms.quieter(),
    "rhythms.resting": lambda _: rhythms.resting(),
    "rhythms.started_again": lambda _: rhythms.started_again(date(2022, 7, 18)),
    "rhythms.started_again, no turn": lambda _: rhythms.started_again(None),
}
