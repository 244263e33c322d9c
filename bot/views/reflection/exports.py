"""How exports look: the choice, what it turns into, and the words beside the file."""

from collections.abc import Sequence
from typing import Any

from bot.rules.words import FileKind, Shape
from bot.views.forms import Choice, date_input, form, radio, select
from bot.views.parts import Block, Card, button, context, section
from db.models import Characteristic

EXPORT = "export.ask"
FORM = "export.form"
EVERYTHING = "0"

_IN_SLACK = "A file in Slack belongs to your workspace: whoever runs it may be able to open it."
_HOW_TO_DELETE = "Save the file in a safe place. To have it deleted here, ask whoever looks after Slack for you."
_SHAPES: tuple[Choice, ...] = (
    (Shape.PLAIN.name, "As I wrote it, with dates"),
    (Shape.PROFESSIONAL.name, "For professional revalidation, with months in place of dates"),
)
_KINDS: tuple[Choice, ...] = (
    (FileKind.DOCX.name, "Word (DOCX)"),
    (FileKind.MARKDOWN.name, "Markdown"),
    (FileKind.CSV.name, "Spreadsheet (CSV)"),
    (FileKind.JSON.name, "JSON, for another program"),
)


def open_choice() -> Block:
    """The button beside a member's own reflections."""
    return button("Export", EXPORT, "choose", spoken="Export my reflections as a file")


def choosing(characteristics: Sequence[Characteristic]) -> dict[str, Any]:
    """The form: which reflections, in which shape, as which kind of file."""
    about = [(EVERYTHING, "All of them"), *((str(one.id), one.name) for one in characteristics)]
    blocks = [
        context(f"I send the file to you alone, in our direct messages. {_IN_SLACK}"),
        select("characteristic", "Which reflections?", about, chosen=EVERYTHING),
        date_input("first", "From", optional=True, hint="Leave both dates empty for all times."),
        date_input("last", "To", optional=True),
        radio("shape", "In which shape?", _SHAPES, chosen=Shape.PLAIN.name),
        radio("kind", "As which kind of file?", _KINDS, chosen=FileKind.DOCX.name),
    ]
    return form(FORM, title="Export", submit="Export", blocks=blocks)


def ordered() -> dict[str, Any]:
    """What the form turns into."""
    words = "Your file is on its way. You will find it in Messages, here in this app, in a minute or so."
    return form(FORM, title="Export", close="Close", blocks=[section(words), context(_HOW_TO_DELETE)])


def beside_file(count: int) -> Card:
    """The words with which the file comes: beside a file Slack shows the text alone."""
    what = "your reflection" if count == 1 else f"your {count:,} reflections"
    words = f"Here is a file with {what}. {_IN_SLACK} {_HOW_TO_DELETE}"
    return Card(words, (section(words),))


def in_doubt() -> Card:
    """When nobody knows whether the file arrived, or it could not be sent."""
    words = "Your file may not have arrived. If you do not see it here, go to My reflections in my Home tab."
    more = "Choose *Export* there to try again."
    return Card(f"{words} {more}".replace("*", ""), (section(f"{words} {more}"),))
