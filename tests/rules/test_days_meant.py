"""Our own list of ways to name days, each with its moment, and of sentences that name none."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks import dates
from benchmarks.dates import Asked
from bot.rules.phrases import EVER, find_range

FOLDER = Path(__file__).parent
NAMING = dates.read(FOLDER / "dates.jsonl", None)
NAMELESS = (FOLDER / "no_dates.txt").read_text(encoding="utf-8").splitlines()
NOWS = ["2026-11-23T09:00", "2026-03-01T09:00", "2028-02-29T23:30"]


@pytest.mark.parametrize("asked", NAMING, ids=lambda asked: f"{asked.today}: {asked.text}")
def test_the_days_are_those_that_are_meant(asked: Asked) -> None:
    found = asked.found()

    assert asked.is_met_by(found), found


@pytest.mark.parametrize("text", NAMELESS)
def test_a_sentence_without_days_names_none(text: str) -> None:
    found = [Asked(text, None, None, dates.moment(now)).found() for now in NOWS]

    assert found == [None, None, None]


def test_both_lists_are_long_enough() -> None:
    assert len(NAMING) >= 150
    assert len({asked.text for asked in NAMING}) >= 150
    assert len(set(NAMELESS)) >= 300


def test_the_clock_that_counts_is_the_one_of_the_community() -> None:
    late = Asked("what is on today", None, None, dates.moment("2026-06-30T23:30+00:00"))

    found = late.found()

    assert found is not None
    assert found.first == date(2026, 7, 1)


def test_what_is_open_has_no_end() -> None:
    after = find_range("after 3 March 2026", today=date(2026, 11, 23))
    before = find_range("before 3 March 2026", today=date(2026, 11, 23))

    assert after is not None
    assert before is not None
    assert (after.first, after.last) == (date(2026, 3, 4), EVER[1])
    assert (before.first, before.last) == (EVER[0], date(2026, 3, 2))


def test_a_question_in_the_past_tense_looks_back() -> None:
    today = date(2026, 11, 23)
    coming, gone = find_range("what is on in March", today=today), find_range("what was on in March", today=today)

    assert coming is not None
    assert gone is not None
    assert (coming.first.year, gone.first.year) == (2027, 2026)
