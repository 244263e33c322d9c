"""When a member is asked how a plan went, and what may help when something got in its way."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from bot.rules.prompting import Candidate
from bot.rules.words import Hindrance, PromptKind, Tone

ASKS = 2
"""Nobody is asked more often about one plan."""

OF_USE = timedelta(days=7)
"""A question that comes later than this is not asked any more."""

_FIRST, _SECOND, _BETWEEN = timedelta(weeks=2), timedelta(weeks=6), timedelta(weeks=2)
_SOUGHT = {PromptKind.LEARN: Tone.STRENGTH, PromptKind.PEER: Tone.NEUTRAL}


class Lead(StrEnum):
    """What may help a member on with a plan."""

    READING = "reading"  # something to read on its characteristic
    INTRODUCTION = "introduction"  # to be introduced to peers, for whoever is not
    PEER = "peer"  # a prompt to try with a peer
    PURPOSE = "purpose"  # a prompt about why it matters
    NONE = "none"


def first_ask(made: date) -> date:
    """The day on which a plan that was made on this day is first asked about, if they work on it."""
    return made + _FIRST


def next_ask(made: date, last: date) -> date:
    """The day of the second question, when the first was asked on the day `last`."""
    return max(made + _SECOND, last + _BETWEEN)


def lead(hindrance: Hindrance | None, *, can_read: bool, is_introduced: bool) -> Lead:
    """Where a member is led who says what got in the way; nowhere who would rather not say."""
    match hindrance:
        case Hindrance.NOT_KNOWN_HOW:
            return Lead.READING if can_read else Lead.PEER
        case Hindrance.NO_CHANCE:
            return Lead.PEER if is_introduced else Lead.INTRODUCTION
        case Hindrance.MATTERS_LESS:
            return Lead.PURPOSE
    return Lead.NONE


def fitting(prompts: Sequence[Candidate], characteristic: int, wanted: Lead) -> int | None:
    """The prompt on this characteristic that fits best: one to try with a peer, or one about why it matters."""
    kind = PromptKind.PEER if wanted is Lead.PEER else PromptKind.LEARN
    found = [one for one in prompts if one.characteristic in (characteristic, None) and one.kind is kind]
    found.sort(key=lambda one: (one.tone is not _SOUGHT[kind], one.characteristic is not None, one.id))
    return found[0].id if found else None
