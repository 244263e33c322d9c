"""A Slack that takes everything at once and, when told to, sends commands and presses at a steady pace."""

import asyncio
import contextlib
import itertools
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, web
from slack_sdk.signature import SignatureVerifier

SECRET = "measured-by-a-quiet-slack"  # noqa: S105 - both ends of it are ours
PATIENCE = 10.0  # seconds, after which nobody waits any more

Json = dict[str, Any]


@dataclass(frozen=True)
class Load:
    """What people do: this many requests a second for so long, one after the other from `requests`."""

    requests: tuple[Json, ...]
    per_second: float
    seconds: float
    request_url: str | None = None  # None for Socket Mode


@dataclass(frozen=True)
class Acknowledgements:
    """Seconds from the moment at which each request was due to its acknowledgement, and what had none."""

    waits: tuple[float, ...]
    unanswered: int
    posted: int  # messages that the bot posted meanwhile


@dataclass
class QuietSlack:
    """The few methods that the bot needs, each answered at once, and one socket."""

    workspace: str
    posted: int = 0
    socket: web.WebSocketResponse | None = None
    waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)
    numbers: Any = field(default_factory=itertools.count)

    def app(self) -> web.Application:
        made = web.Application()
        made.add_routes(
            [
                web.post("/api/{method}", self.answer),
                web.post("/respond", self.respond),
                web.get("/socket", self.listen),
            ]
        )
        return made

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        found: Json = getattr(self, method.replace(".", "_"), dict)()
        if method == "apps.connections.open":
            found = {"url": f"ws://{request.host}/socket"}
        return web.json_response({"ok": True} | found, headers={"x-oauth-scopes": "chat:write"})

    async def respond(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def listen(self, request: web.Request) -> web.WebSocketResponse:
        self.socket = web.WebSocketResponse()
        await self.socket.prepare(request)
        await self.socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                with contextlib.suppress(json.JSONDecodeError):
                    self._take(json.loads(message.data))
        return self.socket

    def auth_test(self) -> Json:
        return {"team_id": self.workspace, "team": "Measured", "user_id": "UBOT", "bot_id": "BBOT"}

    def users_list(self) -> Json:
        return {"members": []}

    def conversations_open(self) -> Json:
        return {"channel": {"id": f"D{next(self.numbers)}"}}

    def chat_postMessage(self) -> Json:  # noqa: N802 - Slack's own name
        self.posted += 1
        return {"channel": "D1", "ts": f"{next(self.numbers)}.000100"}

    async def over_socket(self, request: Json) -> None:
        """Give when the bot has acknowledged it."""
        assert self.socket is not None
        identity = secrets.token_hex(8)
        kind = "slash_commands" if "command" in request else "interactive"
        self.waiting[identity] = asyncio.get_running_loop().create_future()
        try:
            envelope = {"envelope_id": identity, "type": kind, "payload": request, "accepts_response_payload": True}
            await self.socket.send_json(envelope)
            await asyncio.wait_for(self.waiting[identity], PATIENCE)
        finally:
            del self.waiting[identity]

    def _take(self, answer: Json) -> None:
        future = self.waiting.get(str(answer.get("envelope_id")))
        if future is not None and not future.done():
            future.set_result(None)


def serve(workspace: str, ends: Connection) -> None:
    """Serve until the other end of the connection closes: tell the port, then answer each Load when it is over."""
    asyncio.run(_serve(workspace, ends))


async def _serve(workspace: str, ends: Connection) -> None:
    slack = QuietSlack(workspace)
    runner = web.AppRunner(slack.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    ends.send(address)
    with contextlib.suppress(EOFError):
        while True:
            load: Load = await asyncio.to_thread(ends.recv)
            ends.send(await _press_on(slack, load, address))
    await runner.cleanup()


async def _press_on(slack: QuietSlack, load: Load, address: str) -> Acknowledgements:
    """The requests of a load, each sent at its moment whether or not the ones before it were answered."""
    before = slack.posted
    async with _sender(slack, load) as send:
        began = time.monotonic()
        tasks = []
        for number in range(int(load.per_second * load.seconds)):
            due = began + number / load.per_second
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            request = _fresh(load.requests[number % len(load.requests)], address)
            tasks.append(asyncio.create_task(_wait(send, request, due)))
        waits = await asyncio.gather(*tasks)
    answered = tuple(wait for wait in waits if wait is not None)
    return Acknowledgements(answered, len(waits) - len(answered), slack.posted - before)


async def _wait(send: Callable[[Json], Any], request: Json, due: float) -> float | None:
    try:
        await send(request)
    except (TimeoutError, ClientError, ConnectionError):
        return None
    return time.monotonic() - due


def _fresh(request: Json, address: str) -> Json:
    """Each request has a trigger of its own: with the same one the bot would take it for a second delivery."""
    return request | {"trigger_id": secrets.token_hex(8), "response_url": f"{address}/respond"}


@contextlib.asynccontextmanager
async def _sender(slack: QuietSlack, load: Load) -> AsyncIterator[Callable[[Json], Any]]:
    if load.request_url is None:
        yield slack.over_socket
        return
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session:

        async def over_http(request: Json) -> None:
            body = urlencode(request if "command" in request else {"payload": json.dumps(request)})
            headers = _signed(body) | {"content-type": "application/x-www-form-urlencoded"}
            async with session.post(load.request_url or "", data=body, headers=headers) as answer:
                await answer.read()
                answer.raise_for_status()

        yield over_http


def _signed(body: str) -> dict[str, str]:
    moment = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=moment, body=body)
    return {"x-slack-request-timestamp": moment, "x-slack-signature": signature or ""}
