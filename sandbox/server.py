"""The sandbox as one object: a server in a thread of its own, for tests and for the command line."""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urljoin

from aiohttp import web
from aiohttp.typedefs import Middleware

from sandbox.api.files import show_file, take_bytes
from sandbox.api.refusals import Refusals, UnmodelledError
from sandbox.api.tokens import Tokens
from sandbox.api.web_api import answer_call
from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.control import Control, Handler, answer_refusals
from sandbox.installing import Installing
from sandbox.manifest import read_manifest
from sandbox.neighbours import move_in
from sandbox.payloads.posts import Posts
from sandbox.payloads.responses import answer_response
from sandbox.payloads.sockets import Sockets
from sandbox.payloads.wire import Wire
from sandbox.workspace import Workspace
from sandbox.world import WORLD, read_world

PAGE = Path(__file__).with_name("page")
LOOPBACK = ("127.0.0.1", "localhost")


class Sandbox(AbstractContextManager["Sandbox"]):
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
        trigger_seconds: float = 3.0,
        transport: Literal["socket", "http"] = "socket",
        request_url: str | None = None,
        several: bool = False,
    ) -> None:
        self.refusals = Refusals()
        clock, changes, tokens = Clock(self.refusals, runs=clock_runs), Changes(), Tokens()
        places, wire = read_world(Path(world)), Wire(clock)
        sockets = Sockets(self.refusals, wire, changes, places.app, ack_seconds)
        granted = read_manifest(Path(manifest))
        self.workspace = Workspace(places, granted, clock, self.refusals, wire, tokens, sockets, changes)
        self.workspace.retry_pauses = tuple(retry_pauses)
        self.workspace.response_seconds, self.workspace.trigger_seconds = response_seconds, trigger_seconds
        if transport == "http":
            self.workspace.posts = Posts(tokens, wire, changes, ack_seconds, request_url or "")
        self.app_token = tokens.app
        self.control = Control(self.workspace)
        self.neighbour = move_in(self.workspace, self.control) if several else None
        self.installing = Installing([one for one, _ in self.sides()])
        if several:  # an app for several is in none of them until somebody installs it
            for one, _ in self.sides():
                one.tokens.revoke()
        self.port = port
        self.failure: OSError | None = None
        self.ready, self.stopping = threading.Event(), asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.thread = threading.Thread(target=self.run, name="sandbox", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def bot_token(self) -> str:
        return self.workspace.tokens.bot

    def sides(self) -> list[tuple[Workspace, Control]]:
        """Give each workspace that is here, with its page's interface."""
        next_door = [(self.neighbour.workspace, self.neighbour.control)] if self.neighbour else []
        return [(self.workspace, self.control), *next_door]

    @property
    def request_url(self) -> str:
        return self.workspace.posts.url if self.workspace.posts else ""

    @request_url.setter
    def request_url(self, url: str) -> None:
        for workspace, _ in self.sides():
            if workspace.posts:  # Socket Mode needs no address
                workspace.posts.url, workspace.posts.verified = url, False

    def environment(self) -> dict[str, str]:
        socket = {} if self.workspace.posts else {"SLACK_APP_TOKEN": self.app_token}
        addresses = {"SLACK_API_URL": f"{self.url}/api/", "CLOCK_URL": f"{self.url}/clock"}
        secret = self.workspace.tokens.signing_secret
        tokens = {"SLACK_SIGNING_SECRET": secret}
        if self.neighbour:
            ours = self.installing
            tokens |= {"SLACK_CLIENT_ID": ours.client_id, "SLACK_CLIENT_SECRET": ours.client_secret}
            tokens |= {"PUBLIC_URL": urljoin(self.request_url, "/")}
        else:
            tokens |= {"SLACK_BOT_TOKEN": self.bot_token}
        # pace is machine time: under a low ceiling a jump over many messages would take minutes
        return {**socket, **addresses, **tokens, "MESSAGES_PER_SECOND": "50"}

    def start(self) -> None:
        """Listen; raises OSError when the port is taken."""
        self.thread.start()
        self.ready.wait()
        if self.failure:
            self.thread.join()
            raise self.failure

    def stop(self) -> None:
        if self.loop and self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.stopping.set)
        if self.thread.ident:
            self.thread.join()

    def tell(self, notice: str) -> None:
        self.workspace.wire.notices.append(notice)
        if self.loop:
            self.loop.call_soon_threadsafe(self.workspace.changes.bump)

    def run(self) -> None:
        try:
            asyncio.run(self.serve())
        except OSError as failure:
            self.failure = failure
            self.ready.set()

    async def serve(self) -> None:
        runners = [await listen(build_app(self.workspace, self.control, self.installing), self.port)]
        try:
            self.port = runners[0].addresses[0][1]
            self.workspace.url = self.url
            if self.neighbour:
                runners.append(await listen(build_app(*self.sides()[1]), 0))
                self.neighbour.port = runners[1].addresses[0][1]
                self.neighbour.workspace.url = self.neighbour.url
            self.loop = asyncio.get_running_loop()
            for workspace, _ in self.sides():
                if workspace.posts:
                    workspace.run(workspace.posts.verify())
            self.ready.set()
            await self.stopping.wait()
        finally:
            self.control.jumps.stop()
            for task in (tasks := [task for workspace, _ in self.sides() for task in workspace.tasks]):
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for socket in list(self.workspace.sockets.connections):
                await socket.close(code=1001, message=b"the sandbox stops")
            self.workspace.changes.bump()
            for runner in runners:
                await runner.cleanup()


async def listen(app: web.Application, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def build_app(workspace: Workspace, control: Control, installing: Installing | None = None) -> web.Application:
    """Build what one workspace serves; the first one is where the app calls, for all of them."""
    app = web.Application(middlewares=[answer_refusals, guard_host(workspace)], client_max_size=4_000_000)
    if installing:
        installing.add_routes(app)
    app.router.add_route(
        "*", "/api/{method}", partial(answer_for, installing.workspaces if installing else [workspace])
    )
    app.router.add_get("/link/", workspace.sockets.serve)
    app.router.add_post("/upload/{file}", partial(take_bytes, workspace))
    app.router.add_get("/files/{file}/{name}", partial(show_file, workspace))
    app.router.add_post("/response/{team}/{secret}", partial(answer_response, workspace))
    app.add_routes(control.routes())
    app.router.add_get("/", show_page)
    app.router.add_static("/page/", PAGE)
    return app


async def answer_for(workspaces: Sequence[Workspace], request: web.Request) -> web.Response:
    """Answer a call in the workspace that its token belongs to."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    knows = (one for one in workspaces if token == one.tokens.bot or token in one.tokens.revoked)
    return await answer_call(next(knows, workspaces[0]), request)


async def show_page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})


def guard_host(workspace: Workspace) -> Middleware:
    """Refuse a request that reached this machine under a foreign name, as a hostile web page could make it."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = (request.host or "").rsplit(":", 1)[0]
        sentence = "The sandbox answers only on this machine."
        try:
            workspace.refusals.refuse("server:foreign_host", when=host not in LOOPBACK, sentence=sentence)
            return await handler(request)
        except UnmodelledError as unmodelled:
            body = {"ok": False, "error": "sandbox_not_modelled", "sentence": str(unmodelled)}
            return web.json_response(body, status=501)

    return guard
