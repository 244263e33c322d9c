"""What waits for organisers: a few of each, and more than anybody could look after."""

from bot.views.community import organisers
from bot.views.community.organisers import Waiting
from tests.views.worlds.base import Fill, World


def waiting(w: World) -> Waiting:
    return Waiting(
        questions=len(w.count(3, 40)),
        troubles=len(w.count(6, 305)),
        concerns=len(w.count(2, 300)),
        suggestions=len(w.count(2, 300)),
    )


VIEWS: dict[str, Fill] = {
    "organisers.part": lambda w: organisers.part(waiting(w)),
    "organisers.part, nothing waits": lambda _: organisers.part(Waiting()),
    "organisers.card": lambda w: organisers.card(waiting(w)),
    "organisers.card, one waits": lambda _: organisers.card(Waiting(troubles=1)),
}
