"""The workspace: its conversations, messages and Home views, and all that the other modules share."""

import asyncio
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.manifest import Manifest
from sandbox.mrkdwn import Reader
from sandbox.rates import Rates
from sandbox.refusals import Json, Refusals
from sandbox.sockets import Sockets
from sandbox.tokens import Tokens
from sandbox.wire import Wire
from sandbox.world import SLACKBOT, Person, World


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


@dataclass
class Conversation:
    """A channel, or the app's direct messages with one person."""

    id: str
    name: str
    members: set[str]
    direct: bool = False
    messages: list[Message] = field(default_factory=list)

    def find(self, ts: str) -> Message | None:
        """Find a message that everybody in the conversation sees."""
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
class Workspace:
    """Everything that lives while the sandbox runs. Only the server's event loop touches it."""

    world: World
    manifest: Manifest
    clock: Clock
    refusals: Refusals
    wire: Wire
    tokens: Tokens
    sockets: Sockets
    url: str = ""
    response_seconds: float = 1800.0
    retry_pauses: tuple[float, ...] = (0.0, 60.0, 300.0)
    rates: Rates = field(default_factory=Rates)
    changes: Changes = field(default_factory=Changes)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    responses: dict[str, ResponseAddress] = field(default_factory=dict)
    read: dict[tuple[str, str], str] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Open the channels and let everybody in who belongs there."""
        for channel in self.world.channels.values():
            members = {
                one.id for one in self.world.people.values() if not one.deactivated and may_enter(one, channel.name)
            }
            members |= {self.world.bot_user} if channel.bot_is_member else set()
            self.conversations[channel.id] = Conversation(channel.id, channel.name, members)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do work beside the present request; it is cancelled when the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def direct(self, person: str) -> Conversation:
        """Give the app's direct messages with a person, opened when need be."""
        channel = "D" + person[1:]
        if channel not in self.conversations:
            members = {person, self.world.bot_user}
            self.conversations[channel] = Conversation(channel, "directmessage", members, direct=True)
        return self.conversations[channel]

    def post(self, message: Message) -> Message:
        """Keep a message; blocks and controls without an id get one, as in Slack."""
        fill_ids(message.blocks)
        self.conversations[message.channel].messages.append(message)
        self.changes.bump()
        return message

    def whisper(self, channel: str, person: str, text: str) -> None:
        """Let Slackbot tell one person something."""
        self.post(Message(self.clock.stamp(), channel, SLACKBOT, text, [], only_for=person))

    def name_of(self, identity: str) -> str:
        """Give the name that people see for a user or a channel."""
        if identity == self.world.bot_user:
            return self.manifest.name
        if identity in self.world.people:
            return self.world.people[identity].name
        if identity in self.world.channels:
            return self.world.channels[identity].name
        return "Slackbot" if identity == SLACKBOT else identity

    def reader(self, person: Person) -> Reader:
        """Say how this person reads names and dates."""
        return Reader(self.name_of, person.zone)


def may_enter(person: Person, channel: str) -> bool:
    """Say whether a person is in a channel; a guest and an external person only where listed."""
    return not person.channels or channel in person.channels


def fill_ids(blocks: list[Json]) -> None:
    """Give an id to each block and control that has none."""
    for block in blocks:
        block.setdefault("block_id", secrets.token_hex(3))
        accessory = [block["accessory"]] if isinstance(block.get("accessory"), dict) else []
        elements = block.get("elements", []) if block.get("type") == "actions" else []
        for part in [*accessory, *elements]:
            if part.get("type") in {"button", "static_select", "overflow"}:
                part.setdefault("action_id", secrets.token_hex(3))


def describe_message(workspace: Workspace, message: Message) -> Json:
    """Give a message as Slack's message object."""
    world = workspace.world
    body: Json = {"type": "message", "user": message.author, "text": message.text, "ts": message.ts, "team": world.team}
    if message.author == world.bot_user:
        profile = {"id": world.bot, "app_id": world.app, "name": workspace.manifest.name, "team_id": world.team}
        body |= {"bot_id": world.bot, "app_id": world.app, "bot_profile": {**profile, "deleted": False}}
    body |= {"blocks": message.blocks} if message.blocks else {}
    body |= {"thread_ts": message.thread} if message.thread else {}
    body |= {"metadata": message.metadata} if message.metadata else {}
    return body | ({"edited": {"user": message.author, "ts": message.edited}} if message.edited else {})
