"""The methods about who is who: auth.test, apps.connections.open, users.info and users.list."""

import base64
import binascii

from sandbox.api.arguments import Arguments
from sandbox.api.refusals import Json
from sandbox.workspace import Workspace
from sandbox.world import SLACKBOT, Person, describe_bot_user, describe_user

MOST = 1000


def describe(workspace: Workspace, person: Person) -> Json:
    with_email = "users:read.email" in workspace.manifest.scopes
    return describe_user(workspace.world, person, at=workspace.clock.now(), with_email=with_email)


def show_user(workspace: Workspace, arguments: Arguments) -> Json:
    user = arguments.need("user")
    if user in (workspace.world.bot_user, SLACKBOT):
        return {"user": describe_bot_user(workspace.world, user, workspace.name_of(user))}
    person = workspace.refusals.require("users.info:user_not_found", workspace.world.people.get(user))
    return {"user": describe(workspace, person)}


def list_users(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer users.list, page by page; external people are not in it, as in Slack."""
    world, (first, size) = workspace.world, read_page(arguments, MOST, MOST)
    users = [describe(workspace, one) for one in world.people.values() if not one.external_team]
    users += [describe_bot_user(world, user, workspace.name_of(user)) for user in (world.bot_user, SLACKBOT)]
    more = make_cursor(first + size) if first + size < len(users) else ""
    page = {"members": users[first : first + size], "cache_ts": int(workspace.clock.now().timestamp())}
    return {**page, "response_metadata": {"next_cursor": more}}


def read_page(arguments: Arguments, usual: int, most: int) -> tuple[int, int]:
    """Read where a page starts and how long it is; a limit of 0 is none."""
    refuse, limit = arguments.refusals.refuse, arguments.text("limit") or "0"
    start = read_cursor(arguments.text("cursor"))
    refuse("page:invalid_limit", when=not limit.isdigit() or int(limit) > most)
    refuse("page:invalid_cursor", when=start is None)
    return start or 0, (int(limit) if limit.isdigit() else most) or usual


def make_cursor(position: int) -> str:
    return base64.b64encode(f"user:{position}".encode()).decode()


def read_cursor(cursor: str) -> int | None:
    if not cursor:
        return 0
    try:
        words = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    position = words.removeprefix("user:")
    return int(position) if words.startswith("user:") and position.isdigit() else None


def identify(workspace: Workspace, _: Arguments) -> Json:
    world = workspace.world
    who = {"team": world.name, "team_id": world.team, "user": workspace.manifest.name.lower()}
    who |= {"user_id": world.bot_user, "bot_id": world.bot, "url": f"https://{world.domain}.slack.com/"}
    return {**who, "is_enterprise_install": False}


def open_connection(workspace: Workspace, _: Arguments) -> Json:
    address = workspace.url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={workspace.sockets.make_ticket()}&app_id={workspace.world.app}"}


METHODS = {
    "auth.test": identify,
    "apps.connections.open": open_connection,
    "users.info": show_user,
    "users.list": list_users,
}
