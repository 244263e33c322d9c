"""The methods users.info and users.list."""

import base64
import binascii

from sandbox.arguments import Arguments
from sandbox.methods import TIER_2, Method
from sandbox.refusals import Json, declare
from sandbox.workspace import Workspace
from sandbox.world import SLACKBOT, Person, describe_bot_user, describe_user

NOT_FOUND = declare("users.info:user_not_found")
BAD_LIMIT = declare("users.list:invalid_limit")
BAD_CURSOR = declare("users.list:invalid_cursor")
MOST = 1000


def describe(workspace: Workspace, person: Person) -> Json:
    """Give a user object, with the e-mail address only when the scope for it is held."""
    with_email = "users:read.email" in workspace.manifest.scopes
    return describe_user(workspace.world, person, at=workspace.clock.now(), with_email=with_email)


def find_user(workspace: Workspace, user: str) -> Json | None:
    """Find a person, the app's own user or Slackbot."""
    if user in (workspace.world.bot_user, SLACKBOT):
        return describe_bot_user(workspace.world, user, workspace.name_of(user))
    person = workspace.world.people.get(user)
    return describe(workspace, person) if person else None


def show_user(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer users.info."""
    return {"user": workspace.refusals.require(NOT_FOUND, find_user(workspace, arguments.need("user")))}


def list_users(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer users.list, page by page; external people are not in it, as in Slack."""
    refuse, world = workspace.refusals.refuse, workspace.world
    limit = arguments.text("limit") or "0"
    refuse(BAD_LIMIT, when=not limit.isdigit() or int(limit) > MOST)
    start = read_cursor(arguments.text("cursor"))
    refuse(BAD_CURSOR, when=start is None)
    users = [describe(workspace, one) for one in world.people.values() if not one.external_team]
    users += [describe_bot_user(world, user, workspace.name_of(user)) for user in (world.bot_user, SLACKBOT)]
    first, size = start or 0, int(limit) if limit.isdigit() and int(limit) else MOST
    more = make_cursor(first + size) if first + size < len(users) else ""
    page = {"members": users[first : first + size], "cache_ts": int(workspace.clock.now().timestamp())}
    return {**page, "response_metadata": {"next_cursor": more}}


def make_cursor(position: int) -> str:
    """Hide a position in a cursor."""
    return base64.b64encode(f"user:{position}".encode()).decode()


def read_cursor(cursor: str) -> int | None:
    """Read the position in a cursor; None when we did not make it."""
    if not cursor:
        return 0
    try:
        words = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    position = words.removeprefix("user:")
    return int(position) if words.startswith("user:") and position.isdigit() else None


METHODS = (
    Method("users.info", show_user, frozenset({"user"}), "users:read"),
    Method("users.list", list_users, frozenset({"cursor", "limit"}), "users:read", TIER_2),
)
