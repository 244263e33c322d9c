"""The JSON interface of the page and of the client: what people do, the clock, and what went over the wire."""

# GET  /sandbox/world, status, wire, pings
# GET  /sandbox/changes?since=VERSION&wait=SECONDS: answers once something differs from that version
# GET  /sandbox/view?person=U…: all that a person sees. "places": kind channel, bot or group (a group has "members");
#      a message has "files"; "modals", bottom first: each is Slack's view with "text", "buttons", "choices", and
#      "problems": {block_id: sentence}, "trouble": a sentence or "", "values": state.values as typed so far
# POST /sandbox/say: {"person","place","text","thread"}
# POST /sandbox/edit: {"person","place","ts","text"}: changes what one wrote, and takes it away when text is empty
# POST /sandbox/press: {"person", "place" and "ts" or "view_id", "block_id","action_id", "option" or "state"}. Option
#      is the value chosen in a menu, state what another field holds, as in state.values; in a view also "values"
# POST /sandbox/type: {"person","view_id","values"} keeps what was typed in a form or at Home and sends nothing
# POST /sandbox/submit: {"person","view_id","values": {block_id: {action_id: state}}}, answered with "problems",
#      "sentence" and "result": closed, cleared, updated, pushed, problems or trouble
# POST /sandbox/close: {"person","view_id","everything"}; open: {"person","tab"} home or messages
# POST /sandbox/read: {"person","place"}; reload: {"person"}: their window is loaded again, what they alone saw is gone
# GET  /sandbox/clock: "now","words","step","running","jumping","going_to","waiting_for", and "next" and
#      the list "upcoming", whose items have "at","words","label"
# POST /sandbox/clock: {"jump": "next"}, {"jump_to": ISO}, {"days"}, {"hours"}, {"minutes"} or {"seconds"} sets out and
#      answers at once; {"refresh": true} asks the processes anew what is upcoming
# POST /sandbox/bot: {"away_days": n} stops the bot that the command line started, moves the clock, and starts it again
# POST /sandbox/people: {"person", "deactivated" or "name" or "zone"}, or {"new": {"name","organisation","email"}}
# POST /sandbox/forge: {"kind"} tampered, stale, malformed or replayed, answered with the bot's "status"
# GET  /sandbox/faults: "kinds" with "kind" and "words", and what is "waiting"
# POST /sandbox/faults: {"kind","times","method"} plants a fault, for calls of one method alone if it is named
# POST /sandbox/uninstall: takes the app out of this workspace
# GET  /clock and POST /clock: the protocol that bots follow the clock by
# What a person may not do is answered with a status from 400, "error" and "sentence".

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from sandbox.api.arguments import read_object
from sandbox.api.files import take_upload
from sandbox.api.refusals import Json, RefusedError
from sandbox.clock import read_instant
from sandbox.installing import uninstall
from sandbox.jumps import Jumps
from sandbox.payloads.commands import run_command
from sandbox.payloads.events import open_app, wrap
from sandbox.payloads.interactions import Press, press_in_message, press_in_view, use_on_message, use_shortcut
from sandbox.payloads.submissions import close_by_hand, submit, type_values
from sandbox.people import change_people
from sandbox.perspective import describe_status, describe_view, describe_world, list_pings
from sandbox.planting import describe_faults, plant
from sandbox.speech import change_words, find_actor, find_place, reload, say
from sandbox.workspace import Workspace
from sandbox.world import Person

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Act = Callable[[Json, Person], Awaitable[Json | None]]
Deed = Callable[[Json], Awaitable[Json | None]]
LONGEST_WAIT = 20.0


