"""Socket Mode: tickets, connections, and one envelope to exactly one connection."""

import asyncio
import contextlib
import json
import random
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.changes import Changes
from sandbox.refusals import Json, Refusals, declare
from sandbox.wire import Wire

MOST_CONNECTIONS = 10
USED_TICKET = declare("socket:used_ticket", error="invalid_ticket", status=401)
TOO_MANY = declare("socket:too_many_websockets")
ANSWERING = frozenset({"slash_commands", "interactive"})


class NotConnectedError(Exception):
    """No connection is open."""


class NotAnsweredError(Exception):
    """The app did not acknowledge in time."""


@dataclass(frozen=True)
class Envelope:
    """What is sent to the app, and which try it is."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""

    def describe(self, identity: str) -> Json:
        """Give the envelope as it goes over the wire."""
        body: Json = {"envelope_id": identity, "type": self.kind, "payload": self.payload}
        body["accepts_response_payload"] = self.kind in ANSWERING
        if self.kind == "events_api":
            body |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return body

    def name(self) -> str:
        """Name it for the list of what went over the wire."""
        inner = self.payload.get("event", self.payload)
        return f"{self.kind} {inner.get('command') or inner.get('type', '')}"


@dataclass
class Sockets:
    """The app's open connections."""

    refusals: Refusals
    wire: Wire
    changes: Changes
    app: str
    ack_seconds: float = 3.0
    tickets: set[str] = field(default_factory=set)
    connections: list[web.WebSocketResponse] = field(default_factory=list)
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    def make_ticket(self) -> str:
        """Make a ticket that opens one connection, once."""
        ticket = secrets.token_hex(16)
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Hold one connection until either side closes it."""
        ticket = request.query.get("ticket", "")
        self.refusals.refuse(USED_TICKET, when=ticket not in self.tickets)
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS and self.refusals.is_on(TOO_MANY):
            return await self.turn_away(socket)
        self.connections.append(socket)
        self.changes.bump()
        await socket.send_json(self.describe_hello())
        try:
            await self.listen(socket)
        finally:
            self.connections.remove(socket)
            self.changes.bump()
        return socket

    async def turn_away(self, socket: web.WebSocketResponse) -> web.WebSocketResponse:
        """Close a connection that is one too many, saying why."""
        self.refusals.given.append(TOO_MANY.name)
        await socket.send_json({"type": "disconnect", "reason": TOO_MANY.error, "debug_info": {"host": "sandbox"}})
        await socket.close()
        return socket

    def describe_hello(self) -> Json:
        """Give the first message of a connection."""
        info = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        body: Json = {"type": "hello", "num_connections": len(self.connections), "debug_info": info}
        return body | {"connection_info": {"app_id": self.app}}

    async def listen(self, socket: web.WebSocketResponse) -> None:
        """Read acknowledgements until the connection ends."""
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                with contextlib.suppress(json.JSONDecodeError):
                    self.take_answer(json.loads(message.data))

    def take_answer(self, answer: Json) -> None:
        """Give an acknowledgement to whoever waits for it; one that comes too late is only noted."""
        future = self.waiting.get(str(answer.get("envelope_id")))
        if future is None or future.done():
            self.wire.note("to Slack", "acknowledgement", "too late or unknown: ignored", answer)
            return
        future.set_result(answer.get("payload"))

    async def send(self, envelope: Envelope) -> Any:
        """Send to one connection, chosen by chance, and give what the app answers within the deadline."""
        if not self.connections:
            self.wire.note("to bot", envelope.name(), "not sent: the bot is not connected", envelope.payload)
            raise NotConnectedError
        identity = str(uuid.uuid4())
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.waiting[identity] = future
        socket = random.choice(self.connections)  # noqa: S311 - Slack chooses by chance; nothing is secret here
        try:
            await socket.send_json(envelope.describe(identity))
            answer = await asyncio.wait_for(future, self.ack_seconds)
        except (TimeoutError, ConnectionError):
            self.wire.note("to bot", envelope.name(), "not acknowledged in time", envelope.payload)
            raise NotAnsweredError from None
        finally:
            del self.waiting[identity]
        self.wire.note("to bot", envelope.name(), "acknowledged", {"sent": envelope.payload, "answer": answer})
        return answer
