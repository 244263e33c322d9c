"""What people type: a message, or a slash command when it starts with one."""

import re

from sandbox.api.chat import Content, erase, rewrite
from sandbox.kit.mrkdwn import escape
from sandbox.payloads.events import tell_words
from sandbox.workspace import Conversation, Message, Workspace
from sandbox.world import Person


def find_actor(workspace: Workspace, name: str) -> Person:
    person = workspace.refusals.require(
        "person:not_found", workspace.world.find_person(name), f"Nobody is called {name}."
    )
    sentence = f"{person.name} is deactivated and cannot do anything in this workspace."
    workspace.refusals.refuse("person:is_deactivated", when=person.deactivated, sentence=sentence)
    return person


def find_place(workspace: Workspace, person: Person, name: str) -> Conversation:
    """Find a conversation by its id, its channel name, or "bot" for the app's direct messages."""
    if name in {"bot", "D" + person.id[1:]}:
        return workspace.direct(person.id)
    found = (
        one
        for one in workspace.conversations.values()
        if not one.direct and name.lstrip("#") in {one.id, one.name, name_group(workspace, person, one)}
    )
    place = workspace.refusals.require(
        "person:not_in_conversation", next(found, None), f"There is no channel called {name}."
    )
    sentence = f"{person.name} is not in #{place.name}."
    workspace.refusals.refuse("person:not_in_conversation", when=person.id not in place.members, sentence=sentence)
    return place


def name_group(workspace: Workspace, person: Person, place: Conversation) -> str:
    others = place.members - {person.id, workspace.world.bot_user}
    return ", ".join(sorted(workspace.name_of(one) for one in others)) if place.group else ""


def say(workspace: Workspace, person: Person, place: Conversation, words: str, *, thread: str = "") -> Message:
    refuse = workspace.refusals.refuse
    refuse("person:said_nothing", when=not words.strip(), sentence="Write something first.")
    sentence = "The manifest lets nobody write in this app's messages tab."
    refuse("person:messages_tab_is_off", when=place.direct and not workspace.manifest.messages, sentence=sentence)
    unknown = bool(thread) and place.find(thread) is None
    refuse("person:thread_not_found", when=unknown, sentence="There is no such thread.")
    text = encode_mentions(workspace, words)
    message = Message(workspace.clock.stamp(), place.id, person.id, text, [], thread=thread)
    workspace.post(message)
    tell_words(workspace, message)
    return message


def reload(workspace: Workspace, person: Person) -> None:
    """Forget what this person alone sees, as Slack's own window does when it is loaded again."""
    for place in workspace.conversations.values():
        place.messages = [one for one in place.messages if one.only_for != person.id]
    workspace.changes.bump()


def change_words(workspace: Workspace, person: Person, place: Conversation, ts: str, words: str) -> None:
    """Change what one has written oneself; without words it is taken away."""
    found = place.find(ts)
    mine, sentence = found if found and found.author == person.id else None, "You can change only what you wrote."
    message = workspace.refusals.require("person:not_their_message", mine, sentence)
    if words.strip():
        rewrite(workspace, message, Content(encode_mentions(workspace, words), [], {}))
    else:
        erase(workspace, message)


def encode_mentions(workspace: Workspace, words: str) -> str:
    names = {workspace.world.bot_user: workspace.manifest.name}
    names |= {person.id: person.name for person in workspace.world.people.values()}
    text = escape(words)
    for identity, name in names.items():
        text = re.sub(rf"@{re.escape(name)}\b", f"<@{identity}>", text)
    return text
