"""The door of the Web API: forms of a call, scopes in headers, what is not modelled, pace."""

import json

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.block_probes import section
from tests.sandbox.room import AMINA, GENERAL, Room, error_of


def test_auth_test_says_who_the_bot_is_and_which_scopes_it_has(room: Room) -> None:
    answer = room.web.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U06SANDBOT", "B06SANDBOT", "T06SANDBOX")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert "chat:write" in headers["x-oauth-scopes"].split(",")
    assert headers["x-accepted-oauth-scopes"] == ""


def test_a_call_may_come_as_query_form_or_json_and_blocks_may_be_a_string(room: Room) -> None:
    given = {"channel": GENERAL, "text": "t", "blocks": json.dumps([section()])}
    for answer in (
        room.web.api_call("chat.postMessage", json=given),
        room.web.api_call("chat.postMessage", data=given),
        room.web.api_call("chat.postMessage", http_verb="GET", params=given),
    ):
        assert answer["message"]["blocks"][0]["type"] == "section"


def test_a_token_may_come_in_the_body_and_one_in_the_header_counts_first(room: Room) -> None:
    body = json.dumps({"token": room.sandbox.bot_token}).encode()
    assert room.send_raw("/api/auth.test", body, {"Authorization": ""}) == (200, "")
    assert room.send_raw("/api/auth.test", body, {"Authorization": "Bearer xoxb-made-up"}) == (200, "invalid_auth")


def test_a_method_names_the_scope_that_it_accepts(room: Room) -> None:
    headers = {name.lower(): value for name, value in room.web.users_info(user=AMINA).headers.items()}
    assert headers["x-accepted-oauth-scopes"] == "users:read"


def test_a_missing_scope_is_named_with_what_was_provided(room: Room) -> None:
    room.replace_manifest(scopes=("users:read",))
    with pytest.raises(SlackApiError) as refused:
        room.web.chat_postMessage(channel=GENERAL, text="t")
    answer = refused.value.response
    assert (answer["needed"], answer["provided"], answer.status_code) == ("chat:write", "users:read", 200)


def test_too_many_calls_are_answered_429_with_the_seconds_to_wait(room: Room) -> None:
    errors = [error_of(room.web.users_list) for _ in range(20)]
    with pytest.raises(SlackApiError) as refused:
        room.web.users_list()
    assert (set(errors), refused.value.response.status_code) == ({""}, 429)
    assert int(refused.value.response.headers["Retry-After"]) in range(1, 4)


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second(room: Room) -> None:
    errors = [error_of(lambda: room.web.chat_postMessage(channel=GENERAL, text="t")) for _ in range(6)]
    assert errors == ["", "", "", "", "", "ratelimited"]
    assert error_of(lambda: room.web.chat_postMessage(channel="C06SYSLEAD", text="t")) == ""


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("reactions.add", {"name": "wave"}),
        ("chat.postMessage", {"channel": GENERAL, "text": "t", "username": "somebody else"}),
        ("chat.postMessage", {"channel": GENERAL, "text": "t", "blocks": [{"type": "rich_text", "elements": []}]}),
        ("conversations.open", {"users": "U06AMINAYU", "prevent_creation": "true"}),
    ],
)
def test_what_slack_has_and_the_sandbox_does_not_model_is_answered_501_and_listed(
    room: Room, method: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(SlackApiError) as refused:
        room.web.api_call(method, json=arguments)
    assert refused.value.response.status_code == 501
    assert [line.startswith(method) for line in room.slack.unmodelled()] == [True]


def test_a_mistake_in_blocks_is_pointed_at(room: Room) -> None:
    with pytest.raises(SlackApiError) as refused:
        room.web.chat_postMessage(channel=GENERAL, text="t", blocks=[section(), {"type": "nonsense"}])
    messages = refused.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] unsupported type: nonsense [json-pointer:/blocks/1/type]"]


def test_every_call_is_on_the_wire_with_its_verdict_and_without_its_token(room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="t")
    error_of(lambda: room.web.users_info(user="U0NOBODY"))
    assert [record["verdict"] for record in room.slack.wire()] == ["ok", "refused: user_not_found"]
    assert room.sandbox.bot_token not in json.dumps(room.slack.wire())


def test_a_hidden_email_stays_hidden_until_its_scope_is_granted(room: Room) -> None:
    assert "email" not in room.web.users_info(user=AMINA)["user"]["profile"]
    room.replace_manifest(scopes=("users:read", "users:read.email"))
    assert room.web.users_info(user=AMINA)["user"]["profile"]["email"] == "amina.yusuf@eastmere.example"
