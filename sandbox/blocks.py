"""Slack's rules for Block Kit: which fields a block has, how long they may be, and where it may appear."""

from typing import Any

from sandbox.block_rules import (
    BAD_FORMAT,
    BlockList,
    Catalogue,
    Choice,
    Fields,
    Flag,
    Nested,
    Parts,
    Problem,
    Rule,
    Shape,
    String,
    Surface,
    Text,
    Where,
    check_shape,
    declare_limits,
)
from sandbox.refusals import Json, Refusals, RefusedError, declare, describe_problems

ELEMENTS = ("button", "static_select", "overflow")
UNMODELLED = frozenset(
    {
        *("rich_text", "input", "video", "file", "call", "table", "data_table", "data_visualization", "markdown"),
        *("card", "carousel", "container", "alert", "context_actions", "plan", "task_card"),
        *("checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker", "plain_text_input"),
        *("email_text_input", "number_input", "url_text_input", "file_input", "rich_text_input"),
        *("external_select", "users_select", "conversations_select", "channels_select"),
        *("multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select"),
        *("multi_channels_select", "workflow_button", "feedback_buttons", "icon_button"),
    }
)
BLOCKS = frozenset({"section", "header", "divider", "context", "actions", "image"})
NOT_IN = {
    Surface.MESSAGE: frozenset({"input", "alert"}),
    Surface.HOME: frozenset({"markdown", "file", "table", "alert", "plan", "task_card", "context_actions"}),
}
BLOCK: dict[str, Rule] = {"block_id": String(255)}
ELEMENT: dict[str, Rule] = {"action_id": String(255)}
CONFIRM: dict[str, Rule] = {"confirm": Nested(("confirm",))}
PICTURE: dict[str, Rule] = {"image_url": String(3000), "alt_text": String(2000)}

SHAPES: dict[str, Shape] = {
    "message": Shape({"blocks": BlockList(50, Surface.MESSAGE)}),
    "home": Shape(
        {
            "blocks": BlockList(100, Surface.HOME),
            "private_metadata": String(3000),
            "callback_id": String(255),
            "external_id": String(255),
        },
        required=("blocks",),
    ),
    "section": Shape(
        BLOCK
        | {
            "text": Text(3000),
            "fields": Fields(2000, 10),
            "accessory": Nested((*ELEMENTS, "image_element")),
            "expand": Flag(),
        },
        either=("text", "fields"),
    ),
    "header": Shape(BLOCK | {"text": Text(150, plain=True)}, required=("text",)),
    "divider": Shape(BLOCK),
    "context": Shape(BLOCK | {"elements": Parts(("text", "image_element"), 1, 10)}, required=("elements",)),
    "actions": Shape(BLOCK | {"elements": Parts(ELEMENTS, 1, 25)}, required=("elements",)),
    "image": Shape(
        BLOCK | PICTURE | {"title": Text(2000, plain=True)},
        required=("image_url", "alt_text"),
        unmodelled=("slack_file",),
    ),
    "image_element": Shape(PICTURE, required=("image_url", "alt_text"), unmodelled=("slack_file",)),
    "button": Shape(
        ELEMENT
        | CONFIRM
        | {
            "text": Text(75, plain=True),
            "value": String(2000),
            "url": String(3000),
            "style": Choice(("primary", "danger")),
            "accessibility_label": String(75),
        },
        required=("text",),
    ),
    "static_select": Shape(
        ELEMENT
        | CONFIRM
        | {
            "options": Parts(("option",), 1, 100),
            "placeholder": Text(150, plain=True),
            "initial_option": Nested(("option",)),
        },
        required=("options",),
        unmodelled=("option_groups", "focus_on_load"),
    ),
    "overflow": Shape(ELEMENT | CONFIRM | {"options": Parts(("option",), 1, 5)}, required=("options",)),
    "option": Shape(
        {"text": Text(75, plain=True), "value": String(150), "description": Text(75, plain=True), "url": String(3000)},
        required=("text", "value"),
    ),
    "confirm": Shape(
        {
            "title": Text(100, plain=True),
            "text": Text(300),
            "confirm": Text(30, plain=True),
            "deny": Text(30, plain=True),
            "style": Choice(("primary", "danger")),
        },
        required=("title", "text", "confirm", "deny"),
    ),
}

declare_limits(SHAPES)
declare("context.text:too_long", error="invalid_blocks")
CATALOGUE = Catalogue(SHAPES, BLOCKS, UNMODELLED, NOT_IN)


def check_message_blocks(refusals: Refusals, blocks: Any) -> None:
    """Refuse a message's blocks as chat.postMessage does, with a pointer to each mistake."""
    where = Where("message", "blocks", "/blocks", CATALOGUE)
    give_problems(refusals, list(SHAPES["message"].fields["blocks"].problems(blocks, where)))


def check_home(refusals: Refusals, view: Json) -> None:
    """Refuse a Home view as views.publish does."""
    given = {name: value for name, value in view.items() if name != "type"}
    give_problems(refusals, list(check_shape(given, "home", "/view", CATALOGUE)), error="invalid_arguments")


def give_problems(refusals: Refusals, problems: list[Problem], *, error: str = "") -> None:
    """Refuse with all problems that are not switched off; the first names the refusal."""
    standing = [problem for problem in problems if refusals.is_on(problem.refusal)]
    if not standing:
        return
    first = standing[0].refusal
    body = describe_problems([problem.message() for problem in standing])
    refusals.given.append(first.name)
    answer = first if first == BAD_FORMAT or not error else type(first)(first.name, error)
    raise RefusedError(answer, extra=body)
