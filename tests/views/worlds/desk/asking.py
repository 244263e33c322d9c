"""What somebody is told who asks, and how it is shared."""

from bot.desk.asking import Care
from bot.desk.shares import Fate
from bot.views.desk import asking
from bot.views.parts import Card
from tests.views.worlds.base import Fill, World
from tests.views.worlds.desk.answers import FINDINGS
from tests.views.worlds.desk.questions import asked
from tests.views.worlds.reflection.reflections import posts


def shareable(w: World) -> Card:
    question = asked(w)
    return asking.shareable(asking.card(FINDINGS["fact"](w), w.commands, question=question), question=question)


VIEWS: dict[str, Fill] = {
    "asking.card": lambda w: asking.card(FINDINGS["fact"](w), w.commands, question=asked(w)),
    "asking.card, with details": lambda w: asking.card(
        FINDINGS["unknown"](w), w.commands, question="Where does Mrs Jones sit?"
    ),
    "asking.card, in distress": lambda w: asking.card(Care(tuple(posts(w))), w.commands, question=asked(w)),
    "asking.form": lambda _: asking.form(),
    "asking.form, answered": lambda w: asking.form(asking.card(FINDINGS["fact"](w), w.commands, question=asked(w))),
    "asking.shareable": shareable,
    "asking.sharing": lambda _: asking.sharing(7),
    "asking.shared_before": lambda _: asking.shared_before(),
    "asking.taken_back": lambda _: asking.taken_back(7, Fate.GONE),
    "asking.taken_back, leaving": lambda _: asking.taken_back(7, Fate.LEAVING),
    "asking.taken_back, still there": lambda _: asking.taken_back(7, Fate.TO_TAKE_DOWN),
    "asking.taken_back, not known": lambda _: asking.taken_back(7, Fate.UNKNOWN),
    "asking.shared": lambda w: asking.shared(FINDINGS["fact"](w), question=asked(w), by="U0AMINA"),
    "asking.shared, several": lambda w: asking.shared(FINDINGS["events"](w), question=asked(w), by="U0AMINA"),
}
