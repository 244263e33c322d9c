"""When something goes wrong: a sentence with a reference at once, an event that Slack tells again, and no silence."""

import json
import re
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

import handlers.unknown
from bot.slack import Refused, SlackFault, Unclear
from db.database import Database
from db.models import Receipt, Rsvp
from tests import community
from tests.community import Community, Reply
from tests.people import AMINA

SENTENCE = r"Something went wrong at our end\. Try again in a minute\. Reference: [0-9a-f]{8}"
INNOVATION = "Catalysing and embedding innovation"
SECRET = "something private"


def break_down(*_: Any, **__: Any) -> Any:
    raise RuntimeError("an accident")


@pytest.fixture
def broken(house: Community, monkeypatch: pytest.MonkeyPatch) -> Community:
    """A community in which looking at events ends in an accident."""
    monkeypatch.setattr("bot.community.events.upcoming", break_down)
    monkeypatch.setattr("bot.community.events.rsvp", break_down)
    return house


def away(*_: Any, **__: Any) -> Any:
    raise OperationalError("SELECT 1", {}, Exception("the database is away"))


def has_reference(text: str) -> bool:
    return re.fullmatch(SENTENCE, text) is not None


def test_an_accident_in_a_command_is_told_to_the_caller_alone(broken: Community) -> None:
    response = broken.dispatch(
        {"command": "/events", "text": "", "team_id": "T0SOUTH", "user_id": AMINA.slack_id, "trigger_id": "1"}
    )

    body = json.loads(response.body)
    assert (response.status, body["response_type"]) == (200, "ephemeral")
    assert has_reference(body["text"])


def test_an_accident_in_a_press_is_told_beside_it_and_nothing_is_half_done(broken: Community) -> None:
    broken.joins(AMINA)
    card = broken.presses(AMINA, "Agenda", Reply(200, "", broken_list(broken)))
    before = len(broken.rows(Receipt))

    reply = broken.presses(AMINA, "Going", card)

    assert (reply.status, has_reference(reply.text)) == (200, True)
    assert broken.slack.answers[-1][0] == "whispered"
    assert (broken.rows(Rsvp), len(broken.rows(Receipt))) == ([], before)


def broken_list(found: Community) -> tuple[dict[str, Any], ...]:
    event = found.plans("Something")
    button = {"type": "button", "text": {"text": "Agenda"}, "action_id": "event.show", "value": str(event.id)}
    return ({"type": "actions", "elements": [button]},)


def test_an_accident_in_home_is_answered_even_when_home_cannot_be_shown(broken: Community) -> None:
    response = broken.presses(AMINA, "Agenda", {"blocks": broken_list_of_pages()})

    assert response.status == 200


def broken_list_of_pages() -> list[dict[str, Any]]:
    button = {"type": "button", "text": {"text": "Agenda"}, "action_id": "event.list.next", "value": "1:"}
    return [{"type": "actions", "elements": [button]}]


def test_an_accident_in_a_form_stands_at_its_first_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers.unknown, "form", break_down_with_ack)
    field = {"type": "input", "block_id": "story"}
    view = {
        "type": "modal",
        "callback_id": "x",
        "blocks": [{"type": "divider", "block_id": "b"}, field],
        "state": {"values": {}},
    }
    body = {"type": "view_submission", "team": {"id": "T0SOUTH"}, "user": {"id": AMINA.slack_id}, "view": view}

    with community.house() as found:
        response = found.dispatch(body)

    answer = json.loads(response.body)
    assert (response.status, answer["response_action"]) == (200, "errors")
    assert has_reference(answer["errors"]["story"])


def break_down_with_ack(ack: Any) -> None:
    break_down()


def test_an_accident_in_an_event_is_left_to_slack_to_tell_again(
    house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi", "ts": "9.1"}
    body = house.event_body(event)
    with monkeypatch.context() as accident:
        accident.setattr("bot.desk.questions.owe_reply", break_down)
        first = house.dispatch(body).status

    second = house.dispatch(body).status

    assert (first, second) == (500, 200)
    assert len(house.deliver()) == 1


def test_the_trace_of_an_accident_names_no_words_of_a_member(
    house: Community, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.desk.questions.answer", break_down)

    reply = house.types(AMINA, f"/ask {SECRET}")

    assert reply.text.rpartition(" ")[2] in caplog.text
    assert "an accident" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("line", ["/events", "/community", "/ask when is it?"])
def test_while_the_database_is_away_a_command_gets_a_sentence(
    house: Community, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(Database, "read", away)

    reply = house.types(AMINA, line)

    assert (reply.status, has_reference(reply.text)) == (200, True)


def test_while_the_database_is_away_a_press_in_home_is_acknowledged(
    house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = house.opens_home(AMINA)
    monkeypatch.setattr(Database, "read", away)

    assert house.presses(AMINA, "Agenda", home).status == 200


def test_while_the_database_is_away_an_event_is_left_to_slack_to_tell_again(
    house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "read", away)
    event = {"type": "app_mention", "channel": "C1", "user": AMINA.slack_id, "text": "hi", "ts": "1.1"}

    assert house.dispatch(house.event_body(event)).status == 500


@pytest.mark.parametrize("fault", [Unclear("no reply"), Refused("expired_url")])
def test_an_answer_that_was_given_is_kept_when_its_echo_is_lost(house: Community, fault: SlackFault) -> None:
    house.joins(AMINA)
    seen = house.types(AMINA, "/events")
    house.slack.faults.append(fault)

    reply = house.presses(AMINA, "Going", seen)

    assert reply.status == 200
    assert len(house.rows(Rsvp)) == 1


@pytest.mark.parametrize("where", ["message", "home"])
def test_an_old_button_is_acknowledged_when_slack_takes_no_answer(house: Community, where: str) -> None:
    button = {"type": "button", "text": {"text": "Old"}, "action_id": "gone", "value": "1"}
    blocks = ({"type": "actions", "elements": [button]},)
    press = house.press_body(AMINA, "Old", Reply(200, "", blocks) if where == "message" else {"blocks": blocks})
    house.slack.faults += [Unclear("no reply"), Unclear("no reply")]

    assert house.dispatch(press).status == 200


@pytest.mark.parametrize(
    ("action", "value"), [("event.show", "x"), ("event.rsvp.going", "1:SINGING"), ("event.list.next", "²:")]
)
def test_a_value_that_no_button_of_ours_has_gets_a_sentence(house: Community, action: str, value: str) -> None:
    button = {"type": "button", "text": {"text": "Odd"}, "action_id": action, "value": value}

    reply = house.presses(AMINA, "Odd", Reply(200, "", ({"type": "actions", "elements": [button]},)))

    assert (reply.status, reply.text != "") == (200, True)
