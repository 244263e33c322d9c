"""What is in a payload: its blocks, controls and texts, wherever they stand."""

from collections.abc import Iterator
from typing import Any

Payload = dict[str, Any]


def surface(payload: Payload) -> str:
    return str(payload.get("type", "message"))


def objects(part: Any) -> Iterator[Payload]:
    """Every object in it, the outer ones first."""
    if isinstance(part, list):
        for item in part:
            yield from objects(item)
    elif isinstance(part, dict):
        yield part
        for value in part.values():
            yield from objects(value)


def flat(blocks: list[Payload]) -> Iterator[Payload]:
    """Every block, with those inside another one after it."""
    for block in blocks:
        yield block
        yield from flat(block.get("child_blocks", []) if block["type"] != "carousel" else block["elements"])


def of_type(payload: Payload, *types: str) -> list[Payload]:
    return [found for found in objects(payload) if found.get("type") in types]


def buttons(payload: Payload) -> list[Payload]:
    return of_type(payload, "button")


def controls(block: Payload) -> list[Payload]:
    """The controls of one block."""
    beside = [block[name] for name in ("accessory", "element") if name in block]
    beside += block.get("actions", [])
    return [*(block.get("elements", []) if block["type"] == "actions" else []), *beside]


def marked(payload: Payload) -> list[str]:
    """Every text that Slack reads as markup."""
    told = [str(payload["text"])] if isinstance(payload.get("text"), str) else []
    return told + [str(found["text"]) for found in of_type(payload, "mrkdwn")]


def plain(payload: Payload) -> list[str]:
    """Every text that Slack shows as it is, with what only a screen reader says."""
    spoken = [button["accessibility_label"] for button in buttons(payload) if "accessibility_label" in button]
    shown = [str(found["text"]) for found in of_type(payload, "plain_text", "raw_text")]
    return [*shown, *(str(found["caption"]) for found in of_type(payload, "data_table")), *spoken]


def prose(payload: Payload) -> str:
    """What is read as sentences: paragraphs, small print, labels, hints and what is asked before something is done."""
    told: list[str] = [found["text"] for found in of_type(payload, "mrkdwn", "raw_text")]
    for found in objects(payload):
        told += [found[name]["text"] for name in ("label", "hint") if name in found]
        told += [found["text"]["text"]] if "deny" in found else []
    return "\n".join(told)


def labels(payload: Payload) -> str:
    """What is read as a name: headers, titles, buttons and choices."""
    named = [*of_type(payload, "header"), *buttons(payload), *(one for one in objects(payload) if "value" in one)]
    return "\n".join(one["text"]["text"] for one in named if isinstance(one.get("text"), dict))
