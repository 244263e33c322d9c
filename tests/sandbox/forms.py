"""What the small app shows and answers: a card, a form with every kind of field, and what the words typed in it do."""

from typing import Any

Json = dict[str, Any]
PRESS = {"type": "button", "action_id": "press", "text": {"type": "plain_text", "text": "Press"}, "value": "7"}
CARD: list[Json] = [{"type": "section", "text": {"type": "mrkdwn", "text": "A *card*"}, "accessory": PRESS}]
HOME: Json = {"type": "home", "blocks": CARD}
BAD: list[Json] = [{"type": "nonsense"}]
ANSWERS: dict[str, Json] = {"public": {"response_type": "in_channel", "text": "said"}, "bad": {"blocks": BAD}}


def words(text: str) -> Json:
    """Give a plain text."""
    return {"type": "plain_text", "text": text}


def choices(kind: str, **more: Any) -> Json:
    """Give a control with two options."""
    options = [{"text": words(name), "value": name.lower()} for name in ("Red", "Blue")]
    return {"type": kind, "action_id": kind, "options": options, **more}


def field(label: str, element: Json, **more: Any) -> Json:
    """Give one field, whose block has its control's name."""
    block = {"type": "input", "block_id": element["action_id"], "label": words(label), "element": element}
    return {**block, "optional": True, **more}


def view(*blocks: Json, **more: Any) -> Json:
    """Give a form."""
    body = {"type": "modal", "callback_id": "form", "title": words("A form"), "submit": words("Save")}
    return {**body, "blocks": list(blocks), **more}


WORDS = {"type": "plain_text_input", "action_id": "words", "min_length": 3, "max_length": 10}
FIELDS = [
    field("Words", WORDS, optional=False, hint=words("A few will do")),
    field("One", choices("static_select")),
    field("Many", choices("multi_static_select", max_selected_items=1)),
    field("Ticks", choices("checkboxes", initial_options=[choices("checkboxes")["options"][0]])),
    field("Radio", choices("radio_buttons")),
    field("Day", {"type": "datepicker", "action_id": "datepicker", "initial_date": "2022-07-05"}),
    field("Hour", {"type": "timepicker", "action_id": "timepicker"}),
    field("Person", {"type": "users_select", "action_id": "users_select"}),
]
FORM = view(*FIELDS, *CARD, notify_on_close=True, private_metadata="kept")
SECOND = view(field("Words", WORDS), title=words("Second"))
SUBMITTED: dict[str, Json] = {
    "clear": {"response_action": "clear"},
    "update": {"response_action": "update", "view": SECOND},
    "push": {"response_action": "push", "view": SECOND},
    "errors": {"response_action": "errors", "errors": {"words": "Say more."}},
    "unknown": {"response_action": "errors", "errors": {"nowhere": "Unseen."}},
    "bad": {"response_action": "update", "view": view(*BAD)},
    "strange": {"response_action": "strange"},
}
