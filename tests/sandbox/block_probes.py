"""One piece of Block Kit for each rule that Slack refuses by; the limits are written here a second time, on purpose."""

from collections.abc import Callable
from typing import Any

from tests.sandbox.room import AMINA, GENERAL, Room, error_of

Json = dict[str, Any]
Probe = Callable[[Room], str]


def plain(length: int = 1) -> Json:
    """Give a plain text."""
    return {"type": "plain_text", "text": "x" * length}


def marked(length: int = 1) -> Json:
    """Give a text with markup."""
    return {"type": "mrkdwn", "text": "x" * length}


def section(**fields: Any) -> Json:
    """Give a section."""
    return {"type": "section", "text": marked(), **fields}


def button(**fields: Any) -> Json:
    """Give a button."""
    return {"type": "button", "text": plain(), **fields}


def option(**fields: Any) -> Json:
    """Give an option."""
    return {"text": plain(), "value": "v", **fields}


def confirm(**fields: Any) -> Json:
    """Give a confirmation."""
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **fields}


def select(**fields: Any) -> Json:
    """Give a menu."""
    return {"type": "static_select", "options": [option()], **fields}


def group(**fields: Any) -> Json:
    """Give a group of options."""
    return {"label": plain(), "options": [option()], **fields}


def grouped(*groups: Json, kind: str = "static_select") -> Json:
    """Give a menu whose options stand in groups."""
    return {"type": kind, "option_groups": list(groups)}


def picture(**fields: Any) -> Json:
    """Give a picture."""
    return {"type": "image", "image_url": "https://a.example/p.png", "alt_text": "p", **fields}


def more(**fields: Any) -> Json:
    """Give an overflow menu."""
    return {"type": "overflow", "options": [option()], **fields}


def actions(*elements: Json, **fields: Any) -> list[Json]:
    """Give one block of controls."""
    return [{"type": "actions", "elements": list(elements), **fields}]


def element(kind: str, **fields: Any) -> Json:
    """Give a control of any kind."""
    return {"type": kind, **fields}


def several(kind: str, **fields: Any) -> list[Json]:
    """Give a section with a control of several options."""
    options = {} if kind in {"datepicker", "timepicker", "users_select"} else {"options": [option()]}
    return [section(accessory=element(kind, **{**options, **fields}))]


def modal(*blocks: Json, **fields: Any) -> Json:
    """Give a modal."""
    return {"title": plain(), "submit": plain(), "blocks": list(blocks), **fields}


def entry(kind: str = "plain_text_input", *, block: Json | None = None, **fields: Any) -> Json:
    """Give a modal with one field."""
    return modal({"type": "input", "label": plain(), "element": element(kind, **fields), **(block or {})})


def raw(length: int = 1) -> Json:
    """Give a table's cell."""
    return {"type": "raw_text", "text": "x" * length}


def table(*rows: list[Json], **fields: Any) -> Json:
    """Give a table: its header, one row, and more rows."""
    return {"type": "data_table", "caption": "c", "rows": list(rows) or [[raw()], [raw()]], **fields}


def line(points: int = 1, **fields: Any) -> Json:
    """Give one series of points."""
    return {"name": "s", "data": [{"label": f"l{number}", "value": 1} for number in range(points)], **fields}


def chart(*series: Json, points: int = 1, axis: Json | None = None, **fields: Any) -> Json:
    """Give a chart of lines."""
    config = {"categories": [f"l{number}" for number in range(points)], **(axis or {})}
    drawn = {"type": "line", "series": list(series) or [line(points)], "axis_config": config}
    return {"type": "data_visualization", "title": "t", "chart": drawn, **fields}


def slices(*segments: Json) -> list[Json]:
    """Give a chart of slices."""
    return [{"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": list(segments)}}]


def card(**fields: Any) -> Json:
    """Give a card."""
    return {"type": "card", "title": marked(), **fields}


def carousel(*cards: Json, **fields: Any) -> list[Json]:
    """Give a row of cards."""
    return [{"type": "carousel", "elements": list(cards), **fields}]


