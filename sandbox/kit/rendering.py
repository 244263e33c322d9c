"""Blocks as one reader sees them: spans for the page, words for the client, buttons for both."""

from collections.abc import Iterator
from typing import Any

from sandbox.api.refusals import Json
from sandbox.kit.blocks import list_blocks, list_options
from sandbox.kit.markdown import describe_markdown
from sandbox.kit.mrkdwn import Reader, describe_spans, flatten
from sandbox.workspace import list_parts

TEXTS = ("mrkdwn", "plain_text")


def render(part: Any, reader: Reader) -> Any:
    if isinstance(part, list):
        return [render(item, reader) for item in part]
    if not isinstance(part, dict):
        return part
    copy = {name: render(value, reader) for name, value in part.items()}
    if part.get("type") in TEXTS and isinstance(part.get("text"), str):
        plain = part["type"] == "plain_text"
        copy["spans"] = [{"text": part["text"]}] if plain else describe_spans(part["text"], reader)
    if part.get("type") == "markdown":
        copy["lines"] = describe_markdown(part["text"], reader)
    return copy | ({"table": rows} if (rows := list_rows(part)) else {})


def read_blocks(blocks: list[Json], reader: Reader) -> str:
    return "\n".join(line for _, block in list_blocks(blocks) for line in read_block(block, reader) if line)


def read_block(block: Json, reader: Reader) -> Iterator[str]:
    for name in ("title", "subtitle", "text", "label", "body", "subtext"):
        if isinstance(block.get(name), dict):
            yield read_text(block[name], reader)
    if block["type"] == "image":
        yield f"[{block.get('alt_text', '')}]"
    yield from read_data(block, reader)
    for part in block.get("fields", []):
        yield read_text(part, reader)
    single = [block[name] for name in ("hero_image", "icon", "accessory", "element") if name in block]
    for part in [*single, *block.get("elements", []), *block.get("actions", [])]:
        yield from read_element(part, reader)
    if "hint" in block:
        yield read_text(block["hint"], reader)


def read_data(block: Json, reader: Reader) -> Iterator[str]:
    """Give the words of a table, a chart or Markdown, line by line."""
    if block["type"] == "markdown":
        lines = describe_markdown(block["text"], reader)
        yield from ("".join(span["text"] for span in line["spans"]) for line in lines)
    if rows := list_rows(block):
        yield str(block.get("caption") or block["title"])
        yield from (" | ".join(row) for row in rows)


def list_rows(block: Json) -> list[list[str]]:
    """Give the rows of a table, or those that say what a chart shows; the first is the header."""
    if block.get("type") == "data_table":
        return [[cell["text"] for cell in row] for row in block["rows"]]
    if block.get("type") != "data_visualization":
        return []
    chart = block["chart"]
    if chart["type"] == "pie":
        return [["Part", "Value"], *([one["label"], str(one["value"])] for one in chart["segments"])]
    axis, series = chart["axis_config"], chart["series"]
    values = [{point["label"]: str(point["value"]) for point in one["data"]} for one in series]
    head = [axis.get("x_label") or "Category", *(one["name"] for one in series)]
    return [head, *([label, *(one.get(label, "") for one in values)] for label in axis["categories"])]


def read_element(part: Json, reader: Reader) -> Iterator[str]:
    if part.get("type") in TEXTS:
        yield read_text(part, reader)
    elif part.get("type") == "image":
        yield f"[{part.get('alt_text', '')}]"
    elif part.get("type") == "button":
        yield f"[{read_text(part['text'], reader)}]"
    elif part.get("type") in {"checkboxes", "radio_buttons"}:
        yield from (f"[{read_text(option['text'], reader)}]" for option in list_options(part))
    elif part.get("type") in {"static_select", "overflow"}:
        chosen = part.get("initial_option", {}).get("text") or part.get("placeholder")
        yield f"[{read_text(chosen, reader)}]" if chosen else "[More]"


def read_text(text: Json, reader: Reader) -> str:
    return str(text["text"]) if text.get("type") == "plain_text" else flatten(str(text["text"]), reader)


def list_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give every control whose use is told at once, each with its block; an input tells only when it asks to."""
    told = (block for _, block in list_blocks(blocks) if block.get("type") != "input" or block.get("dispatch_action"))
    yield from ((block, part) for block in told for part in list_parts(block))


def list_buttons(blocks: list[Json]) -> list[Json]:
    return [name_control(block, part, part) for block, part in list_elements(blocks) if part["type"] == "button"]


def list_choices(blocks: list[Json]) -> list[Json]:
    return [
        name_control(block, part, option) | {"value": option["value"]}
        for block, part in list_elements(blocks)
        if part["type"] in {"static_select", "overflow"}
        for option in list_options(part)
    ]


def name_control(block: Json, part: Json, named: Json) -> Json:
    return {"label": named["text"]["text"], "block_id": block["block_id"], "action_id": part["action_id"]}
