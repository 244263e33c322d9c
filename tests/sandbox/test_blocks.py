"""Slack's newer blocks: where each may stand, what is not modelled of them, and how they are read and pressed."""

from typing import Any

import pytest
from slack_sdk.models.blocks import (
    AlertBlock,
    ButtonElement,
    CardBlock,
    CarouselBlock,
    ContainerBlock,
    ImageElement,
    MarkdownBlock,
    SectionBlock,
)

from tests.sandbox.block_probes import (
    Json,
    alert,
    button,
    card,
    carousel,
    chart,
    container,
    entry,
    markdown,
    marked,
    modal,
    plain,
    post,
    publish,
    raw,
    section,
    show,
    table,
)
from tests.sandbox.room import AMINA, GENERAL, Room

TAKEN, REFUSED, UNKNOWN = "", "refused", "sandbox_not_modelled"
ALERT: Json = alert()["blocks"][0]
PRESS = button(text=plain(), action_id="press", value="3")
# Each block, and what a message, a Home tab and a modal make of it.
PLACES: dict[str, tuple[Json, tuple[str, str, str]]] = {
    "data_table": (table(), (TAKEN, TAKEN, REFUSED)),
    "data_visualization": (chart(), (TAKEN, TAKEN, REFUSED)),
    "card": (card(), (TAKEN, TAKEN, UNKNOWN)),
    "carousel": (carousel(card())[0], (TAKEN, TAKEN, UNKNOWN)),
    "container": (container(section())[0], (TAKEN, TAKEN, TAKEN)),
    "markdown": (markdown(), (TAKEN, REFUSED, REFUSED)),
    "alert": (ALERT, (REFUSED, REFUSED, TAKEN)),
}
UNMODELLED: dict[str, list[Json]] = {
    "formatted text in a cell": [table([raw()], [{"type": "rich_text", "elements": []}])],
    "a button in a cell": [table([raw()], [{"type": "action_cell", "element": button(), "fallback": raw()}])],
    "a title of formatted text": container(section(), rich_text_title={"type": "rich_text", "elements": []}),
    "an icon of Slack's": [card(slack_icon={"name": "star"})],
    "a field in a container": container(entry()["blocks"][0]),
}


@pytest.mark.parametrize("name", PLACES)
def test_each_newer_block_is_taken_only_where_slack_shows_it(room: Room, name: str) -> None:
    block, expected = PLACES[name]
    errors = {"invalid_blocks": REFUSED, "invalid_arguments": REFUSED}
    seen = [post([block])(room), publish({"blocks": [block]})(room), show(modal(block))(room)]
    assert tuple(errors.get(one, one) for one in seen) == expected


@pytest.mark.parametrize("name", UNMODELLED)
def test_what_is_not_modelled_of_the_newer_blocks_is_answered_501(room: Room, name: str) -> None:
    assert post(UNMODELLED[name])(room) == UNKNOWN


def test_slacks_own_models_of_the_newer_blocks_are_taken(room: Room) -> None:
    picture = ImageElement(image_url="https://a.example/p.png", alt_text="p")
    press = ButtonElement(text="Press", action_id="press")
    event = CardBlock(icon=picture, hero_image=picture, title="T", subtitle="S", body="*B*", actions=[press])
    within = ContainerBlock(title="T", subtitle="S", icon=picture, child_blocks=[SectionBlock(text="W")], width="wide")
    blocks = [event, CarouselBlock(elements=[event, event]), within, MarkdownBlock(text="**M**")]
    assert post([block.to_dict() for block in blocks])(room) == ""
    assert show(modal(AlertBlock(text="A", level="warning").to_dict(), within.to_dict()))(room) == ""


def test_two_blocks_with_one_id_are_refused_also_inside_others(room: Room) -> None:
    twins = [card(block_id="same"), *carousel(card(block_id="same"))]
    assert post(twins)(room) == "invalid_blocks"
    assert post([section(block_id="same"), *container(section(block_id="same"))])(room) == "invalid_blocks"


@pytest.mark.parametrize(
    "blocks",
    [
        [card(actions=[PRESS], block_id="event-3")],
        carousel(card(), card(actions=[PRESS], block_id="event-3")),
        container({"type": "actions", "elements": [PRESS], "block_id": "event-3"}),
    ],
)
def test_a_button_inside_another_block_is_pressed_as_any_other(app_room: Room, blocks: list[Json]) -> None:
    app_room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks)
    app_room.slack.person("Amina").presses("x", near="[x]")
    body = app_room.last_sent(lambda payload: payload.get("type") == "block_actions")
    (action,) = body["actions"]
    assert (action["block_id"], action["action_id"], action["value"]) == ("event-3", "press", "3")
    assert body["user"]["id"] == AMINA


def test_people_read_the_words_of_the_newer_blocks(room: Room) -> None:
    number: dict[str, Any] = {"type": "raw_number", "value": 12, "text": "12"}
    blocks = [
        table([raw(), raw(2)], [raw(3), number], caption="Members by place"),
        chart(title="Joined"),
        card(title=marked(2), subtitle=plain(3), body=marked(4), actions=[PRESS]),
        *container(section(text=plain(5)), title=plain(6)),
        markdown() | {"text": "# Head\n- **bold** and [a link](https://a.example)\n```\n*as is*\n```"},
    ]
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks)
    words = room.slack.person("Amina").sees("Members by place", place="general").text.split("\n")
    assert words == [
        *("Members by place", "x | xx", "xxx | 12", "Joined", "Category | s", "l0 | 1", "xx", "xxx", "xxxx", "[x]"),
        *("xxxxxx", "xxxxx", "Head", "bold and a link", "*as is*"),
    ]
