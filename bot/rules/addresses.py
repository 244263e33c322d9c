"""A web address that somebody fills in: taken, left empty, or told to be none."""

import re

from bot.errors import InvalidField
from bot.rules.text import clean

LONGEST = 1000
NONE = "Write a web address that begins with https://, or leave this empty."

_OF_THE_WEB = re.compile(r"https?://[^\s<>|\"'`\\/?#]+\.[^\s<>|\"'`\\]+", re.IGNORECASE)


def read(field: str, typed: str) -> str | None:
    """The address in this field of a form, or None when it is empty. Raises InvalidField."""
    found = clean(typed)
    if not found:
        return None
    if len(found) > LONGEST or not _OF_THE_WEB.fullmatch(found):
        raise InvalidField(field, NONE)
    return found
