"""Views: a Home for each person, and modals: the triggers that open them and a stack of at most three."""

import json
import secrets

from sandbox.api.arguments import Arguments
from sandbox.api.refusals import Json, UnmodelledError, describe_problems
from sandbox.kit.blocks import check_view
from sandbox.kit.forms import start_values
from sandbox.workspace import Modal, Trigger, Workspace

MOST, LARGEST = 3, 250_000
UNSEEN = "The app called views.open from inside a form. Slack answers ok and shows nothing: views.push shows it."


def publish_home(workspace: Workspace, arguments: Arguments) -> Json:
    """Publish one person's Home; with a hash, only when that is still the present one."""
    refuse, user = workspace.refusals.refuse, arguments.need("user_id")
    refuse("views.publish:not_enabled", when=not workspace.manifest.home)
    refuse("views.publish:user_not_found", when=user not in workspace.world.people)
    view = arguments.need_object("view")
    check_kind(workspace, view, "home", "views.publish:not_a_home_view", "views.publish:view_too_large")
    present, given = workspace.homes.get(user, {}), arguments.text("hash")
    refuse("views.publish:hash_conflict", when=bool(given) and given != present.get("hash"))
    made = workspace.homes[user] = complete(workspace, view, present)
    typed = {one["block_id"] for one in present.get("blocks", []) if one["type"] == "input"}
    values = present.get("state", {}).get("values", {})
    kept = {block_id: actions for block_id, actions in values.items() if block_id in typed}
    made["state"] = {"values": start_values(made["blocks"], kept)}
    workspace.changes.bump()
    return {"view": workspace.homes[user]}


def check_kind(workspace: Workspace, view: Json, kind: str, not_this: str, too_large: str) -> None:
    words = describe_problems([f'[ERROR] must be one of: "{kind}" [json-pointer:/view/type]'])
    workspace.refusals.refuse(not_this, when=view.get("type") != kind, extra=words)
    workspace.refusals.refuse(too_large, when=len(json.dumps(view)) > LARGEST)
    check_view(workspace.refusals, view, kind)


def complete(workspace: Workspace, view: Json, present: Json) -> Json:
    """Add to a view what Slack adds: ids, hash and state."""
    world, identity = workspace.world, present.get("id", "V" + secrets.token_hex(5).upper())
    workspace.show(view["blocks"])
    made: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "close": None}
    made |= {"submit": None, "clear_on_close": False, "notify_on_close": False, "state": {"values": {}}, **view}
    made |= {"id": identity, "team_id": world.team, "app_id": world.app, "bot_id": world.bot}
    made |= {"app_installed_team_id": world.team, "root_view_id": identity, "previous_view_id": None}
    return made | {"hash": f"{workspace.clock.stamp()}.{secrets.token_hex(4)}"}


def make_trigger(workspace: Workspace, person: str, view: str = "") -> str:
    """Make a trigger id of Slack's form; it is good for three seconds of the machine's time, once."""
    stamp = workspace.clock.stamp().replace(".", "")
    trigger = f"{stamp}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
    lasts = -1.0 if workspace.faults.take("expired_trigger") else workspace.trigger_seconds
    workspace.triggers[trigger] = Trigger(person, workspace.rates.machine() + lasts, view)
    return trigger


def find_trigger(workspace: Workspace, arguments: Arguments) -> Trigger:
    refuse, given = workspace.refusals.refuse, arguments.need("trigger_id")
    trigger = workspace.refusals.require("views:invalid_trigger_id", workspace.triggers.get(given))
    refuse("views:exchanged_trigger_id", when=trigger.spent)
    refuse("views:expired_trigger_id", when=workspace.rates.machine() > trigger.until)
    return trigger


def check_modal(workspace: Workspace, view: Json, *, present: Json | None = None) -> None:
    """Refuse a view that Slack would not show as a modal."""
    refuse, external = workspace.refusals.refuse, view.get("external_id")
    check_kind(workspace, view, "modal", "views:not_a_modal", "views:view_too_large")
    others = [one.view for stack in workspace.modals.values() for one in stack if one.view is not present]
    refuse("views:duplicate_external_id", when=bool(external) and external in [one["external_id"] for one in others])


def make_modal(workspace: Workspace, person: str, view: Json, below: Json | None = None) -> Modal:
    made = complete(workspace, view, {})
    if below:
        made |= {"root_view_id": below["root_view_id"], "previous_view_id": below["id"]}
    made["state"] = {"values": start_values(made["blocks"], {})}
    workspace.changes.bump()
    return Modal(person, made)


def open_modal(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer views.open; a view that is refused does not spend the trigger. From inside a modal, nobody sees it."""
    trigger = find_trigger(workspace, arguments)
    view = arguments.need_object("view")
    check_modal(workspace, view)
    trigger.spent = True
    modal = make_modal(workspace, trigger.person, view)
    if find_modal(workspace, trigger.view):
        workspace.wire.notices.append(UNSEEN)
        return {"view": modal.view, "verdict": "ok, but nobody sees it: views.push opens a view over another one"}
    workspace.modals[trigger.person] = [modal]
    return {"view": modal.view}


def push_modal(workspace: Workspace, arguments: Arguments) -> Json:
    trigger = find_trigger(workspace, arguments)
    view = arguments.need_object("view")
    check_modal(workspace, view)
    below = workspace.refusals.require("views.push:not_found", find_modal(workspace, trigger.view))
    top = workspace.modals[below.person][-1]
    workspace.refusals.refuse("views.push:not_from_the_top", when=below is not top)
    modal = push(workspace, below, view)
    trigger.spent = True
    return {"view": modal.view}


def push(workspace: Workspace, below: Modal, view: Json) -> Modal:
    stack = workspace.modals[below.person]
    workspace.refusals.refuse("views.push:push_limit_reached", when=len(stack) >= MOST)
    stack.append(make_modal(workspace, below.person, view, stack[-1].view))
    return stack[-1]


def update_modal(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer views.update; with a hash, only when that is still the present one."""
    view_id, external = arguments.text("view_id"), arguments.text("external_id")
    if not external:
        arguments.need("view_id")
    view = arguments.need_object("view")
    if view.get("type") == "home":
        raise UnmodelledError("views.update of a Home (views.publish does that)")
    modal = workspace.refusals.require("views:not_found", find_modal(workspace, view_id, external))
    given = arguments.text("hash")
    workspace.refusals.refuse("views:hash_conflict", when=bool(given) and given != modal.view["hash"])
    check_modal(workspace, view, present=modal.view)
    replace(workspace, modal, view)
    return {"view": modal.view}


def replace(workspace: Workspace, modal: Modal, view: Json) -> None:
    """Show another view in a modal's place; fields with the same two ids keep what was typed."""
    old, modal.problems, modal.trouble = modal.view, {}, ""
    modal.view = complete(workspace, view, old)
    modal.view |= {name: old[name] for name in ("root_view_id", "previous_view_id")}
    modal.view["state"] = {"values": start_values(modal.view["blocks"], old["state"]["values"])}
    workspace.changes.bump()


def find_modal(workspace: Workspace, view_id: str, external: str = "") -> Modal | None:
    opened = (modal for stack in workspace.modals.values() for modal in stack)
    sought = ("id", view_id) if view_id else ("external_id", external)
    return next((one for one in opened if sought[1] and one.view[sought[0]] == sought[1]), None)


METHODS = {"views.publish": publish_home, "views.open": open_modal}
METHODS |= {"views.push": push_modal, "views.update": update_modal}
