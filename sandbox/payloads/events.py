"""Events: what the app is told about, and how often Slack tries."""

import asyncio
import secrets

from sandbox.api.refusals import Json
from sandbox.payloads.sockets import Envelope, NotDeliveredError
from sandbox.workspace import Message, Workspace, describe_message


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
    workspace.changes.bump()


def tell_words(workspace: Workspace, message: Message) -> None:
    """Tell the app what a person wrote, and once more when it is mentioned outside its direct messages."""
    tell_message(workspace, message, client_msg_id=secrets.token_hex(16))
    bot, place = workspace.world.bot_user, workspace.conversations[message.channel]
    if f"<@{bot}>" in message.text and bot in place.members and not place.direct:
        event = describe_message(workspace, message) | {"channel": place.id, "event_ts": message.ts}
        announce(workspace, "app_mention", event | {"type": "app_mention"})


def tell_message(workspace: Workspace, message: Message, **more: str) -> None:
    """Tell the app of a message where it is, also of its own, as Slack does."""
    tell(workspace, message, describe_message(workspace, message) | {"event_ts": message.ts, **more})


def tell_change(workspace: Workspace, message: Message, before: Json) -> None:
    now = describe_message(workspace, message)
    tell(workspace, message, describe_hidden(workspace, "changed") | {"message": now, "previous_message": before})


def tell_deletion(workspace: Workspace, message: Message) -> None:
    gone = {"deleted_ts": message.ts, "previous_message": describe_message(workspace, message)}
    tell(workspace, message, describe_hidden(workspace, "deleted") | gone)


def describe_hidden(workspace: Workspace, what: str) -> Json:
    stamp = workspace.clock.stamp()
    return {"type": "message", "subtype": f"message_{what}", "hidden": True, "ts": stamp, "event_ts": stamp}


def tell(workspace: Workspace, message: Message, event: Json) -> None:
    """Tell what happened to a message; what one person alone sees is told to nobody."""
    place = workspace.conversations[message.channel]
    kind = "im" if place.direct else "mpim" if place.group else "channel"
    if workspace.world.bot_user in place.members and not message.only_for:
        subscription = "message.channels" if kind == "channel" else f"message.{kind}"
        announce(workspace, subscription, event | {"channel": place.id, "channel_type": kind})
