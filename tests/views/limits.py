"""What Slack refuses or cuts off, each fault in a payload as one line."""

import html
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.views.payloads import Payload, controls, flat, marked, objects, surface

IN_ALL = 12_000  # letters of a message; beyond some number that it does not publish, Slack says msg_blocks_too_long
IN_TABLES, ROWS = 20_000, 101
BLOCKS = {"message": 50, "home": 100, "modal": 100}
EVERYWHERE = {"section", "header", "divider", "context", "actions", "image"}
NEWER = {"data_table", "data_visualization", "card", "carousel", "container"}
KINDS = {
    "message": EVERYWHERE | NEWER,
    "home": EVERYWHERE | NEWER,
    "modal": EVERYWHERE | {"input", "alert", "container"},
}
CHOICES = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10, "radio_buttons": 10, "overflow": 5}

# how long a text may be in each place: the kind of object and the field that it stands in
LONGEST = {
    ("header", "text"): 150,
    ("section", "text"): 3000,
    ("button", "text"): 75,
    ("button", "value"): 2000,
    ("button", "url"): 3000,
    ("button", "accessibility_label"): 75,
    ("card", "title"): 150,
    ("card", "subtitle"): 150,
    ("card", "body"): 200,
    ("card", "subtext"): 200,
    ("alert", "text"): 200,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("plain_text_input", "placeholder"): 150,
    ("image", "alt_text"): 2000,
    ("image", "image_url"): 3000,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("modal", "private_metadata"): 3000,
    ("modal", "callback_id"): 255,
    ("message", "text"): 4000,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("option", "text"): 75,
    ("option", "value"): 150,
    ("option", "description"): 75,
}
MAY_BE_EMPTY = {("modal", "private_metadata"), ("button", "value")}


def faults_of(payload: Payload) -> Iterator[str]:
    """Everything for which Slack would refuse this message, Home tab or modal."""
    blocks, shown_on = payload["blocks"], surface(payload)
    if len(blocks) > BLOCKS[shown_on] or not blocks:
        yield f"{len(blocks)} blocks"
    yield from (f"a block {block['type']} here" for block in blocks if block["type"] not in KINDS[shown_on])
    yield from _faults_of_tables(blocks)
    yield from _twins("block_id", [block.get("block_id") for block in blocks])
    if any(block["type"] == "input" for block in blocks) and "submit" not in payload:
        yield "an input and nothing to submit it with"
    yield from _lengths(payload, shown_on)
    if shown_on == "message" and (letters := sum(map(len, map(html.unescape, marked({"blocks": blocks}))))) > IN_ALL:
        yield f"{letters} letters in one message"
    for block in flat(blocks):
        yield from _faults_of_block(block)


def _faults_of_tables(blocks: list[Payload]) -> Iterator[str]:
    rows = [block["rows"] for block in blocks if block["type"] == "data_table"]
    yield from (f"a table of {len(one)} rows" for one in rows if not 2 <= len(one) <= ROWS)
    letters = sum(len(cell["text"]) for one in rows for row in one for cell in row)
    yield from [f"{letters} letters in tables"] if letters > IN_TABLES else []
    if any(not cell["text"] for one in rows for row in one for cell in row):
        yield "a cell without words"


def _faults_of_block(block: Payload) -> Iterator[str]:
    row, found = block.get("elements", []), controls(block)
    if block["type"] == "card" and len(found) > 3:
        yield f"{len(found)} buttons on a card"
    if block["type"] == "carousel" and not 1 <= len(row) <= 10:
        yield f"{len(row)} cards side by side"
    if block["type"] in {"actions", "context"} and not 1 <= len(row) <= (25 if block["type"] == "actions" else 10):
        yield f"{len(row)} elements in a row"
    if block["type"] == "context":
        yield from (f"a text of {len(one['text'])} characters" for one in row if not 1 <= len(one["text"]) <= 3000)
    yield from _twins("action_id", [one.get("action_id") for one in found])
    for one in found:
        yield from _faults_of_choices(one)
        if len(one.get("action_id", "-")) > 255:
            yield "an action_id of more than 255 characters"
        if len(one.get("initial_value", "")) > one.get("max_length", 3000):
            yield "a field that holds more than it takes"


def _faults_of_choices(control: Payload) -> Iterator[str]:
    most = CHOICES.get(control["type"])
    if most is None:
        return
    options = control["options"]
    if not 1 <= len(options) <= most:
        yield f"{len(options)} choices in {control['type']}"
    yield from _twins("value", [option["value"] for option in options])
    first = control.get("initial_options", [control.get("initial_option", options[0] if options else None)])
    yield from (f"chosen, and no choice: {one}" for one in first if one not in options)


def _lengths(payload: Payload, shown_on: str) -> Iterator[str]:
    for found in objects({**payload, "type": shown_on}):
        for name, value in found.items():
            kind = _kind(found)
            limit = LONGEST.get((kind, name))
            text = value.get("text") if isinstance(value, dict) else value
            if limit is None or not isinstance(text, str):
                continue
            if len(text) > limit or (not text and (kind, name) not in MAY_BE_EMPTY):
                yield f"{kind}.{name} of {len(text)} characters"


def _kind(found: Payload) -> str:
    if "type" in found:
        return str(found["type"])
    return "confirm" if "deny" in found else "option"


def _twins(name: str, given: list[Any]) -> Iterator[str]:
    counted = Counter(one for one in given if one is not None)
    yield from (f"{name} twice: {one}" for one, times in counted.items() if times > 1)
