"""Presses and choices: which control was used, and what the app is sent."""

from dataclasses import dataclass
from typing import Any

from sandbox.commands import make_trigger
from sandbox.refusals import Json, declare
from sandbox.rendering import list_elements
from sandbox.responses import make_address
from sandbox.sockets import Envelope, NotAnsweredError, NotConnectedError
from sandbox.workspace import Conversation, Workspace, describe_message
from sandbox.world import Person

NOT_THERE = declare("press:not_there", status=409)
NOT_ENABLED = declare("press:interactivity_is_off", status=409)
NOT_CONNECTED = declare("press:dispatch_failed", status=409)
NOT_ANSWERED = declare("press:operation_timeout", status=409)


@dataclass(frozen=True)
class Press:
    """Who used which control; the option only for a menu."""

    person: Person
    block_id: str
    action_id: str
    option: str = ""


async def press_in_message(workspace: Workspace, press: Press, place: Conversation, ts: str) -> None:
    """Send a press in a message that this person sees."""
    visible = (one for one in place.messages if one.ts == ts and one.only_for in {"", press.person.id})
    message = workspace.refusals.require(NOT_THERE, next(visible, None), sentence="That message is not there any more.")
    action = describe_action(workspace, press, message.blocks)
    values = message.chosen.setdefault(press.person.id, {})
    remember(values, press, action)
    payload = describe_press(workspace, press, action)
    container = {"type": "message", "message_ts": ts, "channel_id": place.id, "is_ephemeral": bool(message.only_for)}
    container |= {"thread_ts": message.thread} if message.thread else {}
    payload |= {"container": container, "channel": {"id": place.id, "name": place.name}, "state": {"values": values}}
    payload |= {} if message.only_for else {"message": describe_message(workspace, message)}
    payload["response_url"] = make_address(workspace, place.id, press.person.id, origin=message)
    await send_press(workspace, payload)


async def press_at_home(workspace: Workspace, press: Press) -> None:
    """Send a press in this person's Home; it comes without a response_url."""
    view = workspace.refusals.require(NOT_THERE, workspace.homes.get(press.person.id), sentence="There is no Home yet.")
    action = describe_action(workspace, press, view["blocks"])
    remember(view["state"]["values"], press, action)
    payload = describe_press(workspace, press, action)
    payload |= {"container": {"type": "view", "view_id": view["id"]}, "view": view}
    await send_press(workspace, payload)


def describe_action(workspace: Workspace, press: Press, blocks: list[Json]) -> Json:
    """Give the action of a press, in the form of its control."""
    found = (
        part
        for block, part in list_elements(blocks)
        if (block["block_id"], part["action_id"]) == (press.block_id, press.action_id)
    )
    part = workspace.refusals.require(NOT_THERE, next(found, None), sentence="That button is not there any more.")
    action: Json = {"type": part["type"], "block_id": press.block_id, "action_id": press.action_id}
    action["action_ts"] = workspace.clock.stamp()
    if part["type"] == "button":
        return action | {name: part[name] for name in ("text", "value", "style", "url") if name in part}
    chosen = next((option for option in part["options"] if option["value"] == press.option), None)
    return action | {
        "selected_option": workspace.refusals.require(NOT_THERE, chosen, sentence="That choice is not there.")
    }


def remember(values: Json, press: Press, action: Json) -> None:
    """Keep what a select shows now; buttons and overflow menus have no state."""
    if action["type"] == "static_select":
        state = {"type": "static_select", "selected_option": action["selected_option"]}
        values.setdefault(press.block_id, {})[press.action_id] = state


def describe_press(workspace: Workspace, press: Press, action: Json) -> Json:
    """Give what every block_actions payload holds."""
    world, person = workspace.world, press.person
    team = person.external_team or world.team
    user = {"id": person.id, "username": person.user_name, "name": person.user_name, "team_id": team}
    payload: Json = {"type": "block_actions", "user": user, "api_app_id": world.app, "actions": [action]}
    payload |= {"token": workspace.tokens.verification, "team": {"id": world.team, "domain": world.domain}}
    return payload | {"enterprise": None, "is_enterprise_install": False, "trigger_id": make_trigger(workspace)}


async def send_press(workspace: Workspace, payload: dict[str, Any]) -> None:
    """Send a press; the acknowledgement's body is ignored, as in Slack."""
    refuse = workspace.refusals.refuse
    refuse(
        NOT_ENABLED, when=not workspace.manifest.interactive, sentence="The manifest has interactivity switched off."
    )
    try:
        await workspace.sockets.send(Envelope("interactive", payload))
    except NotConnectedError:
        refuse(NOT_CONNECTED, when=True, sentence="The app is not connected, so nothing happened.")
    except NotAnsweredError:
        refuse(NOT_ANSWERED, when=True, sentence="The app did not respond in time (operation_timeout).")