def container(*blocks: Json, **fields: Any) -> list[Json]:
    """Give blocks under one title."""
    return [{"type": "container", "title": plain(), "child_blocks": list(blocks), **fields}]


def markdown(length: int = 1, **fields: Any) -> Json:
    """Give words in Markdown."""
    return {"type": "markdown", "text": "m" * length, **fields}


def alert(**fields: Any) -> Json:
    """Give a modal with an alert."""
    return modal({"type": "alert", "text": marked(), **fields})


# For each limit: how to make blocks of a given size, and the largest size that Slack takes.
LIMITS: dict[str, tuple[Callable[[int], list[Json]], int]] = {
    "message.blocks:too_many": (lambda n: [{"type": "divider"}] * n, 50),
    "section.text:too_long": (lambda n: [section(text=marked(n))], 3000),
    "section.fields:too_many": (lambda n: [section(fields=[marked()] * n)], 10),
    "section.fields:too_long": (lambda n: [section(fields=[marked(n)])], 2000),
    "section.block_id:too_long": (lambda n: [section(block_id="b" * n)], 255),
    "header.text:too_long": (lambda n: [{"type": "header", "text": plain(n)}], 150),
    "header.block_id:too_long": (lambda n: [{"type": "header", "text": plain(), "block_id": "b" * n}], 255),
    "divider.block_id:too_long": (lambda n: [{"type": "divider", "block_id": "b" * n}], 255),
    "context.elements:too_many": (lambda n: [{"type": "context", "elements": [marked()] * n}], 10),
    "context.text:too_long": (lambda n: [{"type": "context", "elements": [marked(n)]}], 3000),
    "context.block_id:too_long": (lambda n: [{"type": "context", "elements": [marked()], "block_id": "b" * n}], 255),
    "actions.elements:too_many": (lambda n: actions(*[button()] * n), 25),
    "actions.block_id:too_long": (lambda n: actions(button(), block_id="b" * n), 255),
    "image.image_url:too_long": (lambda n: [picture(image_url="u" * n)], 3000),
    "image.alt_text:too_long": (lambda n: [picture(alt_text="a" * n)], 2000),
    "image.title:too_long": (lambda n: [picture(title=plain(n))], 2000),
    "image.block_id:too_long": (lambda n: [picture(block_id="b" * n)], 255),
    "image_element.image_url:too_long": (lambda n: [section(accessory=picture(image_url="u" * n))], 3000),
    "image_element.alt_text:too_long": (lambda n: [section(accessory=picture(alt_text="a" * n))], 2000),
    "button.text:too_long": (lambda n: actions(button(text=plain(n))), 75),
    "button.value:too_long": (lambda n: actions(button(value="v" * n)), 2000),
    "button.url:too_long": (lambda n: actions(button(url="u" * n)), 3000),
    "button.action_id:too_long": (lambda n: actions(button(action_id="a" * n)), 255),
    "button.accessibility_label:too_long": (lambda n: actions(button(accessibility_label="a" * n)), 75),
    "static_select.options:too_many": (lambda n: actions(select(options=[option()] * n)), 100),
    "static_select.placeholder:too_long": (lambda n: actions(select(placeholder=plain(n))), 150),
    "static_select.action_id:too_long": (lambda n: actions(select(action_id="a" * n)), 255),
    "static_select.option_groups:too_many": (lambda n: actions(grouped(*[group()] * n)), 100),
    "multi_static_select.option_groups:too_many": (
        lambda n: [section(accessory=grouped(*[group()] * n, kind="multi_static_select"))],
        100,
    ),
    "option_group.label:too_long": (lambda n: actions(grouped(group(label=plain(n)))), 75),
    "option_group.options:too_many": (lambda n: actions(grouped(group(options=[option()] * n))), 100),
    "overflow.options:too_many": (lambda n: actions(more(options=[option()] * n)), 5),
    "overflow.action_id:too_long": (lambda n: actions(more(action_id="a" * n)), 255),
    "option.text:too_long": (lambda n: actions(select(options=[option(text=plain(n))])), 75),
    "option.value:too_long": (lambda n: actions(select(options=[option(value="v" * n)])), 150),
    "option.description:too_long": (lambda n: actions(select(options=[option(description=plain(n))])), 75),
    "option.url:too_long": (lambda n: actions(more(options=[option(url="u" * n)])), 3000),
    "confirm.title:too_long": (lambda n: actions(button(confirm=confirm(title=plain(n)))), 100),
    "confirm.text:too_long": (lambda n: actions(button(confirm=confirm(text=plain(n)))), 300),
    "confirm.confirm:too_long": (lambda n: actions(button(confirm=confirm(confirm=plain(n)))), 30),
    "confirm.deny:too_long": (lambda n: actions(button(confirm=confirm(deny=plain(n)))), 30),
}

