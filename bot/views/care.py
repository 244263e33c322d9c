"""Care: where to turn when things are hard, beside every private text box and in reply to plain words of distress."""

from collections.abc import Sequence

from bot.views.parts import Block, Card, bullets, escape, linked, paragraphs, section, small
from db.models import Signpost

NOT_ALONE = "If things are hard right now, you do not have to carry it alone."
_OPENING = (
    "I am sorry that things are this hard. You do not have to carry it alone. "
    "I am not a person, and I have told nobody."
)
_NOBODY_NAMED = "Talk to someone that you trust, or to your doctor. In danger now, call the emergency services."


def card(signposts: Sequence[Signpost]) -> Card:
    """The reply to somebody who writes that they are in distress."""
    if not signposts:
        words = f"{_OPENING} {_NOBODY_NAMED}"
        return Card(words, (section(words),))
    opening, lines = f"{_OPENING} Please turn to one of these:", _lines(signposts)
    return Card(" ".join([opening, *lines]), (section(opening), *paragraphs(bullets(lines))))


def beside_text_box(signposts: Sequence[Signpost]) -> list[Block]:
    """The same signposts, small, in a form where people write for themselves."""
    turn_to = f"You can turn to:\n{bullets(_lines(signposts))}" if signposts else _NOBODY_NAMED
    return small(f"{NOT_ALONE} {turn_to}")


def _lines(signposts: Sequence[Signpost]) -> list[str]:
    return [f"{escape(post.name)}: {linked(post.words)}" for post in signposts]
