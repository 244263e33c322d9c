"""How looking for somebody reads: to the one who looks, before and after others are asked, and to those asked."""

from collections.abc import Sequence
from typing import Any

from bot.connection.approaches import Looking
from bot.connection.wishes import LONGEST, MOST_ASKED, Asked, Draft, Outcome
from bot.rules.commands import Commands
from bot.rules.dates import date_words, local
from bot.rules.identifying import Detail
from bot.rules.words import Reply
from bot.views.community import joining
from bot.views.community.peers import named
from bot.views.desk import answers
from bot.views.details import asked
from bot.views.forms import form, text_input
from bot.views.parts import Block, Card, actions, button, context, escape, primary, section, spoken

FIND = "wish.find"
CHANGE = "wish.change"
FORM = "wish.form"
ASK = "wish.ask"
ASK_FORM = "wish.ask_form"
NOT_NOW = "wish.not_now"
WITHDRAW = "wish.withdraw"
REPLY = "wish.reply"

TITLE = "Find somebody"
READ_BY_OTHERS = "Those who are asked read your words, your name and where you work. Leave out anything private."
STOP = "Stop asking"
LABELS = {Reply.YES: "Yes", Reply.NO: "No"}


def find() -> Block:
    """The button that starts it."""
    return button(TITLE, FIND, "find")


def look(words: str) -> dict[str, Any]:
    """The form, with what was typed before."""
    told = f"I ask up to {MOST_ASKED} members of other organisations, each alone. They can say yes or no."
    box = text_input(
        "words",
        "Whom do you look for?",
        shown=words,
        hint=READ_BY_OTHERS,
        example="For example: someone who knows virtual wards",
        most=LONGEST,
        optional=False,
    )
    return form(FORM, title=TITLE, submit="Look", blocks=[section(told), box])


def draft(found: Draft, commands: Commands) -> Card:
    """What would be asked, and of how many, before anybody is."""
    if not found.found:
        return _nobody(found, commands)
    ask = primary(button("Ask them", ASK, found.words))
    change = button("Change the words", CHANGE, found.words)
    told = _told(found)
    blocks = (*map(section, told), actions(ask, change, button("Not now", NOT_NOW, "not now")))
    return Card(spoken(" ".join(told)), blocks)


def draft_form(found: Draft, commands: Commands) -> dict[str, Any]:
    """The same in the form."""
    if not found.found:
        return form(ASK_FORM, title=TITLE, close="Close", blocks=[section(_nobody_words(found, commands))])
    return form(ASK_FORM, title=TITLE, submit="Ask them", blocks=[*map(section, _told(found))], note=found.words)


def asking(looking: Looking, zone: str) -> Card:
    """After "Ask them"."""
    words = _asking_words(looking, zone)
    return Card(spoken(words), (section(words), actions(_stop(looking, STOP))))


def asking_form(looking: Looking, zone: str) -> dict[str, Any]:
    words = f"{_asking_words(looking, zone)} To stop, go to my Home tab."
    return form(ASK_FORM, title=TITLE, close="Close", blocks=[section(words)])


def problem_form(words: str) -> dict[str, Any]:
    """When nobody can be asked after all."""
    return form(ASK_FORM, title=TITLE, close="Close", blocks=[section(escape(words))])


def looking_part(looking: Sequence[Looking], zone: str) -> list[Block]:
    """Every wish that is open, where introductions stand."""
    return [
        section(_asking_words(one, zone), accessory=_stop(one, f"Stop asking, wish {number}"))
        for number, one in enumerate(looking, start=1)
    ]


def not_now() -> Card:
    words = "I have asked nobody, and I have kept nothing of it."
    return Card(words, (section(words),))


def withdrawn() -> Card:
    words = "I ask nobody else for this. Whoever answers later is told that it is no longer open."
    return Card(words, (section(words), actions(find())))


