"""Faults on purpose: each happens as often as it was planted, and nothing else goes wrong."""

import http.client
import time
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.room import AMINA, GENERAL, Room, error_of

LOST = (ConnectionError, http.client.HTTPException, OSError)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 40  # Slack's client looks after its socket every 5 seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def post(room: Room, words: str = "hello") -> Any:
    return room.web.chat_postMessage(channel=GENERAL, text=words)


def posted(room: Room) -> list[str]:
    return [message.text for message in room.slack.person("Amina").messages("general")]


def test_slack_asks_to_wait_as_often_as_planted_and_does_nothing(room: Room) -> None:
    room.slack.fault("slow_down", 2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            post(room)
        assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "1")

    assert post(room)["ok"]
    assert posted(room) == ["hello"]


def test_a_request_that_is_lost_does_nothing(room: Room) -> None:
    room.slack.fault("lost_request")

    with pytest.raises(LOST):
        post(room)

    assert posted(room) == []
    assert post(room)["ok"]


def test_a_reply_that_is_lost_leaves_what_was_done(room: Room) -> None:
    room.slack.fault("lost_reply")

    with pytest.raises(LOST):
        post(room)

    assert posted(room) == ["hello"]


def test_slack_that_is_broken_answers_with_a_page_and_does_nothing(room: Room) -> None:
    room.slack.fault("server_error")

    with pytest.raises(SlackApiError) as refused:
        post(room)

    assert refused.value.response.status_code == 503
    assert posted(room) == []


def test_a_fault_of_one_method_waits_for_that_method(room: Room) -> None:
    room.slack.fault("slow_down", method="chat.postMessage")

    assert room.web.auth_test()["ok"]
    assert error_of(lambda: post(room)) == "ratelimited"


def test_an_answer_that_counts_as_too_late_is_told_to_the_person(app_room: Room) -> None:
    app_room.slack.fault("late_answer")

    app_room.slack.person("Amina").types("/echo hello")

    app_room.slack.person("Amina").sees("operation_timeout")


def test_an_event_that_is_told_again_has_the_same_id(app_room: Room) -> None:
    app_room.slack.fault("repeated_event")

    app_room.slack.person("Amina").says("hello")
    app_room.slack.person("Amina").sees("heard hello")

    wait_until(lambda: len(told(app_room)) > 1)
    first, second = told(app_room)
    assert first == second


def told(room: Room) -> list[str]:
    """The ids under which the app was told what Amina said."""
    return [body["event_id"] for body in room.payloads if body.get("event", {}).get("text") == "hello"]


def test_a_trigger_that_has_expired_opens_nothing(room: Room) -> None:
    room.slack.fault("expired_trigger")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "A form"}, "blocks": [{"type": "divider"}]}

    first, second = (error_of(lambda: room.web.views_open(trigger_id=room.trigger(), view=view)) for _ in range(2))

    assert (first, second) == ("expired_trigger_id", "")


def test_a_token_is_taken_back_and_given_back(room: Room) -> None:
    room.slack.fault("revoked_token")
    taken = error_of(room.web.auth_test)
    room.slack.fault("restored_token")

    assert (taken, room.web.auth_test()["ok"]) == ("token_revoked", True)


@pytest.mark.parametrize("fault", ["dropped_socket", "refreshed_socket"])
def test_an_app_whose_sockets_break_off_or_are_to_be_renewed_comes_back(app_room: Room, fault: str) -> None:
    now = app_room.sandbox.workspace.sockets.connections
    (before,) = now
    app_room.slack.fault(fault)
    wait_until(lambda: now != [] and before not in now)

    wait_until(lambda: is_answered(app_room))


def is_answered(room: Room) -> bool:
    """Ask, and say whether the app has answered; what was sent as the socket closed is lost, as with Slack."""
    amina = room.slack.person("Amina")
    amina.types("/echo again")
    return any("you said again" in message.text for message in amina.messages("general"))


def test_what_is_still_to_come_is_shown_and_what_happened_is_on_the_wire(room: Room) -> None:
    room.slack.fault("lost_reply", 3)
    with pytest.raises(LOST):
        room.web.users_info(user=AMINA)

    waiting = room.slack.transport.get("/sandbox/faults")["waiting"]

    assert waiting == [{"kind": "lost_reply", "method": "", "times": 2}]
    assert "fault: the connection broke off" in [record["verdict"] for record in room.slack.wire()]
