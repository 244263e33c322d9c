"""What people type: a message, or a slash command when it starts with one."""

import re

from sandbox.events import open_app, tell_message
from sandbox.mrkdwn import escape
from sandbox.refusals import declare
from sandbox.workspace import Conversation, Message, Workspace
from sandbox.world import Person

DEACTIVATED = declare("person:is_deactivated", status=409)
NOBODY = declare("person:not_found", status=404)
NOT_HERE = declare("person:not_in_conversation", status=409)
READ_ONLY = declare("person:messages_tab_is_off", status=409)
NO_THREAD = declare("person:thread_not_found", status=409)
NO_WORDS = declare("person:said_nothing", status=409)


def find_actor(workspace: Workspace, name: str) -> Person:
    """Find who acts; a deactivated person cannot."""
    person = workspace.refusals.require(NOBODY, workspace.world.find_person(name), sentence=f"Nobody is called {name}.")
    sentence = f"{person.name} is deactivated and cannot do anything in this workspace."
    workspace.refusals.refuse(DEACTIVATED, when=person.deactivated, sentence=sentence)
    return person


def find_place(workspace: Workspace, person: Person, name: str) -> Conversation:
    """Find a conversation by its id, its channel name, or "bot" for the app's direct messages."""
    if name in {"bot", "D" + person.id[1:]}:
        return workspace.direct(person.id)
    found = (
        one for one in workspace.conversations.values() if not one.direct and name.lstrip("#") in {one.id, one.name}
    )
    place = workspace.refusals.require(NOT_HERE, next(found, None), sentence=f"There is no channel called {name}.")
    sentence = f"{person.name} is not in #{place.name}."
    workspace.refusals.refuse(NOT_HERE, when=person.id not in place.members, sentence=sentence)
    return place


def say(workspace: Workspace, person: Person, place: Conversation, words: str, *, thread: str = "") -> Message:
    """Post what a person wrote, and tell the app where it may know."""
    refuse = workspace.refusals.refuse
    refuse(NO_WORDS, when=not words.strip(), sentence="Write something first.")
    sentence = "The manifest lets nobody write in this app's messages tab."
    refuse(READ_ONLY, when=place.direct and not workspace.manifest.messages, sentence=sentence)
    refuse(NO_THREAD, when=bool(thread) and place.find(thread) is None, sentence="There is no such thread.")
    text = encode_mentions(workspace, words)
    message = Message(workspace.clock.stamp(), place.id, person.id, text, [], thread=thread)
    workspace.post(message)
    tell_message(workspace, place, message)
    return message


def encode_mentions(workspace: Workspace, words: str) -> str:
    """Write typed words as Slack's client sends them: escaped, with "@Name" as a mention."""
    names = {workspace.world.bot_user: workspace.manifest.name}
    names |= {person.id: person.name for person in workspace.world.people.values()}
    text = escape(words)
    for identity, name in names.items():
        text = re.sub(rf"@{re.escape(name)}\b", f"<@{identity}>", text)
    return text


def open_tab(workspace: Workspace, person: Person, tab: str) -> None:
    """Open the app's Home or messages."""
    open_app(workspace, person.id, tab)
    workspace.changes.bump()