def where_you_work() -> Card:
    words = "To ask others for you, I need to know where you work. Choose *Settings* and fill that in."
    return Card(spoken(words), (section(words), actions(primary(button("Settings", joining.SETTINGS, "settings")))))


def paused() -> Card:
    words = "You have paused, so I cannot introduce you to anybody now. When that ends, I can look for you."
    return Card(words, (section(words),))


def approach(found: Asked) -> Card:
    """To one of those who fit, alone."""
    opening = f"{named(found.seeker)} looks for somebody, and what you share fits. They wrote: “{escape(found.words)}”"
    asked = "May I put you in touch? Only a yes tells them who you are."
    more = f"You can answer until {date_words(found.until)}. If you do not, that is fine. {WHY_YOU}"
    yes, no = (button(label, f"{REPLY}.{one.name.lower()}", f"{found.id}:{one.name}") for one, label in LABELS.items())
    blocks = (section(opening), section(asked), actions(yes, no), context(more))
    return Card(spoken(f"{opening} {asked} {more}"), blocks)


def replied(outcome: Outcome) -> Card:
    """After yes or no."""
    words = {
        Outcome.INTRODUCED: "Thank you for saying yes. I will put you both in touch in a message of your own.",
        Outcome.DECLINED: "Thank you for answering. They do not learn that I asked you.",
        Outcome.FOUND: "Somebody has been found already. Thank you.",
        Outcome.OVER: "This is no longer open. Thank you.",
        Outcome.AWAY: "You have paused, so I cannot introduce you now. Choose *Yes* again when you are back.",
    }[outcome]
    return Card(spoken(words), (section(words),))


def ended(wish: str, commands: Commands) -> Card:
    """When nobody said yes."""
    words = f"Nobody could say yes just now to “{escape(wish)}”. That says nothing about you: people are busy."
    tries = f"You can try other words, or `{commands.ask}` for what we have to read. An organiser may know somebody."
    change = button("Change the words", CHANGE, wish)
    person = button("Ask a person", answers.ASK_A_PERSON, wish)
    return Card(spoken(f"{words} {tries}"), (section(words), section(tries), actions(change, person)))


WHY_YOU = "I ask because you agreed to be asked. You can change that in your settings."


def _told(found: Draft) -> list[str]:
    people = "1 person" if found.found == 1 else f"{found.found} people"
    them = "They work in another organisation, and agreed to be asked."
    opening = f"I found {people}. {them} They will read your name, where you work, and: “{escape(found.words)}”"
    return [opening, *_hint(found.details), "Ask them? Nobody is named until they say yes."]


def _hint(details: Sequence[Detail]) -> list[str]:
    if not details:
        return []
    return [f"{asked(details)} You can change it."]


def _nobody(found: Draft, commands: Commands) -> Card:
    words = _nobody_words(found, commands)
    change = button("Change the words", CHANGE, found.words)
    person = button("Ask a person", answers.ASK_A_PERSON, found.words)
    return Card(spoken(words), (section(words), actions(change, person)))


def _nobody_words(found: Draft, commands: Commands) -> str:
    open_to = {
        0: "Nobody who works elsewhere has agreed to be asked yet.",
        1: "1 person who works elsewhere agreed to be asked.",
    }.get(found.open_to, f"{found.open_to} people who work elsewhere agreed to be asked.")
    tries = "Try a topic, a job or a kind of place. " if found.open_to else ""
    more = f"You can type `{commands.ask}` to see what we know. An organiser may know who can help."
    return f"I found nobody to ask for “{escape(found.words)}”. {open_to} {tries}{more}"


def _asking_words(looking: Looking, zone: str) -> str:
    people = "1 person" if looking.asked == 1 else f"{looking.asked} people"
    until = date_words(local(looking.until, zone).date())
    told = f"You will hear from me by {until}. Nobody is named until they say yes."
    return f"I am asking {people} for you: “{escape(looking.words)}”. {told}"


def _stop(looking: Looking, spoken: str) -> Block:
    return button(STOP, WITHDRAW, str(looking.id), spoken=spoken)
