"""Kept answers to fill views in with."""

from datetime import date

from bot.desk.lessons import Lesson
from bot.views.desk import lessons
from tests.views.worlds.base import Fill, World

DAY = date(2022, 7, 5)


def lesson(w: World, number: int = 1) -> Lesson:
    link = f"https://good.example/{'x' * 900}" if w.is_worst else "https://harbour.example/walk"
    return Lesson(number, w.publish("Who leads the walk?", 200, number), w.publish("Ada Obi does.", 2000), link, DAY)


def some(w: World, count: int) -> list[Lesson]:
    return [lesson(w, number) for number in range(1, count + 1)]


VIEWS: dict[str, Fill] = {
    "lessons.form_to_keep": lambda w: lessons.form_to_keep(
        "question 1 home",
        title=w.publish("who leads the walk?", 1000),
        text=w.publish("Ada Obi does.", 2000),
        link="https://harbour.example",
        as_of=DAY,
    ),
    "lessons.form_to_keep, new": lambda _: lessons.form_to_keep("new - organise", as_of=DAY),
    "lessons.kept": lambda w: lessons.kept(lesson(w)),
    "lessons.kept_before": lambda _: lessons.kept_before(),
    "lessons.listing": lambda w: lessons.listing(some(w, 2)),
    "lessons.listing, second page": lambda w: lessons.listing(some(w, 12), page=1),
    "lessons.listing, none": lambda _: lessons.listing([]),
    "lessons.listing, taken away": lambda w: lessons.listing(some(w, 1), note=lessons.TAKEN_AWAY),
    "lessons.part": lambda _: lessons.part(7),
    "lessons.part, one": lambda _: lessons.part(1),
    "lessons.part, none": lambda _: lessons.part(0),
}
