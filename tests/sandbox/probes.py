"""For each refusal one act that Slack refuses for this reason alone; each gives the error that is seen."""

import asyncio
import base64
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk import WebhookClient

from sandbox.client import Message
from tests.sandbox.allowing import AS_FORM, BACK, allow, authorize, come_for_token
from tests.sandbox.block_probes import BLOCK_PROBES, actions, button, entry, plain
from tests.sandbox.room import AMINA, GENERAL, RANDOM, RUTH, TOM, Room, error_of

Probe = Callable[[Room], str]
HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}]}


def calling(act: Callable[[Room], object]) -> Probe:
    """Make a probe of one call."""
    return lambda room: error_of(lambda: act(room))


def with_manifest(act: Callable[[Room], object], **changes: Any) -> Probe:
    """Make a probe of one call under another manifest."""

    def probe(room: Room) -> str:
        room.replace_manifest(**changes)
        return error_of(lambda: act(room))

    return probe


def with_token_taken_back(act: Callable[[Room], object]) -> Probe:
    """Make a probe of one call with the token of an app that was taken away."""

    def probe(room: Room) -> str:
        room.sandbox.workspace.tokens.revoke()
        return error_of(lambda: act(room))

    return probe


def come_twice(room: Room) -> str:
    code = allow(room.sandbox)
    come_for_token(room, code=code)
    return error_of(lambda: come_for_token(room, code=code))


def come_too_late(room: Room) -> str:
    code = allow(room.sandbox)
    room.sandbox.installing.codes[code].until = 0.0
    return error_of(lambda: come_for_token(room, code=code))


def repeating(times: int, act: Callable[[Room], object]) -> Probe:
    """Make a probe that calls often, and gives the last error."""
    return lambda room: [error_of(lambda: act(room)) for _ in range(times)][-1]


def person_probe(name: str, act: Callable[[Room], object]) -> Probe:
    """Make a probe of something that a person may not do; the sandbox answers with a sentence."""

    def probe(room: Room) -> str:
        try:
            act(room)
        except AssertionError as error:
            return "" if "switched off" in str(error) else name
        return ""

    return probe


def told(name: str, words: str, act: Callable[[Room], object]) -> Probe:
    """Make a probe of something that Slackbot answers."""

    def probe(room: Room) -> str:
        before = len(room.slack.person("Amina").messages())
        act(room)
        seen = room.slack.person("Amina").messages()[before:]
        return name if any(words in message.text for message in seen) else ""

    return probe


def post_button(room: Room) -> Message:
    """Post a button that the small app does not listen to."""
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=actions(button(text=plain(), action_id="unheard")))
    return room.slack.person("Amina").sees("[x]", place="general")


def press_button(room: Room) -> None:
    """Press a button that the small app does not listen to."""
    post_button(room)
    room.slack.person("Amina").presses("x", near="[x]")


def press_gone(room: Room) -> None:
    """Press a button that was never there."""
    message = post_button(room)
    ids = {"block_id": "made", "action_id": "up"}
    room.slack.transport.post("/sandbox/press", person="Amina", place="general", ts=message.ts, **ids)


def response_url(room: Room) -> str:
    """Give the response_url of a command, also when no app is connected."""
    room.slack.person("Amina").types("/echo probe", place="general")
    newest = next(record for record in reversed(room.slack.wire()) if "slash_commands" in record["kind"])
    payload = newest["payload"].get("sent", newest["payload"])
    return str(payload["response_url"])


def answering(body: dict[str, Any], *, times: int = 1, wait: float | None = None) -> Probe:
    """Make a probe that answers at a response_url."""

    def probe(room: Room) -> str:
        if wait is not None:
            room.sandbox.workspace.response_seconds = wait
        hook = WebhookClient(response_url(room), retry_handlers=[])
        answer = [hook.send_dict(body) for _ in range(times)][-1]
        return answer.body if answer.status_code == 200 else read_name(answer.body)

    return probe


def read_name(body: str) -> str:
    """Read the error's name out of a JSON answer."""
    return body.rsplit('"error": "', maxsplit=1)[-1].split('"', maxsplit=1)[0]


def answer_nonsense(room: Room) -> str:
    """Answer at a response_url with something that is no JSON."""
    path = response_url(room).removeprefix(room.sandbox.url)
    return room.send_raw(path, b"nonsense")[1]


def open_too_many(room: Room) -> str:
    """Open eleven connections and give what the last one is told."""
    return asyncio.run(open_connections(room, 11))


