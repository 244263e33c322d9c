"""The same words and buttons in blocks that every Slack client knows."""

from collections.abc import Sequence
from typing import Any

from bot.views.parts import Block, actions, context, escape, header, points, section

MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
HIDDEN = "{} more do not show."


def everything(payload: dict[str, Any]) -> dict[str, Any]:
    """A message, a Home tab, a form or an answer that holds one, with plain blocks."""
    most = MOST_IN_VIEW if "type" in payload else MOST_IN_MESSAGE
    blocks = {"blocks": plain(payload["blocks"], most=most)} if payload.get("blocks") else {}
    view = {"view": everything(payload["view"])} if payload.get("view") else {}
    return payload | blocks | view


def plain(blocks: Sequence[Block], *, most: int = MOST_IN_MESSAGE) -> list[Block]:
    """At most `most` blocks; what finds no room there is counted in a sentence."""
    made: list[Block] = []
    room = most - len(blocks)
    for block in blocks:
        told = _told(block, room + 1)
        room -= len(told) - 1
        made += told
    return made


def _told(block: Block, most: int) -> list[Block]:
    match block["type"]:
        case "data_table" | "data_visualization":
            return _table(block, most)
        case "card":
            return _as_many([_card(block)], most)
        case "carousel":
            return _as_many([_card(card) for card in block["elements"]], most)
        case "container":
            return _as_many([_title(block), *([child] for child in block["child_blocks"])], most)
    return [section(_markup(block["text"]))] if block["type"] == "alert" else [block]


def _table(block: Block, most: int) -> list[Block]:
    columns, *lines = _numbers(block["chart"]) if "chart" in block else _cells(block)
    named_by = block.get("row_header_column_index", 0)
    told = [_line(columns, line, named_by) for line in lines]
    title = f"*{escape(block.get('caption') or block['title'])}* · {escape(columns[named_by])}"
    shown = points(told, title=title, most=most, hidden=HIDDEN)
    if len(shown) <= most:
        return shown
    counted = section(f"{title}\n{HIDDEN.format(len(lines))}")
    return points(told, title=title, most=most - 1, hidden=HIDDEN) if most > 1 else [counted]


def _cells(table: Block) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in table["rows"]]


def _line(columns: Sequence[str], line: Sequence[str], named_by: int) -> str:
    """*A walk* · Going: 7 · Maybe: 3"""
    cells = [" ".join(escape(cell).split()) for cell in line]
    told = [f"{escape(columns[index])}: {cell}" for index, cell in enumerate(cells) if index != named_by]
    return " · ".join([f"*{cells[named_by]}*", *told])


def _numbers(chart: Block) -> list[list[str]]:
    """What a chart shows, as rows under a header."""
    if "segments" in chart:
        return [["Part", "Value"], *([one["label"], str(one["value"])] for one in chart["segments"])]
    axis, series = chart["axis_config"], chart["series"]
    values = [{point["label"]: str(point["value"]) for point in one["data"]} for one in series]
    lines = [[name, *(one[name] for one in values)] for name in axis["categories"]]
    return [[axis.get("x_label") or "Category", *(one["name"] for one in series)], *lines]


def _card(card: Block) -> list[Block]:
    title = [f"*{_markup(card['title'])}*"] if "title" in card else []
    lines = [*title, *(_markup(card[name]) for name in ("subtitle", "body") if name in card)]
    made = [card["hero_image"]] if "hero_image" in card else []
    made += [section("\n".join(lines), accessory=card.get("icon"))] if lines else []
    made += [context(_markup(card["subtext"]))] if "subtext" in card else []
    return made + ([actions(*card["actions"])] if "actions" in card else [])


def _title(container: Block) -> list[Block]:
    told = [header(container["title"]["text"])]
    told += [container["icon"]] if "icon" in container else []
    return told + ([context(_markup(container["subtitle"]))] if "subtitle" in container else [])


def _markup(text: Block) -> str:
    return escape(text["text"]) if text["type"] == "plain_text" else str(text["text"])


def _as_many(parts: Sequence[list[Block]], most: int) -> list[Block]:
    """As many parts as fit, each of them whole, and how many others there are."""
    made = [block for part in parts for block in part]
    shown = len(parts)
    while len(made) + (shown < len(parts)) > most and shown:
        shown -= 1
        made = [block for part in parts[:shown] for block in part]
    return made if shown == len(parts) else [*made, context(HIDDEN.format(len(parts) - shown))]
