"""How it looks when somebody drops out of an introduction: to them, and to whoever is left."""

from datetime import datetime
from typing import Any

from bot.connection.introductions import Introduced
from bot.connection.repairs import Dropped
from bot.rules.dates import date_words, local
from bot.rules.words import Then
from bot.views.community.peers import names
from bot.views.connection import safety
from bot.views.forms import form, radio
from bot.views.parts import Block, Card, actions, button, section, spoken

CANNOT = "introduction.cannot"
CANNOT_FORM = "introduction.cannot_form"
ANOTHER = "introduction.another"
GIVE_UP = "introduction.give_up"

TITLE = "Cannot make it"
CHOICES = {Then.ANOTHER: "Find me somebody else", Then.SKIP: "Skip this round"}


def cannot_make_it(introduction: int) -> Block:
    """The button that each introduction carries."""
    return button("Cannot make it", CANNOT, str(introduction))


def somebody_else(introduction: int) -> Block:
    """For whoever waited for their peers in vain."""
    return button(CHOICES[Then.ANOTHER], ANOTHER, str(introduction))


def cannot(found: Introduced) -> dict[str, Any]:
    """What it means, and what they want instead."""
    words = f"{names(found.peers)} will hear that you cannot take part, and nothing else. What would help you?"
    asked = radio("then", "What next?", [(then.name, label) for then, label in CHOICES.items()], chosen=Then.SKIP.name)
    return form(CANNOT_FORM, title=TITLE, submit="Tell them", blocks=[section(words), asked], note=str(found.id))


def dropped(found: Dropped, then: Then, zone: str) -> dict[str, Any]:
    """What happens now."""
    told = f"I will tell {names(found.left.peers)}." if found.left.peers else "Nobody is left to be told."
    words = f"{told} {what_next(found.looking_until, then, zone)}"
    return form(CANNOT_FORM, title=TITLE, close="Close", blocks=[section(words)])


def looking(found: Dropped, zone: str) -> Card:
    """After "Find me somebody else"."""
    words = what_next(found.looking_until, Then.ANOTHER, zone)
    return Card(words, (section(words),))


def peer_gone(until: datetime, zone: str, round_id: int) -> Card:
    """To whoever is left alone, while there is time for somebody else."""
    words = (
        "Your peer in this round cannot take part. I am looking for somebody else, and you do not need to do anything. "
        f"You will hear from me by {date_words(local(until, zone).date())}."
    )
    return Card(words, (section(words), actions(button("Skip this round", GIVE_UP, str(round_id)))))


def next_time() -> Card:
    """To whoever waited in vain."""
    words = (
        "I have found nobody for you in this round. You come near the front in the next one, and you do not need to "
        "do anything."
    )
    return Card(words, (section(words),))


def trio_goes_on(found: Introduced) -> Card:
    """To each of two who are left of three."""
    words = f"1 of the 3 of you cannot take part any more. You and {names(found.peers)} can still meet."
    return Card(spoken(words), (section(words), actions(cannot_make_it(found.id), *safety.buttons(found.id))))


def given_up() -> Card:
    words = "You skip the rest of this round. You are in the next one, unless you choose *Stop introductions*."
    return Card(spoken(words), (section(words),))


def what_next(until: datetime | None, then: Then, zone: str) -> str:
    """What they hear who drop out: of somebody else in this round, or of the next one."""
    if then is Then.SKIP:
        return "You are in the next round."
    if until is None:
        return "There is too little time left in this round. You come near the front in the next one."
    day = date_words(local(until, zone).date())
    return f"I am looking for somebody else for you. You will hear from me by {day}."
