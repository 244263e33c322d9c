"""What Slack refuses or cuts off, and what our copy never does; each fault in a payload as one line."""

import re
from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]

_HALF_ESCAPED = re.compile(r"&(?!amp;|lt;|gt;)")
_OWN_MARKUP = re.compile(r"<@U\w+>|<https?://[^<>|\s]+\|[^<>]+>")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]|:[a-z_]+:")


def faults_of(payload: Payload) -> list[str]:
    """Everything that is wrong with a message or a Home tab."""
    blocks = payload["blocks"]
    is_home = payload.get("type") == "home"
    found = [fault for block in blocks for fault in _faults_of_block(block)]
    if len(blocks) > (100 if is_home else 50):
        found.append(f"{len(blocks)} blocks")
    if sum(button.get("style") == "primary" for button in buttons(payload)) > 1:
        found.append("more than one primary button")
    return found if is_home else [*found, *_faults_of_text(payload["text"], 4000)]


def buttons(payload: Payload) -> list[Payload]:
    rows = [block.get("elements", []) for block in payload["blocks"] if block["type"] == "actions"]
    beside = [block["accessory"] for block in payload["blocks"] if "accessory" in block]
    return [*(button for row in rows for button in row), *beside]


def texts(payload: Payload) -> list[str]:
    """All that somebody reads, labels of buttons left out."""
    found: list[str] = []
    for block in payload["blocks"]:
        found += [block["text"]["text"]] if "text" in block else []
        found += [element["text"] for element in block.get("elements", []) if block["type"] == "context"]
    return found


def faults_of_copy(words: str) -> list[str]:
    """What our own words never hold."""
    found = ["an exclamation mark"] if "!" in words else []
    return [*found, *(f"an emoji: {emoji}" for emoji in _EMOJI.findall(words))]


def _faults_of_block(block: Payload) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from _too_long("header", block["text"]["text"], 150)
        case "section":
            yield from _faults_of_text(block["text"]["text"], 3000)
            yield from _faults_of_row([block["accessory"]] if "accessory" in block else [])
        case "context":
            if len(block["elements"]) > 10:
                yield "more than 10 elements in a context"
            for element in block["elements"]:
                yield from _faults_of_text(element["text"], 3000)
        case "actions":
            if not 1 <= len(block["elements"]) <= 25:
                yield f"{len(block['elements'])} elements in a row"
            yield from _faults_of_row(block["elements"])


def _faults_of_row(row: list[Payload]) -> Iterator[str]:
    ids = [button["action_id"] for button in row]
    if len(set(ids)) < len(ids):
        yield f"an action_id twice in one row: {ids}"
    for button in row:
        yield from _too_long("button", button["text"]["text"], 75)
        yield from _too_long("value", button["value"], 2000)
        yield from _too_long("action_id", button["action_id"], 255)
        yield from _too_long("spoken label", button.get("accessibility_label", "-"), 75)


def _faults_of_text(text: str, limit: int) -> Iterator[str]:
    yield from _too_long("text", text, limit)
    if _HALF_ESCAPED.search(text) or "<" in _OWN_MARKUP.sub("", text) or ">" in _OWN_MARKUP.sub("", text):
        yield f"not escaped: {text[:60]}"


def _too_long(what: str, text: str, limit: int) -> Iterator[str]:
    if not 1 <= len(text) <= limit:
        yield f"{what} of {len(text)} characters"
