"""Times of day as people write and say them."""

from datetime import time

import pytest

from bot.rules.phrases import find_clock


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("what is on at 9.30", time(9, 30)),
        ("is it over by 11", time(11)),
        ("does it end at 4pm", time(16)),
        ("12am", time(12)),
        ("what is on at half nine", time(9, 30)),
        ("half past nine", time(9, 30)),
        ("ten past nine slot", time(9, 10)),
        ("who speaks at quarter past 9", time(9, 15)),
        ("a quarter to ten", time(9, 45)),
        ("twenty-five to eleven", time(10, 35)),
        ("ten o'clock", time(10)),
        ("11 o clock", time(11)),
        ("five to one", time(0, 55)),
        ("what is on at ten to eleven", time(10, 50)),
        ("10 minutes to 11", time(10, 50)),
        ("does it run 10 to 12", time(12)),
        ("is it from 10 to 11", time(10)),
        ("at noon", time(12)),
    ],
)
def test_a_time_of_day_is_understood(text: str, meant: time) -> None:
    found = find_clock(text)

    assert found is not None
    assert found.time == meant


@pytest.mark.parametrize(
    "text",
    [
        "what are the five characteristics",
        "half of the members",
        "half ten people came",
        "3 paradoxes of innovation",
        "nine things that stop us",
        "one to one meetings",
        "five to ten people came",
        "is it in the afternoon",
        "",
    ],
)
def test_a_number_alone_is_no_time(text: str) -> None:
    assert find_clock(text) is None


def test_the_words_of_a_time_are_told() -> None:
    found = find_clock("what is on at half nine on the day")

    assert found is not None
    assert found.words == "half nine"