class Child(Protocol):
    """The bot's process, when the sandbox started it."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Control:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.jumps = Jumps(workspace)
        self.child: Child | None = None
        self.patience = 5.0

    def routes(self) -> list[web.RouteDef]:
        workspace, jumps = self.workspace, self.jumps
        shows: dict[str, Callable[[], Any]] = {
            "/clock": workspace.clock.describe,
            "/sandbox/clock": jumps.describe,
            "/sandbox/world": lambda: describe_world(workspace),
            "/sandbox/wire": lambda: [asdict(record) for record in workspace.wire.records],
            "/sandbox/pings": lambda: list_pings(workspace),
            "/sandbox/faults": lambda: describe_faults(workspace),
        }
        acts: dict[str, Act] = {"say": self.say, "press": self.press, "open": self.open, "read": self.mark_read}
        acts |= {"type": self.type, "submit": self.submit, "close": self.close}
        acts |= {"edit": self.edit, "reload": self.reload, "shortcut": self.shortcut, "upload": self.upload}
        deeds: dict[str, Deed] = {"clock": self.move_clock, "people": self.change_people, "forge": self.forge}
        deeds |= {"uninstall": self.uninstall, "faults": self.plant_fault, "bot": self.send_bot_away}
        return [
            *(web.get(path, show(describe)) for path, describe in shows.items()),
            *(web.post(f"/sandbox/{name}", self.do(self.by_person(act))) for name, act in acts.items()),
            *(web.post(f"/sandbox/{name}", self.do(deed)) for name, deed in deeds.items()),
            web.get("/sandbox/view", self.show_view),
            web.get("/sandbox/status", self.show_status),
            web.get("/sandbox/changes", self.wait_for_change),
            web.post("/clock", self.take_report),
        ]

    def do(self, deed: Deed) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            done = await deed(await self.read(request))
            return web.json_response({"ok": True} if done is None else done)

        return handle

    def by_person(self, act: Act) -> Deed:
        return lambda given: act(given, find_actor(self.workspace, str(given.get("person", ""))))

    async def show_status(self, _: web.Request) -> web.Response:
        await self.workspace.check()
        return web.json_response(describe_status(self.workspace))

    async def show_view(self, request: web.Request) -> web.Response:
        """Give what one person sees; looking is allowed to a deactivated person too."""
        name = request.query.get("person", "")
        person = self.workspace.world.find_person(name) or find_actor(self.workspace, name)
        return web.json_response(describe_view(self.workspace, person))

    async def wait_for_change(self, request: web.Request) -> web.Response:
        since, seconds = int(request.query.get("since", "0")), float(request.query.get("wait", LONGEST_WAIT))
        version = await self.workspace.changes.wait(since, min(seconds, LONGEST_WAIT))
        return web.json_response({"version": version})

    async def take_report(self, request: web.Request) -> web.Response:
        given = await self.read(request)
        try:
            return web.json_response(await self.jumps.take_report(request, given))
        except ValueError:
            return web.json_response(self.refuse_instant())

    async def move_clock(self, given: Json) -> Json:
        """Set the clock on its way, and answer before it arrives."""
        try:
            to = self.read_target(given)
        except (ValueError, TypeError):
            return self.refuse_instant()
        if given.get("refresh"):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.jumps.refresh(), self.patience)
        else:
            await self.workspace.check()
            self.jumps.start(to)
        return self.jumps.describe()

    def read_target(self, given: Json) -> datetime | None:
        """Read where the clock shall go; nowhere in particular means the next due time."""
        if "jump_to" in given:
            return read_instant(given["jump_to"])
        length = {name: float(given[name]) for name in ("days", "hours", "minutes", "seconds") if name in given}
        if not length and given.get("jump") != "next" and not given.get("refresh"):
            raise ValueError
        return self.workspace.clock.now() + timedelta(**length) if length else None

    def refuse_instant(self) -> Json:
        sentence = "Give the time as in 2022-07-04T08:00:00Z."
        self.workspace.refusals.refuse("clock:not_an_instant", when=True, sentence=sentence)
        return self.jumps.describe()

    async def change_people(self, given: Json) -> Json:
        return change_people(self.workspace, given)

    async def forge(self, given: Json) -> Json:
        workspace = self.workspace
        posts = workspace.refusals.require("forge:not_over_http", workspace.posts, "The bot is not reached over HTTP.")
        person = next(iter(workspace.world.people))
        event = {"type": "app_home_opened", "user": person, "channel": workspace.direct(person).id, "tab": "messages"}
        payload = wrap(workspace, event | {"event_ts": workspace.clock.stamp()})
        return {"status": await posts.forge(str(given.get("kind")), payload)}

    async def plant_fault(self, given: Json) -> Json:
        await plant(self.workspace, str(given.get("kind")), given.get("times", 1), str(given.get("method", "")))
        return describe_faults(self.workspace)

    async def uninstall(self, _: Json) -> None:
        uninstall(self.workspace)

    async def send_bot_away(self, given: Json) -> Json:
        """Stop the bot, move the clock past whatever comes due, and start the bot again."""
        child = self.workspace.refusals.require("bot:not_ours", self.child, "The sandbox did not start the bot.")
        to = self.workspace.clock.now() + timedelta(days=float(given.get("away_days", 1)))
        await asyncio.to_thread(child.stop)
        self.jumps.reports.clear()
        self.jumps.known = False
        self.jumps.start(to)
        await asyncio.to_thread(child.start)
        return self.jumps.describe()

    async def say(self, given: Json, person: Person) -> None:
        place = find_place(self.workspace, person, str(given.get("place", "bot")))
        words, thread = str(given.get("text", "")), str(given.get("thread") or "")
        if words.startswith("/"):
            await run_command(self.workspace, person, place, words, thread=thread)
        else:
            say(self.workspace, person, place, words, thread=thread)

    async def reload(self, _: Json, person: Person) -> None:
        reload(self.workspace, person)

    async def edit(self, given: Json, person: Person) -> None:
        place = find_place(self.workspace, person, str(given.get("place", "")))
        change_words(self.workspace, person, place, str(given.get("ts", "")), str(given.get("text", "")))

    async def press(self, given: Json, person: Person) -> None:
        block_id, action_id, option = (str(given.get(name, "")) for name in ("block_id", "action_id", "option"))
        press = Press(person, block_id, action_id, option, given.get("state") or {})
        if given.get("view_id"):
            view = type_values(self.workspace, person, str(given["view_id"]), given.get("values") or {})
            await press_in_view(self.workspace, press, view)
        else:
            place = find_place(self.workspace, person, str(given.get("place", "")))
            await press_in_message(self.workspace, press, place, str(given.get("ts", "")))

    async def shortcut(self, given: Json, person: Person) -> None:
        callback, ts = str(given.get("callback", "")), str(given.get("ts", ""))
        if not ts:
            await use_shortcut(self.workspace, person, callback)
            return
        place = find_place(self.workspace, person, str(given.get("place", "")))
        await use_on_message(self.workspace, person, callback, place, ts)

    async def upload(self, given: Json, person: Person) -> Json:
        return take_upload(self.workspace, person, str(given.get("name", "")), str(given.get("content", "")))

    async def type(self, given: Json, person: Person) -> None:
        type_values(self.workspace, person, str(given.get("view_id")), given.get("values") or {})

    async def submit(self, given: Json, person: Person) -> Json:
        return await submit(self.workspace, person, str(given.get("view_id")), given.get("values") or {})

    async def close(self, given: Json, person: Person) -> None:
        everything = bool(given.get("everything"))
        close_by_hand(self.workspace, person, str(given.get("view_id")), everything=everything)

    async def open(self, given: Json, person: Person) -> None:
        open_app(self.workspace, person.id, "messages" if given.get("tab") == "messages" else "home")

    async def mark_read(self, given: Json, person: Person) -> None:
        workspace, place = self.workspace, find_place(self.workspace, person, str(given.get("place", "bot")))
        newest = place.messages[-1].ts if place.messages else ""
        if workspace.read.get((person.id, place.id), "") != newest:
            workspace.read[person.id, place.id] = newest
            workspace.changes.bump()

    async def read(self, request: web.Request) -> Json:
        # A foreign page can send plain text to this machine unasked, but not this type.
        given = read_object(await request.text()) if request.content_type == "application/json" else None
        return self.workspace.refusals.require("control:not_an_object", given, "Send a JSON object.")


def show(describe: Callable[[], Any]) -> Handler:
    async def handle(_: web.Request) -> web.Response:
        return web.json_response(describe())

    return handle


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except RefusedError as refused:
        body = {"ok": False, "error": refused.refusal.error, "sentence": refused.sentence}
        return web.json_response(body, status=max(refused.refusal.status, 400))
