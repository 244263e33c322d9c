"""How a prompt looks: as a direct message with its reason and its choices, and when there is none."""

from collections.abc import Sequence

from bot.reflection.grounds import Ground
from bot.reflection.prompts import Posed
from bot.rules.commands import Commands
from bot.rules.dates import date_words
from bot.rules.prompting import Why
from bot.rules.snoozing import Later
from bot.rules.words import CharacteristicStatus, Hindrance
from bot.views.parts import (
    Block,
    Card,
    actions,
    bullets,
    button,
    context,
    escape,
    header,
    menu,
    overflow,
    points,
    primary,
    section,
)
from db.models import Characteristic, Prompt

REFLECT = "prompt.reflect"
SWAP = "prompt.swap"
LATER = "prompt.later"
MORE = "prompt.more"
RETIRE, FLAG = "retire", "flag"

WHO_SEES = "Only you can see what you write."
_LATER = {Later.TODAY: "Later today", Later.TOMORROW: "Tomorrow", Later.NEXT_WEEK: "Next week"}
_GOT_IN_THE_WAY = {
    Hindrance.NOT_KNOWN_HOW: "You said that not knowing how got in the way of your last plan.",
    Hindrance.NO_CHANCE: "You said that you had no chance to do what you last planned.",
    Hindrance.MATTERS_LESS: "You said that your last plan matters less to you now.",
    None: "Something got in the way of your last plan.",
}


def card(posed: Posed) -> Card:
    """The message that a member gets when their hour comes."""
    stem, why = escape(posed.stem), escape(posed.why)
    leave_it = "Take 2 minutes, or leave it."
    is_swapped = posed.ground is not None and posed.ground.why is Why.SWAPPED
    reason = [f"Why this one? {because(posed.ground, posed.characteristic)}"] if posed.ground else []
    blocks = (
        section(f"*{stem}*\n{why}"),
        _choices(posed, [] if is_swapped else [button("Swap", SWAP, str(posed.asking or 0))]),
        context(f"{about(posed.characteristic)} {leave_it} {WHO_SEES}", *reason),
    )
    choose = "Choose Reflect or Later." if is_swapped else "Choose Reflect, Later or Swap."
    return Card(" ".join([stem, why, *reason, leave_it, WHO_SEES, choose]), blocks)


def _choices(posed: Posed, swap: Sequence[Block]) -> Block:
    asking = str(posed.asking or 0)
    later = menu("Later", LATER, [(f"{asking}:{one.name}", words) for one, words in _LATER.items()])
    more = [(f"{asking}:{RETIRE}", "Not this one again"), (f"{asking}:{FLAG}", "Tell organisers")]
    return actions(primary(button("Reflect", REFLECT, asking)), *swap, later, overflow(MORE, more))


def because(ground: Ground, characteristic: Characteristic) -> str:
    """Why this one, in a sentence or two that are true of this member."""
    name = escape(characteristic.name)
    match ground.why:
        case Why.EVENT:
            return _after_event(ground)
        case Why.HINDRANCE:
            return f"{_GOT_IN_THE_WAY[ground.hindrance]} This prompt may help with that."
        case Why.LEAST if ground.last:
            since = f"You have not reflected on {name} since {ground.last:%B %Y}."
            return f"{since} I start with the one that has had the least of your time."
    return {
        Why.FOLLOW_UP: "You asked me to check back on a plan. A plan that is due comes first.",
        Why.INTRODUCTION: "You have an open introduction and have not met yet. This one is to try with your peer.",
        Why.STRENGTH: "At least 1 prompt in 6 is about what you do well. This is one of those.",
        Why.CHOSEN: f"You chose {name} as something to work on, so it comes up more often.",
        Why.NEXT_STEP: f"You have looked back at {name} already. This one is about what to do next.",
        Why.NOT_YET: f"You have not reflected on {name} yet, so I begin there.",
        Why.LEAST: f"So far {name} has had the least of your time.",
        Why.TURN: "I take each characteristic in turn, and this one is next.",
        Why.SWAPPED: "You asked for another one, so here it is.",
    }[ground.why]


def _after_event(ground: Ground) -> str:
    when = f" on {date_words(ground.event_day)}" if ground.event_day else ""
    fresh = "This prompt is about the same theme, while it is fresh."
    went = f"You were going to {escape(ground.event or '')}{when}."
    return f"{went} {fresh if ground.has_theme else 'This prompt comes while it is fresh.'}"


def retired() -> Card:
    """There is no other to put in its place."""
    words = "I will not send you that prompt again. The next one comes in its turn."
    return Card(words, (section(words),))


def flagged() -> Card:
    words = "Thank you. Organisers see how many members flagged this prompt. They do not see who did."
    return Card(words, (section(words),))


def flags(found: Sequence[tuple[Prompt, int]]) -> list[Block]:
    """For organisers: the prompts that members think they should look at."""
    if not found:
        return []
    lines = [f"{escape(prompt.stem)} Flagged by {count}." for prompt, count in found]
    words = "Members flagged these prompts. You see how many did, and not who."
    return [header("Prompts to look at"), section(words), *points(lines, hidden="{} more prompts do not show.")]


def wording(posed: Posed) -> list[Block]:
    """The prompt at the top of the form."""
    return [section(f"*{escape(posed.stem)}*\n{escape(posed.why)}"), context(about(posed.characteristic))]


def about(characteristic: Characteristic) -> str:
    """Which characteristic this is for; a working title is never shown as the community's own words."""
    return f"About: {called(characteristic)}."


def called(characteristic: Characteristic) -> str:
    name = escape(characteristic.name)
    return name if characteristic.status is CharacteristicStatus.CONFIRMED else f"{name} (a working title)"


def did_you_mean(
    typed: str, *, meant: str | None, characteristics: Sequence[Characteristic], commands: Commands
) -> Card:
    """A word after the command that is no characteristic."""
    guess = f" Did you mean `{commands.reflect} {escape(meant)}`?" if meant else ""
    choose = "You can choose one of these:" if characteristics else "There is none to choose from yet."
    words = f"I know no characteristic called “{escape(typed[:60])}”.{guess} {choose}"
    lines = [f"`{commands.reflect} {escape(one.key)}` for {called(one)}" for one in characteristics]
    plain = f"{words} {'; '.join(lines)}".replace("`", "")
    known = points(lines)
    return Card(plain, (section(words), *known))


def help_card(characteristics: Sequence[Characteristic], commands: Commands) -> Card:
    """What can follow the command."""
    first = characteristics[0].key if characteristics else "innovation"
    lines = [
        f"`{commands.reflect}` gives you a prompt now.",
        f"`{commands.reflect} {escape(first)}` gives you one for that characteristic.",
    ]
    more = f"{WHO_SEES} You find it again under My reflections in my Home tab."
    return Card(" ".join([*lines, more]).replace("`", ""), (section(bullets(lines)), context(more)))
