"""What one person sees: their conversations, messages and Home, in words for the client and spans for the page."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from sandbox.mrkdwn import describe_spans, flatten
from sandbox.refusals import Json
from sandbox.rendering import list_buttons, list_choices, read_blocks, render
from sandbox.times import write_day, write_time
from sandbox.workspace import Conversation, Message, Workspace
from sandbox.world import SLACKBOT, Person

PING = re.compile(r"<(?:!(?P<all>channel|here|everyone)|@(?P<person>[A-Z0-9]+))(?:\|[^>]*)?>")


def describe_view(workspace: Workspace, person: Person) -> Json:
    """Give all that a person sees, and how the sandbox itself is doing."""
    places = [one for one in workspace.conversations.values() if not one.direct and person.id in one.members]
    shown = [describe_place(workspace, person, place) for place in [*places, workspace.direct(person.id)]]
    return {**describe_status(workspace), "person": describe_person(person), "places": shown} | {
        "home": describe_home(workspace, person)
    }


def describe_status(workspace: Workspace) -> Json:
    """Say how the sandbox is doing: its clock, the bot's connection, and what it could not answer."""
    now, clock = workspace.clock.now(), workspace.clock.describe()
    words = f"{write_day(now, 'Europe/London')}, {write_time(now, 'Europe/London')}"
    return {
        "version": workspace.changes.version,
        "clock": {**clock, "words": words, "runs": workspace.clock.runs},
        "connected": bool(workspace.sockets.connections),
        "notices": workspace.wire.notices,
        "unmodelled": workspace.wire.unmodelled,
    }


def describe_person(person: Person) -> Json:
    """Introduce a person."""
    return {"id": person.id, "name": person.name, "organisation": person.organisation, "flags": person.flags()}


def describe_world(workspace: Workspace) -> Json:
    """Give what does not change while the sandbox runs."""
    commands, known = workspace.manifest.commands.values(), workspace.manifest.commands
    examples = [words for words in workspace.world.examples if words.split()[0] in known]
    return {
        "workspace": workspace.world.name,
        "app": workspace.manifest.name,
        "home": workspace.manifest.home,
        "people": [describe_person(person) for person in workspace.world.people.values()],
        "examples": examples or list(known)[:3],
        "commands": [{"name": one.name, "hint": one.hint, "description": one.description} for one in commands],
    }


def describe_place(workspace: Workspace, person: Person, place: Conversation) -> Json:
    """Give one conversation with the messages in it that this person sees."""
    visible = [one for one in place.messages if one.only_for in {"", person.id}]
    seen = workspace.read.get((person.id, place.id), "")
    unread = [one for one in visible if one.ts > seen and one.author != person.id]
    name = workspace.manifest.name if place.direct else place.name
    messages = [describe_message(workspace, person, message) for message in visible]
    kind = "bot" if place.direct else "channel"
    return {"id": place.id, "name": name, "kind": kind, "unread": len(unread), "messages": messages}


def describe_message(workspace: Workspace, person: Person, message: Message) -> Json:
    """Give one message as this person reads it."""
    reader, at = workspace.reader(person), datetime.fromtimestamp(float(message.ts), UTC)
    kinds = {workspace.world.bot_user: "app", SLACKBOT: "slackbot"}
    words = read_blocks(message.blocks, reader) if message.blocks else flatten(message.text, reader)
    return {
        "ts": message.ts,
        "author": {"id": message.author, "name": workspace.name_of(message.author)}
        | {"kind": kinds.get(message.author, "person")},
        "day": write_day(at, person.zone),
        "time": write_time(at, person.zone),
        "text": words,
        "spans": [] if message.blocks else describe_spans(message.text, reader),
        "blocks": render(message.blocks, reader),
        "only_you": bool(message.only_for),
        "thread": message.thread if message.thread != message.ts else "",
        "edited": bool(message.edited),
        "chosen": message.chosen.get(person.id, {}),
        **describe_controls(message.blocks),
    }


def describe_controls(blocks: list[Json]) -> Json:
    """Give what can be pressed and chosen."""
    return {"buttons": list_buttons(blocks), "choices": list_choices(blocks)}


def describe_home(workspace: Workspace, person: Person) -> Json | None:
    """Give a person's Home, once the app has published it."""
    view = workspace.homes.get(person.id)
    if view is None:
        return None
    reader = workspace.reader(person)
    shown = {
        "text": read_blocks(view["blocks"], reader),
        "blocks": render(view["blocks"], reader),
        "hash": view["hash"],
    }
    return {**shown, "chosen": view["state"]["values"], **describe_controls(view["blocks"])}


def list_pings(workspace: Workspace) -> list[Json]:
    """Give the notifications that the bot's messages caused by mention."""
    posted = (
        (place, message)
        for place in workspace.conversations.values()
        for message in place.messages
        if message.author == workspace.world.bot_user and not message.only_for
    )
    return [ping for place, message in posted for ping in find_pings(workspace, place, message)]


def find_pings(workspace: Workspace, place: Conversation, message: Message) -> Iterator[Json]:
    """Find the mentions in one message: in its blocks, or in its text when it has none."""
    texts = list(find_markup(message.blocks)) if message.blocks else [message.text]
    for found in (found for text in texts for found in PING.finditer(text)):
        person = found["person"]
        if person == workspace.world.bot_user or (person and person not in place.members):
            continue  # Slack notifies nobody who is not in the conversation, and no app of its own words
        whom = found["all"] or workspace.name_of(person)
        yield {"whom": whom, "place": "bot" if place.direct else place.name, "ts": message.ts, "text": message.text}


def find_markup(part: object) -> Iterator[str]:
    """Find every markup text in blocks."""
    if isinstance(part, list):
        for item in part:
            yield from find_markup(item)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield str(part.get("text", ""))
        for value in part.values():
            yield from find_markup(value)
