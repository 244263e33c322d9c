"""The few building blocks that every message is made of, and the one place where text is made safe to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.rules.text import clean

Block = dict[str, Any]

_HALF_A_LETTER = re.compile(r"&[a-z]{0,3}$")


@dataclass(frozen=True)
class Card:
    """A message: blocks to look at, and the text that notifications and screen readers use."""

    text: str
    blocks: tuple[Block, ...] = ()

    def as_reply(self) -> dict[str, Any]:
        """The arguments of a Slack message with nothing unfurled."""
        return {"text": shorten(self.text, 4000), "blocks": list(self.blocks)}


def escape(text: str) -> str:
    """Text that Slack shows letter by letter: no mention, no link, nobody is pinged."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut with an ellipsis and never within an escaped letter."""
    return text if len(text) <= limit else _HALF_A_LETTER.sub("", text[: limit - 1]).rstrip() + "…"


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(clean(text), 150), "emoji": False}}


def section(markup: str, *, accessory: Block | None = None) -> Block:
    """A paragraph; `markup` is Slack's own, with text from people escaped."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": shorten(markup, 3000)}}
    return block | ({"accessory": accessory} if accessory else {})


def context(*markup: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shorten(text, 3000)} for text in markup]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action: str, value: str, *, spoken: str | None = None) -> Block:
    """A button; `spoken` is what a screen reader says where the label alone would be unclear."""
    made: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": shorten(label, 75), "emoji": False},
        "action_id": action,
        "value": value,
    }
    return made | ({"accessibility_label": shorten(spoken, 75)} if spoken else {})


def primary(made: Block) -> Block:
    """The one button of a message that stands out."""
    return made | {"style": "primary"}


def confirming(made: Block, *, title: str, words: str, yes: str, no: str) -> Block:
    """A button that asks once more before it does anything."""
    texts = {"title": (title, 100), "text": (words, 300), "confirm": (yes, 30), "deny": (no, 30)}
    asked = {name: {"type": "plain_text", "text": shorten(text, most)} for name, (text, most) in texts.items()}
    return made | {"confirm": asked}


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"• {line}" for line in lines)
