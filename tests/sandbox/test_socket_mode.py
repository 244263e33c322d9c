"""Socket Mode: connections, envelopes and what happens when nobody acknowledges."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.sandbox.probes import open_connections
from tests.sandbox.room import Room, part


class Listener:
    """An app that keeps every envelope, and answers with what it was given."""

    def __init__(self, room: Room, answer: dict[str, str] | None) -> None:
        """Connect."""
        self.requests: list[SocketModeRequest] = []
        self.arrived = threading.Condition()
        self.answer = answer
        self.room = room
        self.client = SocketModeClient(room.sandbox.app_token, web_client=room.client(None), ping_interval=0.2)
        self.client.socket_mode_request_listeners.append(self.take)
        self.client.connect()
        room.slack.wait_for_bot()

    def take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        """Keep an envelope; acknowledge it when there is an answer."""
        with self.arrived:
            self.requests.append(request)
            self.arrived.notify_all()
        if self.answer is not None:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload=self.answer))

    def close(self) -> None:
        """End the connection from both sides."""
        part(self.room.sandbox, self.client)
        self.client.close()

    def wait_for(self, count: int) -> bool:
        """Wait until so many envelopes have arrived."""
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.requests) >= count, timeout=5)


@pytest.fixture
def silent(room: Room) -> Iterator[Listener]:
    """Connect an app that never acknowledges."""
    listener = Listener(room, None)
    yield listener
    listener.close()


def test_an_event_without_acknowledgement_is_sent_four_times_with_the_same_id(room: Room, silent: Listener) -> None:
    room.slack.person("Amina").says("hello")
    assert silent.wait_for(4)
    assert [request.retry_attempt for request in silent.requests] == [0, 1, 2, 3]
    assert [request.retry_reason for request in silent.requests] == ["", "timeout", "timeout", "timeout"]
    assert len({request.payload["event_id"] for request in silent.requests}) == 1


def test_a_command_without_acknowledgement_is_never_sent_again_and_the_person_is_told(
    room: Room, silent: Listener
) -> None:
    room.slack.person("Amina").types("/echo hello")
    room.slack.person("Amina").sees("/echo failed because the app did not respond (operation_timeout)")
    assert [(request.type, request.accepts_response_payload) for request in silent.requests] == [
        ("slash_commands", True)
    ]


def test_an_acknowledged_event_is_sent_once_and_takes_no_answer(room: Room) -> None:
    listener = Listener(room, {"text": "this is ignored"})
    try:
        room.slack.person("Amina").says("hello")
        assert listener.wait_for(1)
        room.slack.person("Amina").does_not_see("this is ignored")
        assert [request.accepts_response_payload for request in listener.requests] == [False]
    finally:
        listener.close()


def test_each_envelope_goes_to_exactly_one_of_several_connections(room: Room) -> None:
    listeners = [Listener(room, {"text": "taken"}) for _ in range(2)]
    try:
        for _ in range(4):
            room.slack.person("Amina").types("/echo hello")
        assert sum(len(listener.requests) for listener in listeners) == 4
    finally:
        for listener in listeners:
            listener.close()


def test_ten_connections_are_open_and_the_eleventh_is_turned_away(room: Room) -> None:
    assert asyncio.run(open_connections(room, 10)) == "hello, 10 connections"
    assert asyncio.run(open_connections(room, 11)) == "too_many_websockets"


def test_a_ticket_opens_one_connection_and_no_second(room: Room) -> None:
    app = room.client(room.sandbox.app_token)
    path = app.apps_connections_open(app_token=room.sandbox.app_token)["url"].split("/link/")[1]
    statuses = [room.send_raw(f"/link/{path}")[0] for _ in range(2)]
    assert statuses == [400, 401]
