"""How what somebody is told looks: with the way to share it where others may read it, and how others read it."""

from typing import Any

from bot.answers.findings import Finding
from bot.desk.asking import Care, Courtesy, Told
from bot.desk.shares import Fate
from bot.rules import identifying
from bot.rules.commands import Commands
from bot.rules.text import LONGEST_QUESTION, clean
from bot.views import care, forms
from bot.views.desk import answers, feedback, manners, own
from bot.views.forms import text_input
from bot.views.parts import Block, Card, actions, button, confirming, divider, escape, overflow, quote, section

SHARE = "answer.share"
TAKE_BACK = "answer.take_back"
FORM = "asking.form"
QUESTION = "question"

EXAMPLE = "when is the next event?"
_SHARING = "I am sharing this answer in this channel now, with your name and your question."
_SHARED_BEFORE = "You have shared this answer already. To share it again, ask again."
_TAKEN_BACK = "I have taken it back. It does not show in this channel any more."
_LEAVING = "It is on its way to the channel just now. Try again in a minute."
_NOT_KNOWN = "I do not know whether it got to the channel. If it shows there, ask an organiser to delete it."
_STILL_THERE = "Slack did not let me take it down. Try again in a minute, or ask an organiser to delete it."
NOT_HERE = "I can share answers in public channels that I am in. Ask somebody to add me to this one, then try again."
NO_LEAVE = "I may not look at channels yet. Ask an organiser to have me installed again."

WARNING = (
    "Your question may show who somebody is. Organisers will read it as you wrote it, with your name. "
    "To leave the details out, go back and ask again."
)

_OF_ANSWERS = (
    answers.ASK_A_PERSON,
    answers.MEANT,
    feedback.HELPFUL,
    feedback.NOT_QUITE,
    feedback.REASON,
)
_LABEL = "Share in this channel"
_LONGEST_VALUE = 150  # characters of an option, as Slack takes it; a button takes more


def card(told: Told, commands: Commands, *, question: str) -> Card:
    """What this person reads."""
    if isinstance(told, Care):
        return care.card(told.signposts)
    if isinstance(told, Courtesy):
        return manners.card(told.manner, question=question)
    return _warned(told, question=question) if isinstance(told, Finding) else own.card(told, commands)


def plain(told: Told) -> str:
    """The same as text, for the terminal."""
    if isinstance(told, Care):
        return care.card(told.signposts).text
    if isinstance(told, Courtesy):
        return manners.card(told.manner, question="").text
    return answers.plain(told) if isinstance(told, Finding) else own.plain(told)


def form(shown: Card | None = None) -> dict[str, Any]:
    """A form to ask in; with an answer, that stands above the next question."""
    more = [*_in_form(shown), divider()] if shown else []
    label = "Ask something else" if shown else "What would you like to know?"
    blocks = [*more, text_input(QUESTION, label, most=LONGEST_QUESTION, example=EXAMPLE, optional=False)]
    return forms.form(FORM, title="Ask a question", submit="Ask", close="Close", blocks=blocks)


def _in_form(shown: Card) -> list[Block]:
    """The blocks of an answer, with the buttons that say what came of it; others would not reach the form."""
    return [kept for block in shown.blocks if (kept := _without_others(block))]


def _without_others(block: Block) -> Block | None:
    if block["type"] != "actions":
        return block
    elements = [_quiet(one) for one in block["elements"] if str(one.get("action_id")).startswith(_OF_ANSWERS)]
    return block | {"elements": elements} if elements else None


def _quiet(element: Block) -> Block:
    """In a form one button stands out, and it is the one that sends it."""
    return {name: value for name, value in element.items() if name != "style"}


def shareable(shown: Card, *, question: str) -> Card:
    """The same with the way to share it, in its last row of buttons."""
    *above, row = shown.blocks
    return Card(shown.text, (*above, row | {"elements": [*row["elements"], _share(question)]}))


def shared(found: Finding, *, question: str, by: str) -> Card:
    """For a channel: the answer, who shared it, and what they had asked. `by` is a Slack id."""
    blocks = [block for block in answers.card(found, question=question).blocks if block["type"] != "actions"]
    told = section(f"<@{by}> asked me and shares my answer: “{quote(question, 1000)}”")
    words = f"Somebody shares an answer. They asked: “{escape(question)}” {escape(answers.plain(found))}"
    return Card(words, (told, *blocks))


def sharing(share: int) -> Card:
    """To whoever shares: that it is on its way, and the way back."""
    return _with_way_back(_SHARING, share)


def shared_before() -> Card:
    return Card(_SHARED_BEFORE, (section(_SHARED_BEFORE),))


def taken_back(share: int, fate: Fate) -> Card:
    """What came of taking it back; while it may still show, one can try again."""
    match fate:
        case Fate.LEAVING:
            return _with_way_back(_LEAVING, share)
        case Fate.TO_TAKE_DOWN:
            return _with_way_back(_STILL_THERE, share)
        case Fate.UNKNOWN:
            return Card(_NOT_KNOWN, (section(_NOT_KNOWN),))
        case Fate.HELD_BACK | Fate.GONE:
            return Card(_TAKEN_BACK, (section(_TAKEN_BACK),))


def _with_way_back(words: str, share: int) -> Card:
    return Card(words, (section(words), actions(button("Take it back", TAKE_BACK, str(share)))))


def _warned(found: Finding, *, question: str) -> Card:
    """The answer; where the question may show who somebody is, passing it on asks once more."""
    shown = answers.card(found, question=question)
    if not identifying.details(question):
        return shown
    return Card(shown.text, tuple(_warning(block) for block in shown.blocks))


def _warning(block: Block) -> Block:
    if block["type"] != "actions":
        return block
    asked = [
        confirming(element, title="Pass it on?", words=WARNING, yes="Pass it on", no="Go back")
        if element.get("action_id") == answers.ASK_A_PERSON
        else element
        for element in block["elements"]
    ]
    return block | {"elements": asked}


def _share(question: str) -> Block:
    asked = clean(question)
    if len(asked) > _LONGEST_VALUE:
        return button(_LABEL, SHARE, asked)
    return overflow(SHARE, [(asked, _LABEL)])
