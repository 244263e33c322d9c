"""Slash commands: what the app is sent and what the person sees."""

from tests.sandbox.room import AMINA, DANIEL, Room


def test_a_command_carries_slacks_fields(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo two words", place="general")
    body = app_room.last_sent(lambda payload: "command" in payload)
    assert set(body) == {
        *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text"),
        *("api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
    }
    assert (body["command"], body["text"], body["user_id"], body["channel_name"]) == (
        "/echo",
        "two words",
        AMINA,
        "general",
    )
    assert body["is_enterprise_install"] == "false"


def test_a_command_in_direct_messages_comes_from_directmessage(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo here", place="bot")
    assert app_room.last_sent(lambda payload: "command" in payload)["channel_name"] == "directmessage"


def test_the_answer_to_a_command_is_only_for_the_one_who_typed_it(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo hello")
    assert app_room.slack.person("Amina").sees("you said hello", within=0).only_you
    app_room.slack.person("Daniel").does_not_see("you said hello")


def test_an_answer_in_channel_is_for_all_and_shows_what_was_typed(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo public", place="general")
    daniel = app_room.slack.person("Daniel")
    assert daniel.sees("/echo public").author == "Amina Yusuf"
    assert not daniel.sees("said").only_you


def test_mentions_are_encoded_only_for_a_command_that_asks_for_it(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.types("/echo @Daniel Okafor")
    amina.types("/card @Daniel Okafor")
    sent = [body["text"] for body in app_room.payloads if "command" in body]
    assert sent == ["@Daniel Okafor", f"<@{DANIEL}>"]


def test_the_verdict_says_why_an_answer_to_a_command_was_refused(app_room: Room) -> None:
    app_room.slack.person("Amina").types("/echo bad")
    app_room.slack.person("Amina").sees("invalid_command_response")
    assert "refused: invalid_blocks" in [record["verdict"] for record in app_room.slack.wire()]
