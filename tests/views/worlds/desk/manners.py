"""Fixed sentences for what is not looked up."""

from bot.rules.manners import Manner
from bot.views.desk import manners
from tests.views.worlds.base import Fill
from tests.views.worlds.desk.questions import asked

VIEWS: dict[str, Fill] = {
    f"manners.card, {manner.value}": lambda w, manner=manner: manners.card(manner, question=asked(w))  # type: ignore[misc]
    for manner in Manner
}
