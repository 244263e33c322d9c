"""How plans look: asked about in a message without their words, and shown with them in forms alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.library.resources import Item
from bot.reflection.followups import Followup, Help, Page
from bot.reflection.plans import LONGEST, Intention
from bot.rules.dates import date_words
from bot.rules.followups import Lead
from bot.rules.identifying import Detail
from bot.rules.words import CharacteristicStatus, Hindrance, Outcome
from bot.views.connection import wishes
from bot.views.details import nudge
from bot.views.forms import date_input, form, text_input
from bot.views.library import resources
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
    primary,
    section,
)
from bot.views.reflection import prompts
from db.models import Characteristic

SHOW = "plan.show"
ANSWER = "plan.answer"
REASON = "plan.reason"
CHANGE = "plan.change"
FORM = "plan.form"
CLOSE = "plan.close"
TURN = "plan.page"
TAKE_UP = "plan.introduce"
REFLECT = "plan.reflect"

UNSAID = "UNSAID"
IN_HOME = 3
_HOW = "To read one and say how it went, choose *Show*."
OWN_WORDS = "Only you can see your words."
_ANSWERS = {
    Outcome.DONE: "Did it",
    Outcome.PARTLY: "Partly",
    Outcome.NOT_YET: "Not yet",
    Outcome.LET_GO: "Let it go",
}
_REASONS = {
    Hindrance.NOT_KNOWN_HOW: "I did not know how",
    Hindrance.NO_CHANCE: "I had no chance",
    Hindrance.MATTERS_LESS: "It matters less now",
}


def card(found: Followup) -> Card:
    """The message that asks how a plan went: the day and the characteristic, and nothing that its author wrote."""
    made = f"You have a plan of {date_words(found.made_on)}, after a prompt about {_named(found.characteristic)}."
    words = f"{made} How did it go?"
    more = f"Choose *Show my plan* to read your words and answer. {OWN_WORDS}"
    show = primary(button("Show my plan", SHOW, found.plan.id))
    return Card(f"{words} {more}".replace("*", ""), (section(words), actions(show), context(more)))


def sentence(plan: Intention) -> str:
    """A plan in its author's words."""
    return f"When {escape(without('when', plan.when))}, then I will {escape(without('I will', plan.then))}"


def without(opening: str, text: str) -> str:
    """The text without the words that stand before the field already, which many people type again."""
    begins = text.lower().startswith(f"{opening.lower()} ")
    return text[len(opening) :].lstrip() if begins else text


def confirmed(plan: Intention, found: Followup) -> list[Block]:
    """The plan as it was kept, and when we ask about it; it shows in its author's own form."""
    change = button("Change", CHANGE, found.plan.id, spoken="Change the words or the date of your plan")
    right = "Choose *Change* if the words or the date are not right."
    kept = paragraphs(f"*Here is your plan.*\n{sentence(plan)}")
    return [*kept, section(f"{_when_asked(found)} {right}"), actions(change)]


def changing(
    plan: Intention,
    found: Followup,
    *,
    tomorrow: date,
    details: Sequence[Detail] = (),
    day: str = "",
    note: str = "",
) -> dict[str, Any]:
    """The form for other words and another day; with `details`, asked about them once."""
    blocks = [
        *nudge(details),
        context(f"{prompts.WHO_SEES} Your plan stays in forms and on your own page."),
        text_input("when", "When", shown=plan.when, most=LONGEST, optional=False),
        text_input("then", "then I will", shown=plan.then, most=LONGEST, optional=False),
    ]
    if found.asks_on:
        hint = "If you do not work on that day, I ask on your next working day."
        shown = day or max(found.asks_on, tomorrow).isoformat()
        blocks.append(date_input("day", "Ask me how it went on", shown=shown, hint=hint))
    return form(FORM, title="Change your plan", submit="Save", blocks=blocks, note=note or found.plan.id)


def changed(plan: Intention, found: Followup) -> dict[str, Any]:
    return _shown("Saved", confirmed(plan, found))


def showing(plan: Intention, found: Followup) -> dict[str, Any]:
    """The member's own words, and what they can say about how it went."""
    top = f"This plan is of {date_words(found.made_on)}. {prompts.about(found.characteristic)}"
    blocks = [*paragraphs(sentence(plan)), context(f"{top} {OWN_WORDS}")]
    if found.is_closed:
        return _shown("Your plan", [*blocks, section(_closed(found))])
    said = found.plan.outcome
    so_far = [context(f"You last said: {_ANSWERS[said].lower()}. You can change that.")] if said else []
    asked = section("How did it go? Each answer is fine.")
    return _shown("Your plan", [*blocks, *so_far, asked, actions(*_answers(found))])


def answered(found: Followup) -> dict[str, Any]:
    """After an answer that ends a plan."""
    return _shown("Your plan", [section(_closed(found))])


def reasons(found: Followup) -> dict[str, Any]:
    """What got in the way: one press, or none at all."""
    plan = found.plan.id
    told = [button(words, f"{REASON}.{one.name.lower()}", f"{one.name}:{plan}") for one, words in _REASONS.items()]
    unsaid = button("I would rather not say", f"{REASON}.unsaid", f"{UNSAID}:{plan}")
    words = f"Thank you. Your plan stays open. {_when_asked(found)}"
    asked = "*What got in the way?* You do not have to say. Only you see what you choose."
    return _shown("Your plan", [section(words), section(asked), actions(*told, unsaid)])