LIMITS |= {
    "multi_static_select.options:too_many": (lambda n: several("multi_static_select", options=[option()] * n), 100),
    "multi_static_select.initial_options:too_many": (
        lambda n: several("multi_static_select", initial_options=[option()] * n),
        100,
    ),
    "checkboxes.options:too_many": (lambda n: several("checkboxes", options=[option()] * n), 10),
    "checkboxes.initial_options:too_many": (lambda n: several("checkboxes", initial_options=[option()] * n), 10),
    "radio_buttons.options:too_many": (lambda n: several("radio_buttons", options=[option()] * n), 10),
    "marked_option.text:too_long": (lambda n: several("checkboxes", options=[option(text=marked(n))]), 75),
    "marked_option.value:too_long": (lambda n: several("checkboxes", options=[option(value="v" * n)]), 150),
    "marked_option.description:too_long": (
        lambda n: several("radio_buttons", options=[option(description=plain(n))]),
        75,
    ),
    "multi_static_select.max_selected_items:too_large": (
        lambda n: several("multi_static_select", max_selected_items=n),
        100,
    ),
    "users_select.initial_user:too_long": (lambda n: actions(element("users_select", initial_user="U" * n)), 255),
}


def of_kind(kind: str, field: str, value: Callable[[int], Any]) -> Callable[[int], list[Json]]:
    """Make blocks whose control has a field of a given size."""
    return lambda size: several(kind, **{field: value(size)})


for name in ("multi_static_select", "checkboxes", "radio_buttons", "datepicker", "timepicker", "users_select"):
    LIMITS[f"{name}.action_id:too_long"] = (of_kind(name, "action_id", lambda size: "a" * size), 255)
for name in ("multi_static_select", "datepicker", "timepicker", "users_select"):
    LIMITS[f"{name}.placeholder:too_long"] = (of_kind(name, "placeholder", plain), 150)
