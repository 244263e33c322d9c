"""Events: what the app is told, in Slack's form, and what it is not told."""

import time

from tests.sandbox.room import AMINA, GENERAL, Json, Room


def events_of(room: Room, kind: str) -> list[Json]:
    """Give the payloads of one kind of event."""
    return [body for body in list(room.payloads) if body.get("event", {}).get("type") == kind]


def wait_for_events(room: Room, kind: str, count: int) -> list[Json]:
    """Wait until so many events of a kind have come."""
    until = time.monotonic() + 5
    while len(events_of(room, kind)) < count and time.monotonic() < until:
        time.sleep(0.01)
    return events_of(room, kind)


def test_a_direct_message_is_told_in_slacks_envelope(app_room: Room) -> None:
    app_room.slack.person("Amina").says("hello & goodbye")
    app_room.slack.person("Amina").sees("heard hello & goodbye")
    body = events_of(app_room, "message")[0]
    assert {"team_id", "api_app_id", "event_id", "event_time", "authorizations", "event_context"} <= body.keys()
    event = body["event"]
    assert (event["channel_type"], event["user"], event["text"]) == ("im", AMINA, "hello &amp; goodbye")
    assert body["event_time"] == 1656316800


def test_the_bots_own_direct_message_is_echoed_with_its_bot_id(app_room: Room) -> None:
    app_room.slack.person("Amina").says("hello")
    app_room.slack.person("Amina").sees("heard hello")
    told = {body["event"]["text"]: body["event"].get("bot_id") for body in wait_for_events(app_room, "message", 2)}
    assert told == {"hello": None, "heard hello": "B06SANDBOT"}


def test_a_mention_is_told_where_the_bot_is_and_other_words_are_not(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.says("between people", place="general")
    amina.mentions("over there", place="random")
    amina.mentions("and here", place="general")
    amina.sees("heard @Small and here", place="general")
    assert [body["event"]["text"] for body in events_of(app_room, "app_mention")] == ["<@U06SANDBOT> and here"]
    assert events_of(app_room, "message") == []


def test_an_event_that_the_manifest_does_not_name_is_not_told(app_room: Room) -> None:
    app_room.replace_manifest(events=frozenset({"app_mention"}))
    amina = app_room.slack.person("Amina")
    amina.says("unheard")
    amina.mentions("heard", place="general")
    amina.sees("heard @Small heard")
    assert events_of(app_room, "message") == []


def test_opening_home_is_told_without_a_view_first_and_with_it_afterwards(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.opens_home()
    amina.sees_home("A card")
    amina.opens_home()
    amina.opens_messages()
    events = [body["event"] for body in wait_for_events(app_room, "app_home_opened", 3)]
    shown = sorted((event["tab"], "view" in event) for event in events)
    assert shown == [("home", False), ("home", True), ("messages", False)]
    assert all(event["channel"] == "D06AMINAYU" for event in events)


def test_a_mention_in_a_thread_carries_the_thread(app_room: Room) -> None:
    ts = str(app_room.web.chat_postMessage(channel=GENERAL, text="parent")["ts"])
    amina = app_room.slack.person("Amina")
    amina.mentions("inside", place="general", thread=ts)
    assert amina.sees("heard @Small inside").thread == ts
