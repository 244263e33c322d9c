"""One message a day and three a week is all that the bot says on its own account."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.budget import PER_DAY, PER_WEEK, free_from

NOW = datetime(2022, 7, 12, 8, tzinfo=UTC)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def test_somebody_who_has_heard_nothing_can_be_written_to_now() -> None:
    assert free_from([], now=NOW) == NOW


def test_a_second_message_waits_until_a_day_has_passed() -> None:
    assert free_from([ago(hours=1)], now=NOW) == ago(hours=1) + timedelta(days=1)


def test_a_fourth_message_waits_until_a_week_has_passed_since_the_first() -> None:
    assert free_from([ago(days=2), ago(days=4), ago(days=6)], now=NOW) == ago(days=6) + timedelta(days=7)


def test_a_message_from_before_the_clock_was_set_back_still_counts() -> None:
    assert free_from([ago(hours=-2)], now=NOW) == ago(hours=-2) + timedelta(days=1)


@given(st.lists(st.integers(1, 400), max_size=30))
def test_whoever_waits_for_room_never_hears_too_often(hours: list[int]) -> None:
    sent: list[datetime] = []
    wanted = NOW
    for pause in hours:
        wanted += timedelta(hours=pause)
        sent.append(free_from(sent, now=max([wanted, *sent])))

    for moment in sent:
        assert sum(moment - timedelta(days=1) < one <= moment for one in sent) <= PER_DAY
        assert sum(moment - timedelta(days=7) < one <= moment for one in sent) <= PER_WEEK
