"""A Slack and a clock for tests, at the edge of the network: they behave, and remember what people see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import Machine
from bot.slack import Channel, Installation, Person, Posted, SlackFault
from bot.views.parts import Card
from tests.people import EVERYBODY, Somebody

MONDAY = datetime(2022, 6, 27, 8, 0, tzinfo=UTC)
WORKSPACE = "T0SOUTH"


class FixedClock:
    """Domain time that moves only when told to."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, **length: float) -> None:
        self._now += timedelta(**length)

    def move_to(self, moment: str) -> None:
        self._now = datetime.fromisoformat(moment).astimezone(UTC)


class FakeMachine(Machine):
    """Machine time that moves only when told to."""

    def __init__(self) -> None:
        self._passed = 0.0

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self._passed)

    def seconds(self) -> float:
        return self._passed

    def forward(self, **length: float) -> None:
        self._passed += timedelta(**length).total_seconds()


@dataclass
class Seen:
    """A message as it stands on somebody's screen."""

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]]
    thread: str | None = None
    workspace: str = WORKSPACE


ROOMS = (
    Channel("C0GENERAL", "general", is_shared=False, people=12),
    Channel("C0BRIDGE", "bridge", is_shared=True, people=30),
)


@dataclass
class SeenFile:
    """A file as it stands in a conversation, with the words beside it."""

    channel: str
    name: str
    words: str
    body: bytes = field(repr=False)


@dataclass
class FakeSlack:
    """The workspace as our side of Slack's Web API sees it. `faults` are raised, one a call, before anything happens;
    `lost_replies` are raised after the message was posted."""

    workspace: str = WORKSPACE
    posts: list[Seen] = field(default_factory=list)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    forms: list[dict[str, Any]] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    answers: list[tuple[str, str, Card]] = field(default_factory=list)
    faults: list[SlackFault] = field(default_factory=list)
    lost_replies: list[SlackFault] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    marks: dict[str, Posted] = field(default_factory=dict)
    looked_for: list[str] = field(default_factory=list)
    uploads: list[tuple[str, bytes]] = field(default_factory=list)
    files: list[SeenFile] = field(default_factory=list)
    given: dict[str, bytes] = field(default_factory=dict)  # what people put into forms, by address
    rooms: list[Channel] = field(default_factory=lambda: list(ROOMS))
    _stamps: int = 0

    def who_we_are(self, token: str) -> Installation:
        self._fail()
        return Installation(self.workspace, "South", "B0BOT", "U0BOT", frozenset({"chat:write"}))

    def people(self, workspace: str) -> Iterator[Person]:
        self._fail()
        for somebody in EVERYBODY:
            yield _person(somebody)

    def person(self, workspace: str, slack_id: str, *, patience: int = 10) -> Person:
        self._fail()
        return next(_person(somebody) for somebody in EVERYBODY if somebody.slack_id == slack_id)

    def conversation(self, workspace: str, slack_ids: Sequence[str]) -> str:
        self._fail()
        return "G" + "+".join(sorted(slack_ids))

    def open_form(self, workspace: str, trigger: str, view: dict[str, Any]) -> None:
        self._fail()
        self.forms.append(view)

    def turn_form(self, workspace: str, form: str, view: dict[str, Any]) -> None:
        self._fail()
        self.turned.append(form)
        self.forms.append(view)

    def change_form(self, workspace: str, view_id: str, version: str, view: dict[str, Any]) -> None:
        self._fail()
        self.forms.append(view)

    def channels(self, workspace: str) -> Iterator[Channel]:
        self._fail()
        yield from (replace(room, people=None) for room in self.rooms)

    def channel(self, workspace: str, channel: str) -> Channel | None:
        self._fail()
        return next((room for room in self.rooms if room.id == channel), None)

    def take_down(self, workspace: str, posted: Posted) -> None:
        self._fail()
        self.posts = [seen for seen in self.posts if (seen.channel, seen.ts) != (posted.channel, posted.ts)]

    def direct_message(self, workspace: str, slack_id: str) -> str:
        self._fail()
        self.opened.append(slack_id)
        return f"D{slack_id}"

    def post(self, workspace: str, channel: str, card: Card, *, mark: str, thread: str | None = None) -> Posted:
        self._fail()
        self._stamps += 1
        ts = f"{999 + self._stamps}.000000"
        self.posts.append(Seen(channel, ts, card.text, list(card.blocks), thread, workspace))
        self.marks[mark] = Posted(channel, ts)
        if self.lost_replies:
            raise self.lost_replies.pop(0)
        return Posted(channel, ts)

    def upload(self, workspace: str, name: str, body: bytes) -> str:
        self._fail()
        self.uploads.append((name, body))
        return f"F{len(self.uploads)}"

    def show_file(self, workspace: str, channel: str, file: str, *, title: str, words: str) -> None:
        self._fail()
        self.files.append(SeenFile(channel, title, words, self.uploads[int(file[1:]) - 1][1]))
        if self.lost_replies:
            raise self.lost_replies.pop(0)

    def download(self, workspace: str, address: str, *, most: int) -> bytes:
        self._fail()
        return self.given[address][:most]

    def forget_posts(self) -> None:
        """What was posted never arrived."""
        self.posts.clear()
        self.marks.clear()

    def find(self, workspace: str, channel: str, mark: str, *, since: datetime) -> Posted | None:
        self._fail()
        self.looked_for.append(mark)
        return self.marks.get(mark)

    def show_home(self, workspace: str, slack_id: str, view: dict[str, Any]) -> None:
        self._fail()
        self.homes[slack_id] = view

    def replace(self, response_url: str, card: Card) -> None:
        self._fail()
        self.answers.append(("replaced", response_url, card))

    def whisper(self, response_url: str, card: Card) -> None:
        self._fail()
        self.answers.append(("whispered", response_url, card))

    def open_socket(self, app_token: str) -> None:
        self._fail()

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)


def _person(somebody: Somebody) -> Person:
    return Person(
        slack_id=somebody.slack_id,
        name=somebody.name,
        zone=somebody.zone,
        email_domain=somebody.email_domain,
        is_organiser=somebody.is_organiser,
        is_deactivated=somebody.is_deactivated,
    )