async def open_connections(room: Room, count: int) -> str:
    """Open so many connections; give what the last one is told first."""
    urls = [
        room.client(room.sandbox.app_token).apps_connections_open(app_token=room.sandbox.app_token)["url"] for _ in "x"
    ]
    urls += [
        f"{room.sandbox.url}/link/?ticket={room.sandbox.workspace.sockets.make_ticket()}" for _ in range(count - 1)
    ]
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(url) for url in urls]
        first = [await socket.receive_json() for socket in sockets]
        for socket in sockets:
            await socket.close()
    return str(first[-1].get("reason", f"hello, {first[-1].get('num_connections')} connections"))


def update(**arguments: Any) -> Callable[[Room], object]:
    """Make an act that posts and then updates."""

    def act(room: Room) -> object:
        ts = room.web.chat_postMessage(channel=GENERAL, text="first")["ts"]
        return room.web.chat_update(**{"channel": GENERAL, "ts": ts, "text": "t", **arguments})

    return act


def write_as_amina(room: Room) -> str:
    """Let a person write, and give the message's ts."""
    room.slack.person("Amina").says("mine", place="general")
    return room.slack.person("Amina").sees("mine").ts


def edit_anothers(room: Room) -> object:
    """Let a person try to change what another one wrote."""
    given = {"place": "general", "ts": write_as_amina(room), "text": "yours"}
    return room.slack.transport.post("/sandbox/edit", person="Daniel", **given)


def post(**arguments: Any) -> Callable[[Room], object]:
    """Make an act that posts."""
    return lambda room: room.web.chat_postMessage(**{"channel": GENERAL, "text": "t", **arguments})


def publish(**arguments: Any) -> Callable[[Room], object]:
    """Make an act that publishes a Home."""
    return lambda room: room.web.views_publish(**{"user_id": AMINA, "view": HOME, **arguments})


def amina(act: str, *words: str, **places: str) -> Callable[[Room], object]:
    """Make an act of Amina's."""
    return lambda room: getattr(room.slack.person("Amina"), act)(*words, **places)


def say_to_closed_tab(room: Room) -> str:
    """Write to an app whose messages tab is read only."""
    room.replace_manifest(messages=False)
    return person_probe("messages_tab_is_off", amina("says", "hello"))(room)


def press_without_interactivity(room: Room) -> str:
    """Press a button of an app that switched interactivity off. With the refusal off, nobody is connected."""
    room.replace_manifest(interactive=False)
    try:
        press_button(room)
    except AssertionError as error:
        return "interactivity_is_off" if "interactivity" in str(error) else str(error)
    return ""


FORM: dict[str, Any] = {"type": "modal", **entry()}


def spent(room: Room) -> object:
    """Use one trigger twice."""
    trigger = room.trigger()
    room.web.views_open(trigger_id=trigger, view=FORM)
    room.sandbox.workspace.modals.clear()
    return room.web.views_open(trigger_id=trigger, view=FORM)


def late(room: Room) -> object:
    """Use a trigger whose time is over."""
    room.sandbox.workspace.trigger_seconds = -1
    return room.web.views_open(trigger_id=room.trigger(), view=FORM)


def twins(room: Room) -> object:
    """Open two views with the app's own id."""
    view = {**FORM, "external_id": "mine"}
    room.web.views_open(trigger_id=room.trigger(), view=view)
    return room.web.views_push(trigger_id=room.trigger(top(room)), view=view)


def top(room: Room) -> str:
    """Give the id of Amina's form on top."""
    return str(room.slack.person("Amina").form()["id"])


def push(times: int) -> Callable[[Room], object]:
    """Make an act that opens a form and pushes others over it."""

    def act(room: Room) -> None:
        room.sandbox.workspace.modals.clear()
        room.web.views_open(trigger_id=room.trigger(), view=FORM)
        for _ in range(times):
            room.web.views_push(trigger_id=room.trigger(top(room)), view=FORM)

    return act


def push_from_below(room: Room) -> object:
    """Push over a view that is not on top any more."""
    push(0)(room)
    triggers = [room.trigger(top(room)) for _ in range(2)]
    return [room.web.views_push(trigger_id=one, view=FORM) for one in triggers]


