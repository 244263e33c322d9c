"""An import to fill views in with: rows of every fate, and more of each than anybody would read."""

from dataclasses import replace

from bot.library.imports import Change, Plan
from bot.rules.imports import COLUMNS, WINDOWS, Problem, Row
from bot.views.library import imports
from bot.views.library.imports import Desk
from bot.views.parts import Block
from tests.views.worlds.base import Fill, World
from tests.views.worlds.library.resources import item

NOTHING = Plan((), (), (), (), ())


def rows(w: World, most: int) -> tuple[Row, ...]:
    return tuple(Row(number + 1, w.say(f"A walk {number}", 400, number)) for number in w.count(2, most))


def plan(w: World) -> Plan:
    every = rows(w, 100)
    held = item(w).resource
    return Plan(
        added=every,
        updated=tuple(Change(row, held, ("title", "review_on")) for row in every),
        same=tuple((row, held.title) for row in every),
        twice=tuple((row, 2) for row in every),
        problems=tuple(Problem(row.number, column, "is missing") for row in every for column in COLUMNS[:2]),
        unknown=tuple(w.say(f"mood {number}", 300, number) for number in w.count(1, 30)),
        encoding=WINDOWS,
    )


def part(w: World) -> list[Block]:
    return imports.part(Desk(len(w.count(5, 3000)), suggested=len(w.count(1, 300)), due=len(w.count(3, 300))))


VIEWS: dict[str, Fill] = {
    "imports.part": lambda w: imports.part(Desk(len(w.count(5, 3000)), suggested=2, due=1)),
    "imports.part, nothing yet": lambda _: imports.part(Desk(0)),
    "imports.ask": lambda _: imports.ask(),
    "imports.preview": lambda w: imports.preview(plan(w), note="{}"),
    "imports.preview, all right": lambda w: imports.preview(replace(NOTHING, added=rows(w, 100)), note="{}"),
    "imports.preview, nothing": lambda _: imports.preview(NOTHING, note="{}"),
    "imports.done": lambda w: imports.done(plan(w)),
    "imports.ordered": lambda _: imports.ordered(),
    "imports.beside_file": lambda w: imports.beside_file(len(w.count(1, 3000))),
}
