"""The workspace: its conversations, messages and Home views, and all that the other modules share."""

import asyncio
import mimetypes
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sandbox.api.rates import Rates
from sandbox.api.refusals import Json, Refusals
from sandbox.api.tokens import Tokens
from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.kit.blocks import list_blocks
from sandbox.kit.mrkdwn import Reader
from sandbox.manifest import Manifest
from sandbox.payloads.posts import Posts
from sandbox.payloads.sockets import Envelope, NotAnsweredError, NotDeliveredError, Sockets
from sandbox.payloads.wire import Wire
from sandbox.world import SLACKBOT, Person, World

MOST_CONTROLS = 5000


@dataclass
class File:
    """One file; the channel is where the app showed it, or `by` who put it into a form."""

    id: str
    name: str
    alt: str
    length: int
    body: bytes = b""
    title: str = ""
    channel: str = ""
    by: str = ""

    def describe(self, url: str) -> Json:
        address = f"{url}/files/{self.id}/{quote(self.name)}"
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        body = {"id": self.id, "name": self.name, "title": self.title, "alt_txt": self.alt, "mimetype": kind}
        body |= {"user": self.by, "filetype": self.name.rpartition(".")[2].lower()} if self.by else {}
        return body | {"size": self.length, "url_private": address, "url_private_download": address}


@dataclass
class Message:
    """One message; an ephemeral one has the only person who sees it."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[Json]
    thread: str = ""
    only_for: str = ""
    metadata: Json | None = None
    edited: str = ""
    chosen: dict[str, Json] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    replies: list["Message"] = field(default_factory=list)


@dataclass
class Conversation:
    """A channel, or the app's direct messages with one person."""

    id: str
    name: str
    members: set[str]
    direct: bool = False
    group: bool = False
    messages: list[Message] = field(default_factory=list)

    def find(self, ts: str) -> Message | None:
        return next((one for one in self.messages if one.ts == ts and not one.only_for), None)


@dataclass
class ResponseAddress:
    """A response_url: where and for whom it answers, and how often it still may."""

    channel: str
    person: str
    until: float
    origin: Message | None = None
    left: int = 5


@dataclass
class Trigger:
    """A trigger_id: whose it is, until when it can open a view, and the modal in which they acted."""

    person: str
    until: float
    view: str = ""
    spent: bool = False


@dataclass
class Modal:
    """One view of a person's stack; the view holds what they have typed so far, as Slack's state."""

    person: str
    view: Json
    problems: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


