"""Words for days mean the days that people here mean by them, and other words mean no day at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.phrases import Turn, find_range, find_turn

MONDAY = date(2026, 11, 23)

RANGES = [
    ("what is on today", "2026-11-23", "2026-11-23"),
    ("anything tonight?", "2026-11-23", "2026-11-23"),
    ("events tomorrow", "2026-11-24", "2026-11-24"),
    ("the day after tomorrow", "2026-11-25", "2026-11-25"),
    ("what happened yesterday", "2026-11-22", "2026-11-22"),
    ("what is on this week", "2026-11-23", "2026-11-29"),
    ("events next week?", "2026-11-30", "2026-12-06"),
    ("what did we do last week", "2026-11-16", "2026-11-22"),
    ("anything this weekend", "2026-11-28", "2026-11-29"),
    ("next weekend", "2026-12-05", "2026-12-06"),
    ("at the weekend", "2026-11-28", "2026-11-29"),
    ("this month", "2026-11-01", "2026-11-30"),
    ("next month's events", "2026-12-01", "2026-12-31"),
    ("last month", "2026-10-01", "2026-10-31"),
    ("events in December", "2026-12-01", "2026-12-31"),
    ("events in january", "2027-01-01", "2027-01-31"),
    ("what was on in January", "2026-01-01", "2026-01-31"),
    ("dec 2026", "2026-12-01", "2026-12-31"),
    ("July 2022", "2022-07-01", "2022-07-31"),
    ("who spoke at the July event?", "2026-07-01", "2026-07-31"),
    ("when is the July event", "2027-07-01", "2027-07-31"),
    ("in May", "2027-05-01", "2027-05-31"),
    ("the May event", "2027-05-01", "2027-05-31"),
    ("last March", "2026-03-01", "2026-03-31"),
    ("next March", "2027-03-01", "2027-03-31"),
    ("on 5 July", "2027-07-05", "2027-07-05"),
    ("what was on 5 July", "2026-07-05", "2026-07-05"),
    ("on 5 July 2022", "2022-07-05", "2022-07-05"),
    ("Tuesday 5th of July 2022", "2022-07-05", "2022-07-05"),
    ("July 5, 2022", "2022-07-05", "2022-07-05"),
    ("5/7/2022", "2022-07-05", "2022-07-05"),
    ("05/07/22", "2022-07-05", "2022-07-05"),
    ("5.7.2022", "2022-07-05", "2022-07-05"),
    ("2022-07-05", "2022-07-05", "2022-07-05"),
    ("on 3/12", "2026-12-03", "2026-12-03"),
    ("on the 3rd", "2026-12-03", "2026-12-03"),
    ("what was on the 3rd", "2026-11-03", "2026-11-03"),
    ("on Tuesday", "2026-11-24", "2026-11-24"),
    ("on Monday", "2026-11-23", "2026-11-23"),
    ("next Monday", "2026-11-30", "2026-11-30"),
    ("next Tuesday", "2026-12-01", "2026-12-01"),
    ("this Friday", "2026-11-27", "2026-11-27"),
    ("last Friday", "2026-11-20", "2026-11-20"),
    ("who came on Friday", "2026-11-20", "2026-11-20"),
    ("on wed", "2026-11-25", "2026-11-25"),
    ("this year", "2026-01-01", "2026-12-31"),
    ("events in 2022", "2022-01-01", "2022-12-31"),
]

NO_RANGE = [
    "what may help",
    "can we march ahead",
    "may I ask something",
    "the 5 may be lost",
    "who is on the panel",
    "what happens at 9.30",
    "is help there 24/7",
    "we sat on the fence",
    "the sun is out",
    "march for 3 hours",
    "it may well be",
    "what is system leadership",
    "the next 5 steps",
    "1 in 5 leaders",
    "£50 million",
    "what is the second item",
    "on 31 June",
    "a decade of change",
    "an august body",
    "marching orders",
    "who will mar the plan",
    "in the last 50 years",
    "12 midday",
    "30/45",
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_days_are_the_ones_meant(text: str, first: str, last: str) -> None:
    found = find_range(text, today=MONDAY)

    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", NO_RANGE)
def test_other_words_name_no_day(text: str) -> None:
    assert find_range(text, today=MONDAY) is None


def test_a_range_keeps_the_words_that_named_it() -> None:
    found = find_range("What is on Next Week?", today=MONDAY)

    assert found is not None
    assert found.words == "Next Week"


def test_december_has_a_last_day() -> None:
    found = find_range("next month", today=date(2026, 11, 30))

    assert found is not None
    assert found.last == date(2026, 12, 31)


def test_last_month_in_january_is_in_the_year_before() -> None:
    found = find_range("last month", today=date(2026, 1, 15))

    assert found is not None
    assert (found.first, found.last) == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("when is the next event?", Turn.NEXT),
        ("next learning event", Turn.NEXT),
        ("upcoming session", Turn.NEXT),
        ("what's next?", Turn.NEXT),
        ("who spoke at the last event", Turn.LAST),
        ("the previous meeting", Turn.LAST),
        ("most recent workshop", Turn.LAST),
        ("next steps", None),
        ("the last item", None),
    ],
)
def test_an_event_can_be_named_by_its_turn(text: str, turn: Turn | None) -> None:
    assert find_turn(text) is turn


@given(st.text(max_size=60), st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)))
def test_a_range_never_ends_before_it_begins(text: str, today: date) -> None:
    found = find_range(text, today=today)

    assert found is None or found.first <= found.last
