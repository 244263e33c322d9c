"""PLAIN_BLOCKS: with it nothing newer leaves by any door, and without it all of them are open to tables and cards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.app import assemble, bolt_app
from bot.settings import Settings
from bot.slack import Slack
from bot.views.parts import Card
from tests.community import SETTINGS, Community, words_of
from tests.fakes import WORKSPACE
from tests.people import AMINA, OLIVE
from tests.servers import Handler, serving
from tests.views.payloads import of_type
from tests.views.test_plain import card as drawn_card

NEWER = {"data_table", "carousel", "card", "alert"}
ANSWER = {"ok": True, "channel": {"id": "D1"}, "user": {"id": AMINA.slack_id, "name": AMINA.name}}
POSTED = ANSWER | {"channel": "D1", "ts": "1.1"}


@dataclass
class Wire:
    """Slack's end of the network: takes everything, and remembers the blocks that arrived by each door."""

    port: int = 0
    arrived: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def take(self, path: str, body: bytes) -> None:
        door, text = path.rpartition("/")[2], body.decode()
        told = json.loads(text) if text.startswith("{") else {key: one for key, (one,) in parse_qs(text).items()}
        view = told.get("view", told)
        self.arrived[door] = json.loads(view) if isinstance(view, str) else view


@pytest.fixture
def wire() -> Iterator[Wire]:
    found = Wire()

    class Answers(Handler):
        def do_POST(self) -> None:  # noqa: N802 - the library's name
            found.take(self.path, self.read())
            self.send_response(200)
            self.end_headers()
            answer = json.dumps(POSTED if self.path.endswith("chat.postMessage") else ANSWER)
            self.wfile.write(answer.encode() if "/api/" in self.path else b"ok")

    with serving(Answers) as found.port:
        yield found


def newer(payload: dict[str, Any]) -> set[str]:
    return {one["type"] for one in of_type(payload, *NEWER)}


def settle(house: Community, wire: Wire, plain_blocks: str) -> Slack:
    """The house with its own Slack, put together from the operator's settings."""
    more = {"SLACK_API_URL": f"{wire.address}/api/", "DATABASE_URL": f"sqlite:///{house.db.url.database}"}
    tools = assemble(Settings.read(SETTINGS | more | {"PLAIN_BLOCKS": plain_blocks}))
    tools.db.close()
    ours = house.tools
    house.tools = replace(tools, db=house.db, clock=house.clock, installations=ours.installations)
    house.app = bolt_app(house.tools)
    return tools.slack


def visit(house: Community, wire: Wire, slack: Slack) -> dict[str, dict[str, Any]]:
    """Something newer, sent through every door; gives what arrived."""
    for starts in ("2022-05-02", "2022-06-02", "2022-08-02", "2022-08-03"):
        house.plans("A walk", f"{starts}T14:00+01:00")
    listed = house.types(AMINA, "/events past")
    wire.arrived["acknowledgement"] = {"text": listed.text, "blocks": list(listed.blocks)}
    press = house.press_body(AMINA, "Past events", house.types(AMINA, "/events"))
    assert house.dispatch(press | {"response_url": f"{wire.address}/respond"}).status == 200
    opened = {"type": "app_home_opened", "tab": "home", "user": OLIVE.slack_id, "channel": "D1"}
    assert house.dispatch(house.event_body(opened)).status == 200
    assert house.dispatch(house.press_body(OLIVE, "Organise", wire.arrived["views.publish"])).status == 200
    joining = house.press_body(AMINA, "Join", house.types(AMINA, "/community join"))
    assert house.dispatch(joining).status == 200
    slack.post(WORKSPACE, "D1", Card("A walk today", (drawn_card(),)), mark="m")
    return wire.arrived


DOORS = {
    "acknowledgement": {"carousel", "card"},
    "respond": {"carousel", "card"},
    "views.publish": {"data_table"},
    "views.open": {"alert"},
    "chat.postMessage": {"card"},
}


def test_newer_blocks_leave_by_every_door(house: Community, wire: Wire) -> None:
    arrived = visit(house, wire, settle(house, wire, "no"))

    assert {door: newer(arrived[door]) for door in DOORS} == DOORS


def test_with_the_setting_nothing_newer_leaves_by_any_door(house: Community, wire: Wire) -> None:
    arrived = visit(house, wire, settle(house, wire, "yes"))

    assert {door: newer(payload) for door, payload in arrived.items()} == {door: set() for door in arrived}
    assert set(DOORS) <= set(arrived)
    assert "A walk" in words_of(arrived["acknowledgement"]["blocks"])
    assert "*A walk* · Going: 0 · Maybe: 0" in words_of(arrived["views.publish"]["blocks"])
    assert "What we keep" in words_of(arrived["views.open"]["blocks"])


def test_the_form_that_an_acknowledgement_brings_is_plain(house: Community, wire: Wire) -> None:
    settle(house, wire, "yes")
    house.dispatch(house.press_body(AMINA, "Join", house.types(AMINA, "/community join")))
    chosen = {"organisation": "1", "sector": "1", "prompts": "no", "introductions": "no"}

    answer = house.submits(AMINA, wire.arrived["views.open"], **chosen)

    assert answer["response_action"] == "update"
    assert "You have joined." in words_of(answer["view"]["blocks"])