def help_with(found: Help) -> dict[str, Any]:
    """What may help, after the reason was said."""
    match found.lead:
        case Lead.READING if found.item:
            return _shown("Something to read", _reading(found.item))
        case Lead.INTRODUCTION:
            return _shown("Find a peer", _introduction(found.characteristic))
        case Lead.PEER if found.posed:
            words = "Some plans need another person. I can look for one. Or here is a prompt to try with a peer."
            ways = actions(wishes.find(), _reflect(found))
            return _shown("With a peer", [section(words), *prompts.wording(found.posed), ways])
        case Lead.PURPOSE if found.posed:
            words = "That happens. You can let the plan go at any time. Here is a prompt about why this matters to you."
            return _shown("Why it matters", [section(words), *prompts.wording(found.posed), actions(_reflect(found))])
    return told("Thank you. You find your plan under My plans in my Home tab.")


def introduced() -> dict[str, Any]:
    """After somebody asked to be introduced to peers."""
    words = "You are in. In the next round you will meet a peer from another place of work."
    return _shown("Find a peer", [section(words), context("To stop, or to say where you work, open my Home tab.")])


def told(words: str) -> dict[str, Any]:
    """A sentence in the place of the form that was there."""
    return _shown("Your plan", [section(escape(words))])


def own(page: Page) -> list[Block]:
    """A member's open plans in their Home tab: the day and the characteristic of each."""
    title = header("My plans")
    if not page.followups:
        words = "You have no open plans. You can make one from any reflection, now or later."
        return [title, section(words), divider()]
    shown = [section(_line(found), accessory=_show(found)) for found in page.followups[:IN_HOME]]
    every = button("All my plans", f"{TURN}.all", "0")
    return [title, context(f"{OWN_WORDS} {_HOW}"), *shown, actions(every), divider()]


def page_card(page: Page) -> Card:
    """All of them, a page at a time, which takes the place of the Home tab."""
    blocks: list[Block] = [header("My plans"), context(f"{OWN_WORDS} {_HOW}")]
    for found in page.followups:
        blocks += [section(_line(found)), actions(_show(found), _let_go(found))]
    if not page.followups:
        blocks.append(section("You have no open plans here."))
    paging = _paging(page)
    return Card(f"My plans. {OWN_WORDS}", (*blocks, *([actions(*paging)] if paging else [])))


def closed(found: Followup) -> Card:
    """After a plan was let go in the Home tab."""
    words = _closed(found)
    return Card(words, (section(words),))


def _shown(title: str, blocks: list[Block]) -> dict[str, Any]:
    return form(FORM, title=title, close="Close", blocks=blocks)


def _line(found: Followup) -> str:
    return f"*{date_words(found.made_on)}*. {prompts.called(found.characteristic)}. {_when_asked(found)}"


def _show(found: Followup) -> Block:
    return button("Show", SHOW, found.plan.id, spoken=f"Show the plan of {date_words(found.made_on)}")


def _let_go(found: Followup) -> Block:
    return confirming(
        button("Let it go", CLOSE, found.plan.id, spoken=f"Let go of the plan of {date_words(found.made_on)}"),
        title="Let this plan go?",
        words="I will not ask about it again. Your words stay with your reflection.",
        yes="Let it go",
        no="Keep it",
    )


def _answers(found: Followup) -> list[Block]:
    return [
        button(words, f"{ANSWER}.{one.name.lower()}", f"{one.name}:{found.plan.id}") for one, words in _ANSWERS.items()
    ]


def _when_asked(found: Followup) -> str:
    if found.asks_on:
        again = " again" if found.plan.asked else ""
        return f"I will ask how it went{again} on {date_words(found.asks_on)}."
    if found.plan.ask_at:
        return "I do not ask how it went while you have prompts turned off."
    return "I will not ask about it again."


def _closed(found: Followup) -> str:
    if found.plan.outcome is Outcome.DONE:
        return "You did it. Thank you for telling me. I will not ask about this plan again."
    return "You let this plan go. That is fine, and I will not ask about it again."


def _reading(item: Item) -> list[Block]:
    return [section("Here is something to read that may help."), *resources.entry(item)]


def _introduction(about: Characteristic) -> list[Block]:
    words = (
        "Some plans need another person. I can introduce you to leaders from other organisations. "
        f"You can then talk with them about {_named(about)}."
    )
    more = "They see your name, where you work and what you chose to share. They do not see your plan."
    return [section(words), actions(button("I am in", TAKE_UP, "join")), context(more)]


def _reflect(found: Help) -> Block:
    prompt = found.posed.prompt.id if found.posed else 0
    return button("Reflect", REFLECT, f"{prompt}:{found.characteristic.id}")


def _named(characteristic: Characteristic) -> str:
    """The name within a sentence; a working title is never shown as the community's own words."""
    name = f"“{escape(characteristic.name)}”"
    return name if characteristic.status is CharacteristicStatus.CONFIRMED else f"{name} (a working title)"


def _paging(page: Page) -> list[Block]:
    newer = button("Newer", f"{TURN}.newer", str(page.number - 1), spoken="Newer plans")
    older = button("Older", f"{TURN}.older", str(page.number + 1), spoken="Older plans")
    return [*([newer] if page.number else []), *([older] if page.more else [])]
