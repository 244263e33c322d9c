"""Slash commands: which may be typed where, what the app is sent, and what its answer shows."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.api.chat import read_content
from sandbox.api.refusals import Json, RefusedError, UnmodelledError
from sandbox.kit.views import make_trigger
from sandbox.manifest import Command
from sandbox.payloads.responses import make_address, say
from sandbox.payloads.sockets import Envelope, NotAnsweredError, NotDeliveredError
from sandbox.speech import encode_mentions
from sandbox.workspace import Conversation, Message, ResponseAddress, Workspace
from sandbox.world import Person

ACKNOWLEDGED = frozenset({"text", "blocks", "response_type"})


async def run_command(
    workspace: Workspace, person: Person, place: Conversation, words: str, *, thread: str = ""
) -> None:
    """Run a command and show its answer, or let Slackbot say why there is none."""
    name, _, text = words.strip().partition(" ")
    try:
        check_command(workspace, name, thread)
        command = workspace.manifest.commands.get(name, Command(name, "", "", escapes=False))
        await send_command(workspace, person, place, command, text.strip())
    except RefusedError as refused:
        workspace.whisper(place.id, person.id, str(refused))


def check_command(workspace: Workspace, name: str, thread: str) -> None:
    refuse = workspace.refusals.refuse
    sentence = f"`{name}` is not a valid command. Type / to see the commands."
    refuse("command:not_a_valid_command", when=name not in workspace.manifest.commands, sentence=sentence)
    sentence = f"`{name}` is not supported in threads. Sorry!"
    refuse("command:not_supported_in_threads", when=bool(thread), sentence=sentence)


async def send_command(workspace: Workspace, person: Person, place: Conversation, command: Command, text: str) -> None:
    given = encode_mentions(workspace, text) if command.escapes else text
    payload = describe_command(workspace, person, place, command.name, given)
    try:
        answer = await workspace.send(Envelope("slash_commands", payload))
    except NotAnsweredError:
        sentence = f"`{command.name}` failed because the app did not respond (operation_timeout)."
        workspace.refusals.refuse("command:operation_timeout", when=True, sentence=sentence)
    except NotDeliveredError:
        sentence = f"`{command.name}` failed because the app could not be reached (dispatch_failed)."
        workspace.refusals.refuse("command:dispatch_failed", when=True, sentence=sentence)
    else:
        show_answer(workspace, person, place, f"{command.name} {text}".strip(), answer)


def describe_command(workspace: Workspace, person: Person, place: Conversation, name: str, text: str) -> Json:
    world = workspace.world
    payload = {"token": workspace.tokens.verification, "team_id": world.team, "team_domain": world.domain}
    payload |= {"channel_id": place.id, "channel_name": place.name, "user_id": person.id, "user_name": person.user_name}
    payload |= {"command": name, "text": text, "api_app_id": world.app, "is_enterprise_install": "false"}
    payload["response_url"] = make_address(workspace, place.id, person.id)
    payload["trigger_id"] = make_trigger(workspace, person.id)
    return payload


def show_answer(workspace: Workspace, person: Person, place: Conversation, typed: str, answer: Any) -> None:
    """Show the acknowledgement's own message: to one person, unless it says in_channel."""
    if not answer:
        return
    try:
        given = read_answer(answer)
        content = read_content(Arguments(given, workspace.refusals))
    except (RefusedError, UnmodelledError) as wrong:
        workspace.wire.note("to Slack", "acknowledgement", f"refused: {wrong}", answer)
        if isinstance(wrong, UnmodelledError):
            workspace.wire.note_unmodelled(typed, wrong)
        sentence = f"`{typed}` failed because the app's answer was refused (invalid_command_response): {wrong}."
        workspace.refusals.refuse("command:invalid_command_response", when=True, sentence=sentence)
        return
    for_all = given.get("response_type") == "in_channel"
    if for_all:
        workspace.post(Message(workspace.clock.stamp(), place.id, person.id, typed, []))
    say(workspace, ResponseAddress(place.id, person.id, 0.0), content, for_all=for_all)


def read_answer(answer: Any) -> Json:
    if not isinstance(answer, dict) or answer.keys() - ACKNOWLEDGED:
        raise UnmodelledError("an acknowledgement that holds anything but text, blocks and response_type")
    return answer
