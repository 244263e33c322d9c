"""The lint of every payload that the bot can show, and that each of its rules catches something."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.views import forms, parts
from tests.views import accessibility, copy, limits, lint, markup, opinions, reading
from tests.views.examples import ORDINARY, VIEWS, WORST, World, fill
from tests.views.payloads import Payload

BOT = Path(__file__).parents[2] / "bot"


@pytest.mark.parametrize("world", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_payload_breaks_no_rule(name: str, world: World) -> None:
    assert lint.faults_of(name, fill(name, world)) == []


def test_no_form_opens_another() -> None:
    assert [path for path in BOT.rglob("*.py") if "views_push" in path.read_text(encoding="utf-8")] == []


def message(*blocks: Payload, text: str = "What there is to see") -> Payload:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Payload, **more: Any) -> Payload:
    return forms.form("a.form", title="A form", blocks=blocks, submit="Send") | more


def button(label: str = "Go", action: str = "go", **more: Any) -> Payload:
    return parts.button(label, action, "1") | more


def choices(count: int) -> list[Payload]:
    return [{"text": parts.plain(f"Choice {one}", 75), "value": str(one)} for one in range(count)]


def field(name: str = "field", **more: Any) -> Payload:
    return forms.text_input(name, "A field") | more


def control(kind: str, options: list[Payload], **more: Any) -> Payload:
    return field(element={"type": kind, "action_id": "x", "options": options, **more})


PLAIN = {"type": "plain_text", "text": "x"}

Rule = Callable[[Payload], Iterator[str]]
PLANTED: list[tuple[Rule, Payload]] = [
    (limits.faults_of, message(*[parts.divider()] * 51)),
    (limits.faults_of, message()),
    (limits.faults_of, {"type": "home", "blocks": [parts.divider()] * 101}),
    (limits.faults_of, message(field())),
    (limits.faults_of, message(parts.section("x"), text="")),
    (limits.faults_of, message(parts.section("x"), text="x" * 4001)),
    (limits.faults_of, message(*[parts.section("x" * 2900)] * 5)),
    (limits.faults_of, message({"type": "header", "text": PLAIN | {"text": "x" * 151}})),
    (limits.faults_of, message({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}})),
    (limits.faults_of, message({"type": "section", "text": {"type": "mrkdwn", "text": ""}})),
    (limits.faults_of, message({"type": "context", "elements": [PLAIN] * 11})),
    (limits.faults_of, message({"type": "context", "elements": [PLAIN | {"text": "x" * 3001}]})),
    (limits.faults_of, message(parts.actions())),
    (limits.faults_of, message(parts.actions(*[button(action=str(one)) for one in range(26)]))),
    (limits.faults_of, message(parts.actions(button(), button("Stay")))),
    (limits.faults_of, message(parts.actions(button(action="x" * 256)))),
    (limits.faults_of, message(parts.actions(button(value="x" * 2001)))),
    (limits.faults_of, message(parts.actions(button(text=PLAIN | {"text": "x" * 76})))),
    (limits.faults_of, message(parts.actions(button(accessibility_label="x" * 76)))),
    (limits.faults_of, message(parts.actions(button(confirm={"title": PLAIN | {"text": "x" * 101}, "deny": PLAIN})))),
    (limits.faults_of, modal(field(), field())),
    (limits.faults_of, forms.form("a.form", title="A form", blocks=[field()])),
    (limits.faults_of, modal(field(), private_metadata="x" * 3001)),
    (limits.faults_of, modal(field(), title=PLAIN | {"text": "x" * 25})),
    (limits.faults_of, modal(forms.text_input("field", "A field", shown="xx", most=1))),
    (limits.faults_of, modal(control("static_select", choices(101)))),
    (limits.faults_of, modal(control("static_select", []))),
    (limits.faults_of, modal(control("checkboxes", choices(11)))),
    (limits.faults_of, modal(control("static_select", choices(1) * 2))),
    (limits.faults_of, modal(control("static_select", [choices(1)[0] | {"value": "x" * 151}]))),
    (limits.faults_of, modal(control("static_select", choices(2), initial_option=choices(3)[2]))),
    (opinions.of_the_sandbox, message(parts.section("x") | {"more": 1})),
    (opinions.of_the_sandbox, modal(field(), title=PLAIN | {"text": "x" * 25})),
    (opinions.of_the_library, message({"type": "header", "text": PLAIN | {"text": "x" * 151}})),
    (opinions.of_the_library, {"type": "home", "blocks": []}),
    (markup.faults_of, message(parts.section("R&D"))),
    (markup.faults_of, message(parts.section("cut &am…"))),
    (markup.faults_of, message(parts.section("<!channel>"))),
    (markup.faults_of, message(parts.section("<@U0BOSS>"))),
    (markup.faults_of, message(parts.section("<https://evil.example|x>"))),
    (markup.faults_of, message(parts.section("a > b"))),
    (markup.faults_of, message(parts.section("x"), text="<!here> look")),
    (markup.faults_of, message({"type": "section", "text": {"type": "mrkdwn", "text": "@here"}})),
    (markup.faults_of, message(parts.header("R&amp;D"))),
    (markup.faults_of, message(parts.actions(button(accessibility_label="&lt;x&gt;")))),
    (accessibility.faults_of, message(parts.section("x"), text="x")),
    (accessibility.faults_of, message(parts.header("What there is to see"))),
    (accessibility.faults_of, message(parts.actions(parts.primary(button()), parts.primary(button("Stay", "stay"))))),
    (accessibility.faults_of, message(parts.actions(button(), button(action="other")))),
    (accessibility.faults_of, message(*[parts.section("x")] * 9)),
    (accessibility.faults_of, message({"type": "image", "image_url": "https://x.example/a.png", "alt_text": ""})),
    (accessibility.faults_of, message({"type": "header", "text": PLAIN | {"emoji": True}})),
    (accessibility.faults_of, message(parts.section("x" * 4000))),
    (accessibility.faults_of, modal(*[field(str(one)) for one in range(7)])),
    (accessibility.faults_of, modal(field(), close=parts.plain("Back", 24))),
]


@pytest.mark.parametrize(("rule", "payload"), PLANTED, ids=[str(number) for number in range(len(PLANTED))])
def test_a_planted_fault_is_caught(rule: Rule, payload: Payload) -> None:
    assert list(rule(payload)) != []


@pytest.mark.parametrize(
    "words",
    [
        "Well done!",
        "Great \U0001f389",
        ":tada: for you",
        "Choose the button below.",
        "Click here.",
        "The list is on the right.",
        "You forgot the date.",
        "That is an invalid date.",
    ],
)
def test_planted_words_are_caught(words: str) -> None:
    assert list(copy.faults_of(message(parts.section(words)), set())) != []


def test_planted_words_are_caught_in_labels_and_in_what_is_asked_before_something_is_done() -> None:
    asked = parts.confirming(button(), title="Go?", words="You must go!", yes="Go", no="Stay")

    assert list(copy.faults_of(message(parts.actions(button("Go!"))), set())) != []
    assert list(copy.faults_of(message(parts.actions(asked)), set())) != []
    assert list(copy.faults_of(modal(field(label=parts.plain("A field!", 75))), set())) != []


def test_a_planted_long_sentence_and_hard_words_are_caught() -> None:
    long = " ".join(["walk"] * 21) + "."
    hard = "Organisational transformation. Participate enthusiastically. Collaboration necessitates facilitation."

    assert list(copy.faults_of(message(parts.section(long)), set())) != []
    assert list(copy.faults_of(message(parts.section(hard)), set())) != []


def test_names_and_quotes_are_no_words_of_ours() -> None:
    told = parts.section("Beware!Ltd asks: “Who participates enthusiastically!”")

    assert list(copy.faults_of(message(told), {"Beware!Ltd"})) == []


@pytest.mark.parametrize(
    ("word", "count"), [("plan", 1), ("community", 4), ("organisation", 5), ("replied", 2), ("zorbulation", 4)]
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert reading.syllables(word) == count


def test_hard_words_make_a_text_harder_to_read() -> None:
    easy = "Come with us. We walk at nine. Bring a coat."
    hard = "Participate enthusiastically. Organisational transformation necessitates collaboration, colleagues."

    assert reading.smog(easy) < 5
    assert reading.smog(hard) > 12
