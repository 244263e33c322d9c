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

from sandbox.api.refusals import REGISTERED, Json, Refusals
from sandbox.changes import Changes
from sandbox.payloads.wire import Wire

MOST_CONNECTIONS, TOO_MANY = 10, "socket:too_many_websockets"
ANSWERING = frozenset({"slash_commands", "interactive"})


class NotDeliveredError(Exception):
    """The app did not take what was sent; the reason is in Slack's words for a retry."""

    reason = "connection_failed"
    again = True


class NotAnsweredError(NotDeliveredError):
    reason = "timeout"


@dataclass(frozen=True)
class Envelope:
    """What is sent to the app, and which try it is."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""

    def describe(self, identity: str) -> Json:
        body: Json = {"envelope_id": identity, "type": self.kind, "payload": self.payload}
        body["accepts_response_payload"] = self.kind in ANSWERING
        if self.kind == "events_api":
            body |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return body

    def name(self) -> str:
        inner = self.payload.get("event", self.payload)
        return f"{self.kind} {inner.get('command') or inner.get('type', '')}"


@dataclass
class Sockets:
    refusals: Refusals
    wire: Wire
    changes: Changes
    app: str
    ack_seconds: float = 3.0
    tickets: set[str] = field(default_factory=set)
    connections: list[web.WebSocketResponse] = field(default_factory=list)
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    def make_ticket(self) -> str:
        ticket = secrets.token_hex(16)
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        self.refusals.refuse("socket:used_ticket", when=ticket not in self.tickets)
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS and TOO_MANY not in self.refusals.off:
            self.refusals.given.append(TOO_MANY)
            await socket.send_json({"type": "disconnect", "reason": REGISTERED[TOO_MANY].error, "debug_info": {}})
            await socket.close()
            return socket
        self.connections.append(socket)
        self.changes.bump()
        info = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        hello: Json = {"type": "hello", "num_connections": len(self.connections), "debug_info": info}
        await socket.send_json(hello | {"connection_info": {"app_id": self.app}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    with contextlib.suppress(json.JSONDecodeError):
                        self.take_answer(json.loads(message.data))
        finally:
            self.connections.remove(socket)
            self.changes.bump()
        return socket

    async def refresh(self) -> None:
        """Ask every connection to come anew; it stays open until the app closes it."""
        for socket in list(self.connections):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})

    async def drop(self) -> None:
        for socket in list(self.connections):
            await socket.close()

    def take_answer(self, answer: Json) -> None:
        future = self.waiting.get(str(answer.get("envelope_id")))
        if future is None or future.done():
            self.wire.note("to Slack", "acknowledgement", "too late or unknown: ignored", answer)
            return
        future.set_result(answer.get("payload"))

    async def send(self, envelope: Envelope) -> Any:
        """Send to one connection, chosen by chance, and give what the app answers within the deadline."""
        if not self.connections:
            self.wire.note("to bot", envelope.name(), "not sent: the bot is not connected", envelope.payload)
            raise NotDeliveredError
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
