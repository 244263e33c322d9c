"""Presses and choices: the payload for each place and each control."""

import pytest

from tests.sandbox.block_probes import actions, button, option, plain, select
from tests.sandbox.forms import CARD
from tests.sandbox.room import AMINA, GENERAL, Json, Room


def last_press(room: Room) -> Json:
    """Give the newest press that the app was sent."""
    return room.last_sent(lambda payload: payload.get("type") == "block_actions")


def test_a_press_in_a_message_carries_the_message_and_a_response_url(app_room: Room) -> None:
    ts = app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)["ts"]
    app_room.slack.person("Amina").presses("Press", near="A card")
    body = last_press(app_room)
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": GENERAL, "is_ephemeral": False}
    assert (body["message"]["ts"], body["user"]["id"], body["channel"]["name"]) == (ts, AMINA, "general")
    assert {"response_url", "trigger_id"} <= body.keys()
    (action,) = body["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("press", "7", "button")
    assert {"block_id", "action_ts", "text"} <= action.keys()


def test_a_press_on_what_was_there_a_moment_ago_still_reaches_the_app(app_room: Room) -> None:
    ts = app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)["ts"]
    (control,) = app_room.slack.person("Amina").sees("A card", place="general").controls
    app_room.web.chat_update(channel=GENERAL, ts=ts, text="No button any more")

    ids = {name: control[name] for name in ("block_id", "action_id")}
    app_room.slack.transport.post("/sandbox/press", person="Amina", place="general", ts=ts, **ids)

    (action,) = last_press(app_room)["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == ("press", "7", control["block_id"])


def test_a_press_in_an_ephemeral_message_has_no_message_and_can_replace_it(app_room: Room) -> None:
    app_room.web.chat_postEphemeral(channel=GENERAL, user=AMINA, text="t", blocks=CARD)
    amina = app_room.slack.person("Amina")
    amina.presses("Press", near="A card")
    body = last_press(app_room)
    assert ("message" in body, body["container"]["is_ephemeral"]) == (False, True)
    assert amina.sees("pressed").only_you
    amina.does_not_see("A card")


def test_a_press_at_home_carries_the_view_and_no_response_url(app_room: Room) -> None:
    amina = app_room.slack.person("Amina")
    amina.opens_home()
    amina.sees_home("A card")
    amina.presses("Press")
    body = last_press(app_room)
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert {"hash", "state"} <= body["view"].keys()
    assert not {"response_url", "channel", "message"} & body.keys()


def test_the_body_of_an_acknowledged_press_is_ignored(app_room: Room) -> None:
    app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)
    amina = app_room.slack.person("Amina")
    amina.presses("Press", near="A card")
    amina.sees("pressed")
    amina.does_not_see("this is ignored")


def test_a_choice_carries_the_option_and_stays_in_the_state(app_room: Room) -> None:
    menu = select(action_id="press", options=[option(), option(text=plain(2), value="two")])
    app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=actions(menu, block_id="menus"))
    app_room.slack.person("Amina").chooses("xx", near="More")
    body = last_press(app_room)
    assert body["actions"][0]["selected_option"]["value"] == "two"
    assert body["state"]["values"]["menus"]["press"]["selected_option"]["value"] == "two"


def test_a_button_that_opens_a_page_is_still_sent_to_the_app(app_room: Room) -> None:
    link = button(action_id="press", url="https://a.example/page")
    app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=actions(link))
    app_room.slack.person("Amina").presses("x", near="[x]")
    assert last_press(app_room)["actions"][0]["url"] == "https://a.example/page"


def test_the_client_says_which_buttons_there_are_when_it_finds_none(room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)
    with pytest.raises(AssertionError, match=r"finds no 'Going' near 'A card'. There is: Press"):
        room.slack.person("Amina").presses("Going", near="A card")


def test_the_client_refuses_to_choose_between_two_buttons_of_one_name(room: Room) -> None:
    twins = actions(button(action_id="a"), button(action_id="b"))
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=twins)
    with pytest.raises(AssertionError, match="2 controls are called 'x'"):
        room.slack.person("Amina").presses("x")