MODAL_LIMITS: dict[str, tuple[Callable[[int], Json], int]] = {
    "modal.blocks:too_many": (lambda n: modal(*[{"type": "divider"}] * n), 100),
    "modal.title:too_long": (lambda n: modal(title=plain(n)), 24),
    "modal.submit:too_long": (lambda n: modal(submit=plain(n)), 24),
    "modal.close:too_long": (lambda n: modal(close=plain(n)), 24),
    "modal.private_metadata:too_long": (lambda n: modal(private_metadata="p" * n), 3000),
    "modal.callback_id:too_long": (lambda n: modal(callback_id="c" * n), 255),
    "modal.external_id:too_long": (lambda n: modal(external_id="e" * n), 255),
    "input.block_id:too_long": (lambda n: entry(block={"block_id": "b" * n}), 255),
    "input.label:too_long": (lambda n: entry(block={"label": plain(n)}), 2000),
    "input.hint:too_long": (lambda n: entry(block={"hint": plain(n)}), 2000),
    "plain_text_input.action_id:too_long": (lambda n: entry(action_id="a" * n), 255),
    "plain_text_input.placeholder:too_long": (lambda n: entry(placeholder=plain(n)), 150),
    "plain_text_input.initial_value:too_long": (lambda n: entry(initial_value="v" * n), 3000),
    "plain_text_input.min_length:too_large": (lambda n: entry(min_length=n), 3000),
    "plain_text_input.max_length:too_large": (lambda n: entry(max_length=n), 3000),
    "file_input.action_id:too_long": (lambda n: entry("file_input", action_id="a" * n), 255),
    "file_input.filetypes:too_many": (lambda n: entry("file_input", filetypes=["csv"] * n), 10),
    "file_input.filetypes:too_long": (lambda n: entry("file_input", filetypes=["c" * n]), 20),
    "file_input.max_files:too_large": (lambda n: entry("file_input", max_files=n), 10),
}
LIMITS |= {
    "message.data_visualization:too_many": (lambda n: [chart()] * n, 2),
    "data_table.block_id:too_long": (lambda n: [table(block_id="b" * n)], 255),
    "data_table.rows:too_many": (lambda n: [table(*[[raw()]] * n)], 201),
    "data_table.rows:too_long": (lambda n: [table([raw()], [raw(n - 2001)]), table([raw(1000)], [raw(1000)])], 20000),
    "data_table.page_size:too_large": (lambda n: [table(page_size=n)], 100),
    "data_table.row_header_column_index:too_large": (lambda n: [table(row_header_column_index=n)], 19),
    "data_row.cells:too_many": (lambda n: [table([raw()] * n, [raw()] * n)], 20),
    "data_visualization.block_id:too_long": (lambda n: [chart(block_id="b" * n)], 255),
    "data_visualization.title:too_long": (lambda n: [chart(title="t" * n)], 50),
    "pie.segments:too_many": (lambda n: slices(*[{"label": "l", "value": 1}] * n), 12),
    "segment.label:too_long": (lambda n: slices({"label": "l" * n, "value": 1}), 20),
    "series.name:too_long": (lambda n: [chart(line(name="s" * n))], 20),
    "series.data:too_many": (lambda n: [chart(points=n)], 20),
    "point.label:too_long": (
        lambda n: [chart(line(data=[{"label": "l" * n, "value": 1}]), axis={"categories": ["l" * n]})],
        20,
    ),
    "axis_config.categories:too_many": (lambda n: [chart(line(min(n, 20)), points=n)], 20),
    "axis_config.categories:too_long": (
        lambda n: [chart(line(data=[{"label": "l" * 20, "value": 1}]), axis={"categories": ["l" * n]})],
        20,
    ),
    "axis_config.x_label:too_long": (lambda n: [chart(axis={"x_label": "x" * n})], 50),
    "axis_config.y_label:too_long": (lambda n: [chart(axis={"y_label": "y" * n})], 50),
    "card.block_id:too_long": (lambda n: [card(block_id="b" * n)], 255),
    "card.title:too_long": (lambda n: [card(title=marked(n))], 150),
    "card.subtitle:too_long": (lambda n: [card(subtitle=plain(n))], 150),
    "card.body:too_long": (lambda n: [card(body=marked(n))], 200),
    "card.subtext:too_long": (lambda n: [card(subtext=plain(n))], 200),
    "card.actions:too_many": (lambda n: [card(actions=[button()] * n)], 3),
    "carousel.block_id:too_long": (lambda n: carousel(card(), block_id="b" * n), 255),
    "carousel.elements:too_many": (lambda n: carousel(*[card()] * n), 10),
    "container.block_id:too_long": (lambda n: container(section(), block_id="b" * n), 255),
    "container.title:too_long": (lambda n: container(section(), title=plain(n)), 150),
    "container.subtitle:too_long": (lambda n: container(section(), subtitle=marked(n)), 150),
    "container.child_blocks:too_many": (lambda n: container(*[section()] * n), 10),
    "markdown.block_id:too_long": (lambda n: [markdown(block_id="b" * n)], 255),
    "markdown.text:too_long": (
        lambda n: [markdown(n - 9000), markdown(9000)],
        12000,
    ),
}


