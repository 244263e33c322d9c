"""Slack's rules for Block Kit, read from blocks.toml: what a field's value must be, and what to say when it is not."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from sandbox.refusals import (
    REGISTERED,
    Json,
    Refusal,
    Refusals,
    RefusedError,
    UnmodelledError,
    declare,
    describe_problems,
)

TABLE = tomllib.loads(Path(__file__).with_name("blocks.toml").read_text("utf-8"))
SURFACES: Json = TABLE.pop("surfaces")
UNMODELLED: Json = TABLE.pop("unmodelled")
TEXT_TYPES = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
UNTYPED = frozenset({"option", "marked_option", "option_group", "confirm", "dispatch_action_config"})
UNTYPED |= {"message", "home", "modal"}
LIMITS = {"string": ["too_long"], "text": ["too_long"], "plain": ["too_long"], "list": ["too_many", "too_few"]}
LIMITS |= {"texts": ["too_many", "too_long"], "blocks": ["too_many"], "number": ["too_small", "too_large"]}


@dataclass(frozen=True)
class Problem:
    refusal: str
    pointer: str
    sentence: str

    def message(self) -> str:
        return f"[ERROR] {self.sentence} [json-pointer:{self.pointer}]"


@dataclass(frozen=True)
class Where:
    owner: str
    field: str
    pointer: str

    def exceed(self, what: str, sentence: str) -> Problem:
        return Problem(f"{self.owner}.{self.field}:{what}", self.pointer, sentence)

    def item(self, number: int) -> "Where":
        return Where(self.owner, self.field, f"{self.pointer}/{number}")


def check_string(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be a string")
    elif len(value) > int(limit):
        yield where.exceed("too_long", f"must be less than {int(limit) + 1} characters")


def check_text(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    if not isinstance(value, dict) or type_of(value) not in TEXT_TYPES or not isinstance(value.get("text"), str):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be a text object")
        return
    for name in value.keys() - TEXT_TYPES[value["type"]]:
        yield Problem("blocks:additional_property", where.pointer, f"invalid additional property: {name}")
    if not value["text"]:
        yield Problem("blocks:empty_text", f"{where.pointer}/text", "must be more than 0 characters")
    if len(value["text"]) > int(limit):
        yield where.exceed("too_long", f"must be less than {int(limit) + 1} characters")


def check_plain(value: Any, where: Where, limit: str) -> Iterator[Problem]:
    yield from check_text(value, where, limit)
    if isinstance(value, dict) and type_of(value) == "mrkdwn":
        yield Problem("blocks:not_plain_text", f"{where.pointer}/type", "must be of type plain_text")


def check_choice(value: Any, where: Where, *words: str) -> Iterator[Problem]:
    if value not in words:
        yield Problem("blocks:unknown_choice", where.pointer, f"must be one of {', '.join(words)}")


def check_choices(value: Any, where: Where, *words: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be an array")
        return
    for number, item in enumerate(value):
        yield from check_choice(item, where.item(number), *words)


def check_flag(value: Any, where: Where) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be a boolean")


def check_number(value: Any, where: Where, low: str, high: str) -> Iterator[Problem]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be an integer")
    elif value < int(low):
        yield where.exceed("too_small", f"must be at least {low}")
    elif value > int(high):
        yield where.exceed("too_large", f"must be at most {high}")


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
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be an object")
        return
    kind = kinds[0] if kinds[0] in UNTYPED else type_of(value)
    kind = "text" if kind in TEXT_TYPES else {"image": "image_element"}.get(kind, kind)
    if kind in UNMODELLED["elements"].split():
        raise UnmodelledError(f"the block element {kind}")
    if kind not in kinds:
        yield Problem("blocks:unknown_type", f"{where.pointer}/type", f"unsupported type: {value.get('type')}")
    elif kind == "text":
        yield from check_text(value, Where("context", "text", where.pointer), "3000")
    else:
        yield from check_shape(value, kind, where.pointer)


def check_list(value: Any, where: Where, low: str, high: str, *kinds: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be an array")
        return
    if len(value) > int(high):
        yield where.exceed("too_many", f"no more than {high} items allowed")
    if len(value) < int(low):
        yield where.exceed("too_few", f"must provide at least {low} items")
    for number, item in enumerate(value):
        yield from check_one(item, where.item(number), *kinds)
    yield from find_twins(value, "action_id", "blocks:duplicate_action_id", where.pointer)


def check_texts(value: Any, where: Where, high: str, limit: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not value:
        yield Problem("blocks:wrong_kind_of_value", where.pointer, "must be an array with at least 1 item")
        return
    if len(value) > int(high):
        yield where.exceed("too_many", f"no more than {high} items allowed")
    for number, item in enumerate(value):
        yield from check_text(item, where.item(number), limit)


def check_blocks(value: Any, where: Where, high: str, surface: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
        yield Problem("blocks:not_a_list_of_objects", where.pointer, "must be an array of objects")
        return
    if len(value) > int(high):
        yield where.exceed("too_many", f"no more than {high} items allowed")
    for number, block in enumerate(value):
        kind, pointer = type_of(block), f"{where.pointer}/{number}"
        if kind in SURFACES[surface]["refused"].split():
            yield Problem("blocks:wrong_surface", f"{pointer}/type", f"unsupported type: {kind}")
        elif kind in SURFACES[surface]["blocks"].split():
            yield from check_shape(block, kind, pointer)
        elif kind in UNMODELLED["blocks"].split():
            raise UnmodelledError(f"the block type {kind}")
        else:
            yield Problem("blocks:unknown_type", f"{pointer}/type", f"unsupported type: {kind}")
    yield from find_twins(value, "block_id", "blocks:duplicate_block_id", where.pointer)


CHECKS: dict[str, Callable[..., Iterator[Problem]]] = {
    "string": check_string,
    "text": check_text,
    "plain": check_plain,
    "choice": check_choice,
    "choices": check_choices,
    "flag": check_flag,
    "number": check_number,
    "date": check_date,
    "time": check_time,
    "zone": check_zone,
    "one": check_one,
    "list": check_list,
    "texts": check_texts,
    "blocks": check_blocks,
}


def check_shape(value: Json, kind: str, pointer: str) -> Iterator[Problem]:
    shape = {name.rstrip("!"): rule.split() for name, rule in TABLE[kind].items()}
    for name in TABLE[kind]:
        if name.endswith("!") and not any(one in value for one in name.rstrip("!").split("|")):
            words = name.rstrip("!").replace("|", " or ")
            yield Problem("blocks:missing_field", pointer, f"missing required field: {words}")
    for name, item in value.items():
        if rule := shape.get(name):
            if rule[0] == "unmodelled":
                raise UnmodelledError(f"{kind}.{name}")
            yield from CHECKS[rule[0]](item, Where(kind, name, f"{pointer}/{name}"), *rule[1:])
        elif name != "type" or kind in UNTYPED:
            yield Problem("blocks:additional_property", pointer, f"invalid additional property: {name}")
    if {"options", "option_groups"} <= value.keys():
        yield Problem("blocks:options_twice", pointer, "must hold either options or option_groups")
    yield from check_initial(value, pointer)


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


def type_of(value: Json) -> str:
    """Give an object's type as a word, whatever the app put there."""
    return str(value.get("type"))


