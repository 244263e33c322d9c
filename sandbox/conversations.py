"""The method conversations.open, for the direct messages with one person."""

from sandbox.arguments import Arguments
from sandbox.methods import TIER_3, Method
from sandbox.refusals import Json, UnmodelledError, declare
from sandbox.workspace import Workspace
from sandbox.world import SLACKBOT

NO_USERS = declare("conversations.open:users_list_not_supplied")
NOT_FOUND = declare("conversations.open:user_not_found")
DISABLED = declare("conversations.open:user_disabled")
IS_BOT = declare("conversations.open:cannot_dm_bot")


def open_direct(workspace: Workspace, arguments: Arguments) -> Json:
    """Open the direct messages with one person; opening them again gives the same ones."""
    refuse = workspace.refusals.refuse
    given = arguments.given.get("users")
    users = [str(user) for user in given] if isinstance(given, list) else arguments.text("users").split(",")
    users = [user.strip() for user in users if user.strip()]
    refuse(NO_USERS, when=not users)
    if len(users) != 1:
        raise UnmodelledError("group direct messages")
    refuse(IS_BOT, when=users[0] in (workspace.world.bot_user, SLACKBOT))
    person = workspace.refusals.require(NOT_FOUND, workspace.world.people.get(users[0]))
    refuse(DISABLED, when=person.deactivated)
    already = "D" + person.id[1:] in workspace.conversations
    opened = {"no_op": True, "already_open": True} if already else {}
    channel: Json = {"id": workspace.direct(person.id).id}
    if arguments.text("return_im").lower() in {"true", "1"}:
        channel |= {"is_im": True, "user": person.id, "created": int(workspace.clock.now().timestamp())}
    return {**opened, "channel": channel}


METHODS = (Method("conversations.open", open_direct, frozenset({"users", "return_im"}), "im:write", TIER_3),)
