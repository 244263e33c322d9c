"""A second workspace beside the first: people, words and a page of its own, the same ids, the same app and clock."""

from dataclasses import dataclass, replace

from sandbox.api.tokens import Tokens
from sandbox.control import Control
from sandbox.payloads.posts import Posts
from sandbox.payloads.wire import Wire
from sandbox.workspace import Workspace

TEAM, NAME, DOMAIN = "T06NEIGHBR", "North London leaders", "north-london-leaders"


@dataclass
class Neighbour:
    """The other workspace. It answers on a port of its own, and the app calls it where it calls the first."""

    workspace: Workspace
    control: Control
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def move_in(beside: Workspace, control: Control) -> Neighbour:
    """Make the workspace next door. Its ids clash with the first one's on purpose."""
    wire, ours = Wire(beside.clock), beside.tokens
    tokens = Tokens(app=ours.app, signing_secret=ours.signing_secret, verification=ours.verification)
    workspace = Workspace(
        replace(beside.world, team=TEAM, name=NAME, domain=DOMAIN),
        beside.manifest,
        beside.clock,
        beside.refusals,
        wire,
        tokens,
        replace(beside.sockets, wire=wire),
        beside.changes,
    )
    if beside.posts:
        workspace.posts = Posts(tokens, wire, beside.changes, beside.posts.ack_seconds, beside.posts.url)
    found = Control(workspace)
    found.jumps = control.jumps
    return Neighbour(workspace, found)
