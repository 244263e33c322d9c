"""The methods chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from dataclasses import dataclass

from sandbox.api.arguments import Arguments
from sandbox.api.refusals import Json
from sandbox.kit.blocks import check_message_blocks
from sandbox.payloads.events import tell_change, tell_deletion, tell_message
from sandbox.workspace import Conversation, Message, Workspace, describe_message
from sandbox.world import SLACKBOT

LONGEST, LONGEST_UPDATE, MESSAGE_BURST = 40_000, 4_000, 5


@dataclass(frozen=True)
class Content:
    text: str
    blocks: list[Json]
    warning: Json


def read_content(arguments: Arguments) -> Content:
    """Read text and blocks; without both there is nothing to say. Slack cuts a text that is far too long."""
    refusals = arguments.refusals
    blocks = arguments.parse("blocks")
    if blocks is not None:
        check_message_blocks(refusals, blocks)
    text = arguments.text("text")
    refusals.refuse("chat:no_text", when=not text.strip() and not blocks)
    cut = "message_truncated"
    warning = {"warning": cut, "response_metadata": {"warnings": [cut]}} if len(text) > LONGEST else {}
    return Content(text[:LONGEST], blocks if isinstance(blocks, list) else [], warning)


def read_metadata(arguments: Arguments) -> Json | None:
    metadata = arguments.parse("metadata")
    if metadata is None:
        return None
    known = isinstance(metadata, dict) and set(metadata) == {"event_type", "event_payload"}
    sound = known and bool(metadata["event_type"]) and isinstance(metadata["event_payload"], dict)
    arguments.refusals.refuse("chat:invalid_metadata_format", when=not sound)
    return dict(metadata) if isinstance(metadata, dict) else None


def find_conversation(workspace: Workspace, channel: str) -> Conversation:
    """Find where to post; a person's id means the direct messages with them."""
    if channel in workspace.world.people:
        return workspace.direct(channel)
    found = workspace.refusals.require("chat:channel_not_found", workspace.conversations.get(channel))
    workspace.refusals.refuse("chat:not_in_channel", when=workspace.world.bot_user not in found.members)
    return found


def post_message(workspace: Workspace, arguments: Arguments) -> Json:
    place = find_conversation(workspace, arguments.need("channel"))
    content, metadata, thread = read_content(arguments), read_metadata(arguments), arguments.text("thread_ts")
    workspace.refusals.refuse("chat.postMessage:thread_not_found", when=bool(thread) and place.find(thread) is None)
    seconds = workspace.rates.take(f"channel {place.id}", capacity=MESSAGE_BURST, per_second=1)
    workspace.refusals.refuse("chat.postMessage:ratelimited", when=seconds > 0, sentence=str(seconds))
    message = workspace.say(place.id, content.text, content.blocks, thread=thread, metadata=metadata)
    tell_message(workspace, message)
    answer = {"channel": place.id, "ts": message.ts, "message": describe_message(workspace, message)}
    return {**answer, **content.warning, "verdict": judge(workspace, place)}


def judge(workspace: Workspace, place: Conversation) -> str:
    """Say whether anybody will read it: Slack takes a message to a deactivated person without a word."""
    away = [one.name for one in workspace.world.people.values() if one.deactivated and one.id in place.members]
    return f"ok, but {away[0]} is deactivated and will not read it" if place.direct and away else "ok"


def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Json:
    place, user = find_conversation(workspace, arguments.need("channel")), arguments.need("user")
    content = read_content(arguments)
    workspace.refusals.refuse("chat.postEphemeral:user_not_in_channel", when=user not in place.members)
    thread = arguments.text("thread_ts")
    message = workspace.say(place.id, content.text, content.blocks, only_for=user, thread=thread)
    return {"message_ts": message.ts, **content.warning}


def update_message(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer chat.update; new text without blocks takes the old blocks away."""
    refusals, place = workspace.refusals, find_conversation(workspace, arguments.need("channel"))
    message = refusals.require("chat.update:message_not_found", place.find(arguments.need("ts")))
    refusals.refuse("chat.update:cant_update_message", when=message.author != workspace.world.bot_user)
    refusals.refuse("chat.update:msg_too_long", when=len(arguments.text("text")) > LONGEST_UPDATE)
    content, metadata = read_content(arguments), read_metadata(arguments)
    rewrite(workspace, message, content, metadata)
    answer = {"channel": place.id, "ts": message.ts, "text": message.text}
    return {**answer, "message": describe_message(workspace, message)}


def rewrite(workspace: Workspace, message: Message, content: Content, metadata: Json | None = None) -> None:
    """Replace what a message says; what people had chosen in it is gone."""
    before = describe_message(workspace, message)
    message.text, message.blocks, message.chosen = content.text, content.blocks, {}
    message.metadata, message.edited = metadata or message.metadata, workspace.clock.stamp()
    workspace.show(message.blocks)
    workspace.changes.bump()
    tell_change(workspace, message, before)


def delete_message(workspace: Workspace, arguments: Arguments) -> Json:
    refusals, place = workspace.refusals, find_conversation(workspace, arguments.need("channel"))
    message = refusals.require("chat.delete:message_not_found", place.find(arguments.need("ts")))
    refusals.refuse("chat.delete:cant_delete_message", when=message.author != workspace.world.bot_user)
    erase(workspace, message)
    return {"channel": place.id, "ts": message.ts}


def erase(workspace: Workspace, message: Message) -> None:
    """Take a message away; one with replies leaves a tombstone, so that its thread stays."""
    if message.replies:
        before = describe_message(workspace, message)
        message.author, message.text, message.blocks = SLACKBOT, "This message was deleted.", []
        workspace.changes.bump()
        tell_change(workspace, message, before)
        return
    place = workspace.conversations[message.channel]
    if message in place.messages:  # what one person alone saw may be gone already
        place.messages.remove(message)
    if (parent := place.find(message.thread)) and message in parent.replies:
        parent.replies.remove(message)
    workspace.changes.bump()
    tell_deletion(workspace, message)


METHODS = {"chat.postMessage": post_message, "chat.postEphemeral": post_ephemeral}
METHODS |= {"chat.update": update_message, "chat.delete": delete_message}
