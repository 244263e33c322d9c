"""The methods auth.test and apps.connections.open."""

from sandbox.arguments import Arguments
from sandbox.methods import SPECIAL, TIER_1, Method
from sandbox.refusals import Json
from sandbox.tokens import Kind
from sandbox.workspace import Workspace


def identify(workspace: Workspace, _: Arguments) -> Json:
    """Say who the bot is."""
    world = workspace.world
    who = {"team": world.name, "team_id": world.team, "user": workspace.manifest.name.lower()}
    who |= {"user_id": world.bot_user, "bot_id": world.bot, "url": f"https://{world.domain}.slack.com/"}
    return {**who, "is_enterprise_install": False}


def open_connection(workspace: Workspace, _: Arguments) -> Json:
    """Give an address that opens one connection, once."""
    address = workspace.url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={workspace.sockets.make_ticket()}&app_id={workspace.world.app}"}


METHODS = (
    Method("auth.test", identify, per_minute=SPECIAL),
    Method("apps.connections.open", open_connection, token=Kind.APP, scope="connections:write", per_minute=TIER_1),
)
