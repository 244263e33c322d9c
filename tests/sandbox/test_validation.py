"""blocks.validate: the same rules as when blocks are shown, told in a shape that a program can read."""

from typing import Any

from slack_sdk.errors import SlackApiError

from tests.sandbox.block_probes import LIMITS, MODAL_LIMITS, container, entry, modal, section
from tests.sandbox.room import Room

Json = dict[str, Any]
SOUND = [section()]
INVALID: dict[str, Any] = {"type": "invalid", "text": "t"}


def look_at(room: Room, **given: Any) -> Json:
    """Ask without a token, and give the answer, whatever it says."""
    room.sandbox.workspace.rates.buckets.clear()
    try:
        answer = room.client(None).api_call("blocks.validate", json=given)
    except SlackApiError as refused:
        answer = refused.response
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def test_what_is_sound_is_told_without_a_token_and_shown_to_nobody(room: Room) -> None:
    home, form = {"type": "home", "blocks": SOUND}, {"type": "modal", **modal(*SOUND)}
    for given in ({"blocks": SOUND}, {"message": {"text": "t", "blocks": SOUND}}, {"view": home}, {"view": form}):
        assert look_at(room, **given) == {"ok": True}
    assert room.slack.person("Amina").messages() == []


def test_each_mistake_is_told_with_its_place_and_its_rule(room: Room) -> None:
    answer = look_at(
        room, blocks=[section(text=INVALID), {"text": "t"}, section(text={"type": "mrkdwn", "text": "t" * 3001})]
    )
    assert (answer["ok"], answer["error"]) == (False, "invalid_blocks")
    kind, missing, length = answer["errors"]
    assert kind == {
        "pointer": "/0/text/type",
        "code": "failed_constraint",
        "message": "unsupported type: invalid",
        "constraint": {"type": "enum", "expected": ["plain_text", "mrkdwn"]},
    }
    assert missing == {
        "pointer": "/1",
        "code": "missing_field",
        "message": "missing required field: type",
        "field": "type",
    }
    assert length["constraint"] == {"type": "max_length", "expected": 3000}


def test_a_mistake_is_pointed_at_from_the_root_of_what_was_given(room: Room) -> None:
    inside = container({"type": "nonsense"})
    seen = [
        look_at(room, **{name: given})
        for name, given in (
            ("blocks", inside),
            ("message", {"blocks": inside}),
            ("view", {"type": "modal", **modal(*inside)}),
            ("view", {"type": "window"}),
        )
    ]
    assert [(answer["error"], answer["errors"][0]["pointer"]) for answer in seen] == [
        ("invalid_blocks", "/0/child_blocks/0/type"),
        ("invalid_message", "/blocks/0/child_blocks/0/type"),
        ("invalid_view", "/blocks/0/child_blocks/0/type"),
        ("invalid_view", "/type"),
    ]


def test_exactly_one_of_three_is_looked_at(room: Room) -> None:
    for given in ({}, {"blocks": SOUND, "view": {"type": "home", "blocks": SOUND}}):
        answer = look_at(room, **given)
        assert answer["error"] == "invalid_arguments"
        expected = ["must provide exactly one of `blocks`, `view`, or `message`"]
        assert answer["response_metadata"]["messages"] == expected


def test_what_posting_refuses_is_found_and_what_it_takes_is_sound(room: Room) -> None:
    for name, (make, largest) in LIMITS.items():
        assert (name, look_at(room, blocks=make(largest))) == (name, {"ok": True})
        found = look_at(room, message={"blocks": make(largest + 1)})
        assert (name, found["error"], bool(found["errors"])) == (name, "invalid_message", True)
    for name, (form, largest) in MODAL_LIMITS.items():
        found = look_at(room, view={"type": "modal", **form(largest + 1)})
        assert (name, found["error"]) == (name, "invalid_view")


def test_a_form_without_a_button_to_send_it_is_found(room: Room) -> None:
    form = {name: value for name, value in entry().items() if name != "submit"}
    (mistake,) = look_at(room, view={"type": "modal", **form})["errors"]
    assert mistake["pointer"] == "/submit"


def test_what_the_sandbox_does_not_model_is_not_called_sound(room: Room) -> None:
    for answer in (
        look_at(room, blocks=[{"type": "rich_text", "elements": []}]),
        look_at(room, message={"attachments": []}),
    ):
        assert answer["error"] == "sandbox_not_modelled"
