"""What a member has marked, to fill views in with."""

from dataclasses import replace

from bot.library.resources import Item
from bot.rules.words import Mark
from bot.views.library import readings
from tests.views.worlds.base import Fill, World
from tests.views.worlds.library.resources import READER, item


def found(w: World) -> list[Item]:
    marks = (Mark.WANTED, Mark.READ, Mark.TRIED)
    return [replace(item(w, number), mark=marks[number % 3]) for number in w.count(3, 300)]


VIEWS: dict[str, Fill] = {
    "readings.own": lambda w: readings.own(found(w), READER),
    "readings.own, the last page": lambda w: readings.own(found(w), READER, page=99),
    "readings.own, nothing yet": lambda _: readings.own([], READER, note="I have taken away your mark."),
}
