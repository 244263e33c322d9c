"""Blocks as one reader sees them: spans for the page, words for the client, buttons for both."""

from collections.abc import Iterator
from typing import Any

from sandbox.mrkdwn import Reader, describe_spans, flatten
from sandbox.refusals import Json

TEXTS = ("mrkdwn", "plain_text")


def render(part: Any, reader: Reader) -> Any:
    """Copy blocks with the spans beside every text."""
    if isinstance(part, list):
        return [render(item, reader) for item in part]
    if not isinstance(part, dict):
        return part
    copy = {name: render(value, reader) for name, value in part.items()}
    if part.get("type") in TEXTS and isinstance(part.get("text"), str):
        plain = part["type"] == "plain_text"
        copy["spans"] = [{"text": part["text"]}] if plain else describe_spans(part["text"], reader)
    return copy


def read_blocks(blocks: list[Json], reader: Reader) -> str:
    """Give the words that a person sees in blocks, one line a piece."""
    return "\n".join(line for block in blocks for line in read_block(block, reader) if line)


def read_block(block: Json, reader: Reader) -> Iterator[str]:
    """Give the lines of one block, from top to bottom."""
    for name in ("text", "title"):
        if isinstance(block.get(name), dict):
            yield read_text(block[name], reader)
    if block.get("type") == "image":
        yield f"[{block.get('alt_text', '')}]"
    for part in block.get("fields", []):
        yield read_text(part, reader)
    for part in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
        yield from read_element(part, reader)


def read_element(part: Json, reader: Reader) -> Iterator[str]:
    """Give the words of a text, picture, button or menu."""
    if part.get("type") in TEXTS:
        yield read_text(part, reader)
    elif part.get("type") == "image":
        yield f"[{part.get('alt_text', '')}]"
    elif part.get("type") == "button":
        yield f"[{read_text(part['text'], reader)}]"
    else:
        chosen = part.get("initial_option", {}).get("text") or part.get("placeholder")
        yield f"[{read_text(chosen, reader)}]" if chosen else "[More]"


def read_text(text: Json, reader: Reader) -> str:
    """Give the words of a text object; plain text is shown as it stands."""
    return str(text["text"]) if text.get("type") == "plain_text" else flatten(str(text["text"]), reader)


def list_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give every element that can be pressed or chosen, each with its block."""
    for block in blocks:
        accessory = [block["accessory"]] if "accessory" in block else []
        parts = [*block.get("elements", [])] if block.get("type") == "actions" else []
        yield from ((block, part) for part in [*accessory, *parts] if part.get("type") != "image")


def list_buttons(blocks: list[Json]) -> list[Json]:
    """Give the label and the address of every button."""
    return [
        {"label": part["text"]["text"], "block_id": block["block_id"], "action_id": part["action_id"]}
        for block, part in list_elements(blocks)
        if part["type"] == "button"
    ]


def list_choices(blocks: list[Json]) -> list[Json]:
    """Give the label and the address of every option in a menu."""
    return [
        {"label": option["text"]["text"], "block_id": block["block_id"], "action_id": part["action_id"]}
        | {"value": option["value"]}
        for block, part in list_elements(blocks)
        if part["type"] in {"static_select", "overflow"}
        for option in part["options"]
    ]
