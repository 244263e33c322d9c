"""How it looks when somebody writes in our direct messages what may be a reflection."""

import copy
from typing import Any

from bot.views.parts import Card, actions, button, primary, section
from bot.views.reflection.prompts import REFLECT

KEEP = "keeping.keep"
QUESTION = "keeping.question"

_DELETE = "Slack keeps what you typed until you delete it there, so delete that message afterwards."
_WHAT = "what"  # the first field of the form, whichever form it has


def offer(question: int, asking: int) -> Card:
    """Nothing is kept before they say so."""
    words = (
        "Is this your answer to my last prompt? I have not kept it. To keep it where only you see it, choose Keep it."
    )
    keep = primary(button("Keep it", KEEP, f"{question}:{asking}"))
    blocks = (section(f"{words} {_DELETE}"), actions(keep, button("It was a question", QUESTION, str(question))))
    return Card(f"{words} {_DELETE}", blocks)


def too_long(asking: int) -> Card:
    """More than a question may hold, so that it is not here in full."""
    words = (
        "That is longer than I can take in here. If it is your answer to my last prompt, choose Reflect and paste it."
    )
    blocks = (section(f"{words} {_DELETE}"), actions(primary(button("Reflect", REFLECT, str(asking)))))
    return Card(f"{words} {_DELETE}", blocks)


def filled_in(view: dict[str, Any], text: str) -> dict[str, Any]:
    """The form for a reflection, with what they typed in its first field."""
    shown = copy.deepcopy(view)
    for block in shown["blocks"]:
        if block.get("block_id") == _WHAT:
            block["element"]["initial_value"] = text
    return shown
