"""How the form for joining and for settings looks: as it was agreed, within Slack's limits, and in plain words."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.profiles import Choices, Option, Profile
from bot.views import joining
from tests.views import reading
from tests.views.limits import faults_of, faults_of_copy, texts

GOLDEN = Path(__file__).parent / "golden" / "joining"
CHOICES = Choices(
    organisations=(Option("1", "Harbour Council"), Option("2", "Harbour Trust")),
    sectors=(Option("1", "Council"), Option("2", "NHS trust")),
    boroughs=("Northside", "Southside"),
    challenges=(Option("tides", "High tides"),),
    characteristics=(Option("walking", "Walking far"),),
    zone="Europe/London",
)
MEMBER = Profile(organisation=1, sector=1, wants_prompts=True, zone="Europe/London", days_off=(2, 4))

VIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "joining": lambda: joining.joining(CHOICES, Profile(zone="Europe/London")),
    "settings": lambda: joining.settings(CHOICES, MEMBER),
    "joined": lambda: joining.joined(MEMBER, None),
    "pausing": lambda: joining.pausing(date(2022, 7, 5)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_form_looks_as_agreed(name: str) -> None:
    file = GOLDEN / f"{name}.json"
    shown = json.dumps(VIEWS[name](), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(shown, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == shown, "UPDATE_GOLDEN=1 writes it anew"


def test_no_agreed_look_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(VIEWS)


@pytest.mark.parametrize("name", VIEWS)
def test_a_form_keeps_to_slacks_limits(name: str) -> None:
    assert faults_of({"text": "a form", **VIEWS[name]()}) == []


@pytest.mark.parametrize("name", VIEWS)
def test_our_words_are_plain(name: str) -> None:
    shown = VIEWS[name]()
    hints = [block["hint"]["text"] for block in shown["blocks"] if "hint" in block]
    labels = [block["label"]["text"] for block in shown["blocks"] if "label" in block]
    told = "\n".join([*texts(shown), *labels, *hints])

    assert faults_of_copy(told) == []
    assert [words for words in reading.sentences(reading.prose(told)) if len(words) > 20] == []
