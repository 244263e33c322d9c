"""The parts of a form: each input is a block with an id of its own, which is also where its problems are shown."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bot.views.parts import Block, marked, plain, shorten

Choice = tuple[str, str]
"""What is sent, and what people read."""

MOST_IN_LIST, MOST_IN_SIGHT = 100, 10


def form(
    name: str, *, title: str, blocks: Sequence[Block], submit: str | None = None, close: str = "Cancel", note: str = ""
) -> dict[str, Any]:
    """A modal. `name` says which handler gets it; `note` comes back with it, unseen."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": name,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": list(blocks),
        "private_metadata": note,
    }
    return view | ({"submit": plain(submit, 24)} if submit else {})


def alert(markup: str, *, level: str = "warning") -> Block:
    """What somebody has to see before they type, in at most 200 letters; `level` is Slack's own word."""
    return {"type": "alert", "text": marked(markup), "level": level}


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
    element |= {"placeholder": plain(example, 150)} if example else {}
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
    """One of a list. Of more than Slack takes the chosen one is kept, and the hint tells of the others."""
    found = list(choices)
    shown = _that_fit(found, {chosen} if chosen else set(), MOST_IN_LIST)
    element: Block = {"type": "static_select", "action_id": field}
    told = _told(hint, len(shown), len(found))
    return _input(field, label, _with_options(element, shown, chosen), hint=told, optional=optional)


def menu(action: str, choices: Iterable[Choice], *, chosen: str) -> Block:
    """A list to choose from outside a form: choosing is a press."""
    return _with_options({"type": "static_select", "action_id": action}, choices, chosen)


def radio(field: str, label: str, choices: Iterable[Choice], *, chosen: str | None = None, hint: str = "") -> Block:
    """One of a few, all in sight."""
    element: Block = {"type": "radio_buttons", "action_id": field}
    return _input(field, label, _with_options(element, choices, chosen), hint=hint, optional=False)


def checkboxes(
    field: str, label: str, choices: Iterable[Choice], *, chosen: Iterable[str] = (), hint: str = ""
) -> Block:
    """Any of a few, all in sight; of more than Slack shows so, any of a list."""
    found, wanted = list(choices), set(chosen)
    shown = _that_fit(found, wanted, MOST_IN_LIST)
    options = [_option(choice) for choice in shown]
    ticked = [option for option in options if option["value"] in wanted]
    kind = "checkboxes" if len(options) <= MOST_IN_SIGHT else "multi_static_select"
    element: Block = {"type": kind, "action_id": field, "options": options}
    element |= {"initial_options": ticked} if ticked else {}
    return _input(field, label, element, hint=_told(hint, len(shown), len(found)), optional=True)


def date_input(field: str, label: str, *, shown: str | None = None, hint: str = "", optional: bool = False) -> Block:
    element: Block = {"type": "datepicker", "action_id": field} | ({"initial_date": shown} if shown else {})
    return _input(field, label, element, hint=hint, optional=optional)


def time_input(field: str, label: str, *, shown: str | None = None, hint: str = "") -> Block:
    """A time of the day that may stay empty."""
    element: Block = {"type": "timepicker", "action_id": field} | ({"initial_time": shown} if shown else {})
    return _input(field, label, element, hint=hint, optional=True)


def file_input(field: str, label: str, *, kinds: Sequence[str], hint: str = "") -> Block:
    """One file of these kinds, by the ends of their names."""
    element: Block = {"type": "file_input", "action_id": field, "filetypes": list(kinds), "max_files": 1}
    return _input(field, label, element, hint=hint, optional=False)


def person_select(field: str, label: str, *, chosen: str = "", hint: str = "", optional: bool = False) -> Block:
    """Anybody in the workspace; `chosen` is a Slack id."""
    element: Block = {"type": "users_select", "action_id": field} | ({"initial_user": chosen} if chosen else {})
    return _input(field, label, element, hint=hint, optional=optional)


def _input(field: str, label: str, element: Block, *, hint: str, optional: bool) -> Block:
    block: Block = {"type": "input", "block_id": field, "label": plain(label, 2000), "element": element}
    return block | {"optional": optional} | ({"hint": plain(hint, 2000)} if hint else {})


def _with_options(element: Block, choices: Iterable[Choice], chosen: str | None) -> Block:
    options = [_option(choice) for choice in choices]
    shown = next((option for option in options if option["value"] == chosen), None)
    return element | {"options": options} | ({"initial_option": shown} if shown else {})


def _that_fit(choices: Sequence[Choice], chosen: Collection[str], most: int) -> list[Choice]:
    """In their own order; what is chosen already comes before what is not."""
    if len(choices) <= most:
        return list(choices)
    held = [value for value, _ in choices if value in chosen]
    kept = set([*held, *(value for value, _ in choices if value not in chosen)][:most])
    return [choice for choice in choices if choice[0] in kept]


def _told(hint: str, shown: int, count: int) -> str:
    more = f"This list shows {shown} of {count}." if shown < count else ""
    return f"{more} {hint}".strip()


def _option(choice: Choice) -> Block:
    """A long name goes on in the line that stands with it."""
    value, words = choice
    name, rest = _break(words)
    return {"text": plain(name, 75), "value": shorten(value, 150)} | ({"description": plain(rest, 75)} if rest else {})


def _break(words: str) -> tuple[str, str]:
    if len(words) <= 75:
        return words, ""
    end = words.rfind(" ", 40, 76)
    end = end if end > 0 else 75
    return words[:end].rstrip(), words[end:].strip()
