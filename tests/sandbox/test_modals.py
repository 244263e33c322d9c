"""Modals: opening, stacking, filling in, sending and closing."""

import time
from collections.abc import Iterator

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.client import Person
from tests.sandbox.block_probes import plain
from tests.sandbox.forms import CARD, FORM, SECOND, WORDS, choices, field, view
from tests.sandbox.room import AMINA, DANIEL, GENERAL, Json, Room, error_of, wait_for


@pytest.fixture
def amina(app_room: Room) -> Iterator[Person]:
    """Let Amina open the form."""
    amina = app_room.slack.person("Amina")
    amina.types("/form")
    amina.sees_form("A form")
    yield amina
    app_room.sandbox.workspace.modals.clear()


def last(room: Room, kind: str) -> Json:
    """Give the newest payload of a kind."""
    return room.last_sent(lambda payload: payload.get("type") == kind)


def test_a_form_is_sent_with_every_field_and_closes(app_room: Room, amina: Person) -> None:
    amina.fills("Words", "hello")
    amina.chooses_in_form("One", "Blue")
    amina.chooses_in_form("Ticks", "Red", "Blue")
    amina.fills("Hour", "09:30")
    amina.fills("Person", "Daniel Okafor")
    assert (amina.submits("Save"), amina.form_text()) == ("closed", "")
    body = last(app_room, "view_submission")
    states = {block: next(iter(state.values())) for block, state in body["view"]["state"]["values"].items()}
    assert states["words"] == {"type": "plain_text_input", "value": "hello"}
    assert states["static_select"]["selected_option"]["value"] == "blue"
    assert [one["value"] for one in states["checkboxes"]["selected_options"]] == ["red", "blue"]
    assert (states["datepicker"]["selected_date"], states["timepicker"]["selected_time"]) == ("2022-07-05", "09:30")
    assert (states["radio_buttons"]["selected_option"], states["multi_static_select"]["selected_options"]) == (None, [])
    assert states["users_select"]["selected_user"] == DANIEL
    assert (body["user"]["id"], body["response_urls"], body["view"]["private_metadata"]) == (AMINA, [], "kept")
    assert {"team", "trigger_id", "api_app_id"} <= body.keys()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", "Please complete this required field."), ("ab", "at least 3"), ("a" * 11, "at most 10")],
)
def test_what_slack_checks_itself_is_said_beside_the_field_and_nothing_is_sent(
    app_room: Room, amina: Person, words: str, sentence: str
) -> None:
    amina.fills("Words", words)
    assert amina.submits() == "problems"
    amina.sees_form(sentence)
    assert not [one for one in app_room.payloads if one.get("type") == "view_submission"]


def test_errors_of_the_app_stand_beside_their_fields_and_the_words_stay(amina: Person) -> None:
    amina.fills("Words", "errors")
    assert amina.submits() == "problems"
    assert "Say more." in amina.sees_form("Say more.")
    assert amina.typed("Words") == "errors"


@pytest.mark.parametrize("words", ["slow", "unknown", "bad", "strange"])
def test_without_a_sound_answer_the_form_stays_with_what_was_typed(amina: Person, words: str) -> None:
    amina.fills("Words", words)
    assert amina.submits() == "trouble"
    amina.sees_form("We had some trouble connecting. Try again?")
    assert amina.typed("Words") == words


def test_an_error_for_an_unknown_block_is_said_loudly(app_room: Room, amina: Person) -> None:
    amina.fills("Words", "unknown")
    amina.submits()
    assert "the block nowhere" in app_room.slack.transport.get("/sandbox/status")["notices"][-1]


def test_an_answer_may_update_push_or_clear(amina: Person) -> None:
    amina.fills("Words", "update")
    assert amina.submits() == "updated"
    amina.sees_form("Second")
    assert amina.typed("Words") == "update"
    amina.fills("Words", "push")
    assert amina.submits() == "pushed"
    assert (len(amina.look()["modals"]), amina.typed("Words")) == (2, "")
    amina.fills("Words", "clear")
    assert (amina.submits(), amina.look()["modals"]) == ("cleared", [])


def test_an_empty_answer_closes_one_form_and_shows_the_one_below(amina: Person) -> None:
    amina.fills("Words", "push")
    amina.submits()
    amina.fills("Words", "fine")
    assert (amina.submits(), amina.typed("Words")) == ("closed", "push")


def test_a_press_in_a_form_carries_the_view_and_what_was_typed(app_room: Room, amina: Person) -> None:
    amina.fills("Words", "so far")
    amina.presses("Press")
    body = last(app_room, "block_actions")
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["words"]["words"]["value"] == "so far"
    wait_for(lambda: len(amina.look()["modals"]) == 2)
    stack = amina.look()["modals"]
    assert (stack[1]["previous_view_id"], stack[1]["root_view_id"]) == (stack[0]["id"], stack[0]["id"])


def test_a_field_whose_use_is_told_at_once_is_told_with_enter(app_room: Room) -> None:
    config = {"trigger_actions_on": ["on_enter_pressed"]}
    asks = field("Find", {**WORDS, "action_id": "press", "dispatch_action_config": config}, dispatch_action=True)
    app_room.web.views_open(trigger_id=app_room.trigger(), view=view(asks))
    app_room.slack.person("Amina").enters("Find", "a word")
    body = last(app_room, "block_actions")
    app_room.sandbox.workspace.modals.clear()
    assert (body["actions"][0]["type"], body["actions"][0]["value"]) == ("plain_text_input", "a word")
    assert body["view"]["state"]["values"]["press"]["press"]["value"] == "a word"


