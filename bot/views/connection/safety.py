"""The buttons of each introduction for whoever does not want somebody in it, or is worried about it."""

from bot.views.parts import Block, button

NOT_THEM = "safety.not_them"
REPORT = "safety.report"

NOT_AGAIN = "Not again"


def buttons(introduction: int) -> list[Block]:
    """Both, as each introduction carries them."""
    return [button("Not this person", NOT_THEM, str(introduction)), report(introduction)]


def report(introduction: int) -> Block:
    return button("Report a concern", REPORT, str(introduction))


def not_again(introduction: int) -> Block:
    """The first, offered to somebody who has just told organisers of a concern."""
    return button(NOT_AGAIN, NOT_THEM, str(introduction))