def find_twins(items: list[Any], name: str, refusal: str, pointer: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        given = item.get(name) if isinstance(item, dict) else None
        if isinstance(given, str) and given in seen:
            yield Problem(refusal, f"{pointer}/{number}/{name}", f"{name} {given} already exists")
        seen.add(str(given))


def declare_limits() -> None:
    for kind, fields in TABLE.items():
        for name, rule in fields.items():
            for what in LIMITS.get(rule.partition(" ")[0], []):
                in_view = kind in {"home", "modal", "input", "plain_text_input"}
                declare(f"{kind}.{name.rstrip('!')}:{what}", "invalid_arguments" if in_view else "invalid_blocks")


declare_limits()


def check_message_blocks(refusals: Refusals, blocks: Any) -> None:
    give_problems(refusals, list(check_blocks(blocks, Where("message", "blocks", "/blocks"), "50", "message")))


def check_view(refusals: Refusals, view: Json, kind: str) -> None:
    given = {name: value for name, value in view.items() if name != "type"}
    problems = list(check_shape(given, kind, "/view"))
    blocks = view.get("blocks")
    inputs = isinstance(blocks, list) and any(isinstance(one, dict) and one.get("type") == "input" for one in blocks)
    if kind == "modal" and inputs and "submit" not in view:
        problems.append(Problem("modal:submit_is_missing", "/view/submit", "must be there when a block is an input"))
    give_problems(refusals, problems, error="invalid_arguments")


def give_problems(refusals: Refusals, problems: list[Problem], *, error: str = "") -> None:
    """Refuse with all problems that are not switched off; the first names the refusal."""
    standing = [problem for problem in problems if problem.refusal not in refusals.off]
    if standing:
        first = standing[0].refusal
        refusals.given.append(first)
        kept = REGISTERED[first].error if first == "blocks:not_a_list_of_objects" or not error else error
        raise RefusedError(Refusal(first, kept), extra=describe_problems([problem.message() for problem in standing]))
