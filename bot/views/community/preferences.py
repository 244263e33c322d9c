"""The small form in which a member says how and when they want to be introduced."""

from datetime import date
from typing import Any

from bot.community.preferences import HALF_DAYS, LONGEST_KNOWN, Preferences
from bot.rules.dates import date_words
from bot.views.forms import checkboxes, date_input, form, text_input
from bot.views.parts import Block, button, section

CHOICES = "preference.choices"
FORM = "preference.form"

TITLE = "Introductions"
NAME = "Introductions: your choices"
THREE, WISHES, SHOES = "three", "wishes", "shoes"
LABELS = {
    THREE: "I like to meet in threes",
    WISHES: "You may ask me when a member looks for somebody",
    SHOES: "Walking in Their Shoes: at least a day with a peer, over 6 months",
}
FREE_HINT = "I look for peers who are free when you are. Nobody else can see this."
KNOWS_HINT = "Members can read this."
LATER_HINT = "Until then I leave you out of rounds. You still get prompts. For no date, clear this."


def door() -> Block:
    """The way to this form."""
    return button(NAME, CHOICES, "choices")


def choosing(chosen: Preferences) -> dict[str, Any]:
    """Everything as the member left it."""
    ticked = [(THREE, chosen.prefers_three), (WISHES, chosen.open_to_wishes), (SHOES, chosen.wants_shoes)]
    known, day = chosen.knows, chosen.not_before or None
    free = [(half_day, half_day) for half_day in HALF_DAYS]
    blocks = [
        checkboxes("free", "When are you usually free?", free, chosen=chosen.free, hint=FREE_HINT),
        checkboxes("more", "What suits you?", LABELS.items(), chosen=[name for name, is_on in ticked if is_on]),
        text_input("knows", "What may peers ask you about?", shown=known, most=LONGEST_KNOWN, hint=KNOWS_HINT),
        date_input("not_before", "No introductions before", shown=day, hint=LATER_HINT, optional=True),
    ]
    return form(FORM, title=TITLE, submit="Save", blocks=blocks)


def saved(not_before: date | None) -> dict[str, Any]:
    until = f" I will not introduce you to anybody before {date_words(not_before)}." if not_before else ""
    return form(FORM, title=TITLE, close="Close", blocks=[section(f"Saved.{until}")])