def charted(kind: str, series: int) -> list[Json]:
    """Make a chart of any kind that has series."""
    drawn = chart(points=1)["chart"] | {"type": kind, "series": [line(name=f"s{number}") for number in range(series)]}
    return [{**chart(), "chart": drawn}]


def of_chart(kind: str) -> Callable[[int], list[Json]]:
    """Make charts of one kind with so many series."""
    return lambda size: charted(kind, size)


for name in ("bar", "area", "line"):
    LIMITS[f"{name}.series:too_many"] = (of_chart(name), 12)
MODAL_LIMITS |= {
    "alert.text:too_long": (lambda n: alert(text=marked(n)), 200),
    "alert.block_id:too_long": (lambda n: alert(block_id="b" * n), 255),
}
MODAL_WRONG: dict[str, Json] = {
    "file_input.filetypes:too_few": entry("file_input", filetypes=[]),
    "file_input.max_files:too_small": entry("file_input", max_files=0),
    "plain_text_input.min_length:too_small": entry(min_length=-1),
    "plain_text_input.max_length:too_small": entry(max_length=0),
    "modal:submit_is_missing": {name: value for name, value in entry().items() if name != "submit"},
    "views:not_a_modal": modal(type="home"),
    "views:view_too_large": modal(*[section(text=marked(2900))] * 90),
}

HOME_LIMITS: dict[str, tuple[Callable[[int], Json], int]] = {
    "home.blocks:too_many": (lambda n: {"blocks": [{"type": "divider"}] * n}, 100),
    "home.private_metadata:too_long": (lambda n: {"blocks": [], "private_metadata": "p" * n}, 3000),
    "home.callback_id:too_long": (lambda n: {"blocks": [], "callback_id": "c" * n}, 255),
    "home.external_id:too_long": (lambda n: {"blocks": [], "external_id": "e" * n}, 255),
}

WRONG: dict[str, Any] = {
    "blocks:not_a_list_of_objects": {"type": "divider"},
    "blocks:unknown_type": [{"type": "nonsense"}],
    "blocks:wrong_surface": [{"type": "alert", "text": plain()}],
    "blocks:wrong_kind_of_value": [section(text="just words")],
    "blocks:additional_property": [section(colour="red")],
    "blocks:missing_field": [{"type": "section"}],
    "blocks:empty_text": [section(text=marked(0))],
    "blocks:not_plain_text": [{"type": "header", "text": marked()}],
    "blocks:unknown_choice": actions(button(style="loud")),
    "blocks:duplicate_block_id": [section(block_id="same"), section(block_id="same")],
    "blocks:duplicate_action_id": actions(button(action_id="same"), button(action_id="same")),
    "blocks:not_a_date": actions(element("datepicker", initial_date="2022-7-5")),
    "blocks:not_a_time": actions(element("timepicker", initial_time="25:00")),
    "blocks:not_a_zone": actions(element("timepicker", timezone="Europe/Nowhere")),
    "blocks:options_twice": actions(select(option_groups=[group()])),
    "static_select.option_groups:too_few": actions(grouped()),
    "multi_static_select.option_groups:too_few": [section(accessory=grouped(kind="multi_static_select"))],
    "option_group.options:too_few": actions(grouped(group(options=[]))),
    "blocks:initial_option_is_no_option": actions(select(initial_option=option(value="other"))),
    "multi_static_select.options:too_few": several("multi_static_select", options=[]),
    "multi_static_select.initial_options:too_few": several("multi_static_select", initial_options=[]),
    "multi_static_select.max_selected_items:too_small": several("multi_static_select", max_selected_items=0),
    "checkboxes.options:too_few": several("checkboxes", options=[]),
    "checkboxes.initial_options:too_few": several("checkboxes", initial_options=[]),
    "radio_buttons.options:too_few": several("radio_buttons", options=[]),
    "section.fields:too_few": [section(fields=[])],
    "context.elements:too_few": [{"type": "context", "elements": []}],
    "actions.elements:too_few": actions(),
    "static_select.options:too_few": actions(select(options=[])),
    "overflow.options:too_few": actions(more(options=[])),
}

