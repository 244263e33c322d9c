"""The sandbox as one object: a server in a thread of its own, for tests and for the command line."""

import asyncio
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Middleware

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.control import Control, Handler, answer_refusals
from sandbox.manifest import read_manifest
from sandbox.refusals import Refusals, UnmodelledError, declare
from sandbox.responses import answer_response
from sandbox.sockets import Sockets
from sandbox.tokens import Tokens
from sandbox.web_api import answer_call
from sandbox.wire import Wire
from sandbox.workspace import Workspace
from sandbox.world import WORLD, read_world

PAGE = Path(__file__).with_name("page")
FOREIGN_HOST = declare("server:foreign_host", status=403)
LOOPBACK = ("127.0.0.1", "localhost")


class Sandbox:
    """A stand-in Slack workspace on 127.0.0.1. Use it as a context manager, or call start and stop."""

    def __init__(
        self,
        manifest: str | Path = "manifest.json",
        *,
        port: int = 0,
        clock_runs: bool = False,
        world: str | Path = WORLD,
        ack_seconds: float = 3.0,
        retry_pauses: Sequence[float] = (0.0, 60.0, 300.0),
        response_seconds: float = 1800.0,
    ) -> None:
        """Read the manifest and the world; nothing listens yet. Port 0 means any free port."""
        self.refusals = Refusals()
        clock, changes = Clock(self.refusals, runs=clock_runs), Changes()
        places, wire = read_world(Path(world)), Wire(clock)
        self.workspace = Workspace(
            world=places,
            manifest=read_manifest(Path(manifest)),
            clock=clock,
            refusals=self.refusals,
            wire=wire,
            tokens=Tokens(),
            sockets=Sockets(self.refusals, wire, changes, places.app, ack_seconds),
            response_seconds=response_seconds,
            retry_pauses=tuple(retry_pauses),
            changes=changes,
        )
        self.port = port
        self.failure: OSError | None = None
        self.ready, self.stopping = threading.Event(), asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.thread = threading.Thread(target=self.run, name="sandbox", daemon=True)

    def __enter__(self) -> Self:
        """Start to listen."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and leave nothing behind."""
        self.stop()

    @property
    def url(self) -> str:
        """Give the page's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def bot_token(self) -> str:
        """Give the token that the Web API takes."""
        return self.workspace.tokens.bot

    @property
    def app_token(self) -> str:
        """Give the token that opens a socket."""
        return self.workspace.tokens.app

    def environment(self) -> dict[str, str]:
        """Give what a bot's process needs in its environment."""
        return {
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "SLACK_SIGNING_SECRET": self.workspace.tokens.signing_secret,
            "SLACK_API_URL": f"{self.url}/api/",
            "CLOCK_URL": f"{self.url}/clock",
        }

    def start(self) -> None:
        """Listen; raises OSError when the port is taken."""
        self.thread.start()
        self.ready.wait()
        if self.failure:
            self.thread.join()
            raise self.failure

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self.loop and self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.stopping.set)
        if self.thread.ident:
            self.thread.join()

    def tell(self, notice: str) -> None:
        """Show a notice on the page."""
        if self.loop:
            self.loop.call_soon_threadsafe(self.show_notice, notice)

    def show_notice(self, notice: str) -> None:
        """Keep a notice and wake the page."""
        self.workspace.wire.notices.append(notice)
        self.workspace.changes.bump()

    def run(self) -> None:
        """Serve until told to stop, in the thread."""
        try:
            asyncio.run(self.serve())
        except OSError as failure:
            self.failure = failure
            self.ready.set()

    async def serve(self) -> None:
        """Listen, say so, and clean up at the end."""
        runner = web.AppRunner(build_app(self.workspace), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", self.port)
            await site.start()
            self.port = runner.addresses[0][1]
            self.workspace.url = self.url
            self.loop = asyncio.get_running_loop()
            self.ready.set()
            await self.stopping.wait()
        finally:
            await close(self.workspace)
            await runner.cleanup()


async def close(workspace: Workspace) -> None:
    """Cancel what still runs, close the sockets and wake whoever waits."""
    tasks = list(workspace.tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for socket in list(workspace.sockets.connections):
        await socket.close(code=1001, message=b"the sandbox stops")
    workspace.changes.bump()


def build_app(workspace: Workspace) -> web.Application:
    """Put all addresses together."""
    app = web.Application(middlewares=[answer_refusals, guard_host(workspace)], client_max_size=4_000_000)
    app.router.add_route("*", "/api/{method}", partial(answer_call, workspace))
    app.router.add_get("/link/", workspace.sockets.serve)
    app.router.add_post("/response/{team}/{secret}", partial(answer_response, workspace))
    app.add_routes(Control(workspace).routes())
    app.router.add_get("/", show_page)
    app.router.add_static("/page/", PAGE)
    return app


async def show_page(_: web.Request) -> web.FileResponse:
    """Give the page."""
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})


def guard_host(workspace: Workspace) -> Middleware:
    """Refuse a request that reached this machine under a foreign name, as a hostile web page could make it."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = (request.host or "").rsplit(":", 1)[0]
        sentence = "The sandbox answers only on this machine."
        try:
            workspace.refusals.refuse(FOREIGN_HOST, when=host not in LOOPBACK, sentence=sentence)
            return await handler(request)
        except UnmodelledError as unmodelled:
            return web.json_response(
                {"ok": False, "error": "sandbox_not_modelled", "sentence": str(unmodelled)}, status=501
            )

    return guard