def renew(**arguments: Any) -> Callable[[Room], object]:
    """Make an act that opens a form and updates it."""

    def act(room: Room) -> object:
        room.sandbox.workspace.modals.clear()
        room.web.views_open(trigger_id=room.trigger(), view=FORM)
        return room.web.views_update(**{"view_id": top(room), "view": FORM, **arguments})

    return act


def in_form(path: str, view: dict[str, Any] = FORM, **body: Any) -> Callable[[Room], object]:
    """Make an act of Amina's in a form."""

    def act(room: Room) -> object:
        room.sandbox.workspace.modals.clear()
        room.web.views_open(trigger_id=room.trigger(), view=view)
        given = {"person": "Amina", "view_id": top(room), "values": {}, **body}
        return room.slack.transport.post(f"/sandbox/{path}", **given)

    return act


def upload(data: bytes = b"a,b", length: int = 3) -> Callable[[Room], str]:
    """Make an act that uploads a file and gives its id."""

    def act(room: Room) -> str:
        given = room.web.files_getUploadURLExternal(filename="f.csv", length=length)
        room.status = room.send_raw(given["upload_url"].removeprefix(room.sandbox.url), data)
        return str(given["file_id"])

    return act


def complete(**arguments: Any) -> Callable[[Room], object]:
    """Make an act that shows an uploaded file."""

    def act(room: Room) -> object:
        given = {"files": [{"id": upload()(room)}], "channel_id": GENERAL, **arguments}
        return room.web.files_completeUploadExternal(**given)

    return act


def open_anothers_file(room: Room) -> str:
    """Open a file that was shown where Ruth is not."""
    complete(channel_id="C06SYSLEAD")(room)
    file = next(iter(room.sandbox.workspace.files))
    return room.send_raw(f"/files/{file}/f.csv?person={RUTH}", headers={"Authorization": ""})[1]


def move_twice(room: Room) -> object:
    """Set the clock on its way while it is on its way."""
    room.sandbox.control.jumps.busy = True
    try:
        return room.slack.transport.post("/sandbox/clock", hours=1)
    finally:
        room.sandbox.control.jumps.busy = False


def post_people(**body: Any) -> Callable[[Room], object]:
    """Make an act that changes people."""
    return lambda room: room.slack.transport.post("/sandbox/people", **body)


