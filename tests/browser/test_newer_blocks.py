"""Slack's newer blocks on the page: what a screen reader is told, what fits a phone, and what a button sends."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_page import (
    NARROW,
    browser,
    context,
    go,
    log,
    page,
    room,
    scrolls_sideways,
)
from tests.sandbox.block_probes import (
    Json,
    alert,
    button,
    card,
    carousel,
    chart,
    container,
    markdown,
    modal,
    section,
)
from tests.sandbox.room import GENERAL, Room

__all__ = ["browser", "context", "page", "room"]


def words(text: str) -> Json:
    """Give a plain text."""
    return {"type": "plain_text", "text": text}


def show(page: Page, room: Room, *blocks: Json) -> Locator:
    """Post blocks in #general, and give the message on the page."""
    go(page, "general")
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=list(blocks))
    message = log(page).get_by_role("article")
    expect(message).to_have_count(1)
    return message


def table(columns: int, rows: int) -> Json:
    """Give a table of numbers, of which the first column names the rows."""
    head = [{"type": "raw_text", "text": f"Column {number}"} for number in range(columns)]
    body = [
        [
            {"type": "raw_text", "text": f"Row {row}"},
            *[{"type": "raw_number", "value": row, "text": str(row)}] * (columns - 1),
        ]
        for row in range(1, rows + 1)
    ]
    return {"type": "data_table", "caption": "Numbers by place", "rows": [head, *body]}


def test_a_table_has_a_caption_and_headers_and_turns_its_pages(page: Page, room: Room) -> None:
    shown = show(page, room, table(3, 7))
    numbers = shown.get_by_role("table", name="Numbers by place")
    expect(numbers.get_by_role("columnheader")).to_have_text(["Column 0", "Column 1", "Column 2"])
    expect(numbers.get_by_role("rowheader")).to_have_text([f"Row {row}" for row in range(1, 6)])
    shown.get_by_role("button", name="Next rows").click()
    expect(numbers.get_by_role("rowheader")).to_have_text(["Row 6", "Row 7"])
    expect(shown.get_by_role("status")).to_have_text("Rows 6 to 7 of 7")


def test_a_table_is_sorted_by_a_column_up_and_down(page: Page, room: Room) -> None:
    shown = show(page, room, table(2, 12))
    heads, rows = shown.get_by_role("columnheader"), shown.get_by_role("rowheader")
    heads.nth(1).get_by_role("button").press("Enter")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "ascending")
    expect(rows).to_have_text([f"Row {row}" for row in (1, 2, 3, 4, 5)])
    heads.nth(1).get_by_role("button").press("Enter")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "descending")
    expect(rows).to_have_text([f"Row {row}" for row in (12, 11, 10, 9, 8)])
    heads.nth(0).get_by_role("button").click()
    expect(heads.nth(0)).to_have_attribute("aria-sort", "ascending")
    expect(heads.nth(1)).not_to_have_attribute("aria-sort", "descending")
    expect(rows).to_have_text([f"Row {row}" for row in (1, 2, 3, 4, 5)])


def test_words_are_looked_for_on_all_pages_of_a_long_table(page: Page, room: Room) -> None:
    shown = show(page, room, table(2, 12))
    finder, rows = shown.get_by_role("searchbox", name="Find in Numbers by place"), shown.get_by_role("rowheader")
    finder.fill("row 1")
    expect(rows).to_have_text(["Row 1", "Row 10", "Row 11", "Row 12"])
    expect(shown.get_by_role("status")).to_have_text("Rows 1 to 4 of 4")
    finder.fill("nobody")
    expect(shown.get_by_role("status")).to_have_text("No row has these words")
    finder.fill("")
    expect(shown.get_by_role("status")).to_have_text("Rows 1 to 5 of 12")


def test_a_wide_table_scrolls_by_itself_and_the_keyboard_reaches_it(page: Page, room: Room) -> None:
    shown = show(page, room, table(12, 2))
    region = shown.get_by_role("region", name="Numbers by place")
    page.set_viewport_size(NARROW)
    expect(region).to_have_attribute("tabindex", "0")
    assert not scrolls_sideways(page)
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def plot(kind: str) -> Json:
    """Give a chart of one kind with two numbers."""
    if kind == "pie":
        drawn: Json = {"segments": [{"label": "Councils", "value": 3}, {"label": "Charities", "value": 1}]}
    else:
        points = [{"label": "May", "value": -2.5}, {"label": "June", "value": 12}]
        drawn = {"series": [{"name": "Asked", "data": points}], "axis_config": {"categories": ["May", "June"]}}
    return {**chart(), "title": f"By {kind}", "chart": {"type": kind, **drawn}}


