"""How details that may show who somebody is are named to their author."""

from collections.abc import Iterable, Sequence

from bot.rules.identifying import Detail
from bot.views.community.peers import listed
from bot.views.parts import Block, section

_NAMES = {
    Detail.NHS_NUMBER: "an NHS number",
    Detail.EMAIL: "an e-mail address",
    Detail.PHONE: "a phone number",
    Detail.POSTCODE: "a postcode",
    Detail.BIRTH_DATE: "a date of birth",
    Detail.NAME: "a name",
}


def asked(details: Iterable[Detail]) -> str:
    """The question about them, in the words of every form that asks it."""
    found = listed([_NAMES[detail] for detail in details])
    return f"This may hold a detail about a person: {found}. Could someone work out who it is?"


def nudge(details: Sequence[Detail]) -> list[Block]:
    """Asked once, before anything is kept, and never in the way."""
    if not details:
        return []
    return [section(f"{asked(details)} You can change it or save it as it is.")]
