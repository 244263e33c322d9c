"""Whatever reaches us that we do not know gets an answer, and no request is left without one."""

from collections.abc import Iterator
from typing import Any

import pytest

from db.models import Member
from tests import community
from tests.community import Community, Reply
from tests.people import AMINA

OLD_FORM = "This form no longer works. Copy your text, close it, and open it again from my Home tab."
INPUT = {"type": "input", "block_id": "story", "element": {"type": "plain_text_input", "action_id": "a"}}


def old_button(where: str) -> Reply:
    button = {"type": "button", "text": {"text": "Old"}, "action_id": "gone.long_ago", "value": "1"}
    return Reply(200, where, ({"type": "actions", "elements": [button]},))


def view_body(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "view_submission",
        "team": {"id": "T0SOUTH"},
        "user": {"id": AMINA.slack_id},
        "view": {
            "type": "modal",
            "id": "V1",
            "callback_id": "gone.long_ago",
            "blocks": list(blocks),
            "state": {"values": {}},
        },
    }


def test_an_unknown_command_shows_what_the_bot_can_do(house: Community) -> None:
    reply = house.types(AMINA, "/gone what now")

    assert (reply.status, reply.text.startswith("What I can do")) == (200, True)


def test_an_old_button_says_where_to_look(house: Community) -> None:
    reply = house.presses(AMINA, "Old", old_button("a message"))

    assert (reply.status, reply.text) == (200, "That button no longer works. My Home tab shows what there is now.")
    assert house.slack.answers[-1][0] == "whispered"


def test_an_old_button_in_home_brings_home_up_to_date(house: Community) -> None:
    reply = house.presses(AMINA, "Old", {"blocks": old_button("home").blocks})

    assert reply.words().strip().startswith("That button no longer works.")
    assert "Coming up" in reply.words()


def test_an_old_form_stays_open_so_that_nothing_typed_is_lost(house: Community) -> None:
    response = house.dispatch(view_body({"type": "divider", "block_id": "line"}, INPUT))

    assert response.status == 200
    assert response.body == f'{{"response_action": "errors", "errors": {{"story": "{OLD_FORM}"}}}}'


def test_an_old_form_without_a_field_is_closed(house: Community) -> None:
    response = house.dispatch(view_body({"type": "divider", "block_id": "line"}))

    assert (response.status, response.body) == (200, "")


@pytest.mark.parametrize("kind", ["shortcut", "message_action"])
def test_an_unknown_shortcut_is_acknowledged(house: Community, kind: str) -> None:
    body = {"type": kind, "callback_id": "gone", "team": {"id": "T0SOUTH"}, "user": {"id": AMINA.slack_id}}

    assert house.dispatch(body | {"trigger_id": "1", "action_ts": "1"}).status == 200


@pytest.mark.parametrize("event", [{"type": "team_join", "user": {"id": "U0NEW"}}, {"type": "something_new"}])
def test_an_unknown_event_is_acknowledged_and_nothing_is_kept(house: Community, event: dict[str, Any]) -> None:
    before = len(house.rows(Member))

    response = house.dispatch(house.event_body(event))

    assert response.status == 200
    assert len(house.rows(Member)) == before


@pytest.fixture
def prefixed() -> Iterator[Community]:
    with community.house(prefix="sel-") as found:
        yield found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/sel-events", "Coming up"),
        ("/sel-events help", "/sel-events past"),
        ("/sel-ask when does it start?", "9am on Tuesday 5 July 2022"),
        ("/sel-ask", "/sel-ask what should I read?"),
        ("/sel-community help", "/sel-ask when is the next event?"),
        ("/sel-community hepl", "Did you mean /sel-community help?"),
        ("/events", "What I can do: /sel-events"),
    ],
)
def test_with_a_prefix_commands_and_every_hint_bear_it(prefixed: Community, line: str, words: str) -> None:
    assert words in prefixed.types(AMINA, line).words().replace("`", "")


def test_with_a_prefix_home_names_the_commands_as_they_are_typed(prefixed: Community) -> None:
    assert "`/sel-ask when does it start?`" in str(prefixed.opens_home(AMINA))
