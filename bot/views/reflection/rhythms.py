"""How it looks when prompts come later, become fewer, stop, or start again."""

from datetime import date, datetime

from bot.rules.dates import date_words, moment_words
from bot.views.community import joining
from bot.views.parts import Card, actions, button, primary, section
from bot.views.reflection.prompts import REFLECT

START_AGAIN = "prompt.start_again"


def snoozed(asking: int, back: datetime, zone: str) -> Card:
    """In the place of the prompt, which comes again."""
    words = f"I will ask you again at {moment_words(back, zone)}. If you would rather do it now, choose Reflect."
    return Card(words, (section(words), actions(button("Reflect", REFLECT, str(asking)))))


def quieter() -> Card:
    """After three prompts in a row that nobody answered."""
    words = "You may be busy, so I will send half as many prompts for now. You do not need to do anything."
    pace = "To set your own pace, choose Your settings."
    blocks = (section(f"{words} {pace}"), actions(button("Your settings", joining.SETTINGS, "settings")))
    return Card(f"{words} {pace}", blocks)


def resting() -> Card:
    """After six: nothing more comes by itself."""
    words = "I have stopped sending prompts for now, as this may not be the right time. Nothing is lost."
    back = "To have them back, choose Start again."
    blocks = (section(f"{words} {back}"), actions(primary(button("Start again", START_AGAIN, "prompts"))))
    return Card(f"{words} {back}", blocks)


def started_again(following: date | None) -> Card:
    words = "Welcome back. Your prompts start again."
    when = f" The next one comes on {date_words(following)}." if following else ""
    return Card(words + when, (section(words + when),))
