"""How reflections look: the form, what it turns into, and a member's own page of them in the Home tab."""

from collections.abc import Sequence
from typing import Any

from bot.followups import Followup
from bot.plans import LONGEST
from bot.prompts import Posed
from bot.reflections import Entry, Page, Words
from bot.rules.dates import date_words, local
from bot.views import care, exports, plans, prompts
from bot.views.forms import alert, form, text_input
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    confirming,
    context,
    divider,
    escape,
    header,
    paragraphs,
    quote,
    section,
    shorten,
)
from db.models import Signpost

FORM = "reflection.form"
NEW = "reflection.new"
EDIT = "reflection.edit"
DELETE = "reflection.delete"
TURN = "reflection.page"

MOST = 3000  # what Slack takes in one field
SHOWN = 300  # so much of each answer shows in a list

LOCKED = f"{prompts.WHO_SEES} It is stored locked. Whoever runs the server could unlock it."
TAKE_CARE = "Leave out anything that could show who somebody is. This is not the place to report an incident."
AS_YOU_LIKE = "Write as much or as little as you like."
_PLAN = "*Make a plan, if you like.* Fill in both parts or neither."
_ASKED = {"what": "What happened?", "so_what": "So what?", "now_what": "Now what?"}


def writing(posed: Posed, signposts: Sequence[Signpost], *, note: str) -> dict[str, Any]:
    """The form for a new reflection on this prompt."""
    when, then = posed.prompt.when_example or "", posed.prompt.then_example or ""
    examples = (plans.without("when", when), plans.without("I will", then))
    blocks = [*prompts.wording(posed), *_fields(Words(), examples), *_care(signposts)]
    return form(FORM, title="Reflect", submit="Save", blocks=blocks, note=note)


def editing(entry: Entry, signposts: Sequence[Signpost], *, note: str) -> dict[str, Any]:
    """The same form with what the member wrote."""
    stem = section(f"*{escape(entry.reflection.stem)}*")
    about = context(prompts.about(entry.characteristic))
    blocks = [stem, about, *_fields(entry.words or Words(), ("", "")), *_care(signposts)]
    return form(FORM, title="Edit your reflection", submit="Save", blocks=blocks, note=note)


def saved(words: Words, plan: Followup | None = None) -> dict[str, Any]:
    """What the form turns into. The plan's words show here and on the member's own page, and nowhere else."""
    blocks = [section(f"Saved. {prompts.WHO_SEES} You find it under My reflections in my Home tab.")]
    if words.plan and plan:
        blocks += plans.confirmed(words.plan, plan)
    return form(FORM, title="Saved", close="Close", blocks=blocks)


def own(page: Page, zone: str) -> list[Block]:
    """A member's own reflections in their Home tab."""
    title, now = header("My reflections"), button("Reflect now", NEW, "now")
    if not page.entries:
        words = "You have not written a reflection yet. You can start with a prompt now."
        return [title, section(words), actions(now), divider()]
    blocks: list[Block] = [title, context(prompts.WHO_SEES)]
    for entry in page.entries:
        blocks += _shown(entry, zone)
    return [*blocks, actions(now, exports.open_choice(), *_paging(page)), divider()]


def page_card(page: Page, zone: str) -> Card:
    """A further page, which takes the place of the Home tab."""
    return Card(f"My reflections. {prompts.WHO_SEES}", tuple(own(page, zone)))


def deleted() -> Card:
    words = "That is gone for good, and its plan with it."
    return Card(words, (section(words),))


def _fields(words: Words, examples: tuple[str, str]) -> list[Block]:
    when, then = (words.plan.when, words.plan.then) if words.plan else ("", "")
    shown = {"what": words.what, "so_what": words.so_what, "now_what": words.now_what}
    told = [text_input(field, label, shown=shown[field], lines=True, most=MOST) for field, label in _ASKED.items()]
    plan = [
        text_input("when", "When", shown=when, example=examples[0], most=LONGEST),
        text_input("then", "then I will", shown=then, example=examples[1], most=LONGEST),
    ]
    return [alert(TAKE_CARE), context(LOCKED, AS_YOU_LIKE), *told, section(_PLAN), *plan]


def _care(signposts: Sequence[Signpost]) -> list[Block]:
    return [divider(), *care.beside_text_box(signposts)]


def _shown(entry: Entry, zone: str) -> list[Block]:
    reflection = entry.reflection
    day = date_words(local(reflection.written_at, zone).date())
    top = f"*{day}*. {prompts.called(entry.characteristic)}.\n_{quote(reflection.stem, 400)}_"
    change = [button("Edit", EDIT, reflection.id, spoken=f"Edit what you wrote on {day}")] if entry.words else []
    return [*paragraphs(f"{top}\n{_told(entry.words)}"), actions(*change, _delete(entry, day))]


def _told(words: Words | None) -> str:
    if words is None:
        return "I cannot open what you wrote here. The key that it was locked with is gone."
    told = {"what": words.what, "so_what": words.so_what, "now_what": words.now_what}
    lines = [f"*{_ASKED[field]}* {quote(shorten(text, SHOWN), 450)}" for field, text in told.items() if text]
    return "\n".join([*lines, *([f"*Plan.* {plans.sentence(words.plan)}"] if words.plan else [])])


def _delete(entry: Entry, day: str) -> Block:
    made = button("Delete", DELETE, entry.reflection.id, spoken=f"Delete what you wrote on {day}")
    words = "What you wrote is deleted for good, and your plan with it. We cannot undo this."
    return confirming(made, title="Delete this reflection?", words=words, yes="Delete", no="Keep it")


def _paging(page: Page) -> list[Block]:
    newer = [button("Newer", f"{TURN}.newer", str(page.number - 1))] if page.number else []
    return newer + ([button("Older", f"{TURN}.older", str(page.number + 1))] if page.more else [])
