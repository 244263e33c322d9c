"""Planting faults by hand, from the page or a test."""

from sandbox.api.refusals import Json
from sandbox.faults import AT_ONCE, LASTING
from sandbox.workspace import Workspace

MOST = 1000


def describe_faults(workspace: Workspace) -> Json:
    """Give what can go wrong, and what is still to."""
    kinds = [{"kind": kind, "words": words} for kind, words in (LASTING | AT_ONCE).items()]
    return {"kinds": kinds, "waiting": workspace.faults.describe()}


async def plant(workspace: Workspace, kind: str, times: object, method: str) -> None:
    refuse = workspace.refusals.refuse
    refuse("fault:unknown", when=kind not in LASTING | AT_ONCE, sentence="There is no such fault.")
    count = times if isinstance(times, int) and 1 <= times <= MOST else 0
    refuse("fault:not_a_number", when=not count, sentence=f"Say how often, from 1 to {MOST}.")
    if kind in LASTING:
        workspace.faults.plant(kind, count, method)
    elif kind == "dropped_socket":
        await workspace.sockets.drop()
    elif kind == "refreshed_socket":
        await workspace.sockets.refresh()
    elif kind == "revoked_token":
        workspace.tokens.revoke()
    else:
        workspace.tokens.restore()
    workspace.wire.note("by hand", "fault", (LASTING | AT_ONCE).get(kind, ""), {"times": times, "method": method})
    workspace.changes.bump()
