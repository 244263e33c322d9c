"""The methods conversations.open and conversations.history, for the app's direct messages and groups."""

import hashlib

from sandbox.api.arguments import Arguments
from sandbox.api.methods import need_scope
from sandbox.api.refusals import Json
from sandbox.api.users import make_cursor, read_page
from sandbox.workspace import Conversation, Workspace, describe_message
from sandbox.world import SLACKBOT, Person

MOST, LONGEST_PAGE = 8, 999


def open_conversation(workspace: Workspace, arguments: Arguments) -> Json:
    """Open the direct messages with one person, or a group of up to eight; opening again gives the same one."""
    refuse = workspace.refusals.refuse
    given = arguments.given.get("users")
    users = [str(user) for user in given] if isinstance(given, list) else arguments.text("users").split(",")
    users = list(dict.fromkeys(user.strip() for user in users if user.strip()))
    refuse("conversations.open:users_list_not_supplied", when=not users)
    need_scope(workspace, "im:write" if len(users) == 1 else "mpim:write")
    refuse("conversations.open:too_many_users", when=len(users) > MOST)
    refuse("conversations.open:cannot_dm_bot", when=any(user in (workspace.world.bot_user, SLACKBOT) for user in users))
    need, known = workspace.refusals.require, workspace.world.people
    people = [need("conversations.open:user_not_found", known.get(user)) for user in users]
    refuse("conversations.open:user_disabled", when=any(person.deactivated for person in people))
    refuse("conversations.open:invalid_user_combination", when=len(people) > 1 and has_strangers(workspace, people))
    before = len(workspace.conversations)
    place = workspace.direct(users[0]) if len(users) == 1 else open_group(workspace, people)
    channel: Json = {"id": place.id}
    if arguments.text("return_im").lower() in {"true", "1"}:
        kind = {"is_mpim": True, "name": place.name} if place.group else {"is_im": True, "user": users[0]}
        channel |= {**kind, "created": int(workspace.clock.now().timestamp())}
    opened = {} if len(workspace.conversations) > before else {"no_op": True, "already_open": True}
    return {**opened, "channel": channel}


def has_strangers(workspace: Workspace, people: list[Person]) -> bool:
    """Say whether somebody from outside would meet a person with whom they share no channel."""
    channels = [place.members for place in workspace.conversations.values() if not place.direct and not place.group]
    outside = [person for person in people if person.external_team]
    apart = any(not any({one.id, other.id} <= members for members in channels) for one in outside for other in people)
    return apart or (bool(outside) and not workspace.world.groups_with_external)


def open_group(workspace: Workspace, people: list[Person]) -> Conversation:
    members = sorted(person.id for person in people)
    channel = "G" + hashlib.sha256(" ".join(members).encode()).hexdigest()[:10].upper()
    if channel not in workspace.conversations:
        names = [*(person.user_name for person in people), workspace.manifest.name.lower()]
        group = Conversation(channel, f"mpdm-{'--'.join(names)}-1", {*members, workspace.world.bot_user}, group=True)
        workspace.conversations[channel] = group
        workspace.changes.bump()
    return workspace.conversations[channel]


def show_history(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer conversations.history, newest first; replies in threads and what one person alone sees are not in it."""
    refuse, channel = workspace.refusals.refuse, arguments.need("channel")
    need_scope(workspace, {"D": "im:history", "G": "mpim:history"}.get(channel[:1], "channels:history"))
    place = workspace.refusals.require("conversations.history:channel_not_found", workspace.conversations.get(channel))
    refuse("conversations.history:not_in_channel", when=workspace.world.bot_user not in place.members)
    first, size = read_page(arguments, 100, LONGEST_PAGE)
    oldest, latest = arguments.text("oldest") or "0", arguments.text("latest") or "9999999999"
    edges = {oldest, latest} if arguments.text("inclusive").lower() in {"true", "1"} else set()
    shown = [one for one in reversed(place.messages) if not one.only_for and one.thread in {"", one.ts}]
    shown = [one for one in shown if float(oldest) < float(one.ts) < float(latest) or one.ts in edges]
    page = [describe_message(workspace, one) for one in shown[first : first + size]]
    if arguments.text("include_all_metadata").lower() not in {"true", "1"}:
        page = [{name: value for name, value in one.items() if name != "metadata"} for one in page]
    more = first + size < len(shown)
    cursor = {"response_metadata": {"next_cursor": make_cursor(first + size)}} if more else {}
    return {"messages": page, "has_more": more, "pin_count": 0, **cursor}


METHODS = {"conversations.open": open_conversation, "conversations.history": show_history}
