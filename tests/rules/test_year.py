"""A year of planning and sending by the rules: nobody is asked at a wrong time, and nobody hears too often."""

import pytest

from benchmarks.cadence import live


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_a_year_of_many_messages_nobody_hears_more_than_once_a_day_and_three_times_a_week(seed: int) -> None:
    year = live(20, seed=seed)

    assert year.sent > 1_000
    assert year.over_budget == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_a_year_of_changed_habits_every_turn_is_at_its_hour_on_a_working_day_and_comes_once(seed: int) -> None:
    year = live(20, seed=seed)

    assert year.planned > 200
    assert (year.at_a_wrong_hour, year.on_a_day_off, year.doubled, year.failing) == (0, 0, 0, [])
