"""The few building blocks that every message is made of, and the one place where text is made safe to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.rules.text import clean

Block = dict[str, Any]

PARAGRAPH = 2800  # letters; Slack takes 3,000
LONGEST_LINK = 1000

_HALF_A_LETTER = re.compile(r"&[a-z]{0,3}$")
_AT_A_WORDS_EDGE = re.compile(r"`|(?<!\w)[*_~]|[*_~](?!\w)")
_LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
_ADDRESS = re.compile(r"https?://[^\s<>|\"'`\\]+[^\s<>|\"'`\\.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BREAKS_A_LINK = frozenset("<>|\"'`\\")


@dataclass(frozen=True)
class Card:
    """A message: blocks to look at, and the text that notifications and screen readers use."""

    text: str
    blocks: tuple[Block, ...] = ()

    def as_reply(self) -> dict[str, Any]:
        """The arguments of a Slack message with nothing unfurled."""
        return {"text": shorten(self.text, 4000), "blocks": list(self.blocks)}


def escape(text: str) -> str:
    """Text that Slack shows letter by letter: no mention, no link, nothing bold, nobody is pinged.

    Slack knows no way to write its own marks, so those that it would act on are shown by letters that look like them.
    """
    return _AT_A_WORDS_EDGE.sub(lambda mark: _LOOKALIKES[mark[0]], _disguise(clean(text)))


def quote(text: str, most: int) -> str:
    """The same with an ellipsis where it is longer than `most` letters of markup."""
    return shorten(escape(text), most)


def link(address: str | None, label: str = "") -> str | None:
    """A link, or None when the address is not one of the web or could end the link early; `label` is markup."""
    found = (address or "").strip()
    breaks = clean(found) != found or any(mark in _BREAKS_A_LINK or mark.isspace() for mark in found)
    if breaks or len(_disguise(found)) > LONGEST_LINK or not _is_of_the_web(found):
        return None
    return f"<{_disguise(found)}|{label}>" if label else f"<{_disguise(found)}>"


def linked(text: str) -> str:
    """Text of organisers, letter by letter, whose web and e-mail addresses can be followed."""
    position, told = 0, []
    for found in _ADDRESS.finditer(text):
        told += [_escape_beside(text[position : found.start()]), _follow(found[0])]
        position = found.end()
    return "".join([*told, _escape_beside(text[position:])]).strip()


def _follow(address: str) -> str:
    if address.startswith("http"):
        return link(address) or escape(address)
    return f"<mailto:{address}|{address}>"


def _escape_beside(text: str) -> str:
    """Escaped, with the spaces at its ends that keep it apart from an address."""
    kept = escape(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{kept}{after}" if kept else before


def _disguise(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_of_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def spoken(markup: str) -> str:
    """The same without marks, for a notification or a screen reader."""
    return markup.replace("*", "").replace("`", "")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut with an ellipsis and never within an escaped letter."""
    return text if len(text) <= limit else _HALF_A_LETTER.sub("", text[: limit - 1]).rstrip() + "…"


def header(text: str) -> Block:
    return {"type": "header", "text": plain(clean(text), 150)}


def section(markup: str, *, accessory: Block | None = None) -> Block:
    """A paragraph; `markup` is Slack's own, with text from people escaped."""
    block: Block = {"type": "section", "text": marked(markup)}
    return block | ({"accessory": accessory} if accessory else {})


def paragraphs(markup: str, *, accessory: Block | None = None) -> list[Block]:
    """A text of any length in as many sections as it needs."""
    first, *more = _split(markup)
    return [section(first, accessory=accessory), *(section(part) for part in more)]


def points(
    lines: Iterable[str], *, most: int = 3, title: str = "", hidden: str = "{} more do not show."
) -> list[Block]:
    """Points in at most `most` sections; what finds no room there is counted, in the words of `hidden`."""
    packed, left_over = [title], 0
    for line in (shorten(line, PARAGRAPH) for line in lines):
        grown = f"{packed[-1]}\n• {line}".strip()
        if len(grown) <= PARAGRAPH and not left_over:
            packed[-1] = grown
        elif len(packed) < most and not left_over:
            packed.append(f"• {line}")
        else:
            left_over += 1
    more = [context(hidden.format(left_over))] if left_over else []
    return [*(section(text) for text in packed if text), *more]


def context(*markup: str) -> Block:
    return {"type": "context", "elements": [marked(text) for text in markup]}


def small(markup: str) -> list[Block]:
    """A text of any length in small print."""
    return [context(part) for part in _split(markup)]


def marked(markup: str) -> Block:
    """Markup as Slack takes it anywhere."""
    # Slack would make links and mentions of its own out of what people wrote
    return {"type": "mrkdwn", "text": shorten(markup, 3000), "verbatim": True}


def _split(markup: str) -> list[str]:
    """Parts that Slack takes, split at the end of a line or a word and never within an escaped letter."""
    parts, rest = [], markup
    while len(rest) > PARAGRAPH:
        cut = _HALF_A_LETTER.sub("", rest[:PARAGRAPH])
        end = max(cut.rfind("\n"), cut.rfind(" ") if "\n" not in cut else -1)
        end = end if end > PARAGRAPH // 4 else len(cut)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest]


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action: str, value: str, *, spoken: str | None = None) -> Block:
    """A button; `spoken` is what a screen reader says where the label alone would be unclear."""
    made: Block = {
        "type": "button",
        "text": plain(label, 75),
        "action_id": action,
        "value": value,
    }
    return made | ({"accessibility_label": shorten(spoken, 75)} if spoken else {})


def menu(label: str, action: str, options: Iterable[tuple[str, str]]) -> Block:
    """A list that opens below its label; whatever is chosen is acted on at once."""
    return {"type": "static_select", "action_id": action, "placeholder": plain(label, 150)} | _options(options)


def overflow(action: str, options: Iterable[tuple[str, str]]) -> Block:
    """What few people need: up to 5 choices behind three dots."""
    return {"type": "overflow", "action_id": action} | _options(options)


def _options(options: Iterable[tuple[str, str]]) -> Block:
    return {"options": [{"text": plain(words, 75), "value": value} for value, words in options]}


def primary(made: Block) -> Block:
    """The one button of a message that stands out."""
    return made | {"style": "primary"}


def confirming(made: Block, *, title: str, words: str, yes: str, no: str) -> Block:
    """A button that asks once more before it does anything."""
    texts = {"title": (title, 100), "text": (words, 300), "confirm": (yes, 30), "deny": (no, 30)}
    asked = {name: plain(text, most) for name, (text, most) in texts.items()}
    return made | {"confirm": asked}


def plain(text: str, most: int) -> Block:
    """Text without any markup, in which nothing turns into an emoji."""
    return {"type": "plain_text", "text": shorten(text, most), "emoji": False}


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)
