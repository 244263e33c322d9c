"""The kinds of rule that Block Kit is written in: texts, strings, choices, parts and lists of blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sandbox.refusals import REGISTERED, Json, Refusal, UnmodelledError, declare

BAD_FORMAT = declare("blocks:not_a_list_of_objects", error="invalid_blocks_format")
UNKNOWN_TYPE = declare("blocks:unknown_type", error="invalid_blocks")
WRONG_SURFACE = declare("blocks:wrong_surface", error="invalid_blocks")
WRONG_KIND = declare("blocks:wrong_kind_of_value", error="invalid_blocks")
ADDITIONAL = declare("blocks:additional_property", error="invalid_blocks")
MISSING = declare("blocks:missing_field", error="invalid_blocks")
EMPTY_TEXT = declare("blocks:empty_text", error="invalid_blocks")
NOT_PLAIN = declare("blocks:not_plain_text", error="invalid_blocks")
UNKNOWN_CHOICE = declare("blocks:unknown_choice", error="invalid_blocks")
DUPLICATE_BLOCK = declare("blocks:duplicate_block_id", error="invalid_blocks")
DUPLICATE_ACTION = declare("blocks:duplicate_action_id", error="invalid_blocks")
TEXT_TYPES = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}


class Surface(Enum):
    """Where blocks appear."""

    MESSAGE = "message"
    HOME = "home"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with blocks, and where."""

    refusal: Refusal
    pointer: str
    sentence: str

    def message(self) -> str:
        """Say it as Slack does."""
        return f"[ERROR] {self.sentence} [json-pointer:{self.pointer}]"


@dataclass(frozen=True)
class Where:
    """The field that is being checked."""

    owner: str
    field: str
    pointer: str
    catalogue: "Catalogue"

    def exceed(self, what: str, sentence: str) -> Problem:
        """Report a limit of this field."""
        return Problem(REGISTERED[f"{self.owner}.{self.field}:{what}"], self.pointer, sentence)

    def item(self, number: int) -> "Where":
        """Step into one item of a list."""
        return Where(self.owner, self.field, f"{self.pointer}/{number}", self.catalogue)


class Rule:
    """What a field's value must be."""

    limits: tuple[str, ...] = ()

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Find what is wrong with the value."""
        raise NotImplementedError


@dataclass(frozen=True)
class String(Rule):
    """A string of limited length."""

    limit: int
    limits = ("too_long",)

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Find a value that is no string, or too long."""
        if not isinstance(value, str):
            yield Problem(WRONG_KIND, where.pointer, "must be a string")
        elif len(value) > self.limit:
            yield where.exceed("too_long", f"must be less than {self.limit + 1} characters")


@dataclass(frozen=True)
class Text(Rule):
    """A text object of limited length, perhaps plain text only."""

    limit: int
    plain: bool = False
    limits = ("too_long",)

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Find a text object that Slack would not take."""
        if not isinstance(value, dict) or type_of(value) not in TEXT_TYPES or not isinstance(value.get("text"), str):
            yield Problem(WRONG_KIND, where.pointer, "must be a text object")
            return
        for name in value.keys() - TEXT_TYPES[value["type"]]:
            yield Problem(ADDITIONAL, where.pointer, f"invalid additional property: {name}")
        if self.plain and value["type"] != "plain_text":
            yield Problem(NOT_PLAIN, f"{where.pointer}/type", "must be of type plain_text")
        if not value["text"]:
            yield Problem(EMPTY_TEXT, f"{where.pointer}/text", "must be more than 0 characters")
        if len(value["text"]) > self.limit:
            yield where.exceed("too_long", f"must be less than {self.limit + 1} characters")


@dataclass(frozen=True)
class Choice(Rule):
    """One of a few words."""

    words: tuple[str, ...]

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Find a word that is not among them."""
        if value not in self.words:
            yield Problem(UNKNOWN_CHOICE, where.pointer, f"must be one of {', '.join(self.words)}")


@dataclass(frozen=True)
class Flag(Rule):
    """True or false."""

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Find anything else."""
        if not isinstance(value, bool):
            yield Problem(WRONG_KIND, where.pointer, "must be a boolean")


@dataclass(frozen=True)
class Nested(Rule):
    """One object of a few kinds."""

    kinds: tuple[str, ...]

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Check the object by the rules of its kind."""
        if not isinstance(value, dict):
            yield Problem(WRONG_KIND, where.pointer, "must be an object")
            return
        kind = where.catalogue.recognise(value, self.kinds)
        if kind is None:
            yield Problem(UNKNOWN_TYPE, f"{where.pointer}/type", f"unsupported type: {value.get('type')}")
        elif kind == "text":
            yield from Text(3000).problems(value, Where("context", "text", where.pointer, where.catalogue))
        else:
            yield from check_shape(value, kind, where.pointer, where.catalogue)