def test_grouped_options_and_the_zone_of_a_time_come_with_the_form(app_room: Room) -> None:
    groups = [{"label": plain(), "options": choices("static_select")["options"]}]
    menu = {"type": "static_select", "action_id": "menu", "option_groups": groups}
    hour = {"type": "timepicker", "action_id": "hour", "timezone": "Asia/Tokyo"}
    fields = [field("Words", WORDS), field("One", menu), field("Hour", hour)]
    app_room.web.views_open(trigger_id=app_room.trigger(), view=view(*fields))
    amina = app_room.slack.person("Amina")
    amina.fills("Words", "fine")
    amina.chooses_in_form("One", "Blue")
    amina.fills("Hour", "09:30")
    assert amina.submits() == "closed"
    values = last(app_room, "view_submission")["view"]["state"]["values"]
    assert values["menu"]["menu"]["selected_option"]["value"] == "blue"
    assert values["hour"]["hour"] == {"type": "timepicker", "selected_time": "09:30", "timezone": "Asia/Tokyo"}


def test_closing_is_told_when_the_view_asks_for_it(app_room: Room, amina: Person) -> None:
    amina.closes_form()
    wait_for(lambda: "view_closed" in [one.get("type") for one in app_room.payloads])
    body = last(app_room, "view_closed")
    assert (body["is_cleared"], body["view"]["callback_id"], amina.form_text()) == (False, "form", "")


def test_closing_everything_is_told_of_each_view_that_asks_for_it(app_room: Room, amina: Person) -> None:
    amina.presses("Press")
    wait_for(lambda: len(amina.look()["modals"]) == 2)
    amina.closes_everything()
    wait_for(lambda: [one.get("type") for one in app_room.payloads].count("view_closed") == 2)
    closed = [one for one in app_room.payloads if one.get("type") == "view_closed"]
    assert ([one["is_cleared"] for one in closed], amina.look()["modals"]) == ([True, True], [])


def test_a_view_that_is_opened_from_inside_a_form_is_seen_by_nobody(room: Room) -> None:
    root = room.web.views_open(trigger_id=room.trigger(), view=SECOND)["view"]["id"]
    assert room.web.views_open(trigger_id=room.trigger(root), view=FORM)["ok"]
    amina = room.slack.person("Amina")
    assert [view["title"]["text"] for view in amina.look()["modals"]] == ["Second"]
    assert "views.push" in amina.look()["notices"][-1]
    room.web.views_open(trigger_id=room.trigger(), view=FORM)
    assert [view["title"]["text"] for view in amina.look()["modals"]] == ["A form"]


def test_only_the_form_on_top_can_be_used(room: Room) -> None:
    trigger = open_view(room)
    room.web.views_open(trigger_id=trigger, view=view())
    with pytest.raises(AssertionError, match="not open any more"):
        room.slack.transport.post("/sandbox/submit", person="Amina", view_id="V0OTHER", values={})


def open_view(room: Room) -> str:
    """Give a trigger that the machine's present second made, with nobody connected."""
    room.slack.person("Amina").types("/echo probe", place="general")
    newest = next(one for one in reversed(room.slack.wire()) if "slash_commands" in one["kind"])
    return str(newest["payload"]["trigger_id"])


def test_a_trigger_opens_one_view_and_a_refused_view_does_not_spend_it(room: Room) -> None:
    trigger = open_view(room)
    assert error_of(lambda: room.web.views_open(trigger_id=trigger, view={**SECOND, "title": None})) != ""
    assert room.web.views_open(trigger_id=trigger, view=FORM)["view"]["type"] == "modal"
    assert error_of(lambda: room.web.views_open(trigger_id=trigger, view=FORM)) == "exchanged_trigger_id"


def test_a_trigger_lasts_three_seconds(room: Room) -> None:
    trigger = open_view(room)
    room.sandbox.workspace.rates.machine = lambda: time.monotonic() + 3.1
    assert error_of(lambda: room.web.views_open(trigger_id=trigger, view=FORM)) == "expired_trigger_id"


def test_an_update_keeps_what_was_typed_under_the_same_ids(room: Room) -> None:
    first = room.web.views_open(trigger_id=open_view(room), view={**SECOND, "external_id": "mine"})["view"]
    amina = room.slack.person("Amina")
    amina.fills("Words", "typed")
    fresh = field("Other", {**WORDS, "action_id": "other", "initial_value": "first"})
    second = room.web.views_update(external_id="mine", view=view(*SECOND["blocks"], fresh), hash=first["hash"])["view"]
    assert (second["id"], amina.typed("Words"), amina.typed("Other")) == (first["id"], "typed", "first")
    with pytest.raises(SlackApiError, match="hash_conflict"):
        room.web.views_update(view_id=first["id"], view=SECOND, hash=first["hash"])


def test_the_client_names_the_fields_when_it_finds_none(room: Room) -> None:
    room.web.views_open(trigger_id=open_view(room), view=FORM)
    with pytest.raises(AssertionError, match=r"no field called 'Nothing'. There is: Words, One"):
        room.slack.person("Amina").fills("Nothing", "x")
    with pytest.raises(AssertionError, match=r"'One' has no 'Green'. There is: Red, Blue"):
        room.slack.person("Amina").chooses_in_form("One", "Green")


def test_a_form_covers_the_messages_below(room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=CARD)
    room.web.views_open(trigger_id=open_view(room), view=SECOND)
    with pytest.raises(AssertionError, match="finds no 'Press'"):
        room.slack.person("Amina").presses("Press")
