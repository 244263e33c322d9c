"""How reflecting looks: the form in each of its three ways, and what it turns into when it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.connection.introductions import Introduced
from bot.reflection.barriers import ELSE
from bot.reflection.followups import Followup
from bot.reflection.plans import LONGEST, Intention
from bot.reflection.prompts import Posed
from bot.reflection.reflections import BOXES, Entry, Words
from bot.rules.identifying import Detail
from bot.rules.words import Audience, Form
from bot.views import care
from bot.views.community.peers import listed
from bot.views.details import nudge
from bot.views.forms import alert, checkboxes, form, radio, text_input
from bot.views.parts import Block, actions, button, context, divider, escape, section
from bot.views.reflection import plans, prompts
from db.models import Barrier, Signpost

FORM = "reflection.form"
FURTHER = "reflection.further"
ANOTHER_WAY = "reflection.way"

MOST = 3000  # what Slack takes in one field

LOCKED = f"{prompts.WHO_SEES} It is stored locked. Whoever runs the server could unlock it."
TAKE_CARE = "Leave out anything that could show who somebody is. This is not the place to report an incident."
AS_YOU_LIKE = "Write as much or as little as you like."
SOMETHING_ELSE = "Something else"
_PLAN = "*Make a plan, if you like.* Fill in both parts or neither."
_STEPS = {
    "what": "What happened?",
    "feelings": "What did you think and feel?",
    "evaluation": "What was good and bad about it?",
    "so_what": "What sense can you make of it?",
    "conclusion": "What else could you have done?",
    "now_what": "What would you do next time?",
}
ASKED = {
    Form.WHAT: _STEPS | {"so_what": "So what?", "now_what": "Now what?"},
    Form.GIBBS: _STEPS,
    Form.FREE: _STEPS | {"what": "What is on your mind?"},
}
"""What each box asks, in each form; also the boxes of another form, which show when something stands in them."""

_WAYS = {Form.WHAT: "Use 3 questions", Form.GIBBS: "Use 6 steps", Form.FREE: "Write freely"}


@dataclass(frozen=True)
class Written:
    """What stands in a form: in which way, the words, and what in them may show who somebody is."""

    form: Form = Form.WHAT
    words: Words = field(default_factory=Words)
    details: Sequence[Detail] = ()


@dataclass(frozen=True)
class Further:
    """What a member can add once their words are saved; `plan` and `audience` as they stand in the form already."""

    reflection: str
    barriers: Sequence[Barrier]
    ticked: Sequence[str]
    introduction: Introduced | None
    asks_for_plan: bool = False
    is_shared: bool = False
    plan: Intention | None = None
    audience: Audience = Audience.ONLY_ME


def writing(posed: Posed, written: Written, signposts: Sequence[Signpost], *, note: str) -> dict[str, Any]:
    """The form for a new reflection on this prompt."""
    when, then = posed.prompt.when_example or "", posed.prompt.then_example or ""
    examples = (plans.without("when", when), plans.without("I will", then))
    fields = [*prompts.wording(posed), *_fields(written, examples)]
    blocks = [*nudge(written.details), *fields, *_other_ways(written.form), *_care(signposts)]
    return form(FORM, title="Reflect", submit="Save", blocks=blocks, note=note)


def editing(entry: Entry, written: Written, signposts: Sequence[Signpost], *, note: str) -> dict[str, Any]:
    """The form that it was written in, with what the member wrote."""
    stem = section(f"*{escape(entry.reflection.stem)}*")
    about = context(prompts.about(entry.characteristic))
    blocks = [*nudge(written.details), stem, about, *_fields(written, ("", "")), *_care(signposts)]
    return form(FORM, title="Edit your reflection", submit="Save", blocks=blocks, note=note)


def saved(
    words: Words, further: Further, plan: Followup | None = None, *, signposts: Sequence[Signpost] | None = None
) -> dict[str, Any]:
    """What the form turns into, with signposts for who told of distress.

    The plan's words show here and on the member's own page, and nowhere else.
    """
    blocks = [section("Saved. You find it under My reflections in my Home tab.")]
    if signposts is not None:
        blocks += care.card(signposts).blocks
    if words.plan and plan:
        blocks += plans.confirmed(words.plan, plan)
    blocks += [divider(), context("You can add more, or close this."), *_further(further)]
    return form(FURTHER, title="Saved", submit="Save", close="Close", blocks=blocks, note=further.reflection)


def adding(further: Further, details: Sequence[Detail], *, note: str) -> dict[str, Any]:
    """What was about to be added, and the question whether somebody could work out who it is."""
    blocks = [*nudge(details), *_further(further)]
    return form(FURTHER, title="Before you save", submit="Save", close="Close", blocks=blocks, note=note)


def finished() -> dict[str, Any]:
    """After what was added."""
    blocks = [section(f"Saved. {prompts.WHO_SEES} To share it later, look under My reflections in my Home tab.")]
    return form(FURTHER, title="Saved", close="Close", blocks=blocks)


def _fields(written: Written, examples: tuple[str, str]) -> list[Block]:
    """The boxes of this form, and those of another one in which something stands: nothing that was typed is lost."""
    own, told = BOXES[written.form], written.words.told
    shown = [*own, *(box for box in told if box not in own)]
    boxes = [text_input(box, ASKED[written.form][box], shown=told.get(box, ""), lines=True, most=MOST) for box in shown]
    plan = written.words.plan
    asks_for_plan = written.form is not Form.GIBBS or plan is not None
    return [alert(TAKE_CARE), context(LOCKED, AS_YOU_LIKE), *boxes, *(_plan(plan, examples) if asks_for_plan else [])]


def _other_ways(present: Form) -> list[Block]:
    others = [
        button(label, f"{ANOTHER_WAY}.{way.name}", way.name) for way, label in _WAYS.items() if way is not present
    ]
    return [context("You can write in another way. Your words stay."), actions(*others)]


def _plan(plan: Intention | None, examples: tuple[str, str] = ("", "")) -> list[Block]:
    when, then = (plan.when, plan.then) if plan else ("", "")
    return [
        section(_PLAN),
        text_input("when", "When", shown=when, example=examples[0], most=LONGEST),
        text_input("then", "then I will", shown=then, example=examples[1], most=LONGEST),
    ]


def _further(further: Further) -> list[Block]:
    plan = _plan(further.plan) if further.asks_for_plan else []
    choices = [*((row.key, row.name) for row in further.barriers), (ELSE, SOMETHING_ELSE)]
    hint = "Only you see this. It is stored locked too."
    tags = checkboxes("tags", "Does something stand in the way?", choices, chosen=further.ticked, hint=hint)
    return [*plan, *([tags] if further.barriers else []), _audience(further)]


def _audience(further: Further) -> Block:
    if further.is_shared:
        return context("What you shared stays as it was. To share new words, stop sharing first, then share again.")
    peers = further.introduction.peers if further.introduction else ()
    mine = f"My introduction: {listed([peer.name for peer in peers])}"
    choices = [
        (Audience.ONLY_ME.name, "Only me"),
        *([(Audience.INTRODUCTION.name, mine)] if peers else []),
        (Audience.CHANNEL.name, "A channel"),
    ]
    hint = "Before anything is shared, you see who reads what."
    return radio("audience", "Who may read it?", choices, chosen=further.audience.name, hint=hint)


def _care(signposts: Sequence[Signpost]) -> list[Block]:
    return [divider(), *care.beside_text_box(signposts)]