LARGE = {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 90}
PROBES: dict[str, Probe] = {
    **BLOCK_PROBES,
    "call:unknown_method": calling(lambda room: room.web.api_call("no.such.method")),
    "call:ratelimited": repeating(21, lambda room: room.web.users_list()),
    "auth:not_authed": calling(lambda room: room.client(None).auth_test()),
    "auth:token_revoked": with_token_taken_back(lambda room: room.web.auth_test()),
    "auth:invalid_auth": calling(lambda room: room.client("xoxb-made-up").auth_test()),
    "auth:app_token_where_bot_token_belongs": calling(lambda room: room.client(room.sandbox.app_token).users_list()),
    "auth:bot_token_where_app_token_belongs": calling(lambda room: room.web.api_call("apps.connections.open")),
    "auth:app_token_outside_header": lambda room: room.send_raw(
        f"/api/apps.connections.open?token={room.sandbox.app_token}", headers={"Authorization": ""}
    )[1],
    "auth:missing_scope": with_manifest(post(), scopes=("users:read",)),
    "arguments:invalid_json": lambda room: room.send_raw("/api/auth.test", b"{nonsense")[1],
    "arguments:missing": calling(lambda room: room.web.api_call("chat.postMessage", json={"text": "t"})),
    "arguments:wrong_kind": calling(
        lambda room: room.web.api_call("views.publish", json={"user_id": AMINA, "view": [1]})
    ),
    "chat:no_text": calling(lambda room: room.web.api_call("chat.postMessage", json={"channel": GENERAL})),
    "chat:channel_not_found": calling(post(channel="C0NOWHERE")),
    "chat:not_in_channel": calling(post(channel=RANDOM)),
    "chat:invalid_metadata_format": calling(post(metadata={"event_type": "t"})),
    "chat.postMessage:thread_not_found": calling(post(thread_ts="1.000001")),
    "chat.postMessage:ratelimited": repeating(6, post()),
    "chat.postEphemeral:user_not_in_channel": calling(
        lambda room: room.web.chat_postEphemeral(channel="C06SYSLEAD", user=RUTH, text="t")
    ),
    "chat.delete:message_not_found": calling(lambda room: room.web.chat_delete(channel=GENERAL, ts="1.000001")),
    "chat.delete:cant_delete_message": calling(
        lambda room: room.web.chat_delete(channel=GENERAL, ts=write_as_amina(room))
    ),
    "chat.update:message_not_found": calling(update(ts="1.000001")),
    "chat.update:cant_update_message": calling(
        lambda room: room.web.chat_update(channel=GENERAL, ts=write_as_amina(room), text="yours")
    ),
    "chat.update:msg_too_long": calling(update(text="x" * 4001)),
    "conversations.open:users_list_not_supplied": calling(lambda room: room.web.api_call("conversations.open")),
    "conversations.open:user_not_found": calling(lambda room: room.web.conversations_open(users="U0NOBODY")),
    "conversations.open:user_disabled": calling(lambda room: room.web.conversations_open(users=TOM)),
    "conversations.open:cannot_dm_bot": calling(lambda room: room.web.conversations_open(users="USLACKBOT")),
    "users.info:user_not_found": calling(lambda room: room.web.users_info(user="U0NOBODY")),
    "conversations.open:too_many_users": calling(
        lambda room: room.web.conversations_open(users=list(room.sandbox.workspace.world.people)[:9])
    ),
    "conversations.open:invalid_user_combination": calling(
        lambda room: room.web.conversations_open(users=["U06SOFIARE", RUTH])
    ),
    "conversations.history:channel_not_found": calling(
        lambda room: room.web.conversations_history(channel="D0NOWHERE")
    ),
    "conversations.history:not_in_channel": with_manifest(
        lambda room: room.web.conversations_history(channel=RANDOM), scopes=("channels:history",)
    ),
    "conversations.info:channel_not_found": calling(lambda room: room.web.conversations_info(channel="C0NOWHERE")),
    "users.conversations:invalid_types": with_manifest(
        lambda room: room.web.users_conversations(types="im"), scopes=("channels:read",)
    ),
    "views:invalid_trigger_id": calling(lambda room: room.web.views_open(trigger_id="1.2.made-up", view=FORM)),
    "views:expired_trigger_id": calling(late),
    "views:exchanged_trigger_id": calling(spent),
    "views:duplicate_external_id": calling(twins),
    "views:not_found": calling(renew(view_id="V0NOWHERE")),
    "views:hash_conflict": calling(renew(hash="an.old.one")),
    "views.push:not_found": calling(lambda room: room.web.views_push(trigger_id=room.trigger(), view=FORM)),
    "views.push:not_from_the_top": calling(push_from_below),
    "views.push:push_limit_reached": calling(push(3)),
    "form:not_on_top": person_probe("not_on_top", in_form("submit", view_id="V0NOWHERE")),
    "form:cannot_be_sent": person_probe(
        "cannot_be_sent", in_form("submit", {"type": "modal", "title": plain(), "blocks": actions(button())})
    ),
    "form:no_such_field": person_probe("no_such_field", in_form("type", values={"b": {"a": {"value": "v"}}})),
    "form:not_a_value": person_probe(
        "not_a_value",
        in_form(
            "type",
            {"type": "modal", **entry("datepicker", block={"block_id": "b"}, action_id="a")},
            values={"b": {"a": {"selected_date": "tomorrow"}}},
        ),
    ),
    "files:bad_length": calling(lambda room: room.web.files_getUploadURLExternal(filename="f", length=0)),
    "authorize:invalid_client_id": lambda room: room.send_raw("/oauth/v2/authorize?client_id=other")[1],
    "authorize:team_not_found": lambda room: room.send_raw(authorize(), b"answer=allow&team=T0NOBODY", AS_FORM)[1],
    "oauth.v2.access:invalid_client_id": calling(lambda room: come_for_token(room, client_id="1.2")),
    "oauth.v2.access:bad_client_secret": calling(lambda room: come_for_token(room, client_secret="other")),
    "oauth.v2.access:invalid_code": calling(lambda room: come_for_token(room, code="made up")),
    "oauth.v2.access:code_already_used": come_twice,
    "oauth.v2.access:code_expired": come_too_late,
    "oauth.v2.access:bad_redirect_uri": calling(lambda room: come_for_token(room, redirect_uri=f"{BACK}/elsewhere")),
    "fault:unknown": person_probe("unknown", lambda room: room.slack.fault("earthquake")),
    "fault:not_a_number": person_probe("not_a_number", lambda room: room.slack.fault("lost_reply", 0)),
    "files:wrong_length": lambda room: (upload(b"a")(room), room.status[1])[1],
    "files:unknown_upload": lambda room: room.send_raw("/upload/F0MADEUP", b"a")[1],
    "files:not_visible": open_anothers_file,
    "files:thread_not_found": calling(complete(thread_ts="1.000001")),
    "files.completeUploadExternal:file_not_found": calling(complete(files=[{"id": "F0MADEUP"}])),
    "shortcut:not_in_manifest": person_probe(
        "not_in_manifest",
        lambda room: room.slack.transport.post("/sandbox/shortcut", person="Amina", callback="made.up"),
    ),
    "upload:empty": person_probe(
        "empty",
        lambda room: room.slack.transport.post("/sandbox/upload", person="Amina", name="a.csv", content=""),
    ),
    "people:no_name": person_probe("no_name", post_people(new={"name": " "})),
    "people:no_such_zone": person_probe("no_such_zone", post_people(person="Amina", zone="Europe/Nowhere")),
    "forge:not_over_http": person_probe("not_over_http", lambda room: room.slack.send_forged("stale")),
    "bot:not_ours": person_probe("not_ours", lambda room: room.slack.send_bot_away(days=1)),
    "clock:already_moving": person_probe("already_moving", move_twice),
    "page:invalid_limit": calling(lambda room: room.web.users_list(limit=1001)),
    "page:invalid_cursor": calling(lambda room: room.web.users_list(cursor=base64.b64encode(b"made up").decode())),
    "views.publish:not_enabled": with_manifest(publish(), home=False),
    "views.publish:user_not_found": calling(publish(user_id="U0NOBODY")),
    "views.publish:not_a_home_view": calling(publish(view={**HOME, "type": "modal"})),
    "views.publish:view_too_large": calling(publish(view=LARGE)),
    "views.publish:hash_conflict": calling(publish(hash="an.old.one")),
    "socket:used_ticket": lambda room: "invalid_ticket" if room.send_raw("/link/?ticket=used")[0] == 401 else "",
    "socket:too_many_websockets": open_too_many,
    "server:foreign_host": lambda room: room.send_raw("/clock", headers={"Host": "evil.example"})[1],
    "control:not_an_object": lambda room: room.send_raw("/sandbox/say", b"[]")[1],
    "clock:backwards": person_probe("backwards", lambda room: room.slack.clock.move_to("2022-06-01T00:00:00Z")),
    "clock:not_an_instant": person_probe("not_an_instant", lambda room: room.slack.clock.move_to("tomorrow")),
    "person:is_deactivated": person_probe("is_deactivated", lambda room: room.slack.person("Tom").says("hello")),
    "person:not_found": person_probe("not_found", lambda room: room.slack.person("Nobody")),
    "person:not_in_conversation": person_probe(
        "not_in_conversation", lambda room: room.slack.person("Ruth").says("hello", place="random")
    ),
    "person:messages_tab_is_off": say_to_closed_tab,
    "person:thread_not_found": person_probe("thread_not_found", amina("says", "hello", thread="1.000001")),
    "person:not_their_message": person_probe("not_their_message", edit_anothers),
    "person:said_nothing": person_probe("said_nothing", amina("says", "  ")),
    "command:not_a_valid_command": told("not_a_valid_command", "not a valid command", amina("types", "/nonsense")),
    "command:not_supported_in_threads": told(
        "not_supported_in_threads", "not supported in threads", amina("types", "/echo a", thread="1.000001")
    ),
    "command:dispatch_failed": told("dispatch_failed", "dispatch_failed", amina("types", "/echo a")),
    "command:operation_timeout": told("operation_timeout", "operation_timeout", amina("types", "/silent")),
    "command:invalid_command_response": told(
        "invalid_command_response", "invalid_command_response", amina("types", "/echo bad")
    ),
    "press:not_there": person_probe("not_there", press_gone),
    "press:interactivity_is_off": press_without_interactivity,
    "press:dispatch_failed": person_probe("dispatch_failed", press_button),
    "press:operation_timeout": person_probe("operation_timeout", press_button),
    "response_url:unknown_url": lambda room: room.send_raw("/response/T06SANDBOX/made-up", b"{}")[1],
    "response_url:expired_url": answering({"text": "late"}, wait=-1.0),
    "response_url:used_url": answering({"text": "again"}, times=6),
    "response_url:invalid_payload": answer_nonsense,
}
WITH_APP = frozenset({"command:operation_timeout", "command:invalid_command_response", "press:operation_timeout"})