def test_every_kind_of_chart_says_what_it_shows_and_has_its_numbers_behind_it(page: Page, room: Room) -> None:
    for kinds in (("bar", "line"), ("area", "pie")):
        room.web.chat_postMessage(channel=GENERAL, text="t", blocks=[plot(kind) for kind in kinds])
    go(page, "general")
    for kind in ("bar", "line", "area", "pie"):
        figure = log(page).get_by_role("figure", name=f"By {kind}")
        expect(figure.get_by_role("img", name=f"{kind.capitalize()} chart: By {kind}. 2 values, from")).to_be_visible()
        figure.get_by_text("Show the numbers").click()
        expect(figure.get_by_role("table", name=f"By {kind}").get_by_role("rowheader")).to_have_count(2)
    expect(log(page).get_by_text("Councils, 75%")).to_be_visible()
    cells = log(page).get_by_role("table", name="By bar").get_by_role("cell")
    expect(cells).to_have_text(["-2.5", "12"])


def test_a_button_on_a_card_in_a_carousel_reaches_the_app(page: Page, room: Room) -> None:
    press = button(text=words("Sign up"), action_id="press", value="3")
    events = [card(title=words(f"Event {one}"), block_id=f"event-{one}", actions=[press]) for one in range(1, 5)]
    shown = show(page, room, *carousel(*events))
    page.set_viewport_size(NARROW)
    expect(shown.get_by_role("listitem")).to_have_count(4)
    expect(shown.get_by_role("region", name="4 cards side by side")).to_have_attribute("tabindex", "0")
    assert not scrolls_sideways(page)
    shown.get_by_role("group", name="Event 3").get_by_role("button", name="Sign up").press("Enter")
    expect(log(page).get_by_text("pressed")).to_be_visible()
    (action,) = room.last_sent(lambda payload: payload.get("type") == "block_actions")["actions"]
    assert (action["block_id"], action["action_id"], action["value"]) == ("event-3", "press", "3")


def test_a_container_folds_when_the_block_says_so(page: Page, room: Room) -> None:
    folded = container(section(text=words("Inside")), title=words("A box"), is_collapsible=True, default_collapsed=True)
    shown = show(page, room, *folded, *container(section(), title=words("Open")))
    expect(shown.get_by_text("Inside")).to_be_hidden()
    shown.get_by_text("A box").click()
    expect(shown.get_by_text("Inside")).to_be_visible()
    expect(shown.get_by_role("group", name="Open").get_by_role("heading", name="Open")).to_be_visible()


def test_markdown_is_drawn_as_headings_lists_and_links(page: Page, room: Room) -> None:
    text = "# Head\n- one\n- **two**\n\n1. first\n> said\n[a link](https://a.example)\n```\n*as is*\n```"
    shown = show(page, room, markdown() | {"text": text})
    expect(shown.get_by_role("heading", name="Head")).to_be_visible()
    expect(shown.get_by_role("list").first.get_by_role("listitem")).to_have_text(["one", "two"])
    expect(shown.get_by_role("link", name="a link")).to_have_attribute("href", "https://a.example")
    expect(shown.get_by_text("*as is*")).to_be_visible()


def test_an_alert_in_a_form_is_read_out_by_its_level(page: Page, room: Room) -> None:
    levels = [alert(level=level, text=words(level))["blocks"][0] for level in ("error", "warning", "success", "info")]
    view = {"type": "modal", **modal(*levels, title=words("Look"))}
    room.web.views_open(trigger_id=room.trigger(), view=view)
    form = page.get_by_role("dialog", name="Look")
    expect(form.get_by_role("alert").filter(visible=True)).to_have_text(["Error. error", "Warning. warning"])
    expect(form.get_by_role("status").filter(visible=True)).to_have_text(["Done. success", "Note. info"])
