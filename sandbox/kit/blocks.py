"""Slack's rules for Block Kit, read from blocks.toml: what a field's value must be, and what to say when it is not."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from sandbox.api.refusals import (
    REGISTERED,
    Json,
    Refusal,
    Refusals,
    RefusedError,
    UnmodelledError,
    declare,
    describe_problems,
)
from sandbox.kit.problems import Problem, Where, keep_standing

TABLE = tomllib.loads(Path(__file__).with_name("blocks.toml").read_text("utf-8"))
SURFACES: Json = TABLE.pop("surfaces")
UNMODELLED: Json = TABLE.pop("unmodelled")
TOGETHER: dict[str, int] = TABLE.pop("together")
TEXT_TYPES = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
UNTYPED = frozenset({"option", "marked_option", "option_group", "confirm", "message", "home", "modal"})
UNTYPED |= {"segment", "series", "point", "axis_config", "dispatch_action_config"}
NESTING = {"carousel": "elements", "container": "child_blocks"}
Check = Callable[..., Iterator[Problem]]
LIMITS = {"string": ["too_long"], "text": ["too_long"], "plain": ["too_long"]}
LIMITS |= {"blocks": ["too_many"], "number": ["too_small", "too_large"]}
LIMITS |= {name: ["too_many", "too_few"] for name in ("list", "rows", "children")}
LIMITS |= {name: ["too_many", "too_few", "too_long"] for name in ("texts", "strings")}


def check_string(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield where.wrong_kind("a string")
    elif len(value) > int(limit):
        yield where.exceed("too_long", limit)


def check_text(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    if isinstance(value, dict) and type_of(value) not in TEXT_TYPES:
        yield refuse_type(value, where, *TEXT_TYPES)
        return
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        yield where.wrong_kind("a text object")
        return
    for name in value.keys() - TEXT_TYPES[value["type"]]:
        sentence = f"invalid additional property: {name}"
        yield Problem("blocks:additional_property", where.pointer, sentence, field=name)
    if not value["text"]:
        yield Problem("blocks:empty_text", f"{where.pointer}/text", "must be more than 0 characters")
    if len(value["text"]) > int(limit):
        yield where.exceed("too_long", limit)


def check_plain(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    yield from check_text(value, where, limit)
    if isinstance(value, dict) and type_of(value) == "mrkdwn":
        yield where.at("type").not_one_of("blocks:not_plain_text", "must be of type plain_text", "plain_text")


def refuse_type(value: Json, where: Where, *kinds: str, refusal: str = "blocks:unknown_type") -> Problem:
    if "type" not in value:
        return Problem("blocks:missing_field", where.pointer, "missing required field: type", field="type")
    return where.at("type").not_one_of(refusal, f"unsupported type: {value['type']}", *kinds)


def check_choice(value: Any, where: Where, *words: str) -> Iterator[Problem]:
    if value not in words:
        yield where.not_one_of("blocks:unknown_choice", f"must be one of {', '.join(words)}", *words)


def check_choices(value: Any, where: Where, *words: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield where.wrong_kind("an array")
        return
    for number, item in enumerate(value):
        yield from check_choice(item, where.at(number), *words)


def check_flag(value: Any, where: Where) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield where.wrong_kind("a boolean")


def check_number(value: Any, where: Where, low: str, high: str) -> Iterator[Problem]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield where.wrong_kind("an integer")
    elif value < int(low):
        yield where.exceed("too_small", low)
    elif value > int(high):
        yield where.exceed("too_large", high)


def check_amount(value: Any, where: Where) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield where.wrong_kind("a number")


def check_positive(value: Any, where: Where) -> Iterator[Problem]:
    yield from check_amount(value, where)
    if isinstance(value, int | float) and value <= 0:
        yield Problem("blocks:not_positive", where.pointer, "must be greater than 0")


def check_words(value: Any, where: Where) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield where.wrong_kind("a string")
    elif not value:
        yield Problem("blocks:empty_text", where.pointer, "must be more than 0 characters")


def check_date(value: Any, where: Where) -> Iterator[Problem]:
    if not is_date(value):
        yield Problem("blocks:not_a_date", where.pointer, "must be a date: YYYY-MM-DD")


def check_time(value: Any, where: Where) -> Iterator[Problem]:
    if not is_time(value):
        yield Problem("blocks:not_a_time", where.pointer, "must be a time: HH:mm")


def check_zone(value: Any, where: Where) -> Iterator[Problem]:
    if value not in available_timezones():
        yield Problem("blocks:not_a_zone", where.pointer, "must be a time zone: Europe/London")


def is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_time(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value))


def check_one(value: Any, where: Where, *kinds: str) -> Iterator[Problem]:
    """Check an object by the rules of its kind, which must be one of these."""
    if not isinstance(value, dict):
        yield where.wrong_kind("an object")
        return
    kind = kinds[0] if kinds[0] in UNTYPED else type_of(value)
    kind = "text" if kind in TEXT_TYPES else {"image": "image_element"}.get(kind, kind)
    if kind in UNMODELLED["elements"].split():
        raise UnmodelledError(f"the block element {kind}")
    if kind not in kinds:
        yield refuse_type(value, where, *kinds)
    elif kind == "text":
        yield from check_text(value, Where("context", "text", where.pointer), "3000")
    else:
        yield from check_shape(value, kind, where.pointer)


def check_size(value: list[Any], where: Where, low: str, high: str) -> Iterator[Problem]:
    if len(value) > int(high):
        yield where.exceed("too_many", high)
    if len(value) < int(low):
        yield where.exceed("too_few", low)


def check_items(value: Any, where: Where, low: str, high: str, check: Check) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield where.wrong_kind("an array")
        return
    yield from check_size(value, where, low, high)
    for number, item in enumerate(value):
        yield from check(item, where.at(number))


def check_list(value: Any, where: Where, low: str, high: str, *kinds: str) -> Iterator[Problem]:
    yield from check_items(value, where, low, high, lambda item, at: check_one(item, at, *kinds))
    items = [(where.at(number).pointer, item) for number, item in enumerate(value if isinstance(value, list) else [])]
    yield from find_twins(items, "action_id", "blocks:duplicate_action_id")
    yield from find_twins(items, "name", "blocks:duplicate_series")


def check_texts(value: Any, where: Where, high: str, limit: str) -> Iterator[Problem]:
    return check_items(value, where, "1", high, lambda item, at: check_text(item, at, limit))


def check_strings(value: Any, where: Where, low: str, high: str, limit: str) -> Iterator[Problem]:
    return check_items(value, where, low, high, lambda item, at: check_string(item, at, limit))


def check_rows(value: Any, where: Where, low: str, high: str) -> Iterator[Problem]:
    """Check the rows of a table, of which the first is its header: all are equally wide."""
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        yield where.wrong_kind("an array of arrays")
        return
    yield from check_size(value, where, low, high)
    if len({len(row) for row in value}) > 1:
        yield Problem("data_table.rows:uneven", where.pointer, "all rows must have the same number of cells")
    rule = TABLE["data_row"]["cells"].split()[1:]
    for number, row in enumerate(value):
        yield from check_list(row, Where("data_row", "cells", where.at(number).pointer), *rule)


def check_blocks(value: Any, where: Where, high: str, surface: str) -> Iterator[Problem]:
    yield from check_children(value, where, "0", high, surface)
    nested = list(list_blocks(value, where.pointer))
    yield from find_twins(nested, "block_id", "blocks:duplicate_block_id")
    yield from check_together([block for _, block in nested], where.pointer, surface)


def check_children(value: Any, where: Where, low: str, high: str, surface: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
        yield Problem("blocks:not_a_list_of_objects", where.pointer, "must be an array of objects")
        return
    yield from check_size(value, where, low, high)
    for number, block in enumerate(value):
        yield from check_block(block, where.at(number), surface)


def check_block(block: Json, where: Where, surface: str) -> Iterator[Problem]:
    kind, known = type_of(block), SURFACES[surface]["blocks"].split()
    if kind in SURFACES[surface]["refused"].split():
        yield refuse_type(block, where, *known, refusal="blocks:wrong_surface")
    elif kind in known:
        yield from check_shape(block, kind, where.pointer)
    elif kind in UNMODELLED["blocks"].split():
        raise UnmodelledError(f"the block type {kind}")
    else:
        yield refuse_type(block, where, *known)


def list_blocks(blocks: Any, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Give every block with its pointer, those inside a carousel or a container too."""
    given = enumerate(blocks) if isinstance(blocks, list) else ()
    for here, block in ((f"{pointer}/{number}", block) for number, block in given if isinstance(block, dict)):
        yield here, block
        inside = NESTING.get(type_of(block), "")
        yield from list_blocks(block.get(inside), f"{here}/{inside}")


