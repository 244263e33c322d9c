"""Events: what the app is told about, and how often Slack tries."""

import asyncio
import secrets

from sandbox.refusals import Json
from sandbox.sockets import Envelope, NotDeliveredError
from sandbox.workspace import Conversation, Message, Workspace, describe_message


def announce(workspace: Workspace, subscription: str, event: Json) -> None:
    if subscription in workspace.manifest.events:
        workspace.run(deliver(workspace, wrap(workspace, event)))


def wrap(workspace: Workspace, event: Json) -> Json:
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
            await workspace.send(Envelope("events_api", payload, attempt, reason))
            if not workspace.faults.take("repeated_event"):
                return
            reason = "fault"
        except NotDeliveredError as failure:
            reason = failure.reason
            if not failure.again:
                break
    workspace.wire.note("to bot", "events_api", f"given up after try {attempt + 1}", payload)
    workspace.changes.bump()


def open_app(workspace: Workspace, person: str, tab: str) -> None:
    event: Json = {"type": "app_home_opened", "user": person, "channel": workspace.direct(person).id, "tab": tab}
    event["event_ts"] = workspace.clock.stamp()
    if tab == "home" and person in workspace.homes:
        event["view"] = workspace.homes[person]
    announce(workspace, "app_home_opened", event)


def tell_message(workspace: Workspace, place: Conversation, message: Message) -> None:
    """Tell the app what a person wrote: always in its direct messages, elsewhere only when it is mentioned."""
    tell_direct(workspace, place, message, client_msg_id=secrets.token_hex(16))
    bot = workspace.world.bot_user
    if f"<@{bot}>" in message.text and bot in place.members and not place.direct:
        event = describe_message(workspace, message) | {"channel": place.id, "event_ts": message.ts}
        announce(workspace, "app_mention", event | {"type": "app_mention"})


def tell_direct(workspace: Workspace, place: Conversation, message: Message, **more: str) -> None:
    """Tell the app of a direct message, also of its own, as Slack does."""
    kind = "im" if place.direct else "mpim"
    if place.direct or place.group:
        event = describe_message(workspace, message) | {"channel": place.id, "event_ts": message.ts}
        announce(workspace, f"message.{kind}", event | {"channel_type": kind, **more})
