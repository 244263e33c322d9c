"""The settings form: on which days a member does not work, and what does not fit together."""

from typing import Any

import pytest

from db.models import Member
from tests.community import Community
from tests.people import AMINA


def fills_in(house: Community, **choices: str | list[str]) -> dict[str, Any]:
    """Amina is a member and sends her settings with these choices."""
    if house.person(AMINA) is None:
        house.joins(AMINA, prompts="yes", weekday="0", hour="9", zone="Europe/London")
    house.presses(AMINA, "Your settings", house.opens_home(AMINA))
    return house.submits(AMINA, house.form(), **choices)


def member(house: Community) -> Member:
    found = house.person(AMINA)
    assert found is not None
    return found


def ticked(house: Community) -> list[str]:
    """The days off that the form shows when it is opened."""
    house.presses(AMINA, "Your settings", house.opens_home(AMINA))
    block = next(block for block in house.form()["blocks"] if block.get("block_id") == "days_off")
    return [option["text"]["text"] for option in block["element"].get("initial_options", [])]


def test_a_member_who_says_nothing_has_no_days_off(community: Community) -> None:
    community.joins(AMINA)

    assert member(community).days_off == []
    assert ticked(community) == []


def test_days_off_are_kept_and_shown_again(community: Community) -> None:
    fills_in(community, days_off=["4", "2"])

    assert member(community).days_off == [2, 4]
    assert ticked(community) == ["Wednesday", "Friday"]


def test_days_off_can_be_taken_back(house: Community) -> None:
    fills_in(house, days_off=["2"])
    fills_in(house, days_off=[])

    assert member(house).days_off == []


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"days_off": list("0123456")}, "Leave at least 1 day on which you work."),
        ({"days_off": ["0"]}, "You chose to get prompts on 1 of these days. Choose another day for prompts."),
        ({"days_off": ["9"]}, "Choose days of the week."),
    ],
)
def test_days_that_do_not_fit_are_told_beside_them_and_nothing_is_kept(
    house: Community, choices: dict[str, str | list[str]], words: str
) -> None:
    answer = fills_in(house, **choices)

    assert answer == {"response_action": "errors", "errors": {"days_off": words}}
    assert member(house).days_off == []


def test_who_wants_no_prompts_can_be_off_on_any_day(house: Community) -> None:
    fills_in(house, prompts="no", days_off=["0"])

    assert member(house).days_off == [0]


def test_who_leaves_leaves_no_days_off_behind(house: Community) -> None:
    fills_in(house, days_off=["4"])

    house.presses(AMINA, "Leave", house.types(AMINA, "/community leave"))

    assert (member(house).days_off, member(house).next_prompt_at) == ([], None)


def test_only_who_is_new_reads_that_their_organisation_was_guessed(house: Community) -> None:
    house.joins(AMINA)

    house.presses(AMINA, "Your settings", house.opens_home(AMINA))

    assert "I guessed this" not in str(house.form())
