"""What to read next, and how long things take: rules without a clock or a database."""

from datetime import date

import pytest

from bot.rules import catalogue
from bot.rules.catalogue import Length
from bot.rules.reading import Candidate, Why, order
from bot.rules.words import Mark

SHELF = [
    Candidate(1, "innovation"),
    Candidate(2, "boundaries"),
    Candidate(3, "learning"),
    Candidate(4, None, Mark.WANTED),
    Candidate(5, "learning", Mark.READ),
    Candidate(6, "learning", Mark.TRIED),
]


def test_what_somebody_wants_to_read_comes_before_what_they_reflected_on_and_what_they_chose() -> None:
    picks = order(SHELF, wants=["boundaries"], reflected_on="learning")

    assert [(pick.id, pick.why) for pick in picks] == [
        (4, Why.WANTED),
        (3, Why.REFLECTED),
        (2, Why.CHOSEN),
        (1, Why.NEXT),
    ]


def test_what_was_read_or_tried_is_never_suggested() -> None:
    assert {pick.id for pick in order(SHELF)} == {1, 2, 3, 4}
    assert order([Candidate(1, None, Mark.READ)]) == []


def test_a_resource_on_no_characteristic_is_nobodys_last_reflection() -> None:
    assert [pick.why for pick in order([Candidate(1, None)])] == [Why.NEXT]


@pytest.mark.parametrize(
    ("kind", "minutes", "length"),
    [
        ("article", 1, Length.SHORT),
        ("article", 10, Length.SHORT),
        ("article", 11, Length.MEDIUM),
        ("video", 30, Length.MEDIUM),
        ("video", 31, Length.LONG),
        ("Book", None, Length.LONG),
        ("book", 20, Length.MEDIUM),
        ("article", None, None),
    ],
)
def test_a_resource_is_of_one_of_three_lengths_or_of_none_that_is_known(
    kind: str, minutes: int | None, length: Length | None
) -> None:
    assert catalogue.length(kind, minutes) is length


def test_a_resource_is_stale_from_the_day_on_which_it_is_due() -> None:
    due = date(2022, 7, 5)

    assert [catalogue.is_stale(due, today=date(2022, 7, day)) for day in (4, 5, 6)] == [False, True, True]
    assert not catalogue.is_stale(None, today=due)


def test_a_year_from_a_leap_day_is_the_last_of_february() -> None:
    assert catalogue.in_a_year(date(2024, 2, 29)) == date(2025, 2, 28)
    assert catalogue.in_a_year(date(2024, 3, 1)) == date(2025, 3, 1)
