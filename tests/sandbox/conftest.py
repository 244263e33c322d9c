"""Rooms for the conformance tests: a fresh one for each test, and a shared one in which the small app is connected."""

import time
from collections.abc import Iterator

import pytest

from tests.sandbox.room import Room, open_room


@pytest.fixture
def room() -> Iterator[Room]:
    """Give a sandbox of one's own, without an app."""
    with open_room() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_room() -> Iterator[Room]:
    """Open the sandbox in which the small app is connected, once: its client takes a second to close."""
    with open_room(with_app=True) as opened:
        yield opened


def wait_for_events(room: Room) -> None:
    """Wait until the app has taken every event, so that none comes in the next test."""
    until = time.monotonic() + 5
    while room.sandbox.workspace.tasks and time.monotonic() < until:
        time.sleep(0.01)


@pytest.fixture
def app_room(shared_room: Room) -> Iterator[Room]:
    """Give the room with the small app, without the messages, Homes and pace of the test before."""
    workspace = shared_room.sandbox.workspace
    manifest = workspace.manifest
    yield shared_room
    wait_for_events(shared_room)
    workspace.manifest = manifest
    shared_room.sandbox.refusals.off.clear()
    shared_room.sandbox.refusals.given.clear()
    for place in workspace.conversations.values():
        place.messages.clear()
    workspace.homes.clear()
    workspace.rates.buckets.clear()
    shared_room.payloads.clear()
