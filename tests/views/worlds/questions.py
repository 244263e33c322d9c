"""Questions to fill views in with."""

from bot.views import questions
from bot.views.parts import Block
from db.models import Question
from tests.views.worlds.base import Fill, World


def asked(w: World) -> str:
    return w.say("who leads the walk?", 1000)


def question(w: World, number: int = 1) -> Question:
    return Question(id=number, text=w.say("who leads the walk?", 1000, number), member_id=1)


def some(w: World, count: int) -> list[tuple[Question, str]]:
    return [(question(w, number), "U0AMINA") for number in range(1, count + 1)]


def part(w: World) -> list[Block]:
    return questions.part(some(w, len(w.count(3, 40))))


VIEWS: dict[str, Fill] = {
    "questions.handed_over": lambda w: questions.handed_over(asked(w), organisers=2),
    "questions.handed_over, one": lambda w: questions.handed_over(asked(w), organisers=1),
    "questions.waiting": lambda w: questions.waiting(question(w), asker="U0AMINA"),
    "questions.part": lambda w: questions.part(some(w, len(w.count(3, 40)))),
    "questions.part, none": lambda _: questions.part([]),
    "questions.part, one more": lambda w: questions.part(some(w, 11)),
    "questions.closed": lambda _: questions.closed(by_you=True),
    "questions.closed, by another": lambda _: questions.closed(by_you=False),
}
