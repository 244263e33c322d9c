"""Where a message goes after an attempt, and how long it waits before the next."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.messages import ATTEMPTS, Outcome, Priority, State, refusal, state_after, wait_before

CHANCES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("outcome", "attempts", "state"),
    [
        (Outcome.SENT, 1, State.SENT),
        (Outcome.SENT, ATTEMPTS, State.SENT),
        (Outcome.REFUSED, 1, State.DEAD),
        (Outcome.NOBODY, 1, State.CANCELLED),
        (Outcome.LOCKED_OUT, ATTEMPTS - 1, State.READY),
        (Outcome.UNKNOWN, 1, State.UNCERTAIN),
        (Outcome.UNKNOWN, ATTEMPTS, State.UNCERTAIN),
        (Outcome.SLOW_DOWN, 0, State.READY),
        (Outcome.SLOW_DOWN, ATTEMPTS - 1, State.READY),
        (Outcome.NOT_POSTED, 1, State.READY),
        (Outcome.NOT_POSTED, ATTEMPTS - 1, State.READY),
        (Outcome.NOT_POSTED, ATTEMPTS, State.DEAD),
    ],
)
def test_where_a_message_goes_after_an_attempt(outcome: Outcome, attempts: int, state: State) -> None:
    assert state_after(outcome, attempts=attempts, can_be_found=True) is state


def test_where_nobody_can_look_an_organiser_decides() -> None:
    assert state_after(Outcome.UNKNOWN, attempts=1, can_be_found=False) is State.HELD


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("channel_not_found", Outcome.REFUSED),
        ("a_word_of_next_year", Outcome.REFUSED),
        ("user_disabled", Outcome.NOBODY),
        ("token_revoked", Outcome.LOCKED_OUT),
        ("invalid_auth", Outcome.LOCKED_OUT),
    ],
)
def test_a_refusal_is_about_the_message_the_person_or_the_whole_workspace(code: str, outcome: Outcome) -> None:
    assert refusal(code) is outcome


@given(st.integers(1, 100), CHANCES)
def test_a_wait_is_never_nothing_and_never_over_a_quarter_of_an_hour(attempt: int, chance: float) -> None:
    assert timedelta(seconds=2) <= wait_before(attempt, chance=chance) <= timedelta(minutes=15)


@given(st.integers(1, 100), CHANCES)
def test_waits_grow_with_each_attempt(attempt: int, chance: float) -> None:
    assert wait_before(attempt, chance=chance) <= wait_before(attempt + 1, chance=chance)


def test_chance_spreads_the_crowd() -> None:
    assert wait_before(3, chance=0.0) * 2 == wait_before(3, chance=1.0)


def test_a_reply_comes_before_everything_else() -> None:
    assert min(Priority) is Priority.REPLY
