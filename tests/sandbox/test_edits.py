"""Messages that change or go: by the bot or by who wrote them, and what the app is told of it."""

import pytest
from slack_sdk import WebhookClient

from tests.sandbox.forms import CARD
from tests.sandbox.room import AMINA, DANIEL, GENERAL, Json, Room, error_of
from tests.sandbox.test_events import wait_for_events


def hidden(room: Room, subtype: str, count: int = 1) -> list[Json]:
    """Give the events of one subtype, once the app has all its messages."""
    seen = [body["event"] for body in wait_for_events(room, "message", count)]
    return [event for event in seen if event.get("subtype") == subtype]


def test_a_person_who_edits_is_told_with_what_they_said_before(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.says("a frist word")
    amina.sees("heard a frist word")
    amina.edits("a frist word", "a first word")

    (event,) = hidden(app_room, "message_changed", 3)

    assert (event["message"]["text"], event["previous_message"]["text"]) == ("a first word", "a frist word")
    assert event["message"]["edited"]["user"] == AMINA
    assert (event["hidden"], event["channel_type"], event["channel"]) == (True, "im", "D06AMINAYU")
    assert event["message"]["ts"] == event["previous_message"]["ts"] != event["ts"]
    assert not {"user", "text"} & event.keys()


def test_a_person_who_deletes_is_told_with_what_is_gone(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.says("never mind")
    amina.sees("heard never mind")
    amina.deletes("never mind")

    (event,) = hidden(app_room, "message_deleted", 3)

    assert event["previous_message"]["text"] == "never mind"
    assert event["deleted_ts"] == event["previous_message"]["ts"]
    assert [message.text for message in amina.messages("bot")] == ["heard never mind"]


def test_the_bots_own_updates_and_deletions_are_told_too(app_room: Room) -> None:
    ts = app_room.web.chat_postMessage(channel=AMINA, text="first")["ts"]
    app_room.web.chat_update(channel="D06AMINAYU", ts=ts, text="second")
    app_room.web.chat_delete(channel="D06AMINAYU", ts=ts)

    (changed,) = hidden(app_room, "message_changed", 3)
    (deleted,) = hidden(app_room, "message_deleted", 3)

    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")
    assert (deleted["previous_message"]["text"], deleted["previous_message"]["bot_id"]) == ("second", "B06SANDBOT")
    assert app_room.slack.person("Amina").messages("bot") == []


def test_changes_in_a_channel_are_told_only_to_who_subscribed(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    for text in ("unheard", "heard"):
        amina.says("first", place="general")
        amina.edits("first", text)
        app_room.replace_manifest(events=frozenset({"message.channels"}))

    (event,) = hidden(app_room, "message_changed", 3)

    assert (event["message"]["text"], event["channel_type"], event["channel"]) == ("heard", "channel", GENERAL)


def test_a_message_counts_its_replies_and_leaves_a_tombstone(room: Room) -> None:
    room.replace_manifest(scopes=("chat:write", "im:history"))
    ts = str(room.web.chat_postMessage(channel=AMINA, text="parent")["ts"])
    amina = room.slack.person("Amina")
    amina.says("one", thread=ts)
    last = str(room.web.chat_postMessage(channel=AMINA, text="two", thread_ts=ts)["ts"])

    (parent,) = room.web.conversations_history(channel="D06AMINAYU")["messages"]
    assert (parent["reply_count"], parent["latest_reply"], parent["thread_ts"]) == (2, last, ts)
    assert parent["reply_users"] == [AMINA, "U06SANDBOT"]

    room.web.chat_delete(channel="D06AMINAYU", ts=ts)
    (parent,) = room.web.conversations_history(channel="D06AMINAYU")["messages"]
    assert (parent["text"], parent["subtype"]) == ("This message was deleted.", "tombstone")
    amina.deletes("one")
    assert room.web.conversations_history(channel="D06AMINAYU")["messages"][0]["reply_count"] == 1


def test_what_one_person_alone_sees_changes_only_through_its_response_url(app_room: Room) -> None:
    ts = app_room.web.chat_postEphemeral(channel=GENERAL, user=AMINA, text="t", blocks=CARD)["message_ts"]
    for change in (app_room.web.chat_delete, lambda **where: app_room.web.chat_update(**where, text="t")):
        assert error_of(lambda: change(channel=GENERAL, ts=ts)) == "message_not_found"  # noqa: B023 - called at once

    amina = app_room.slack.person("Amina")
    amina.presses("Press", near="A card")
    amina.sees("pressed")
    address = app_room.last_sent(lambda body: "response_url" in body)["response_url"]
    WebhookClient(address).send_dict({"delete_original": True})
    amina.does_not_see("pressed")


def test_nobody_changes_what_somebody_else_wrote(room: Room) -> None:
    room.slack.person("Amina").says("mine", place="general")
    with pytest.raises(AssertionError, match="Daniel Okafor has not written 'mine'"):
        room.slack.person("Daniel").edits("mine", "yours")


def test_neither_link_names_nor_a_link_changes_what_a_text_says(room: Room) -> None:
    words = "@Daniel Okafor, see <https://a.example/b>"
    room.web.chat_postMessage(channel=GENERAL, text=words, link_names=True, unfurl_links=True, unfurl_media=False)
    assert room.slack.person("Amina").sees("see https://a.example/b").text == "@Daniel Okafor, see https://a.example/b"
    assert DANIEL not in str(room.slack.pings())
