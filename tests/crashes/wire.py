"""Slack over HTTP, as far as sending needs it: it keeps what was posted, shows a history, and loses replies."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

CHATTER = 20
"""How much the member says after each message of the bot: more than one page of history."""


class LostReply(Exception):
    """The connection breaks before anything is answered."""


@dataclass(frozen=True)
class Stood:
    """A message as it stands in a conversation; `mark` is empty for what a member wrote."""

    channel: str
    ts: float
    metadata: dict[str, Any] | None = None

    @property
    def mark(self) -> str:
        return str(self.metadata["event_payload"]["key"]) if self.metadata else ""


@dataclass
class Wire:
    """A workspace of Slack behind an address. Each fault happens once, in the conversation that it names."""

    now: datetime
    address: str = ""
    stood: list[Stood] = field(default_factory=list)
    loses_the_reply: set[str] = field(default_factory=set)  # it was posted
    loses_the_request: set[str] = field(default_factory=set)  # it was not posted
    fails_to_look: set[str] = field(default_factory=set)
    holds_replies: threading.Event | None = None
    has_posted: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # names of files that are shown

    def times(self, mark: str) -> int:
        """How often the message with this mark stands anywhere."""
        return sum(message.mark == mark for message in self.stood)

    def answer(self, method: str, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(method)
        match method:
            case "chat.postMessage":
                return 200, self._post(given)
            case "conversations.open":
                people = sorted(given["users"].split(","))
                return 200, {"ok": True, "channel": {"id": "".join(("D" if len(people) == 1 else "G", *people))}}
            case "conversations.history":
                return self._history(given)
        return 200, self._take(method, given)

    def _take(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        """A file, in the three steps that Slack wants."""
        match method:
            case "files.getUploadURLExternal":
                return {"ok": True, "upload_url": f"{self.address}upload", "file_id": "F1"}
            case "upload":
                return {}
            case "files.completeUploadExternal":
                self.files += [file["title"] for file in json.loads(given["files"])]
                return {"ok": True, "files": []}
        return {"ok": False, "error": "unknown_method"}

    def _post(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = given["channel"]
        if channel in self.loses_the_request:
            self.loses_the_request.remove(channel)
            raise LostReply
        posted = self._stand(channel, given["metadata"])
        for _ in range(CHATTER):
            self._stand(channel)
        self.has_posted.set()
        if self.holds_replies:
            self.holds_replies.wait(30)
        if channel in self.loses_the_reply:
            self.loses_the_reply.remove(channel)
            raise LostReply
        return {"ok": True, "channel": channel, "ts": f"{posted.ts:.6f}"}

    def _stand(self, channel: str, metadata: dict[str, Any] | None = None) -> Stood:
        message = Stood(channel, self.now.timestamp() + len(self.stood) / 100, metadata)
        self.stood.append(message)
        return message

    def _history(self, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The newest first, a page at a time, and metadata only for who asks for it."""
        channel = given["channel"]
        if channel in self.fails_to_look:
            self.fails_to_look.remove(channel)
            return 503, {}
        first, size = int(given.get("cursor") or 0), int(given["limit"])
        oldest = float(given.get("oldest") or 0)
        found = [message for message in reversed(self.stood) if message.channel == channel and message.ts > oldest]
        page = [self._shown(message, given) for message in found[first : first + size]]
        following = str(first + size) if first + size < len(found) else ""
        return 200, {"ok": True, "messages": page, "response_metadata": {"next_cursor": following}}

    def _shown(self, message: Stood, given: dict[str, Any]) -> dict[str, Any]:
        shown: dict[str, Any] = {"type": "message", "ts": f"{message.ts:.6f}"}
        if message.metadata and str(given.get("include_all_metadata")).lower() in {"1", "true"}:
            shown["metadata"] = message.metadata
        return shown


@contextmanager
def served(wire: Wire) -> Iterator[Wire]:
    """The workspace answers at its address for as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            address = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
            is_json = "json" in self.headers.get("Content-Type", "")
            given = json.loads(body) if is_json else dict(parse_qsl(body) + parse_qsl(address.query))
            try:
                status, answer = wire.answer(address.path.removeprefix("/api/"), given)
            except LostReply:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_GET = do_POST  # noqa: N815 - the name that the server asks for

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    wire.address = f"http://127.0.0.1:{server.server_address[1]}/api/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield wire
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
