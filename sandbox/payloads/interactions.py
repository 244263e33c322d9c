"""Presses and choices: which control was used, and what the app is sent."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.api.refusals import Json
from sandbox.kit.forms import SLOTS, hold, read_value, start_values
from sandbox.kit.rendering import list_elements
from sandbox.kit.views import make_trigger
from sandbox.payloads.responses import make_address
from sandbox.payloads.sockets import Envelope, NotAnsweredError, NotDeliveredError
from sandbox.workspace import Conversation, Workspace, describe_message
from sandbox.world import Person


@dataclass(frozen=True)
class Press:
    """Who used which control; the option of a menu, or what another control holds now, as in Slack's state."""

    person: Person
    block_id: str
    action_id: str
    option: str = ""
    state: Json = field(default_factory=dict)


async def press_in_message(workspace: Workspace, press: Press, place: Conversation, ts: str) -> None:
    visible = (one for one in place.messages if one.ts == ts and one.only_for in {"", press.person.id})
    message = workspace.refusals.require("press:not_there", next(visible, None), "That message is not there any more.")
    values = message.chosen[press.person.id] = start_values(message.blocks, message.chosen.get(press.person.id, {}))
    payload = describe_press(workspace, press, message.blocks, values)
    container = {"type": "message", "message_ts": ts, "channel_id": place.id, "is_ephemeral": bool(message.only_for)}
    container |= {"thread_ts": message.thread} if message.thread else {}
    payload |= {"container": container, "channel": {"id": place.id, "name": place.name}, "state": {"values": values}}
    payload |= {} if message.only_for else {"message": describe_message(workspace, message)}
    payload["response_url"] = make_address(workspace, place.id, press.person.id, origin=message)
    await send_press(workspace, payload)


async def press_in_view(workspace: Workspace, press: Press, view: Json) -> None:
    """Send a press in a form or at Home; it comes without a response_url."""
    payload = describe_press(workspace, press, view["blocks"], view["state"]["values"], view["id"])
    payload |= {"container": {"type": "view", "view_id": view["id"]}, "view": view}
    await send_press(workspace, payload)


def describe_press(workspace: Workspace, press: Press, blocks: list[Json], values: Json, view: str = "") -> Json:
    payload = describe_actor(workspace, press.person) | {"type": "block_actions"}
    payload["actions"] = [describe_action(workspace, press, blocks, values)]
    return payload | {"trigger_id": make_trigger(workspace, press.person.id, view)}


def describe_action(workspace: Workspace, press: Press, blocks: list[Json], values: Json) -> Json:
    """Give the action of a press in the form of its control, and keep what the control shows now."""
    found = (
        part
        for block, part in list_elements(blocks)
        if (block["block_id"], part["action_id"]) == (press.block_id, press.action_id)
    )
    earlier = workspace.controls.get((press.block_id, press.action_id))
    part = workspace.refusals.require("press:not_there", next(found, earlier), "That button is not there any more.")
    action: Json = {"type": part["type"], "block_id": press.block_id, "action_id": press.action_id}
    action["action_ts"] = workspace.clock.stamp()
    if part["type"] == "button":
        return action | {name: part[name] for name in ("text", "value", "style", "url") if name in part}
    slot = SLOTS.get(part["type"], "selected_option")  # an overflow menu chooses, and keeps nothing
    value = read_value(workspace, part, slot, {"value": press.option} if press.option else press.state.get(slot))
    if part["type"] in SLOTS:
        values.setdefault(press.block_id, {})[press.action_id] = hold(part, slot, value)
    return action | hold(part, slot, value)


def describe_actor(workspace: Workspace, person: Person) -> Json:
    world, team = workspace.world, person.external_team or workspace.world.team
    user = {"id": person.id, "username": person.user_name, "name": person.user_name, "team_id": team}
    payload: Json = {"user": user, "api_app_id": world.app, "team": {"id": world.team, "domain": world.domain}}
    payload |= {"token": workspace.tokens.verification, "enterprise": None, "is_enterprise_install": False}
    return payload


async def use_shortcut(workspace: Workspace, person: Person, callback: str) -> None:
    """Start a shortcut from anywhere; it comes without a place."""
    find_shortcut(workspace, callback, on_message=False)
    payload = describe_actor(workspace, person) | {"type": "shortcut", "callback_id": callback}
    payload |= {"trigger_id": make_trigger(workspace, person.id), "action_ts": workspace.clock.stamp()}
    await send_press(workspace, payload)


async def use_on_message(workspace: Workspace, person: Person, callback: str, place: Conversation, ts: str) -> None:
    """Start a shortcut on a message, which the app is given whole, wherever it stands."""
    find_shortcut(workspace, callback, on_message=True)
    message = workspace.refusals.require("press:not_there", place.find(ts), "That message is not there any more.")
    payload = describe_actor(workspace, person) | {"type": "message_action", "callback_id": callback}
    payload |= {"trigger_id": make_trigger(workspace, person.id), "action_ts": workspace.clock.stamp()}
    payload |= {"message_ts": ts, "channel": {"id": place.id, "name": place.name}}
    payload |= {"message": describe_message(workspace, message)}
    payload["response_url"] = make_address(workspace, place.id, person.id)
    await send_press(workspace, payload)


def find_shortcut(workspace: Workspace, callback: str, *, on_message: bool) -> None:
    kinds = {one.callback: one.on_message for one in workspace.manifest.shortcuts}
    sentence = "The manifest has no such shortcut."
    workspace.refusals.refuse("shortcut:not_in_manifest", when=kinds.get(callback) is not on_message, sentence=sentence)


async def send_press(workspace: Workspace, payload: Json) -> None:
    """Send a press; the acknowledgement's body is ignored, as in Slack."""
    try:
        await post_interaction(workspace, payload)
    except NotAnsweredError:
        sentence = "The app did not respond in time (operation_timeout)."
        workspace.refusals.refuse("press:operation_timeout", when=True, sentence=sentence)
    except NotDeliveredError:
        sentence = "The app could not be reached, so nothing happened (dispatch_failed)."
        workspace.refusals.refuse("press:dispatch_failed", when=True, sentence=sentence)


async def post_interaction(workspace: Workspace, payload: Json) -> Any:
    """Send an interaction and give the app's answer; never twice."""
    sentence = "The manifest has interactivity switched off."
    workspace.refusals.refuse("press:interactivity_is_off", when=not workspace.manifest.interactive, sentence=sentence)
    return await workspace.send(Envelope("interactive", payload))
