"""First questions for people who have just been introduced."""

import random
from collections.abc import Sequence

from bot.rules.matching import Person
from db.models import Opener


def choose(openers: Sequence[Opener], people: Sequence[Person], *, seed: int) -> str:
    """A first question: about a challenge that all share, else about what all want to work on, else any."""
    challenges = frozenset.intersection(*(person.challenges for person in people))
    wants = frozenset.intersection(*(person.wants for person in people))
    shelves = [
        [opener for opener in openers if opener.scope == "challenge" and opener.about in challenges],
        [opener for opener in openers if opener.scope == "characteristic" and opener.about in wants],
        [opener for opener in openers if opener.scope == "any"],
    ]
    shelf = next((shelf for shelf in shelves if shelf), None)
    if shelf is None:
        return ""
    chance = random.Random(f"{seed}:{[person.id for person in people]}")  # noqa: S311 - which question, no secret
    return chance.choice(sorted(shelf, key=lambda opener: opener.key)).stem
