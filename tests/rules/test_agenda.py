"""The times of an agenda follow from the start of the event and the minutes of each item."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.agenda import times

NINE = datetime(2022, 7, 5, 8, 0, tzinfo=UTC)


def test_items_follow_each_other_from_the_start_of_the_event() -> None:
    starts = [start.strftime("%H:%M") for start, _ in times(NINE, [10, 15, 60, 10, 10])]

    assert starts == ["08:00", "08:10", "08:25", "09:25", "09:35"]


def test_an_event_without_items_has_no_times() -> None:
    assert times(NINE, []) == []


@given(st.lists(st.integers(1, 300), min_size=1, max_size=40))
def test_nothing_overlaps_and_nothing_is_left_out(minutes: list[int]) -> None:
    found = times(NINE, minutes)

    assert [(end - start) // timedelta(minutes=1) for start, end in found] == minutes
    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]