@dataclass
class Workspace:
    """Everything that lives while the sandbox runs. Only the server's event loop touches it."""

    world: World
    manifest: Manifest
    clock: Clock
    refusals: Refusals
    wire: Wire
    tokens: Tokens
    sockets: Sockets
    changes: Changes
    posts: Posts | None = None
    url: str = ""
    response_seconds: float = 1800.0
    retry_pauses: tuple[float, ...] = (0.0, 60.0, 300.0)
    rates: Rates = field(default_factory=Rates)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    modals: dict[str, list[Modal]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    trigger_seconds: float = 3.0
    responses: dict[str, ResponseAddress] = field(default_factory=dict)
    read: dict[tuple[str, str], str] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    faults: Faults = field(default_factory=Faults)
    controls: dict[tuple[str, str], Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for channel in self.world.channels.values():
            members = {one.id for one in self.world.people.values() if may_enter(one, channel.name)}
            members |= {self.world.bot_user} if channel.bot_is_member else set()
            self.conversations[channel.id] = Conversation(channel.id, channel.name, members)

    @property
    def connected(self) -> bool:
        return self.posts.verified if self.posts else bool(self.sockets.connections)

    async def check(self) -> None:
        if self.posts and self.posts.verified:
            await self.posts.check()

    async def send(self, envelope: Envelope) -> Any:
        if not self.tokens.is_installed and not tells_of_going(envelope):
            raise NotDeliveredError
        answer = await (self.posts or self.sockets).send(envelope)
        if self.faults.take("late_answer"):
            self.wire.note("to Slack", "acknowledgement", "fault: counted as too late", envelope.payload)
            raise NotAnsweredError
        return answer

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do work beside the present request; it is cancelled when the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def direct(self, person: str) -> Conversation:
        channel = "D" + person[1:]
        if channel not in self.conversations:
            members = {person, self.world.bot_user}
            self.conversations[channel] = Conversation(channel, "directmessage", members, direct=True)
        return self.conversations[channel]

    def show(self, blocks: list[Json]) -> None:
        """Give blocks their ids, and remember their controls: a person may press what was there a moment ago."""
        fill_ids(blocks)
        for _, block in list_blocks(blocks):
            self.controls |= {(block["block_id"], part["action_id"]): part for part in list_parts(block)}
        while len(self.controls) > MOST_CONTROLS:
            del self.controls[next(iter(self.controls))]

    def post(self, message: Message) -> Message:
        self.show(message.blocks)
        place = self.conversations[message.channel]
        if message.thread and not message.only_for and (parent := place.find(message.thread)):
            parent.replies.append(message)
        place.messages.append(message)
        self.changes.bump()
        return message

    def say(self, channel: str, text: str, blocks: list[Json], **more: Any) -> Message:
        """Post a message of the bot's."""
        return self.post(Message(self.clock.stamp(), channel, self.world.bot_user, text, blocks, **more))

    def whisper(self, channel: str, person: str, text: str) -> None:
        self.post(Message(self.clock.stamp(), channel, SLACKBOT, text, [], only_for=person))

    def name_of(self, identity: str) -> str:
        found = self.world.people.get(identity) or self.world.channels.get(identity)
        others = {self.world.bot_user: self.manifest.name, SLACKBOT: "Slackbot"}
        return found.name if found else others.get(identity, identity)

    def reader(self, person: Person) -> Reader:
        return Reader(self.name_of, person.zone)


def tells_of_going(envelope: Envelope) -> bool:
    """Say whether this is news that reaches an app which is not there any more."""
    return envelope.payload.get("event", {}).get("type") in {"app_uninstalled", "tokens_revoked"}


def may_enter(person: Person, channel: str) -> bool:
    """Say whether a person is in a channel; a guest and an external person only where listed."""
    return not person.deactivated and (not person.channels or channel in person.channels)


def fill_ids(blocks: list[Json]) -> None:
    for _, block in list_blocks(blocks):
        block.setdefault("block_id", secrets.token_hex(3))
        for part in list_parts(block):
            part.setdefault("action_id", secrets.token_hex(3))


def list_parts(block: Json) -> list[Json]:
    """Give the controls of a block: whatever a person can press, choose or fill in."""
    parts = [*block.get({"actions": "elements", "card": "actions"}.get(block["type"], ""), [])]
    parts += [block[name] for name in ("accessory", "element") if isinstance(block.get(name), dict)]
    return [part for part in parts if part.get("type") != "image"]


def describe_message(workspace: Workspace, message: Message) -> Json:
    world = workspace.world
    body: Json = {"type": "message", "user": message.author, "text": message.text, "ts": message.ts, "team": world.team}
    if message.author == world.bot_user:
        profile = {"id": world.bot, "app_id": world.app, "name": workspace.manifest.name, "team_id": world.team}
        body |= {"bot_id": world.bot, "app_id": world.app, "bot_profile": {**profile, "deleted": False}}
    body |= {"files": [file.describe(workspace.url) for file in message.files]} if message.files else {}
    body |= {"blocks": message.blocks} if message.blocks else {}
    body |= {"thread_ts": message.thread} if message.thread else {}
    if message.replies:
        authors = list(dict.fromkeys(one.author for one in message.replies))
        body |= {"thread_ts": message.ts, "reply_count": len(message.replies), "reply_users": authors}
        body |= {"reply_users_count": len(authors), "latest_reply": message.replies[-1].ts}
    body |= {"metadata": message.metadata} if message.metadata else {}
    body |= {"subtype": "tombstone"} if message.author == SLACKBOT else {}
    return body | ({"edited": {"user": message.author, "ts": message.edited}} if message.edited else {})
