"""The JSON interface of the page and of the client: what people do, the clock, and what went over the wire."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from sandbox.clock import read_instant
from sandbox.commands import run_command
from sandbox.interactions import Press, press_at_home, press_in_message
from sandbox.perspective import describe_status, describe_view, describe_world, list_pings
from sandbox.refusals import Json, RefusedError, declare
from sandbox.speech import find_actor, find_place, open_tab, say
from sandbox.workspace import Workspace
from sandbox.world import Person

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BAD_REQUEST = declare("control:not_an_object", status=400)
BAD_INSTANT = declare("clock:not_an_instant", status=409)
LONGEST_WAIT = 20.0


class Control:
    """The handlers of everything under /sandbox/."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve one workspace."""
        self.workspace = workspace

    def routes(self) -> list[web.RouteDef]:
        """Name the addresses."""
        return [
            web.get("/clock", self.show_clock),
            web.get("/sandbox/world", self.show_world),
            web.get("/sandbox/view", self.show_view),
            web.get("/sandbox/status", self.show_status),
            web.get("/sandbox/changes", self.wait_for_change),
            web.get("/sandbox/wire", self.show_wire),
            web.get("/sandbox/pings", self.show_pings),
            web.post("/clock", self.take_report),
            web.post("/sandbox/clock", self.move_clock),
            web.post("/sandbox/say", self.say),
            web.post("/sandbox/press", self.press),
            web.post("/sandbox/open", self.open),
            web.post("/sandbox/read", self.mark_read),
        ]

    async def show_clock(self, _: web.Request) -> web.Response:
        """Tell the domain time to whoever follows the clock."""
        return web.json_response(self.workspace.clock.describe())

    async def take_report(self, _: web.Request) -> web.Response:
        """Say plainly that reports to the clock are not modelled yet."""
        return web.json_response({"ok": False, "error": "not modelled yet"}, status=501)

    async def show_world(self, _: web.Request) -> web.Response:
        """Give the people and the commands."""
        return web.json_response(describe_world(self.workspace))

    async def show_status(self, _: web.Request) -> web.Response:
        """Say how the sandbox is doing."""
        return web.json_response(describe_status(self.workspace))

    async def show_view(self, request: web.Request) -> web.Response:
        """Give what one person sees; looking is allowed to a deactivated person too."""
        return web.json_response(describe_view(self.workspace, self.find_viewer(request)))

    def find_viewer(self, request: web.Request) -> Person:
        """Find who looks."""
        name = request.query.get("person", "")
        person = self.workspace.world.find_person(name)
        return person or find_actor(self.workspace, name)

    async def wait_for_change(self, request: web.Request) -> web.Response:
        """Answer when something has changed since the version given, or after a while."""
        since, seconds = int(request.query.get("since", "0")), float(request.query.get("wait", LONGEST_WAIT))
        version = await self.workspace.changes.wait(since, min(seconds, LONGEST_WAIT))
        return web.json_response({"version": version})

    async def show_wire(self, _: web.Request) -> web.Response:
        """Give what went over the wire."""
        return web.json_response(self.workspace.wire.list_records())

    async def show_pings(self, _: web.Request) -> web.Response:
        """Give the notifications that the bot's messages caused."""
        return web.json_response(list_pings(self.workspace))

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock forward, to an instant or by some seconds."""
        given, clock = await self.read(request), self.workspace.clock
        try:
            to = (
                read_instant(given["to"]) if "to" in given else clock.now() + timedelta(seconds=float(given["seconds"]))
            )
        except (KeyError, ValueError, TypeError):
            sentence = "Give the time as in 2022-07-04T08:00:00Z."
            self.workspace.refusals.refuse(BAD_INSTANT, when=True, sentence=sentence)
            to = clock.now()
        clock.move_to(to)
        self.workspace.changes.bump()
        return web.json_response(clock.describe())

    async def say(self, request: web.Request) -> web.Response:
        """Let a person write; what starts with a slash is a command."""
        given, workspace = await self.read(request), self.workspace
        person = find_actor(workspace, str(given.get("person", "")))
        place = find_place(workspace, person, str(given.get("place", "bot")))
        words, thread = str(given.get("text", "")), str(given.get("thread") or "")
        if words.startswith("/"):
            await run_command(workspace, person, place, words, thread=thread)
        else:
            say(workspace, person, place, words, thread=thread)
        return web.json_response({"ok": True})

    async def press(self, request: web.Request) -> web.Response:
        """Let a person press a button or choose from a menu."""
        given, workspace = await self.read(request), self.workspace
        person = find_actor(workspace, str(given.get("person", "")))
        names = (str(given.get(name, "")) for name in ("block_id", "action_id", "option"))
        press = Press(person, *names)
        if given.get("place") == "home":
            await press_at_home(workspace, press)
        else:
            place = find_place(workspace, person, str(given.get("place", "")))
            await press_in_message(workspace, press, place, str(given.get("ts", "")))
        return web.json_response({"ok": True})

    async def open(self, request: web.Request) -> web.Response:
        """Let a person open the app's Home or messages."""
        given = await self.read(request)
        person = find_actor(self.workspace, str(given.get("person", "")))
        open_tab(self.workspace, person, "messages" if given.get("tab") == "messages" else "home")
        return web.json_response({"ok": True})

    async def mark_read(self, request: web.Request) -> web.Response:
        """Remember how far a person has read."""
        given, workspace = await self.read(request), self.workspace
        person = find_actor(workspace, str(given.get("person", "")))
        place = find_place(workspace, person, str(given.get("place", "bot")))
        newest = place.messages[-1].ts if place.messages else ""
        if workspace.read.get((person.id, place.id), "") != newest:
            workspace.read[person.id, place.id] = newest
            workspace.changes.bump()
        return web.json_response({"ok": True})

    async def read(self, request: web.Request) -> Json:
        """Read a request's JSON object."""
        try:
            # A foreign page can send plain text to this machine unasked, but not this type.
            body = json.loads(await request.text()) if request.content_type == "application/json" else None
        except json.JSONDecodeError:
            body = None
        given: Json | None = body if isinstance(body, dict) else None
        return self.workspace.refusals.require(BAD_REQUEST, given, sentence="Send a JSON object.")


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what a person may not do with its error and a sentence."""
    try:
        return await handler(request)
    except RefusedError as refused:
        body = {"ok": False, "error": refused.refusal.error, "sentence": refused.sentence}
        return web.json_response(body, status=max(refused.refusal.status, 400))
