"""The buttons of each introduction for whoever does not want somebody in it."""

from bot.views.connection import safety
from bot.views.parts import actions
from tests.views.worlds.base import Fill

VIEWS: dict[str, Fill] = {
    "safety.buttons": lambda _: [actions(*safety.buttons(7))],
    "safety.report": lambda _: [actions(safety.report(7))],
    "safety.not_again": lambda _: [actions(safety.not_again(7))],
}
