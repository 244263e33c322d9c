"""The parts of a form: each input is a block with an id of its own, which is also where its problems are shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.views.parts import Block, shorten

Choice = tuple[str, str]
"""What is sent, and what people read."""


def form(
    name: str, *, title: str, blocks: Sequence[Block], submit: str | None = None, close: str = "Cancel", note: str = ""
) -> dict[str, Any]:
    """A modal. `name` says which handler gets it; `note` comes back with it, unseen."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": name,
        "title": _plain(title, 24),
        "close": _plain(close, 24),
        "blocks": list(blocks),
        "private_metadata": note,
    }
    return view | ({"submit": _plain(submit, 24)} if submit else {})


def text_input(
    field: str,
    label: str,
    *,
    shown: str = "",
    hint: str = "",
    example: str = "",
    lines: bool = False,
    most: int = 3000,
    optional: bool = True,
) -> Block:
    """A field to type in; `lines` for more than one line, `shown` for what it holds already."""
    element: Block = {"type": "plain_text_input", "action_id": field, "multiline": lines, "max_length": most}
    element |= {"initial_value": shown} if shown else {}
    element |= {"placeholder": _plain(example, 150)} if example else {}
    return _input(field, label, element, hint=hint, optional=optional)


def select(
    field: str,
    label: str,
    choices: Iterable[Choice],
    *,
    chosen: str | None = None,
    hint: str = "",
    optional: bool = False,
) -> Block:
    """One of a list; Slack takes 100 at most."""
    element: Block = {"type": "static_select", "action_id": field}
    return _input(field, label, _with_options(element, choices, chosen), hint=hint, optional=optional)


def radio(field: str, label: str, choices: Iterable[Choice], *, chosen: str | None = None, hint: str = "") -> Block:
    """One of a few, all in sight."""
    element: Block = {"type": "radio_buttons", "action_id": field}
    return _input(field, label, _with_options(element, choices, chosen), hint=hint, optional=False)


def checkboxes(
    field: str, label: str, choices: Iterable[Choice], *, chosen: Iterable[str] = (), hint: str = ""
) -> Block:
    """Any of a few; Slack takes 10 at most."""
    options = [_option(choice) for choice in choices][:10]
    wanted = set(chosen)
    ticked = [option for option in options if option["value"] in wanted]
    element: Block = {"type": "checkboxes", "action_id": field, "options": options}
    element |= {"initial_options": ticked} if ticked else {}
    return _input(field, label, element, hint=hint, optional=True)


def date_input(field: str, label: str, *, shown: str | None = None, hint: str = "") -> Block:
    element: Block = {"type": "datepicker", "action_id": field} | ({"initial_date": shown} if shown else {})
    return _input(field, label, element, hint=hint, optional=False)


def _input(field: str, label: str, element: Block, *, hint: str, optional: bool) -> Block:
    block: Block = {"type": "input", "block_id": field, "label": _plain(label, 2000), "element": element}
    return block | {"optional": optional} | ({"hint": _plain(hint, 2000)} if hint else {})


def _with_options(element: Block, choices: Iterable[Choice], chosen: str | None) -> Block:
    options = [_option(choice) for choice in choices][:100]
    shown = next((option for option in options if option["value"] == chosen), None)
    return element | {"options": options} | ({"initial_option": shown} if shown else {})


def _option(choice: Choice) -> Block:
    value, words = choice
    return {"text": _plain(words, 75), "value": shorten(value, 150)}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": False}
