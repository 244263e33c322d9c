"""Two years of prompts by the rules: nobody is asked at a wrong time, too often, or twice the same."""

import pytest

from benchmarks.prompts import MOST_SPREAD, live


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_two_years_of_many_messages_nobody_hears_more_than_once_a_day_and_three_times_a_week(seed: int) -> None:
    years = live(20, seed=seed)

    assert years.sent > 2_000
    assert years.over_budget == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_two_years_of_changed_habits_every_prompt_is_at_its_hour_on_a_working_day_and_comes_once(seed: int) -> None:
    years = live(20, seed=seed)

    assert years.planned > 400
    assert (years.at_a_wrong_hour, years.on_a_day_off, years.doubled, years.failing) == (0, 0, 0, [])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_two_years_no_prompt_comes_again_too_soon_and_no_characteristic_twice_running(seed: int) -> None:
    years = live(20, seed=seed)

    assert (years.repeated, years.same_again) == (0, 0)
    assert years.mean_spread() <= MOST_SPREAD
