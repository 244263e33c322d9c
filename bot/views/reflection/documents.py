"""What a file of reflections says: plainly, or in the shape that professional revalidation asks for."""

from collections.abc import Sequence
from datetime import date

from bot.files.documents import Document, Row
from bot.reflection.exports import Exported
from bot.rules.dates import date_words
from bot.rules.words import CharacteristicStatus, Outcome, Shape
from bot.views.reflection.plans import without
from db.models import Characteristic

UNREADABLE = "This cannot be opened any more. The key that it was locked with is gone."
_OUTCOMES = {
    Outcome.DONE: "I did it.",
    Outcome.PARTLY: "I did it in part.",
    Outcome.NOT_YET: "Not yet.",
    Outcome.LET_GO: "I let it go.",
}
_PLAIN = {
    "what": "What happened?",
    "feelings": "What did you feel?",
    "evaluation": "What was good and what was hard?",
    "so_what": "So what?",
    "conclusion": "What else could you have done?",
    "now_what": "Now what?",
    "discussed": "Discussed with a peer",
}
_LEARNED, _HAPPENED = ("evaluation", "so_what", "conclusion"), ("what", "feelings")


def document(found: Sequence[Exported], shape: Shape, *, made_on: date) -> Document:
    """These reflections in this shape."""
    return _professional(found, made_on) if shape is Shape.PROFESSIONAL else _plain(found, made_on)


def _plain(found: Sequence[Exported], made_on: date) -> Document:
    columns = ("Date", "Characteristic", "Prompt", *_PLAIN.values(), "Plan", "How the plan went")
    notes = (f"Made on {date_words(made_on)}.", "These are your own words. Whoever has this file can read them.")
    return Document("My reflections", notes, columns, tuple(map(_plain_row, found)))


def _plain_row(one: Exported) -> Row:
    top = (date_words(one.written_on), _called(one.characteristic), one.reflection.stem)
    if one.words is None:
        return (*top, UNREADABLE, *[""] * (len(_PLAIN) + 1))
    return (*top, *(one.words[column] for column in _PLAIN), _plan(one), _outcome(one))


def _professional(found: Sequence[Exported], made_on: date) -> Document:
    columns = ("When", "About", "What happened", "What I learned", "What I changed", "Discussed with a peer")
    notes = (
        f"Made in {_month(made_on)}. It gives months in place of dates, as the guidance on reflection asks.",
        "Read it before you use it. Leave out anything that could show who somebody is.",
        "Your regulator may have a form of its own. You can copy these words into it.",
    )
    rows = (_professional_row(one, number) for number, one in enumerate(found, start=1))
    return Document("Reflections for professional revalidation", notes, columns, tuple(rows))


def _professional_row(one: Exported, number: int) -> Row:
    top = (f"{number}. {_month(one.written_on)}", _called(one.characteristic))
    if one.words is None:
        return (*top, UNREADABLE, "", "", "")
    learned = _joined(*(one.words[column] for column in _LEARNED))
    changed = _joined(one.words["now_what"], _plan(one), _outcome(one))
    return (*top, _joined(*(one.words[column] for column in _HAPPENED)), learned, changed, one.words["discussed"])


def _plan(one: Exported) -> str:
    if one.intention is None:
        return ""
    return f"When {without('when', one.intention.when)}, then I will {without('I will', one.intention.then)}"


def _outcome(one: Exported) -> str:
    return _OUTCOMES[one.plan.outcome] if one.plan and one.plan.outcome else ""


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _month(day: date) -> str:
    return f"{day:%B} {day.year}"


def _called(characteristic: Characteristic) -> str:
    is_confirmed = characteristic.status is CharacteristicStatus.CONFIRMED
    return characteristic.name if is_confirmed else f"{characteristic.name} (a working title)"
