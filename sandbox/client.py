"""What people do in the sandbox and what they see there, as one would say it; for tests. Standard library only."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Message:
    """One message as one person reads it; buttons are listed in the text in square brackets."""

    text: str
    author: str
    place: str
    ts: str
    only_you: bool
    buttons: tuple[str, ...]
    thread: str | None
    controls: tuple[dict[str, Any], ...] = field(default=(), repr=False, compare=False)


class Wire:
    """JSON over HTTP to the sandbox."""

    def __init__(self, url: str) -> None:
        """Talk to the sandbox at this address."""
        self.url = url.rstrip("/")

    def get(self, path: str, **query: object) -> Any:
        """Ask for something."""
        return self.open(urllib.request.Request(f"{self.url}{path}?{urllib.parse.urlencode(query)}"))  # noqa: S310 - ours

    def post(self, path: str, **body: object) -> Any:
        """Do something; what a person may not do is an AssertionError with the sandbox's sentence."""
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self.open(urllib.request.Request(f"{self.url}{path}", data, headers))  # noqa: S310 - the sandbox's address

    def open(self, request: urllib.request.Request) -> Any:
        """Send a request and read its JSON."""
        try:
            with OPENER.open(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                body = json.loads(error.read() or b"{}")
            raise AssertionError(body.get("sentence") or body.get("error") or str(error)) from None


class Clock:
    """The workspace's clock."""

    def __init__(self, wire: Wire) -> None:
        """Read and move the clock of one sandbox."""
        self.wire = wire

    def now(self) -> str:
        """Give the time in the workspace, ISO 8601 in UTC."""
        return str(self.wire.get("/clock")["now"])

    def move_to(self, instant: str) -> None:
        """Move forward to an instant."""
        self.wire.post("/sandbox/clock", to=instant)

    def forward(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Move forward by so much."""
        self.wire.post("/sandbox/clock", seconds=((days * 24 + hours) * 60 + minutes) * 60)


class Person:
    """One person of the sandbox: what they do, and what they see."""

    def __init__(self, wire: Wire, name: str) -> None:
        """Act as the person with this first or full name."""
        self.wire = wire
        self.name = str(wire.get("/sandbox/view", person=name)["person"]["name"])
        self.place = "general"
        self.at_home = False

    def types(self, words: str, *, place: str | None = None, thread: str | None = None) -> None:
        """Type words where the person is, or in a place; a slash command is answered before this returns."""
        self.at_home = False
        self.place = place or self.current_place()
        self.wire.post("/sandbox/say", person=self.name, place=self.place, text=words, thread=thread)

    def current_place(self) -> str:
        """Give the place where the person is: the last one used, else a channel they are in."""
        places = [("bot" if one["kind"] == "bot" else str(one["name"])) for one in self.look()["places"]]
        return self.place if self.place in places else places[0]

    def says(self, words: str, *, place: str = "bot", thread: str | None = None) -> None:
        """Write to the bot, or in a channel."""
        self.at_home = False
        self.wire.post("/sandbox/say", person=self.name, place=place, text=words, thread=thread)

    def mentions(self, words: str, *, place: str = "general", thread: str | None = None) -> None:
        """Write in a channel with a mention of the bot in front."""
        app = self.wire.get("/sandbox/world")["app"]
        self.says(f"@{app} {words}", place=place, thread=thread)

    def opens_home(self) -> None:
        """Open the app's Home."""
        self.at_home = True
        self.wire.post("/sandbox/open", person=self.name, tab="home")

    def opens_messages(self) -> None:
        """Open the app's direct messages."""
        self.at_home = False
        self.wire.post("/sandbox/open", person=self.name, tab="messages")

    def look(self) -> Any:
        """Give all that the person sees."""
        return self.wire.get("/sandbox/view", person=self.name)

    def home_text(self) -> str:
        """Give the words of the person's Home; empty before the app published one."""
        home = self.look()["home"]
        return str(home["text"]) if home else ""

    def messages(self, place: str | None = None) -> list[Message]:
        """Give the messages that the person sees, oldest first, everywhere or in one place."""
        return read_messages(self.look(), place)

    def sees(self, words: str, *, within: float = 5.0, place: str | None = None) -> Message:
        """Give the newest message that holds the words, waiting for it so long; else fail with what is seen."""
        until = time.monotonic() + within
        while True:
            view = self.look()
            seen = read_messages(view, place)
            found = [message for message in seen if words in message.text]
            if found:
                return found[-1]
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{self.name} does not see {words!r}. {describe(seen)}")
            self.wire.get("/sandbox/changes", since=view["version"], wait=left)

    def does_not_see(self, words: str, *, place: str | None = None) -> None:
        """Fail when a message holds the words now."""
        found = [message for message in self.messages(place) if words in message.text]
        if found:
            raise AssertionError(f"{self.name} sees {words!r}: {found[-1].text}")

    def sees_home(self, words: str, *, within: float = 5.0) -> str:
        """Give the Home's words once they hold these, waiting so long; else fail with what is there."""
        until = time.monotonic() + within
        while True:
            view = self.look()
            text = str(view["home"]["text"]) if view["home"] else ""
            if words in text:
                return text
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError(
                    f"{self.name} does not see {words!r} at Home, which says:\n{text or '(nothing yet)'}"
                )
            self.wire.get("/sandbox/changes", since=view["version"], wait=left)

    def presses(self, label: str, *, near: str = "") -> None:
        """Press a button in the newest message that holds `near`, or at Home; confirmation counts as given."""
        self.use("buttons", label, near)

    def chooses(self, label: str, *, near: str = "") -> None:
        """Choose an option of a menu in the newest message that holds `near`, or at Home."""
        self.use("choices", label, near)

    def use(self, kind: str, label: str, near: str) -> None:
        """Find one control by its label and use it."""
        view = self.look()
        home = [{**view["home"], "place": "home", "ts": ""}] if view["home"] and near in view["home"]["text"] else []
        newest_first = [part for part in reversed(list_parts(view)) if near in part["text"]]
        candidates = home + newest_first if self.at_home else newest_first + home
        for part in candidates:
            found = [control for control in part[kind] if control["label"] == label]
            if len(found) > 1:
                raise AssertionError(f"{len(found)} controls are called {label!r} near {near!r}: {part['text']}")
            if found:
                self.send_press(part, found[0])
                return
        labels = sorted({control["label"] for part in candidates for control in part[kind]})
        raise AssertionError(
            f"{self.name} finds no {label!r} near {near!r}. There is: {', '.join(labels) or 'nothing'}"
        )

    def send_press(self, part: dict[str, Any], control: dict[str, Any]) -> None:
        """Press the control of one message or of Home."""
        where = {"place": part["place"], "ts": part["ts"], "option": control.get("value", "")}
        ids = {"block_id": control["block_id"], "action_id": control["action_id"]}
        self.wire.post("/sandbox/press", person=self.name, **where, **ids)


class Client:
    """The sandbox as a test sees it."""

    def __init__(self, url: str) -> None:
        """Use the sandbox at this address."""
        self.transport = Wire(url)
        self.clock = Clock(self.transport)

    def person(self, name: str) -> Person:
        """Act as somebody, by first or full name."""
        return Person(self.transport, name)

    def wire(self) -> list[dict[str, Any]]:
        """Give what went over the wire, oldest first: number, at, direction, kind, verdict, payload."""
        return list(self.transport.get("/sandbox/wire"))

    def pings(self) -> list[dict[str, Any]]:
        """Give the notifications that the bot's messages caused by mention: whom, place, ts, text."""
        return list(self.transport.get("/sandbox/pings"))

    def unmodelled(self) -> list[str]:
        """Give what was answered with 501 because the sandbox does not model it."""
        return list(self.transport.get("/sandbox/status")["unmodelled"])

    def wait_for_bot(self, within: float = 20.0) -> None:
        """Wait until the bot has a connection."""
        until = time.monotonic() + within
        while not (status := self.transport.get("/sandbox/status"))["connected"]:
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError(f"no bot connected within {within} seconds")
            self.transport.get("/sandbox/changes", since=status["version"], wait=left)


def list_parts(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Give every visible message with its place, oldest first."""
    parts = [
        {**message, "place": "bot" if place["kind"] == "bot" else place["name"]}
        for place in view["places"]
        for message in place["messages"]
    ]
    return sorted(parts, key=lambda part: str(part["ts"]))


def read_messages(view: dict[str, Any], place: str | None) -> list[Message]:
    """Give the visible messages, everywhere or in one place."""
    return [
        Message(
            text=part["text"],
            author=part["author"]["name"],
            place=part["place"],
            ts=part["ts"],
            only_you=part["only_you"],
            buttons=tuple(button["label"] for button in part["buttons"]),
            thread=part["thread"] or None,
            controls=tuple(part["buttons"]),
        )
        for part in list_parts(view)
        if place is None or part["place"] == place.lstrip("#")
    ]


def describe(seen: list[Message]) -> str:
    """List the last messages for somebody who expected another one."""
    lines = [f"  {one.place}, {one.author}{' (only you)' if one.only_you else ''}: {one.text}" for one in seen[-8:]]
    return "What is there:\n" + "\n".join(lines) if lines else "There are no messages."
