"""How organisers check, keep, change and take away the answers that everybody gets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.desk.lessons import LONGEST_TEXT, LONGEST_TITLE, Lesson
from bot.rules.dates import date_words
from bot.views.forms import date_input, form, text_input
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    confirming,
    context,
    divider,
    header,
    linked,
    paragraphs,
    quote,
    section,
    shorten,
    spoken,
)

FORM = "lesson.form"
ADD = "lesson.add"
EDIT = "lesson.edit"
AWAY = "lesson.away"
LIST = "lesson.list"

PAGE = 4
TITLE = "Keep for everybody"
CHECK = "Check how everybody will see it. Whoever asks gets it from now on, also in other words."
PRIVATE = "Leave out names, patients and who asked. I do not keep who asked."
NONE = "No answer is kept yet. When you answer a question, you can keep the answer for everybody."
TAKEN_AWAY = "Taken away. Nobody gets it any more."


def form_to_keep(
    note: str, *, title: str = "", text: str = "", link: str | None = None, as_of: date, opening: str = CHECK
) -> dict[str, Any]:
    """Question, answer, link and date as everybody will see them, to be checked before they are kept."""
    blocks = [
        *([section(opening)] if opening else []),
        text_input(
            "title",
            "The question",
            shown=shorten(title, LONGEST_TITLE),
            most=LONGEST_TITLE,
            hint=PRIVATE,
            optional=False,
        ),
        text_input("text", "The answer", shown=text[:LONGEST_TEXT], lines=True, most=LONGEST_TEXT, optional=False),
        text_input("link", "A link to read more", shown=link or "", most=1000, example="https://"),
        date_input("as_of", "On which day was this true?", shown=as_of.isoformat()),
    ]
    return form(FORM, title=TITLE, submit="Keep", blocks=blocks, note=note)


def kept(lesson: Lesson) -> dict[str, Any]:
    """After keeping: what everybody gets."""
    words = "Kept. Whoever asks gets this from now on. You can change it under Kept answers on the Organise page."
    return form(FORM, title=TITLE, close="Close", blocks=[section(words), divider(), *_shown(lesson)])


def kept_before() -> dict[str, Any]:
    words = "This answer has been kept already. You find it under Kept answers on the Organise page."
    return form(FORM, title=TITLE, close="Close", blocks=[section(words)])


def listing(found: Sequence[Lesson], *, page: int = 0, note: str = "") -> Card:
    """What is kept, the newest first, some on each page."""
    page = max(0, min(page, (len(found) - 1) // PAGE))
    shown = list(enumerate(found, start=1))[page * PAGE : (page + 1) * PAGE]
    opening = [section(note)] if note else []
    title = header("Kept answers")
    if not shown:
        return Card(spoken(f"{note} {NONE}".strip()), (title, *opening, section(NONE), actions(_add())))
    words = "Organisers wrote these, and everybody gets them."
    rows = [block for number, lesson in shown for block in _row(lesson, number, page)]
    blocks = (title, *opening, context(words), *rows, *_paging(len(found), page))
    return Card(f"{note} {words}".strip(), blocks)


def part(count: int) -> list[Block]:
    """On the Organise page: the way to all of them, and to a new one."""
    words = {0: "No answer of yours is kept yet.", 1: "1 answer of yours is kept for everybody."}
    told = words.get(count, f"{count} answers of yours are kept for everybody.")
    see = [button("Kept answers", f"{LIST}.first", "0")] if count else []
    return [header("Answers for everybody"), section(told), actions(*see, _add())]


def _add() -> Block:
    return button("Add an answer", ADD, "new")


def _row(lesson: Lesson, number: int, page: int) -> list[Block]:
    called = f"answer {number}: {lesson.title}"
    away = confirming(
        button("Take away", AWAY, f"{lesson.id}:{page}", spoken=f"Take away {called}"),
        title="Take it away?",
        words="Nobody gets this answer any more, and what I learned for it goes too.",
        yes="Take away",
        no="Go back",
    )
    return [*_shown(lesson), actions(button("Change", EDIT, str(lesson.id), spoken=f"Change {called}"), away)]


def _shown(lesson: Lesson) -> list[Block]:
    link = f" {linked(lesson.link)}" if lesson.link else ""
    title, text = section(f"*{quote(lesson.title, 600)}*"), paragraphs(linked(shorten(lesson.text, 600)))
    return [title, *text, context(f"True on {date_words(lesson.as_of)}.{link}")]


def _paging(count: int, page: int) -> list[Block]:
    if count <= PAGE:
        return []
    first, last = page * PAGE + 1, min((page + 1) * PAGE, count)
    steps = [button("Earlier page", f"{LIST}.earlier", str(page - 1))] if page else []
    steps += [button("Next page", f"{LIST}.next", str(page + 1))] if last < count else []
    return [context(f"Answers {first} to {last} of {count}."), actions(*steps)]
