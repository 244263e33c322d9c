"""Shortcuts and files in forms: what the app is sent, as Slack's pages describe it."""

import urllib.error
import urllib.request
from typing import Any

import pytest

from sandbox.manifest import Shortcut
from tests.sandbox.block_probes import entry
from tests.sandbox.room import Room, wait_for

GATHER = Shortcut("Gather", "gather", on_message=True)
START = Shortcut("Start", "start", on_message=False)
FILE = {
    "type": "modal",
    **entry("file_input", block={"block_id": "b"}, action_id="file", filetypes=["csv"], max_files=1),
}


def is_of(kind: str) -> Any:
    return lambda payload: payload.get("type") == kind


def test_a_shortcut_from_anywhere_comes_with_a_trigger_and_without_a_place(app_room: Room) -> None:
    app_room.replace_manifest(shortcuts=(START,))
    app_room.slack.person("Amina").uses("Start")
    wait_for(lambda: any(map(is_of("shortcut"), app_room.payloads)))

    sent = app_room.last_sent(is_of("shortcut"))
    assert (sent["callback_id"], "channel" in sent, bool(sent["trigger_id"])) == ("start", False, True)


def test_a_shortcut_on_a_message_brings_the_message_its_place_and_a_response_url(app_room: Room) -> None:
    app_room.replace_manifest(shortcuts=(GATHER,))
    amina = app_room.slack.person("Amina")
    amina.types("a link: https://a.example/x", place="general")
    amina.uses("Gather", near="a link")
    wait_for(lambda: any(map(is_of("message_action"), app_room.payloads)))

    sent = app_room.last_sent(is_of("message_action"))
    assert sent["message"]["text"].startswith("a link: ")
    assert sent["message_ts"] == sent["message"]["ts"]
    assert (sent["channel"]["name"], sent["callback_id"]) == ("general", "gather")
    assert sent["response_url"].startswith("http")


def fetch(room: Room, address: str, token: str) -> int:
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - the sandbox
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the sandbox
            assert answer.read() == b"a,b"
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_file_in_a_form_can_be_read_with_the_apps_token_and_its_scope(room: Room) -> None:
    scopes = room.sandbox.workspace.manifest.scopes
    room.replace_manifest(scopes=(*scopes, "files:read"))
    room.sandbox.workspace.modals.clear()
    room.web.views_open(trigger_id=room.trigger(), view=FILE)
    amina = room.slack.person("Amina")
    amina.uploads("x", "list.csv", b"a,b")
    (file,) = amina.form()["values"]["b"]["file"]["files"]

    assert (file["name"], file["size"], file["filetype"]) == ("list.csv", 3, "csv")
    assert fetch(room, file["url_private_download"], room.sandbox.bot_token) == 200
    assert fetch(room, file["url_private_download"], "xoxb-made-up") == 403
    room.replace_manifest(scopes=tuple(scope for scope in scopes if scope != "files:read"))
    assert fetch(room, file["url_private_download"], room.sandbox.bot_token) == 403


def test_a_form_takes_no_file_of_another_kind(room: Room) -> None:
    room.sandbox.workspace.modals.clear()
    room.web.views_open(trigger_id=room.trigger(), view=FILE)

    with pytest.raises(AssertionError, match="takes no png files"):
        room.slack.person("Amina").uploads("x", "picture.png", b"x")
