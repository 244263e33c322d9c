"""Faults on purpose: what goes wrong between Slack and an app, as often as one asks for it."""

import contextlib
import json
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.api.refusals import Json

LASTING = {
    "slow_down": "Slack answers a call with 429: wait a second.",
    "lost_request": "A call never reaches Slack.",
    "lost_reply": "Slack does what a call asks, and its answer is lost.",
    "server_error": "Slack answers a call with a page that says 503, and has done nothing.",
    "late_answer": "The bot's answer counts as too late.",
    "repeated_event": "Slack tells of an event once more, though the bot has acknowledged it.",
    "expired_trigger": "Whatever a person does next, its trigger has expired already.",
}
"""What is planted and then met: the next calls, envelopes or triggers."""

AT_ONCE = {
    "refreshed_socket": "Slack asks every connection of Socket Mode to come anew, before it closes it.",
    "dropped_socket": "Every connection of Socket Mode breaks off.",
    "revoked_token": "The bot's token is worth nothing, until it is given back.",
    "restored_token": "The bot's token works again.",
}
"""What happens now."""


class LostError(Exception):
    """The connection breaks off: nobody learns what became of the call."""


@dataclass
class Faults:
    """How often each fault is still to come; a fault of calls may wait for one method alone."""

    left: Counter[tuple[str, str]] = field(default_factory=Counter)

    def plant(self, kind: str, times: int, method: str = "") -> None:
        self.left[kind, method] += times

    def take(self, kind: str, method: str = "") -> bool:
        """Say whether this fault is to happen here, and count it."""
        for planted in ((kind, method), (kind, "")):
            if self.left[planted] > 0:
                self.left[planted] -= 1
                return True
        return False

    def describe(self) -> list[Json]:
        """Give what is still to come, and how often."""
        waiting = [(*fault, times) for fault, times in sorted(self.left.items()) if times > 0]
        return [{"kind": kind, "method": method, "times": times} for kind, method, times in waiting]

    def before_call(self, method: str) -> web.Response | None:
        """Give what Slack answers instead of doing what it is asked; raises LostError when it hears nothing."""
        if self.take("lost_request", method):
            raise LostError
        if self.take("slow_down", method):
            body = json.dumps({"ok": False, "error": "ratelimited"})
            return web.Response(status=429, text=body, content_type="application/json", headers={"Retry-After": "1"})
        if self.take("server_error", method):
            return web.Response(status=503, text="<html><body>503 Service Unavailable</body></html>")
        return None

    def after_call(self, method: str) -> None:
        """Raises LostError when Slack's answer is to be lost."""
        if self.take("lost_reply", method):
            raise LostError


def break_off(request: web.Request) -> web.Response:
    """Cut the connection of this request."""
    with contextlib.suppress(AttributeError):  # it may be gone already
        request.transport.abort()  # type: ignore[union-attr]
    return web.Response()
