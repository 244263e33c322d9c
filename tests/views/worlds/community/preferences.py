"""How and when members want to be introduced."""

from datetime import date

from bot.community.preferences import HALF_DAYS, Preferences
from bot.views.community import preferences
from bot.views.parts import actions
from tests.views.worlds.base import Fill, World


def chosen(w: World) -> Preferences:
    return Preferences(
        free=HALF_DAYS[:3],
        prefers_three=True,
        knows=w.say("How a ward runs at night", 300),
        open_to_wishes=True,
        not_before="2022-07-04",
        wants_shoes=True,
    )


VIEWS: dict[str, Fill] = {
    "preferences.door": lambda _: [actions(preferences.door())],
    "preferences.choosing": lambda w: preferences.choosing(chosen(w)),
    "preferences.choosing, nothing yet": lambda _: preferences.choosing(Preferences()),
    "preferences.saved": lambda _: preferences.saved(None),
    "preferences.saved, later": lambda _: preferences.saved(date(2022, 7, 4)),
}
