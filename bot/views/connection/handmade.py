"""How an organiser introduces people by hand: the form, what to think of first, and that it is done."""

from collections.abc import Sequence
from typing import Any

from bot.community.peers import Peer
from bot.connection.handmade import FIELDS, LONGEST_QUESTION, Asked, Doubt
from bot.rules.dates import date_words, local
from bot.views.community import peers
from bot.views.forms import form, person_select, text_input
from bot.views.parts import Block, bullets, button, section

ASK = "handmade.ask"
FORM = "handmade.form"

TITLE = "Introduce people"
LABELS = ("Who?", "And who?", "And a third person?")


def ask(asked: Asked, doubts: Sequence[Doubt] = (), zone: str = "UTC") -> dict[str, Any]:
    """Two or three people and a first question; with doubts, the same once more."""
    words = (
        "I will put them in touch soon, in a group of their own. "
        "Somebody who is in touch with a peer now can have one more."
    )
    told = _told(doubts, zone, len(asked.people)) if doubts else words
    chosen = [*asked.people, *[""] * len(FIELDS)]
    fields = [
        person_select(field, label, chosen=person, optional=field == FIELDS[-1])
        for field, label, person in zip(FIELDS, LABELS, chosen, strict=False)
    ]
    blocks = [section(told), *fields, _question(asked.question)]
    submit = "Introduce anyway" if doubts else "Introduce"
    return form(FORM, title=TITLE, submit=submit, blocks=blocks, note=",".join(asked.people) if doubts else "")


def done(people: Sequence[Peer]) -> dict[str, Any]:
    words = f"{peers.names(people)} will hear of each other soon, in a group of their own."
    return form(FORM, title=TITLE, close="Close", blocks=[section(words)])


def control() -> Block:
    """The way to the form."""
    return button("Introduce people", ASK, "ask")


def _question(shown: str) -> Block:
    hint = "They read it when I put them in touch. If you leave it empty, I choose one."
    return text_input("question", "First question", shown=shown, hint=hint, most=LONGEST_QUESTION)


def _told(doubts: Sequence[Doubt], zone: str, of: int) -> str:
    """What an organiser should know first; of three people by name, because it may be true of two of them."""
    lines = [_doubt(doubt, peers.names(doubt.pair) if of > 2 else "They", zone) for doubt in doubts]
    return f"{bullets(lines)}\nDo you want to introduce them all the same?"


def _doubt(doubt: Doubt, who: str, zone: str) -> str:
    if doubt.introduced_on is None:
        return f"{who} work in the same organisation."
    return f"{who} were introduced on {date_words(local(doubt.introduced_on, zone).date())}."
