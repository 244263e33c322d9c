"""Questions to fill views in with."""

from bot.views import questions
from db.models import Question
from tests.views.worlds.base import Fill, World


def asked(w: World) -> str:
    return w.say("who leads the walk?", 1000)


def question(w: World, number: int = 1) -> Question:
    return Question(id=number, text=w.say("who leads the walk?", 1000, number), member_id=1)


VIEWS: dict[str, Fill] = {
    "questions.handed_over": lambda w: questions.handed_over(asked(w), organisers=2),
    "questions.handed_over, one": lambda w: questions.handed_over(asked(w), organisers=1),
    "questions.waiting": lambda w: questions.waiting(question(w), asker="U0AMINA"),
    "questions.waiting_blocks": lambda w: questions.waiting_blocks(question(w), asker="U0AMINA"),
    "questions.closed": lambda _: questions.closed(by_you=True),
    "questions.closed, by another": lambda _: questions.closed(by_you=False),
}
