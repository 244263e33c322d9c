"""Dates and times are told as people here write them."""

from datetime import UTC, date, datetime, time

import pytest

from bot.rules.dates import date_words, length_words, moment_words, span_words, time_words


def test_a_date_is_told_whole() -> None:
    assert date_words(date(2022, 7, 5)) == "Tuesday 5 July 2022"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(9), "9am"),
        (time(10, 45), "10.45am"),
        (time(12), "12 midday"),
        (time(0), "midnight"),
        (time(12, 5), "12.05pm"),
        (time(0, 30), "12.30am"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_a_time_is_told_without_needless_noughts(at: time, words: str) -> None:
    assert time_words(at) == words


def test_a_span_is_told_on_the_clocks_of_its_zone() -> None:
    start, end = datetime(2022, 7, 5, 8, tzinfo=UTC), datetime(2022, 7, 5, 9, 45, tzinfo=UTC)

    assert span_words(start, end, "Europe/London") == "Tuesday 5 July 2022, 9am to 10.45am"


def test_a_span_over_midnight_names_both_days() -> None:
    start, end = datetime(2022, 7, 5, 22, tzinfo=UTC), datetime(2022, 7, 6, 1, tzinfo=UTC)

    assert span_words(start, end, "UTC") == "Tuesday 5 July 2022, 10pm to Wednesday 6 July 2022, 1am"


def test_a_moment_is_told_as_a_time_on_a_day() -> None:
    assert moment_words(datetime(2022, 7, 5, 8, tzinfo=UTC), "Europe/London") == "9am on Tuesday 5 July 2022"


@pytest.mark.parametrize(
    ("minutes", "words"), [(60, "1 hour"), (105, "1 hour and 45 minutes"), (1, "1 minute"), (120, "2 hours")]
)
def test_a_length_is_told_in_hours_and_minutes(minutes: int, words: str) -> None:
    start = datetime(2022, 7, 5, 8, tzinfo=UTC)

    assert length_words(start, start.replace(hour=8 + minutes // 60, minute=minutes % 60)) == words
