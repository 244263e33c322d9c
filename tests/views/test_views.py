"""How everything looks: as it was agreed, within Slack's limits at worst, and in plain words."""

import inspect
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from bot.views import events, help, home, members, questions, resources  # noqa: A004 - the module has this name
from bot.views.parts import Card, section, shorten
from tests.views import reading
from tests.views.examples import ORDINARY, VIEWS, WORST, answered_at_worst, fill
from tests.views.limits import buttons, faults_of, faults_of_copy, texts

GOLDEN = Path(__file__).with_name("golden")
NAMES = (ORDINARY.title, ORDINARY.asked, ORDINARY.community)


def own_functions(module: Any) -> list[str]:
    short = module.__name__.rpartition(".")[2]
    found = inspect.getmembers(module, lambda thing: inspect.isfunction(thing) and thing.__module__ == module.__name__)
    is_view = (Card, dict[str, Any]) if module is home else (Card,)
    return [f"{short}.{name}" for name, view in found if inspect.signature(view).return_annotation in is_view]


@pytest.mark.parametrize("module", [events, help, home, members, questions, resources])
def test_every_view_has_an_example(module: Any) -> None:
    views = [name for name in own_functions(module) if not name.partition(".")[2].startswith("_")]

    assert views != []
    assert [name for name in views if name not in VIEWS] == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_agreed(name: str) -> None:
    file = GOLDEN / f"{re.sub(r'[^a-z]+', '_', name)}.json"
    shown = json.dumps(fill(name, ORDINARY), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == shown, "UPDATE_GOLDEN=1 writes it anew"


def test_no_agreed_look_is_left_over() -> None:
    wanted = {f"{re.sub(r'[^a-z]+', '_', name)}.json" for name in VIEWS}

    assert {path.name for path in GOLDEN.glob("*.json")} == wanted


@pytest.mark.parametrize("world", [ORDINARY, WORST], ids=["ordinary", "worst"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_keeps_to_slacks_limits(name: str, world: Any) -> None:
    assert faults_of(fill(name, world)) == []


def test_a_long_answer_keeps_to_slacks_limits() -> None:
    assert {name: faults_of(payload) for name, payload in answered_at_worst().items() if faults_of(payload)} == {}


def words_of(name: str) -> str:
    payload = fill(name, ORDINARY) | {"blocks": [b for b in fill(name, ORDINARY)["blocks"] if b["type"] != "header"]}
    return reading.prose("\n".join(texts(payload)), *NAMES)


@pytest.mark.parametrize("name", VIEWS)
def test_the_copy_has_no_exclamation_marks_and_no_emoji(name: str) -> None:
    labels = [button["text"]["text"] for button in buttons(fill(name, ORDINARY))]

    assert faults_of_copy("\n".join([words_of(name), *labels])) == []


@pytest.mark.parametrize("name", VIEWS)
def test_no_sentence_is_longer_than_20_words(name: str) -> None:
    assert [" ".join(words) for words in reading.sentences(words_of(name)) if len(words) > 20] == []


# SMOG says nothing of a text with one or two sentences, so short views are judged with their neighbours
LONG_ENOUGH = [name for name in VIEWS if len(reading.sentences(words_of(name))) >= 3]


@pytest.mark.parametrize("name", LONG_ENOUGH)
def test_a_view_can_be_read_without_effort(name: str) -> None:
    assert reading.smog(words_of(name)) <= 8.5


@pytest.mark.parametrize("module", sorted({name.partition(".")[0] for name in VIEWS}))
def test_the_copy_of_a_module_can_be_read_without_effort(module: str) -> None:
    lines = {line for name in VIEWS if name.startswith(module) for line in words_of(name).splitlines()}

    assert reading.smog("\n".join(sorted(lines))) <= 8.5


@pytest.mark.parametrize("name", [name for name in VIEWS if not name.startswith("home.")])
def test_a_screen_reader_hears_what_the_blocks_say_in_the_text(name: str) -> None:
    assert len(fill(name, ORDINARY)["text"]) >= 20


BUTTON = {"type": "button", "text": {"text": "Go"}, "action_id": "a", "value": "1", "style": "primary"}


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([{"type": "divider"}] * 51, "x"),
        ([{"type": "header", "text": {"text": "x" * 151}}], "x"),
        ([{"type": "section", "text": {"text": "x" * 3001}}], "x"),
        ([{"type": "section", "text": {"text": ""}}], "x"),
        ([{"type": "section", "text": {"text": "R&D"}}], "x"),
        ([{"type": "section", "text": {"text": "cut &am…"}}], "x"),
        ([{"type": "section", "text": {"text": "<!channel>"}}], "x"),
        ([{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}], "x"),
        ([{"type": "actions", "elements": [BUTTON | {"style": "x"}] * 2}], "x"),
        ([{"type": "actions", "elements": [BUTTON]}, {"type": "actions", "elements": [BUTTON]}], "x"),
        ([{"type": "actions", "elements": [BUTTON | {"value": "x" * 2001}]}], "x"),
        ([{"type": "actions", "elements": []}], "x"),
        ([], ""),
        ([], "x" * 4001),
    ],
)
def test_a_planted_fault_is_caught(blocks: list[dict[str, Any]], text: str) -> None:
    assert faults_of({"blocks": blocks, "text": text}) != []


@pytest.mark.parametrize("copy", ["Well done!", "Great \U0001f389", ":tada: for you"])
def test_planted_cheer_is_caught(copy: str) -> None:
    assert faults_of_copy(copy) != []


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


@pytest.mark.parametrize("limit", range(2, 12))
def test_shortening_never_leaves_half_of_an_escaped_letter(limit: int) -> None:
    assert re.search(r"&(?!amp;|lt;|gt;)", shorten("a&amp;b&lt;c&gt;", limit)) is None
    assert len(shorten("a&amp;b&lt;c&gt;", limit)) <= limit


def test_a_section_that_is_cut_says_so() -> None:
    assert section("x" * 4000)["text"]["text"].endswith("x…")
