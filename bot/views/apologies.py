"""What people read when something could not be done: a sentence, and what to do now."""

from typing import Any

from bot.views.forms import form
from bot.views.parts import Card, section

TOO_LATE = "The form did not open in time. Nothing is lost. Please try again."
OLD_BUTTON = "That button no longer works. My Home tab shows what there is now."
OLD_FORM = "This form no longer works. Copy your text, close it, and open it again from my Home tab."
ELSEWHERE = "I can help people of this workspace only. Ask the organisers of this community how to take part."


def card(words: str) -> Card:
    return Card(words, (section(words),))


def form_of(words: str) -> dict[str, Any]:
    """The same in the place of a form that has no field beside which it could stand."""
    return form("apology", title="Not done", close="Close", blocks=[section(words)])


def went_wrong(reference: str) -> str:
    """A fault of ours; whoever runs the server finds it by the reference."""
    return f"Something went wrong at our end. Try again in a minute. Reference: {reference}"
