"""Events: what the app is told about, and how often Slack tries."""

import asyncio
import secrets

from sandbox.refusals import Json
from sandbox.sockets import Envelope, NotAnsweredError, NotConnectedError
from sandbox.workspace import Conversation, Message, Workspace, describe_message


def announce(workspace: Workspace, subscription: str, event: Json) -> None:
    """Tell the app, if its manifest subscribed to this."""
    if subscription in workspace.manifest.events:
        workspace.run(deliver(workspace, wrap(workspace, event)))


def wrap(workspace: Workspace, event: Json) -> Json:
    """Put an event into Slack's envelope fields."""
    world = workspace.world
    allowed = {"enterprise_id": None, "team_id": world.team, "user_id": world.bot_user}
    payload: Json = {"type": "event_callback", "token": workspace.tokens.verification, "team_id": world.team}
    payload |= {"api_app_id": world.app, "event": event, "event_id": "Ev" + secrets.token_hex(5).upper()}
    payload |= {"event_time": int(workspace.clock.now().timestamp()), "is_ext_shared_channel": False}
    payload |= {"authorizations": [{**allowed, "is_bot": True, "is_enterprise_install": False}]}
    return payload | {"event_context": f"4-{secrets.token_hex(12)}"}


async def deliver(workspace: Workspace, payload: Json) -> None:
    """Send until it is acknowledged: at first, then at once, then after a minute, then after five."""
    reason = ""
    for attempt, pause in enumerate((0.0, *workspace.retry_pauses)):
        await asyncio.sleep(pause)
        try:
            await workspace.sockets.send(Envelope("events_api", payload, attempt, reason))
        except NotAnsweredError:
            reason = "timeout"
        except NotConnectedError:
            reason = "connection_failed"
        else:
            return
    workspace.wire.note("to bot", f"events_api {payload['event']['type']}", "given up after 4 tries", payload)
    workspace.changes.bump()


def open_app(workspace: Workspace, person: str, tab: str) -> None:
    """Tell the app that somebody opened one of its tabs; the view is there once it was published."""
    event: Json = {"type": "app_home_opened", "user": person, "channel": workspace.direct(person).id, "tab": tab}
    event["event_ts"] = workspace.clock.stamp()
    if tab == "home" and person in workspace.homes:
        event["view"] = workspace.homes[person]
    announce(workspace, "app_home_opened", event)


def tell_message(workspace: Workspace, place: Conversation, message: Message) -> None:
    """Tell the app what a person wrote: always in its direct messages, elsewhere only when it is mentioned."""
    event = describe_message(workspace, message) | {"channel": place.id, "event_ts": message.ts}
    event["client_msg_id"] = secrets.token_hex(16)
    if place.direct:
        announce(workspace, "message.im", event | {"channel_type": "im"})
    bot = workspace.world.bot_user
    if f"<@{bot}>" in message.text and bot in place.members and not place.direct:
        announce(workspace, "app_mention", event | {"type": "app_mention"})


def echo_message(workspace: Workspace, place: Conversation, message: Message) -> None:
    """Tell the app of its own direct message, as Slack does."""
    if place.direct:
        event = describe_message(workspace, message) | {"channel": place.id, "event_ts": message.ts}
        announce(workspace, "message.im", event | {"channel_type": "im"})
