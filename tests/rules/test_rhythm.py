"""When rounds start: the same weekday of each month or fortnight, never on a day off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rules import rhythm
from bot.rules.dates import local
from bot.rules.rhythm import Calendar
from bot.rules.words import Rhythm

LONDON = Calendar("Europe/London", "GB-ENG")


def starts(first: date, every: Rhythm, count: int) -> list[date]:
    found = [datetime(2000, 1, 1, tzinfo=UTC)]
    while len(found) <= count:
        found.append(rhythm.next_start(first, every, LONDON, after=found[-1]))
    assert {local(start, LONDON.zone).hour for start in found[1:]} == {9}
    return [local(start, LONDON.zone).date() for start in found[1:]]


def test_a_monthly_round_starts_on_the_same_weekday_of_each_month() -> None:
    assert starts(date(2022, 7, 5), Rhythm.MONTHLY, 4) == [
        date(2022, 7, 5),
        date(2022, 8, 2),
        date(2022, 9, 6),
        date(2022, 10, 4),
    ]


def test_the_fifth_tuesday_becomes_the_last_one() -> None:
    assert starts(date(2022, 8, 30), Rhythm.MONTHLY, 2)[1] == date(2022, 9, 27)


def test_december_is_followed_by_january() -> None:
    assert starts(date(2022, 12, 6), Rhythm.MONTHLY, 2)[1] == date(2023, 1, 3)


def test_a_fortnightly_round_starts_every_other_week_at_nine_on_both_sides_of_a_clock_change() -> None:
    assert starts(date(2022, 10, 18), Rhythm.FORTNIGHTLY, 3) == [
        date(2022, 10, 18),
        date(2022, 11, 1),
        date(2022, 11, 15),
    ]


def test_a_start_on_a_bank_holiday_or_a_weekend_moves_to_the_next_working_day_and_the_others_stay() -> None:
    assert starts(date(2022, 8, 15), Rhythm.FORTNIGHTLY, 3)[1:] == [date(2022, 8, 30), date(2022, 9, 12)]
    assert starts(date(2022, 8, 27), Rhythm.MONTHLY, 1) == [date(2022, 8, 30)]


def test_a_half_yearly_track_comes_round_after_26_weeks() -> None:
    assert starts(date(2022, 7, 5), Rhythm.HALF_YEARLY, 2)[1] == date(2023, 1, 3)


def test_a_round_on_tuesday_after_a_bank_holiday_is_drawn_on_the_friday_before() -> None:
    start = LONDON.at(date(2022, 8, 30))

    assert local(rhythm.draws_at(start, LONDON), "Europe/London").date() == date(2022, 8, 26)


def test_members_are_asked_at_nine_five_days_before_even_across_a_clock_change() -> None:
    start = LONDON.at(date(2022, 11, 1))
    asked = local(rhythm.asks_at(start, LONDON), "Europe/London")

    assert (asked.date(), asked.hour) == (date(2022, 10, 27), 9)


@pytest.mark.parametrize(("days", "middle", "asked"), [(28, 14, 24), (14, 7, 12), (182, 91, 156)])
def test_what_happens_in_a_round_follows_its_length(days: int, middle: int, asked: int) -> None:
    opened = datetime(2022, 7, 5, 8, tzinfo=UTC)
    ends = opened + timedelta(days=days)

    assert rhythm.middle(opened, ends) == opened + timedelta(days=middle)
    assert rhythm.asks_whether_met(opened, ends) == opened + timedelta(days=asked)
