"""The methods conversations.info and users.conversations: which channels there are, as the app may see them."""

from sandbox.api.arguments import Arguments
from sandbox.api.methods import need_scope
from sandbox.api.refusals import Json
from sandbox.api.users import make_cursor, read_page
from sandbox.workspace import Conversation, Workspace

USUAL, MOST = 100, 999


def describe_channel(workspace: Workspace, place: Conversation) -> Json:
    """Give a public channel as Slack's conversation object; one with somebody from outside is shared."""
    people = workspace.world.people
    shared = any(people[one].external_team for one in place.members if one in people)
    kind = {"is_channel": True, "is_group": False, "is_im": False, "is_mpim": False, "is_private": False}
    flags = {"is_archived": False, "is_general": place.name == "general", "is_shared": shared, "is_ext_shared": shared}
    return {"id": place.id, "name": place.name, **kind, **flags, "is_org_shared": False, "created": 1656000000}


def show_channel(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer conversations.info of a channel; how many are in it only when asked."""
    place = workspace.conversations.get(arguments.need("channel"))
    known = place if place and not place.direct and not place.group else None
    found = workspace.refusals.require("conversations.info:channel_not_found", known)
    need_scope(workspace, "channels:read")
    channel = describe_channel(workspace, found) | {"is_member": workspace.world.bot_user in found.members}
    if arguments.text("include_num_members").lower() in {"true", "1"}:
        channel["num_members"] = len(found.members)
    return {"channel": channel}


def list_own(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer users.conversations: the public channels that the bot is in, page by page."""
    types = arguments.text("types") or "public_channel"
    workspace.refusals.refuse("users.conversations:invalid_types", when=types != "public_channel")
    first, size = read_page(arguments, USUAL, MOST)
    places = [one for one in workspace.conversations.values() if not one.direct and not one.group]
    found = [describe_channel(workspace, one) for one in places if workspace.world.bot_user in one.members]
    more = make_cursor(first + size) if first + size < len(found) else ""
    return {"channels": found[first : first + size], "response_metadata": {"next_cursor": more}}


METHODS = {"conversations.info": show_channel, "users.conversations": list_own}
