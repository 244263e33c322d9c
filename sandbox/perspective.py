"""What one person sees: their conversations, messages and Home, in words for the client and spans for the page."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from sandbox.api.refusals import Json
from sandbox.clock import write_day, write_moment, write_time
from sandbox.kit.mrkdwn import describe_spans, flatten
from sandbox.kit.rendering import list_buttons, list_choices, read_blocks, render
from sandbox.speech import name_group
from sandbox.workspace import Conversation, File, Message, Modal, Workspace
from sandbox.world import SLACKBOT, Person

PING = re.compile(r"<(?:!(?P<all>channel|here|everyone)|@(?P<person>[A-Z0-9]+))(?:\|[^>]*)?>")


def describe_view(workspace: Workspace, person: Person) -> Json:
    places = [one for one in workspace.conversations.values() if not one.direct and person.id in one.members]
    places.sort(key=lambda place: place.group)
    shown = [describe_place(workspace, person, place) for place in [*places, workspace.direct(person.id)]]
    modals = [describe_modal(workspace, person, modal) for modal in workspace.modals.get(person.id, [])]
    body = {**describe_status(workspace), "person": describe_person(person), "places": shown, "modals": modals}
    return {**body, "home": describe_home(workspace, person)}


def describe_status(workspace: Workspace) -> Json:
    """Say how the sandbox is doing: its clock, the bot's connection, and what it could not answer."""
    clock = workspace.clock.describe() | {"words": write_moment(workspace.clock.now())}
    return {
        "version": workspace.changes.version,
        "clock": {**clock, "runs": workspace.clock.runs},
        "connected": workspace.connected,
        "notices": workspace.wire.notices,
        "unmodelled": workspace.wire.unmodelled,
    }


def describe_person(person: Person) -> Json:
    return {"id": person.id, "name": person.name, "organisation": person.organisation, "flags": person.flags()}


def describe_world(workspace: Workspace) -> Json:
    commands, known = workspace.manifest.commands.values(), workspace.manifest.commands
    examples = [words for words in workspace.world.examples if words.split()[0] in known]
    return {
        "workspace": workspace.world.name,
        "app": workspace.manifest.name,
        "home": workspace.manifest.home,
        "people": [describe_person(person) for person in workspace.world.people.values()],
        "examples": examples or list(known)[:3],
        "shortcuts": [
            {"name": one.name, "callback": one.callback, "on_message": one.on_message}
            for one in workspace.manifest.shortcuts
        ],
        "commands": [{"name": one.name, "hint": one.hint, "description": one.description} for one in commands],
    }


def describe_place(workspace: Workspace, person: Person, place: Conversation) -> Json:
    visible = [one for one in place.messages if one.only_for in {"", person.id}]
    seen = workspace.read.get((person.id, place.id), "")
    unread = [one for one in visible if one.ts > seen and one.author != person.id]
    messages = [describe_message(workspace, person, message) for message in visible]
    kind = "bot" if place.direct else "group" if place.group else "channel"
    name = {"bot": workspace.manifest.name, "group": name_group(workspace, person, place)}.get(kind, place.name)
    members = {"members": [workspace.name_of(one) for one in sorted(place.members)]} if place.group else {}
    return {"id": place.id, "name": name, "kind": kind, "unread": len(unread), "messages": messages, **members}


def describe_message(workspace: Workspace, person: Person, message: Message) -> Json:
    reader, at = workspace.reader(person), datetime.fromtimestamp(float(message.ts), UTC)
    kinds = {workspace.world.bot_user: "app", SLACKBOT: "slackbot"}
    words = read_blocks(message.blocks, reader) if message.blocks else flatten(message.text, reader)
    words = "\n".join([words, *(f"[{file.title}: {file.alt or file.name}]" for file in message.files)]).strip()
    return {
        "ts": message.ts,
        "author": {"id": message.author, "name": workspace.name_of(message.author)}
        | {"kind": kinds.get(message.author, "person")},
        "day": write_day(at, person.zone),
        "time": write_time(at, person.zone),
        "text": words,
        "spans": [] if message.blocks else describe_spans(message.text, reader),
        "blocks": render(message.blocks, reader),
        "files": [describe_file(person, file) for file in message.files],
        "only_you": bool(message.only_for),
        "thread": message.thread if message.thread != message.ts else "",
        "edited": bool(message.edited),
        "chosen": message.chosen.get(person.id, {}),
        **describe_controls(message.blocks),
    }


def describe_file(person: Person, file: File) -> Json:
    address = f"/files/{file.id}/{quote(file.name)}?person={person.id}"
    return {"name": file.name, "title": file.title, "alt": file.alt, "size": file.length, "url": address}


def describe_controls(blocks: list[Json]) -> Json:
    return {"buttons": list_buttons(blocks), "choices": list_choices(blocks)}


def describe_home(workspace: Workspace, person: Person) -> Json | None:
    view = workspace.homes.get(person.id)
    if view is None:
        return None
    reader = workspace.reader(person)
    shown = {
        "text": read_blocks(view["blocks"], reader),
        "blocks": render(view["blocks"], reader),
        "hash": view["hash"],
        "id": view["id"],
        "values": view["state"]["values"],
    }
    return {**shown, **describe_controls(view["blocks"])}


def describe_modal(workspace: Workspace, person: Person, modal: Modal) -> Json:
    view, reader = modal.view, workspace.reader(person)
    words = [view["title"]["text"], read_blocks(view["blocks"], reader), *modal.problems.values(), modal.trouble]
    shown = {"blocks": render(view["blocks"], reader), "text": "\n".join(line for line in words if line)}
    shown |= {"problems": modal.problems, "trouble": modal.trouble, "values": view["state"]["values"]}
    return {**view, **shown, **describe_controls(view["blocks"])}


def list_pings(workspace: Workspace) -> list[Json]:
    posted = (
        (place, message)
        for place in workspace.conversations.values()
        for message in place.messages
        if message.author == workspace.world.bot_user and not message.only_for
    )
    return [ping for place, message in posted for ping in find_pings(workspace, place, message)]


def find_pings(workspace: Workspace, place: Conversation, message: Message) -> Iterator[Json]:
    texts = list(find_markup(message.blocks)) if message.blocks else [message.text]
    for found in (found for text in texts for found in PING.finditer(text)):
        person = found["person"]
        if person == workspace.world.bot_user or (person and person not in place.members):
            continue  # Slack notifies nobody who is not in the conversation, and no app of its own words
        whom = found["all"] or workspace.name_of(person)
        yield {"whom": whom, "place": "bot" if place.direct else place.name, "ts": message.ts, "text": message.text}


def find_markup(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from find_markup(item)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield str(part.get("text", ""))
        for value in part.values():
            yield from find_markup(value)
