"""What the client of the sandbox is made of: the wire, the clock, and messages and fields as people see them."""

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

    def move_to(self, instant: str, *, within: float = 60.0) -> None:
        """Move forward to an instant, through every due time on the way; wait until all that was due is done."""
        self.travel(within, jump_to=instant)

    jump_to = move_to

    def forward(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Move forward by so much, through every due time on the way."""
        self.travel(60.0, days=days, hours=hours, minutes=minutes)

    def jump(self, *, within: float = 60.0) -> None:
        """Move forward to the next due time, and wait until what is due is done."""
        self.travel(within, jump="next")

    def upcoming(self) -> list[tuple[str, str]]:
        """Give what each process will do next, as it says now: when and what."""
        return [(one["at"], one["label"]) for one in self.wire.post("/sandbox/clock", refresh=True)["upcoming"]]

    def travel(self, within: float, **target: object) -> None:
        until, clock = time.monotonic() + within, self.wire.post("/sandbox/clock", **target)
        while clock["jumping"]:
            if time.monotonic() > until:
                raise AssertionError(f"The clock has not arrived within {within} seconds. {clock['waiting_for']}")
            time.sleep(0.02)
            clock = self.wire.get("/sandbox/clock")


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


def find_field(form: dict[str, Any], label: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Find a field by its label: its block, its control, and where its value stands in the state."""
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    for block in fields:
        if block["label"]["text"] == label:
            state = form["values"][block["block_id"]][block["element"]["action_id"]]
            return block, block["element"], next(name for name in state if name not in {"type", "timezone"})
    labels = ", ".join(block["label"]["text"] for block in fields)
    raise AssertionError(f"There is no field called {label!r}. There is: {labels or 'nothing'}")


def describe(seen: list[Message]) -> str:
    """List the last messages for somebody who expected another one."""
    lines = [f"  {one.place}, {one.author}{' (only you)' if one.only_you else ''}: {one.text}" for one in seen[-8:]]
    return "What is there:\n" + "\n".join(lines) if lines else "There are no messages."
