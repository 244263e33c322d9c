"""Questions to fill views in with."""

from datetime import date

from bot.desk.overdue import Delay
from bot.desk.questions import Asked, Handover
from bot.views.desk import questions
from bot.views.parts import Block
from db.models import Question
from tests.views.worlds.base import STARTS, ZONE, Fill, World

BY = date(2022, 7, 7)


def asked(w: World) -> str:
    return w.say("who leads the walk?", 1000)


def question(w: World, number: int = 1) -> Question:
    text = w.say("who leads the walk?", 1000, number)
    link = f"https://good.example/{'x' * 900}" if w.is_worst else "https://harbour.example/walk"
    return Question(
        id=number, text=text, member_id=1, asked_at=STARTS, reply=w.publish("Ada Obi does.", 2000), link=link
    )


def put(w: World, number: int = 1, owner: str | None = None) -> Asked:
    return Asked(question(w, number), "U0AMINA", owner)


def some(w: World, count: int) -> list[Asked]:
    return [put(w, number, "U0OLIVE" if number == 2 else None) for number in range(1, count + 1)]


def part(w: World) -> list[Block]:
    return questions.part(some(w, len(w.count(3, 40))), ZONE)


VIEWS: dict[str, Fill] = {
    "questions.handed_over": lambda w: questions.handed_over(asked(w), Handover(2, BY)),
    "questions.handed_over, one": lambda w: questions.handed_over(asked(w), Handover(1, BY)),
    "questions.waiting": lambda w: questions.waiting(put(w)),
    "questions.waiting, taken": lambda w: questions.waiting(put(w, owner="U0OLIVE")),
    "questions.taken": lambda w: questions.taken(put(w, owner="U0OLIVE"), by_you=True),
    "questions.taken, by another": lambda w: questions.taken(put(w, owner="U0OLIVE"), by_you=False),
    "questions.part": part,
    "questions.part, none": lambda _: questions.part([], ZONE),
    "questions.part, one more": lambda w: questions.part(some(w, 11), ZONE),
    "questions.closed": lambda _: questions.closed(by_you=True),
    "questions.closed, by another": lambda _: questions.closed(by_you=False),
    "questions.closed_for": lambda _: questions.closed_for(date(2022, 7, 5)),
    "questions.form_to_answer": lambda w: questions.form_to_answer(put(w), "question 1 home"),
    "questions.sent": lambda w: questions.sent(put(w, owner="U0OLIVE"), "question 1 home"),
    "questions.answered": lambda w: questions.answered(put(w, owner="U0OLIVE")),
    "questions.answered, by somebody who has gone": lambda w: questions.answered(put(w)),
    "questions.overdue": lambda w: questions.overdue(put(w), ZONE),
    "questions.overdue, taken": lambda w: questions.overdue(put(w, owner="U0OLIVE"), ZONE),
    "questions.still_waiting": lambda w: questions.still_waiting(Delay(put(w), ("U0OLIVE", "U0OMAR"))),
    "questions.still_waiting, taken": lambda w: questions.still_waiting(
        Delay(put(w, owner="U0OLIVE"), ("U0OLIVE", "U0OMAR"))
    ),
    "questions.withdrawn": lambda _: questions.withdrawn(),
    "questions.thanks": lambda _: questions.thanks(),
    "questions.not_helped": lambda w: questions.not_helped(asked(w)),
}
