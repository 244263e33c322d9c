"""Plain blocks: whatever the views draw is told in blocks that every Slack client knows, with nothing lost."""

from collections import Counter
from typing import Any

import pytest

from bot.views import cards, forms, parts, tables
from bot.views.plain import everything, plain
from tests.views import lint
from tests.views.examples import ORDINARY, VIEWS, WORST, World, fill
from tests.views.payloads import Payload, buttons, of_type

KNOWN = {"section", "header", "divider", "context", "actions", "image", "input"}


def words(payload: Payload) -> Counter[str]:
    """Every word that people see, as Slack's markup has it and without marks."""
    raw = [one["text"] for one in of_type(payload, "raw_text", "raw_number")]
    raw += [one["caption"] for one in of_type(payload, "data_table")]
    shown = [one["text"] for one in of_type(payload, "plain_text", "mrkdwn")]
    told = " ".join([*map(parts.escape, raw), *shown])
    return Counter(parts.spoken(told).replace("•", " ").replace(": ", " ").split())


def presses(payload: Payload) -> list[tuple[str, str]]:
    return [(one["action_id"], one["value"]) for one in buttons(payload)]


def texts(blocks: list[Payload]) -> list[str]:
    return [one["text"] for one in of_type({"blocks": blocks}, "mrkdwn", "plain_text")]


@pytest.mark.parametrize("world", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_in_plain_blocks_says_all_that_it_said(name: str, world: World) -> None:
    rich = fill(name, world)

    told = everything(rich)

    assert {block["type"] for block in told["blocks"]} <= KNOWN
    assert lint.faults_of(name, told) == []
    assert words(rich) - words(told) == Counter()
    assert buttons(told) == buttons(rich)
    assert {key: told[key] for key in told if key != "blocks"} == {key: rich[key] for key in rich if key != "blocks"}


def row(*texts: str) -> list[dict[str, Any]]:
    return [{"type": "raw_text", "text": text} for text in texts]


def table(count: int, **more: Any) -> Payload:
    lines = [row("A walk " + "far " * 100, str(one)) for one in range(count)]
    return {"type": "data_table", "caption": "Walks", "rows": [row("Event", "Going"), *lines], **more}


def card(number: int = 1, **more: Any) -> Payload:
    made = cards.card(f"Walk {number}", subtitle="Today", body="You are going.", buttons=[go(number)])
    assert made is not None
    return made | more


def go(number: int) -> Payload:
    return parts.button("Go", "go", str(number))


def picture(words: str) -> Payload:
    return {"type": "image", "image_url": "https://example.org/p.png", "alt_text": words}


def test_a_row_of_a_table_is_a_line() -> None:
    found = {"type": "data_table", "caption": "Walks", "rows": [row("Event", "Going"), row("*Far* & <away>", "7")]}

    assert texts(plain([found])) == ["*Walks* · Event\n• *\u2217Far\u2217 &amp; &lt;away&gt;* · Going: 7"]


def test_a_row_keeps_the_name_that_its_table_gives_it() -> None:
    found = {"type": "data_table", "caption": "Walks", "rows": [row("Going", "Event"), row("7", "Far")]}

    assert texts(plain([found | {"row_header_column_index": 1}])) == ["*Walks* · Event\n• *Far* · Going: 7"]


def test_a_card_is_a_paragraph_and_its_buttons() -> None:
    whole = card(subtext=parts.marked("Small"), hero_image=picture("The sea"), icon=picture("A boat"))

    told = plain([whole])

    assert [block["type"] for block in told] == ["image", "section", "context", "actions"]
    assert told[1]["text"]["text"] == "*Walk 1*\nToday\nYou are going."
    assert told[1]["accessory"] == picture("A boat")


def test_cards_side_by_side_stand_one_after_the_other() -> None:
    told = plain([{"type": "carousel", "elements": [card(1), card(2)]}])

    assert presses({"blocks": told}) == [("go", "1"), ("go", "2")]


def test_an_alert_is_a_paragraph() -> None:
    assert plain([forms.alert("Leave out names.")]) == [parts.section("Leave out names.")]


def test_a_container_is_its_title_and_what_is_in_it() -> None:
    found = {"type": "container", "title": parts.plain("Walks", 150), "subtitle": parts.marked("All of them")}

    told = plain([found | {"icon": picture("A boat"), "child_blocks": [parts.section("Far"), parts.divider()]}])

    assert [block["type"] for block in told] == ["header", "image", "context", "section", "divider"]


@pytest.mark.parametrize(
    ("chart", "line"),
    [
        ({"type": "pie", "segments": [{"label": "Far", "value": 3}]}, "*Walks* · Part\n• *Far* · Value: 3"),
        (
            {
                "type": "bar",
                "series": [{"name": "2022", "data": [{"label": "Far", "value": 3}]}],
                "axis_config": {"categories": ["Far"], "x_label": "Walk"},
            },
            "*Walks* · Walk\n• *Far* · 2022: 3",
        ),
    ],
)
def test_a_chart_is_its_numbers(chart: Payload, line: str) -> None:
    assert texts(plain([{"type": "data_visualization", "title": "Walks", "chart": chart}])) == [line]


@pytest.mark.parametrize("others", [0, 40, 48, 49])
@pytest.mark.parametrize(
    "block",
    [
        table(400),
        {"type": "carousel", "elements": [card(number) for number in range(60)]},
        {"type": "container", "title": parts.plain("Walks", 150), "child_blocks": [parts.divider()] * 60},
    ],
    ids=["table", "carousel", "container"],
)
def test_what_finds_no_room_is_counted(block: Payload, others: int) -> None:
    told = plain([block, *[parts.divider()] * others])

    shown = sum(text.count("• ") for text in texts(told)) + len(presses({"blocks": told}))
    inside = told[: len(told) - others]
    shown += sum(one["type"] in {"divider", "header"} for one in inside)
    count = {"data_table": 400, "carousel": 60}.get(block["type"], 61)

    assert len(told) <= 50
    assert texts(inside)[-1].endswith(f"{count - shown} more do not show.")


def test_a_home_tab_has_room_for_more_than_a_message() -> None:
    many = {"type": "carousel", "elements": [card(number) for number in range(40)]}

    assert len(everything({"type": "home", "blocks": [many]})["blocks"]) == 80
    assert len(everything({"text": "Walks", "blocks": [many]})["blocks"]) == 49


def test_the_form_that_an_answer_brings_is_plain_too() -> None:
    answer = {"response_action": "update", "view": {"type": "modal", "blocks": [forms.alert("Leave out names.")]}}

    assert everything(answer)["view"]["blocks"] == [parts.section("Leave out names.")]


@pytest.mark.parametrize(
    "rows",
    [[("A walk", 7)], [("A walk", 7)] * 101, [("x" * 1000, 7)] * 30],
    ids=["one", "more rows than Slack takes", "more letters"],
)
def test_a_table_that_would_not_help_or_fit_is_none(rows: list[tuple[str, int]]) -> None:
    assert tables.table("Walks", ("Event", "Going"), rows) is None


@pytest.mark.parametrize(
    "found",
    [
        cards.card("x" * 151),
        cards.card("Walk", subtitle="x" * 151),
        cards.card("Walk", body="x" * 201),
        cards.card("Walk", buttons=[go(number) for number in range(4)]),
    ],
)
def test_a_card_never_cuts_what_it_holds(found: Payload | None) -> None:
    assert found is None
    assert cards.carousel([cards.card("Walk"), found, cards.card("Walk")]) is None


def test_one_card_alone_is_no_carousel() -> None:
    assert cards.carousel([cards.card("Walk")]) is None
