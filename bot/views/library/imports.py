"""How an import looks: the form for the file, what would come of it row by row, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.library.imports import Plan
from bot.rules.imports import COLUMNS, MOST_ROWS, WINDOWS, Row
from bot.rules.text import clean
from bot.views.forms import file_input, form
from bot.views.library.resources import SUGGEST
from bot.views.library.reviews import SHOW as REVIEWS
from bot.views.library.suggestions import SHOW as SUGGESTIONS
from bot.views.parts import Block, Card, actions, button, context, escape, header, points, quote, section, shorten

ASK = "import.ask"
FORM = "import.form"
CONFIRM = "import.confirm"
EXPORT = "import.export"

TITLE = "Add from a file"
SHOWN = 12  # rows of each kind


@dataclass(frozen=True)
class Desk:
    """How many resources show, how many suggestions wait, and how many are due for review."""

    count: int
    suggested: int = 0
    due: int = 0


def part(found: Desk) -> list[Block]:
    """On the Organise page: how many resources there are, what waits, and the ways to more."""
    words = f"{_many(found.count, 'resource')} can be read here." if found.count else "There are no resources yet."
    waiting = "1 suggestion waits." if found.suggested == 1 else f"{found.suggested:,} suggestions wait."
    due = "1 is due for review." if found.due == 1 else f"{found.due:,} are due for review."
    ways = [
        *([button("Look at suggestions", SUGGESTIONS, "organise")] if found.suggested else []),
        *([button("Look at what is due", REVIEWS, "organise")] if found.due else []),
        button("Add a resource", SUGGEST, "organise"),
        button("Add from a file", ASK, "ask"),
        button("Take out as a file", EXPORT, "all"),
    ]
    told = [words, *([waiting] if found.suggested else []), *([due] if found.due else [])]
    return [header("Resources"), section(" ".join(told)), actions(*ways)]


def ask() -> dict[str, Any]:
    """The form for the file."""
    words = (
        "Send a table that you saved as CSV, with a row for each resource. I show you first what would come of it. "
        f"One file takes up to {MOST_ROWS} rows and 1 MB."
    )
    names = ", ".join(COLUMNS)
    columns = f"The first row names the columns: {names}. Only *title* has to be there. Authors stand with ; between."
    blocks = [section(words), context(columns), file_input("file", "File", kinds=("csv",))]
    return form(FORM, title=TITLE, submit="Look at it", blocks=blocks)


def preview(plan: Plan, *, note: str) -> dict[str, Any]:
    """What would come of the file; nothing is kept yet."""
    summary = section(_summary(plan, added="would be added", changed="would change"))
    blocks = [header("What would come of it"), summary, *_rows(plan)]
    if not plan.count:
        return form(CONFIRM, title=TITLE, close="Close", blocks=[*blocks, section("There is nothing to import.")])
    left_out = _left_out(plan)
    more = f" {left_out}" if left_out else ""
    blocks.append(section(f"Nothing is kept yet.{more}"))
    return form(CONFIRM, title=TITLE, submit=f"Import these {plan.count}", blocks=blocks, note=note)


def done(plan: Plan) -> dict[str, Any]:
    words = _summary(plan, added="were added", changed="were changed")
    return form(CONFIRM, title=TITLE, close="Close", blocks=[section(words), *_problems(plan)])


def ordered() -> Card:
    words = "Your file is on its way. You will find it in Messages, here in this app, in a minute or so."
    return Card(words, (section(words),))


def beside_file(count: int) -> Card:
    """The words with which the exported file comes."""
    words = f"Here is a file with {_many(count, 'resource')}. You can change it and send it back with Add from a file."
    return Card(words, (section(words),))


def _summary(plan: Plan, *, added: str, changed: str) -> str:
    told = [
        f"*{_many(len(plan.added), 'resource')}* {added}",
        f"{len(plan.updated)} {changed}",
        f"{len(plan.same)} are here already",
        f"{len(plan.twice)} stand twice in the file",
        f"{len({one.row for one in plan.problems})} need mending",
    ]
    return "\n".join(f"• {line}" for line in told)


def _rows(plan: Plan) -> list[Block]:
    """The rows of each kind, what is wrong first."""
    changed = (f"{_row(one.row)}: {escape(', '.join(one.columns).replace('_', ' '))}" for one in plan.updated)
    same = (f"{_row(row)}, here as {_title(title)}" for row, title in plan.same)
    twice = (f"{_row(row)}, as row {earlier}" for row, earlier in plan.twice)
    return [
        *_problems(plan),
        *_listed("*Would be added*", map(_row, plan.added)),
        *_listed("*Would change, with the columns*", changed),
        *_listed("*Here already*", same),
        *_listed("*Twice in the file*", twice),
        *_notes(plan),
    ]


def _problems(plan: Plan) -> list[Block]:
    lines = (f"Row {one.row}, {one.column}: {escape(one.words)}" for one in plan.problems)
    return points(lines, most=3, title="*Need mending*") if plan.problems else []


def _notes(plan: Plan) -> list[Block]:
    unknown = ", ".join(f"“{quote(name, 60)}”" for name in plan.unknown[:10])
    told = [f"I do not know these columns and left them out: {unknown}."] if unknown else []
    told += [f"I read the file as {WINDOWS}. Check that all letters are right."] if plan.encoding == WINDOWS else []
    return [context(line) for line in told]


def _left_out(plan: Plan) -> str:
    count = len({one.row for one in plan.problems})
    if not count:
        return ""
    return f"{_many(count, 'row')} that {'needs' if count == 1 else 'need'} mending will be left out."


def _listed(title: str, lines: Iterable[str]) -> list[Block]:
    found = list(lines)
    blocks = points(found[:SHOWN], most=2, title=title) if found else []
    hidden = len(found) - SHOWN
    return [*blocks, *([context(f"{hidden} more.")] if hidden > 0 else [])]


def _row(row: Row) -> str:
    return f"Row {row.number}: {_title(row.title)}"


def _title(title: str) -> str:
    return quote(shorten(" ".join(clean(title).split()), 100), 150)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