def check_together(blocks: list[Json], pointer: str, surface: str) -> Iterator[Problem]:
    """Check what Slack limits over all blocks: the words in tables and in Markdown, and the charts of a message."""
    for name in ("data_table.rows", "markdown.text"):
        kind, field = name.split(".")
        used = sum(count_characters(block.get(field)) for block in blocks if type_of(block) == kind)
        if used > TOGETHER[name]:
            yield Where(kind, field, pointer).exceed("too_long", TOGETHER[name])
    charts, most = [type_of(block) for block in blocks].count("data_visualization"), "message.data_visualization"
    if surface == "message" and charts > TOGETHER[most]:
        yield Where("message", "data_visualization", pointer).exceed("too_many", TOGETHER[most])


def count_characters(part: Any) -> int:
    if isinstance(part, list):
        return sum(count_characters(item) for item in part)
    return len(str(part.get("text") or "")) if isinstance(part, dict) else len(str(part or ""))


VALUES: list[Check] = [check_string, check_text, check_plain, check_words, check_choice, check_flag, check_number]
VALUES += [check_amount, check_positive, check_date, check_time, check_zone, check_choices]
WHOLES: list[Check] = [check_one, check_list, check_texts, check_strings, check_rows, check_blocks, check_children]
CHECKS = {check.__name__.removeprefix("check_"): check for check in VALUES + WHOLES}


