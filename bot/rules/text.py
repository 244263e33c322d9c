"""What people type, made fit to keep and to show: nothing hidden, nothing that turns the text round."""

import re
import unicodedata

from bot.errors import InvalidText

LONGEST_QUESTION = 1000

_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(\|[^>]*)?>")


def clean(text: str) -> str:
    """Text without control characters and without marks that turn or hide what follows."""
    visible = _UNSEEN.sub("", text)
    return "".join(c for c in visible if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def read_question(text: str) -> str:
    """What somebody asked, in plain letters; empty when nothing is left. Raises InvalidText when it is too long."""
    found = clean(text)
    if len(found) > LONGEST_QUESTION:
        raise InvalidText(
            f"That is longer than I can take in. Ask in {LONGEST_QUESTION:,} characters or fewer and try again."
        )
    return found


def unescape(text: str) -> str:
    """The letters that a person typed: Slack sends `&`, `<` and `>` in disguise."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def without_mention(text: str) -> str:
    """What was said to us, without the mention that called us."""
    return _MENTION.sub(" ", text, count=1).strip()