@dataclass(frozen=True)
class Parts(Rule):
    """A list of objects of a few kinds."""

    kinds: tuple[str, ...]
    low: int
    high: int
    limits = ("too_many", "too_few")

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Check how many there are, and each of them."""
        if not isinstance(value, list):
            yield Problem(WRONG_KIND, where.pointer, "must be an array")
            return
        if len(value) > self.high:
            yield where.exceed("too_many", f"no more than {self.high} items allowed")
        if len(value) < self.low:
            yield where.exceed("too_few", f"must provide at least {self.low} items")
        for number, item in enumerate(value):
            yield from Nested(self.kinds).problems(item, where.item(number))
        yield from find_twins(value, "action_id", DUPLICATE_ACTION, where.pointer)


@dataclass(frozen=True)
class Fields(Rule):
    """A section's list of short texts."""

    limit: int
    high: int
    limits = ("too_many", "too_long")

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Check how many there are, and each of them."""
        if not isinstance(value, list) or not value:
            yield Problem(WRONG_KIND, where.pointer, "must be an array with at least 1 item")
            return
        if len(value) > self.high:
            yield where.exceed("too_many", f"no more than {self.high} items allowed")
        for number, item in enumerate(value):
            yield from Text(self.limit).problems(item, where.item(number))


@dataclass(frozen=True)
class BlockList(Rule):
    """The blocks of a message or a view."""

    high: int
    surface: Surface
    limits = ("too_many",)

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """Check how many there are, each of them, and that their ids differ."""
        if not isinstance(value, list) or not all(isinstance(block, dict) for block in value):
            yield Problem(BAD_FORMAT, where.pointer, "must be an array of objects")
            return
        if len(value) > self.high:
            yield where.exceed("too_many", f"no more than {self.high} items allowed")
        for number, block in enumerate(value):
            yield from self.check_block(block, where.item(number))
        yield from find_twins(value, "block_id", DUPLICATE_BLOCK, where.pointer)

    def check_block(self, block: Json, where: Where) -> Iterator[Problem]:
        """Check one block: its type, whether it may stand here, and its fields."""
        kind, catalogue = type_of(block), where.catalogue
        if kind in catalogue.not_in[self.surface]:
            yield Problem(WRONG_SURFACE, f"{where.pointer}/type", f"unsupported type: {kind}")
        elif kind in catalogue.unmodelled:
            raise UnmodelledError(f"the block type {kind}")
        elif kind not in catalogue.blocks:
            yield Problem(UNKNOWN_TYPE, f"{where.pointer}/type", f"unsupported type: {kind}")
        else:
            yield from check_shape(block, kind, where.pointer, catalogue)


@dataclass(frozen=True)
class Shape:
    """The fields of one kind of object."""

    fields: dict[str, Rule]
    required: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    unmodelled: tuple[str, ...] = ()

    def missing(self, value: Json) -> Iterator[str]:
        """Name the fields that are needed and absent."""
        yield from (name for name in self.required if name not in value)
        if self.either and not any(name in value for name in self.either):
            yield " or ".join(self.either)


@dataclass(frozen=True)
class Catalogue:
    """All shapes, and what Slack has that is not modelled."""

    shapes: dict[str, Shape]
    blocks: frozenset[str]
    unmodelled: frozenset[str]
    not_in: dict[Surface, frozenset[str]]
    untyped: frozenset[str] = field(default=frozenset({"option", "confirm", "message", "home"}))

    def recognise(self, value: Json, kinds: tuple[str, ...]) -> str | None:
        """Say of which of the kinds an object is; None when of no kind that may stand there."""
        if kinds[0] in self.untyped:
            return kinds[0]
        kind = type_of(value)
        kind = "text" if kind in TEXT_TYPES else {"image": "image_element"}.get(kind, kind)
        if kind in self.unmodelled:
            raise UnmodelledError(f"the block element {kind}")
        return kind if kind in kinds else None


def check_shape(value: Json, kind: str, pointer: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Check every field of an object, and that none is missing or unknown."""
    shape = catalogue.shapes[kind]
    for name in shape.missing(value):
        yield Problem(MISSING, pointer, f"missing required field: {name}")
    for name, item in value.items():
        if name in shape.unmodelled:
            raise UnmodelledError(f"{kind}.{name}")
        if name in shape.fields:
            yield from shape.fields[name].problems(item, Where(kind, name, f"{pointer}/{name}", catalogue))
        elif name != "type" or kind in catalogue.untyped:
            yield Problem(ADDITIONAL, pointer, f"invalid additional property: {name}")


def type_of(value: Json) -> str:
    """Give an object's type as a word, whatever the app put there."""
    return str(value.get("type"))


def find_twins(items: list[Any], name: str, refusal: Refusal, pointer: str) -> Iterator[Problem]:
    """Find ids that two items of a list share."""
    seen: set[str] = set()
    for number, item in enumerate(items):
        given = item.get(name) if isinstance(item, dict) else None
        if isinstance(given, str) and given in seen:
            yield Problem(refusal, f"{pointer}/{number}/{name}", f"{name} {given} already exists")
        seen.add(str(given))


def declare_limits(shapes: dict[str, Shape]) -> None:
    """Register a refusal for each limit that the shapes state."""
    for kind, shape in shapes.items():
        for name, rule in shape.fields.items():
            for what in rule.limits:
                error = "invalid_arguments" if kind == "home" else "invalid_blocks"
                declare(f"{kind}.{name}:{what}", error=error)