def check_shape(value: Json, kind: str, pointer: str) -> Iterator[Problem]:
    shape = {name.rstrip("!"): rule.split() for name, rule in TABLE[kind].items()}
    for name in TABLE[kind]:
        if name.endswith("!") and not any(one in value for one in name.rstrip("!").split("|")):
            words = name.rstrip("!").replace("|", " or ")
            yield Problem("blocks:missing_field", pointer, f"missing required field: {words}", field=words)
    for name, item in value.items():
        if rule := shape.get(name):
            if rule[0] == "unmodelled":
                raise UnmodelledError(f"{kind}.{name}")
            yield from CHECKS[rule[0]](item, Where(kind, name, f"{pointer}/{name}"), *rule[1:])
        elif name != "type" or kind in UNTYPED:
            yield Problem("blocks:additional_property", pointer, f"invalid additional property: {name}", field=name)
    if {"options", "option_groups"} <= value.keys():
        yield Problem("blocks:options_twice", pointer, "must hold either options or option_groups")
    yield from check_initial(value, pointer)
    yield from check_points(value, pointer)


def list_options(part: Json) -> list[Any]:
    """Give what a control offers, in groups or not; nothing where the app wrote nonsense."""
    holders = part.get("option_groups", [part])
    lists = [one.get("options") for one in holders if isinstance(one, dict)] if isinstance(holders, list) else []
    return [option for options in lists if isinstance(options, list) for option in options]


def check_initial(value: Json, pointer: str) -> Iterator[Problem]:
    first, options = value.get("initial_options", [value.get("initial_option")]), list_options(value)
    for option in first if isinstance(first, list) else []:
        if option is not None and options and option not in options:
            yield Problem("blocks:initial_option_is_no_option", pointer, "initial option must match one of the options")


def check_points(value: Json, pointer: str) -> Iterator[Problem]:
    """Check that each series of a chart has one point for each category."""
    axis, series = value.get("axis_config"), value.get("series")
    categories = axis.get("categories") if isinstance(axis, dict) else None
    for number, one in enumerate(series if isinstance(series, list) and isinstance(categories, list) else []):
        points = one.get("data") if isinstance(one, dict) else None
        labels = [point.get("label") for point in points or [] if isinstance(point, dict)]
        if sorted(map(str, labels)) != sorted(map(str, categories or [])):
            sentence = "must have one data point for each category"
            yield Problem("blocks:points_without_category", f"{pointer}/series/{number}/data", sentence)


def type_of(value: Json) -> str:
    """Give an object's type as a word, whatever the app put there."""
    return str(value.get("type"))


def find_twins(items: Iterable[tuple[str, Any]], name: str, refusal: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for pointer, item in items:
        given = item.get(name) if isinstance(item, dict) else None
        if isinstance(given, str) and given in seen:
            yield Problem(refusal, f"{pointer}/{name}", f"{name} {given} already exists")
        seen.add(str(given))


def declare_limits() -> None:
    for kind, fields in TABLE.items():
        for name, rule in fields.items():
            for what in LIMITS.get(rule.partition(" ")[0], []):
                in_view = kind in {"home", "modal", "input", "plain_text_input", "file_input", "alert"}
                declare(f"{kind}.{name.rstrip('!')}:{what}", "invalid_arguments" if in_view else "invalid_blocks")


declare_limits()


def find_message_problems(blocks: Any) -> list[Problem]:
    return list(check_blocks(blocks, Where("message", "blocks", "/blocks"), "50", "message"))


def find_view_problems(view: Json, kind: str) -> list[Problem]:
    given = {name: value for name, value in view.items() if name != "type"}
    problems = list(check_shape(given, kind, "/view"))
    inputs = any(type_of(block) == "input" for _, block in list_blocks(view.get("blocks")))
    if kind == "modal" and inputs and "submit" not in view:
        problems.append(Problem("modal:submit_is_missing", "/view/submit", "must be there when a block is an input"))
    return problems


def check_message_blocks(refusals: Refusals, blocks: Any) -> None:
    give_problems(refusals, find_message_problems(blocks))


def check_view(refusals: Refusals, view: Json, kind: str) -> None:
    give_problems(refusals, find_view_problems(view, kind), error="invalid_arguments")


def give_problems(refusals: Refusals, problems: list[Problem], *, error: str = "") -> None:
    """Refuse with all problems that stand."""
    if standing := keep_standing(refusals, problems):
        first = standing[0].refusal
        kept = REGISTERED[first].error if first == "blocks:not_a_list_of_objects" or not error else error
        raise RefusedError(Refusal(first, kept), extra=describe_problems([problem.message() for problem in standing]))