WRONG |= {
    "blocks:duplicate_series": [chart(line(), line())],
    "blocks:not_positive": slices({"label": "l", "value": 0}),
    "blocks:points_without_category": [chart(line(points=2), axis={"categories": ["l0"]})],
    "data_table.rows:too_few": [table([raw()])],
    "data_table.rows:uneven": [table([raw(), raw()], [raw()])],
    "data_table.page_size:too_small": [table(page_size=0)],
    "data_table.row_header_column_index:too_small": [table(row_header_column_index=-1)],
    "data_row.cells:too_few": [table([], [])],
    "pie.segments:too_few": slices(),
    "series.data:too_few": [chart(points=0)],
    "axis_config.categories:too_few": [chart(line(), axis={"categories": []})],
    "card.actions:too_few": [card(actions=[])],
    "carousel.elements:too_few": carousel(),
    "container.child_blocks:too_few": container(),
    **{f"{name}.series:too_few": charted(name, 0) for name in ("bar", "area", "line")},
}

REQUIRED: dict[str, list[Json]] = {
    "header.text": [{"type": "header"}],
    "context.elements": [{"type": "context"}],
    "actions.elements": [{"type": "actions"}],
    "image.alt_text": [{"type": "image", "image_url": "https://a.example/p.png"}],
    "image.image_url": [{"type": "image", "alt_text": "p"}],
    "button.text": actions({"type": "button"}),
    "static_select.options": actions({"type": "static_select"}),
    "option_group.label": actions(grouped({"options": [option()]})),
    "overflow.options": actions({"type": "overflow"}),
    "option.value": actions(select(options=[{"text": plain()}])),
    "data_table.caption": [{"type": "data_table", "rows": [[raw()], [raw()]]}],
    "data_table.rows": [{"type": "data_table", "caption": "c"}],
    "raw_text.text": [table([{"type": "raw_text"}], [raw()])],
    "raw_number.value": [table([raw()], [{"type": "raw_number", "text": "1"}])],
    "raw_number.text": [table([raw()], [{"type": "raw_number", "value": 1}])],
    "data_visualization.title": [{name: value for name, value in chart().items() if name != "title"}],
    "data_visualization.chart": [{"type": "data_visualization", "title": "t"}],
    "series.name": [chart({"data": line()["data"]})],
    "card.title": [{"type": "card", "subtitle": marked()}],
    "carousel.elements": [{"type": "carousel"}],
    "container.title": [{"type": "container", "child_blocks": [section()]}],
    "container.child_blocks": [{"type": "container", "title": plain()}],
    "markdown.text": [{"type": "markdown"}],
    "confirm.deny": actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
}


def post(blocks: Any) -> Probe:
    """Make a probe that posts blocks."""
    return lambda room: error_of(lambda: room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks))


def publish(view: Json) -> Probe:
    """Make a probe that publishes a Home."""
    return lambda room: error_of(lambda: room.web.views_publish(user_id=AMINA, view={"type": "home", **view}))


def show(view: Json) -> Probe:
    """Make a probe that opens a modal."""
    return lambda room: error_of(lambda: room.web.views_open(trigger_id=room.trigger(), view={"type": "modal", **view}))


def validate(**given: Any) -> Probe:
    """Make a probe that asks whether something would be taken."""
    return lambda room: error_of(lambda: room.web.api_call("blocks.validate", json=given))


BLOCK_PROBES: dict[str, Probe] = {
    **{name: show(make(largest + 1)) for name, (make, largest) in MODAL_LIMITS.items()},
    **{name: show(view) for name, view in MODAL_WRONG.items()},
    **{name: post(make(largest + 1)) for name, (make, largest) in LIMITS.items()},
    **{name: publish(make(largest + 1)) for name, (make, largest) in HOME_LIMITS.items()},
    **{name: post(blocks) for name, blocks in WRONG.items()},
    "blocks.validate:not_exactly_one": validate(blocks=[section()], message={"blocks": [section()]}),
    "views:not_a_view": validate(view={"type": "window", "blocks": []}),
}
