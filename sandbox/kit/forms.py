"""What people put into a form's fields: what each field starts with, may hold, and must hold before it is sent."""

from typing import Any

from sandbox.api.refusals import Json
from sandbox.kit.blocks import is_date, is_time, list_blocks, list_options
from sandbox.workspace import Workspace, list_parts

REQUIRED = "Please complete this required field."
# Where each control keeps its value in Slack's state; the others have none.
SLOTS = {"plain_text_input": "value", "static_select": "selected_option", "multi_static_select": "selected_options"}
SLOTS |= {"checkboxes": "selected_options", "radio_buttons": "selected_option", "datepicker": "selected_date"}
SLOTS |= {"timepicker": "selected_time", "users_select": "selected_user", "file_input": "files"}


def start_values(blocks: list[Json], kept: Json) -> Json:
    """Give the state of a view: every field, with what was typed under the same ids, else what it starts with."""
    values: Json = {}
    for block, part, slot in list_fields(blocks):
        old = kept.get(block["block_id"], {}).get(part["action_id"])
        first = part.get("initial_value" if slot == "value" else slot.replace("selected", "initial"))
        fresh = hold(part, slot, first or ([] if slot in {"selected_options", "files"} else None))
        state = old if old and old["type"] == part["type"] else fresh
        values.setdefault(block["block_id"], {})[part["action_id"]] = state
    return values


def list_fields(blocks: list[Json]) -> list[tuple[Json, Json, str]]:
    parts = [(block, part) for _, block in list_blocks(blocks) for part in list_parts(block)]
    return [(block, part, SLOTS[part["type"]]) for block, part in parts if part["type"] in SLOTS]


def take_values(workspace: Workspace, blocks: list[Json], values: Json, given: Json) -> None:
    """Put what a person typed into the state; what the form does not offer is refused."""
    fields = {(block["block_id"], part["action_id"]): (part, slot) for block, part, slot in list_fields(blocks)}
    for block_id, actions in given.items():
        for action_id, state in actions.items():
            sentence = "That field is not there any more."
            part, slot = workspace.refusals.require("form:no_such_field", fields.get((block_id, action_id)), sentence)
            value = read_value(workspace, part, slot, state.get(slot))
            values.setdefault(block_id, {})[action_id] = hold(part, slot, value)


def hold(part: Json, slot: str, value: Any) -> Json:
    """Give a control's value as Slack's state holds it; a time comes with its zone when the app named one."""
    return {"type": part["type"], slot: value} | ({"timezone": part["timezone"]} if "timezone" in part else {})


def read_value(workspace: Workspace, part: Json, slot: str, value: Any) -> Any:
    """Read one field's value as Slack's state holds it: an option whole, and nothing as null."""
    if slot == "selected_options":
        return [find_option(workspace, part, option) for option in value or []]
    if slot == "files":
        return [find_upload(workspace, part, one) for one in value or []]
    if not value:
        return None
    if slot == "selected_option":
        return find_option(workspace, part, value)
    sound = {"value": isinstance(value, str), "selected_date": is_date(value), "selected_time": is_time(value)}
    sound["selected_user"] = value in workspace.world.people
    workspace.refusals.refuse("form:not_a_value", when=not sound[slot], sentence=f"The field cannot hold {value}.")
    return value


def find_upload(workspace: Workspace, part: Json, given: Json) -> Json:
    """Give a file as the state holds it; Slack itself takes no other kind than the form asks for."""
    file = workspace.files.get(str(given.get("id")))
    found = workspace.refusals.require("form:not_a_value", file if file and file.by else None, "There is no such file.")
    kinds, kind = part.get("filetypes") or [], found.name.rpartition(".")[2].lower()
    sentence = f"This form takes no {kind} files."
    workspace.refusals.refuse("form:not_a_value", when=bool(kinds) and kind not in kinds, sentence=sentence)
    return found.describe(workspace.url)


def find_option(workspace: Workspace, part: Json, given: Json) -> Json:
    found = next((option for option in list_options(part) if option["value"] == given.get("value")), None)
    return workspace.refusals.require("form:not_a_value", found, "That choice is not there.")


def find_problems(view: Json) -> dict[str, str]:
    """Check what Slack checks before it sends anything: what is required, and how long words may be."""
    problems: dict[str, str] = {}
    for block, part, slot in list_fields(view["blocks"]):
        value = view["state"]["values"][block["block_id"]][part["action_id"]][slot]
        if block["type"] == "input" and (sentence := find_problem(block, part, value)):
            problems[block["block_id"]] = sentence
    return problems


def find_problem(block: Json, part: Json, value: Any) -> str:
    if not value:
        return "" if block.get("optional") else REQUIRED
    low, high = part.get("min_length", 0), part.get("max_length", 3000)
    if part["type"] == "plain_text_input" and len(value) < low:
        return f"Write at least {low} characters."
    if part["type"] == "plain_text_input" and len(value) > high:
        return f"Write at most {high} characters."
    most = part.get("max_files", 10) if part["type"] == "file_input" else part.get("max_selected_items", 100)
    return f"Choose at most {most}." if isinstance(value, list) and len(value) > most else ""
