"""What the conformance tests stand in: a sandbox, Slack's own client for it, and perhaps the small app."""

import contextlib
import dataclasses
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import Client
from sandbox.kit.views import make_trigger
from sandbox.server import Sandbox
from tests.sandbox.small_app import make_app

Json = dict[str, Any]
MANIFEST = Path(__file__).with_name("manifest.json")
GENERAL, RANDOM = "C06GENERAL", "C06RANDOM1"
AMINA, DANIEL, TOM, RUTH = "U06AMINAYU", "U06DANIELO", "U06TOMBELL", "U06RUTHADE"


@dataclasses.dataclass
class Room:
    """One sandbox and what is needed to try it."""

    sandbox: Sandbox
    slack: Client
    web: WebClient
    payloads: list[Json]
    status: tuple[int, str] = (0, "")

    def client(self, token: str | None) -> WebClient:
        """Make Slack's client with another token."""
        return WebClient(token, base_url=f"{self.sandbox.url}/api/", retry_handlers=[])

    def send_raw(self, path: str, body: bytes = b"", headers: Json | None = None) -> tuple[int, str]:
        """Send bytes that no client would send; give the status and the error."""
        given = {"Content-Type": "application/json", "Authorization": f"Bearer {self.sandbox.bot_token}"}
        request = urllib.request.Request(  # noqa: S310 - the sandbox on this machine
            self.sandbox.url + path, body or None, given | (headers or {})
        )
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 - the sandbox on this machine
                return answer.status, read_error(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, read_error(error.read())

    def replace_manifest(self, **changes: Any) -> None:
        """Go on as if the manifest had said something else."""
        workspace = self.sandbox.workspace
        workspace.manifest = dataclasses.replace(workspace.manifest, **changes)

    def trigger(self, view: str = "") -> str:
        """Give a trigger of Amina's."""
        return make_trigger(self.sandbox.workspace, AMINA, view)

    def last_sent(self, wanted: Callable[[Json], bool]) -> Json:
        """Give the newest payload that the small app was sent and that fits."""
        return next(payload for payload in reversed(self.payloads) if wanted(payload))


def wait_for(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + 5
    while not done() and time.monotonic() < until:
        time.sleep(0.01)
    assert done()


def read_error(body: bytes) -> str:
    """Read Slack's error from an answer; empty when it holds none."""
    with contextlib.suppress(json.JSONDecodeError):
        return str(json.loads(body).get("error", ""))
    return ""


def error_of(act: Callable[[], object]) -> str:
    """Give the error that Slack's client raises, or an empty string."""
    try:
        act()
    except SlackApiError as error:
        return str(error.response["error"])
    return ""


def part(sandbox: Sandbox, client: Any) -> None:
    """Stop the sandbox before its client: Slack's client closes seconds faster once the other side has gone."""
    client.auto_reconnect_enabled = False
    sandbox.stop()
    until = time.monotonic() + 5
    while client.is_connected() and time.monotonic() < until:
        time.sleep(0.01)


@contextlib.contextmanager
def open_room(*, with_app: bool = False) -> Iterator[Room]:
    """Open a sandbox with short deadlines, and connect the small app when asked."""
    with Sandbox(MANIFEST, ack_seconds=0.5, retry_pauses=(0.0, 0.05, 0.1)) as sandbox:
        web = WebClient(sandbox.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])
        room = Room(sandbox, Client(sandbox.url), web, [])
        if not with_app:
            yield room
            return
        environment = sandbox.environment()
        handler = SocketModeHandler(make_app(environment, room.payloads), environment["SLACK_APP_TOKEN"])
        handler.connect()
        room.slack.wait_for_bot()
        try:
            yield room
        finally:
            part(sandbox, handler.client)
            handler.close()
