"""The method views.publish: a person's Home."""

import json
import secrets

from sandbox.arguments import Arguments
from sandbox.blocks import check_home
from sandbox.methods import Method
from sandbox.refusals import Json, declare, describe_problems
from sandbox.workspace import Workspace, fill_ids

LARGEST = 250_000
NOT_ENABLED = declare("views.publish:not_enabled")
NOT_FOUND = declare("views.publish:user_not_found")
NOT_HOME = declare("views.publish:not_a_home_view", error="invalid_arguments")
TOO_LARGE = declare("views.publish:view_too_large")
STALE = declare("views.publish:hash_conflict")


def publish_home(workspace: Workspace, arguments: Arguments) -> Json:
    """Publish one person's Home; with a hash, only when that is still the present one."""
    refuse, user = workspace.refusals.refuse, arguments.need("user_id")
    refuse(NOT_ENABLED, when=not workspace.manifest.home)
    refuse(NOT_FOUND, when=user not in workspace.world.people)
    arguments.need("view")
    view: Json = arguments.parse("view", kind=dict) or {}
    words = describe_problems(['[ERROR] must be one of: "home" [json-pointer:/view/type]'])
    refuse(NOT_HOME, when=view.get("type") != "home", extra=words)
    refuse(TOO_LARGE, when=len(json.dumps(view)) > LARGEST)
    check_home(workspace.refusals, view)
    present, given = workspace.homes.get(user, {}), arguments.text("hash")
    refuse(STALE, when=bool(given) and given != present.get("hash"))
    workspace.homes[user] = complete(workspace, view, present)
    workspace.changes.bump()
    return {"view": workspace.homes[user]}


def complete(workspace: Workspace, view: Json, present: Json) -> Json:
    """Add to a view what Slack adds: ids, hash and state."""
    world = workspace.world
    fill_ids(view["blocks"])
    home = {"private_metadata": "", "callback_id": "", "external_id": "", **view}
    home |= {"id": present.get("id", "V" + secrets.token_hex(5).upper()), "team_id": world.team, "app_id": world.app}
    home |= {"hash": f"{workspace.clock.stamp()}.{secrets.token_hex(4)}", "state": {"values": {}}, "title": None}
    home |= {
        "root_view_id": home["id"],
        "previous_view_id": None,
        "bot_id": world.bot,
        "app_installed_team_id": world.team,
    }
    return home | {"clear_on_close": False, "notify_on_close": False, "close": None, "submit": None}


METHODS = (Method("views.publish", publish_home, frozenset({"user_id", "view", "hash"})),)
