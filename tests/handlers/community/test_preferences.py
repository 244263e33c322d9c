"""How and when members want to be introduced: kept at once or not at all, and kept to."""

from datetime import date
from typing import Any

import pytest

from tests.community import Community, words_of
from tests.leaders import ADA, DEV, GUS, arrive, change, preview
from tests.people import AMINA

NAME = "Introductions: your choices"


def choose(community: Community, **fields: str | list[str]) -> dict[str, Any]:
    community.types(ADA, "/connect later")
    return community.submits(ADA, community.form(), **fields)


def test_everything_is_kept_at_once(community: Community) -> None:
    arrive(community, ADA)

    answered = choose(
        community,
        free=["Tuesday afternoon", "Monday morning"],
        more=["three", "wishes", "shoes"],
        knows="  How a ward runs at night  ",
        not_before="2022-07-04",
    )

    ada = community.person(ADA)
    assert ada is not None
    assert ada.free == ["Monday morning", "Tuesday afternoon"]
    assert (ada.prefers_three, ada.open_to_wishes, ada.wants_shoes) == (True, True, True)
    assert (ada.knows, ada.introductions_from) == ("How a ward runs at night", date(2022, 7, 4))
    assert "I will not introduce you to anybody before Monday 4 July 2022." in words_of(answered["view"]["blocks"])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"not_before": "2022-06-26"}, "not_before"),
        ({"not_before": "2022-06-27"}, "not_before"),
        ({"not_before": "2023-07-04"}, "not_before"),
        ({"not_before": "soon"}, "not_before"),
        ({"knows": "x" * 301}, "knows"),
        ({"free": ["Sunday night"]}, "free"),
    ],
)
def test_what_does_not_fit_keeps_the_form_open_and_changes_nothing(
    house: Community, fields: dict[str, Any], wrong: str
) -> None:
    arrive(house, ADA)

    answered = choose(house, **{"more": ["three"], "knows": "Night shifts", **fields})

    ada = house.person(ADA)
    assert ada is not None
    assert list(answered["errors"]) == [wrong]
    assert (ada.prefers_three, ada.knows, ada.introductions_from) == (False, None, None)


def test_the_form_shows_what_was_chosen_and_can_take_it_back(house: Community) -> None:
    arrive(house, ADA)
    choose(house, free=["Monday morning"], more=["three"], knows="Night shifts", not_before="2022-07-04")

    house.types(ADA, "/connect choices")
    shown = str(house.form())
    body = house.form_body(ADA, house.form(), free=[], more=[], knows="")
    body["view"]["state"]["values"]["not_before"]["not_before"]["selected_date"] = None
    house.submits_again(body)

    ada = house.person(ADA)
    assert ada is not None
    assert all(words in shown for words in ("'initial_value': 'Night shifts'", "'initial_date': '2022-07-04'"))
    assert (ada.free, ada.prefers_three, ada.knows, ada.introductions_from) == ([], False, None, None)


def test_a_day_that_has_come_is_not_shown_any_more(house: Community) -> None:
    arrive(house, ADA, introductions_from=date(2022, 6, 27))

    house.types(ADA, "/connect snooze")

    assert "initial_date" not in str(house.form())


def test_whoever_wants_none_before_a_day_is_left_out_until_then_and_reads_so(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    choose(house, not_before="2022-07-04")

    words = house.types(ADA, "/connect").words()

    assert "I leave you out before Monday 4 July 2022, as you asked." in words
    assert "Ada Obi" not in preview(house).words()
    house.clock.forward(days=7)
    assert "as you asked" not in house.types(ADA, "/connect").words()


def test_shared_free_time_is_a_reason_to_be_introduced(house: Community) -> None:
    for who in (ADA, DEV):
        arrive(house, who, free=["Monday morning"])

    assert "often free at the same times" in preview(house).words()


@pytest.mark.parametrize("where", ["home", "command", "joined"])
def test_the_form_is_reached_from_home_from_connect_and_after_joining(house: Community, where: str) -> None:
    house.presses(AMINA, "Join", house.types(AMINA, "/community join"))
    joined = house.submits(AMINA, house.form(), organisation="1", sector="1", prompts="no", introductions="yes")
    shown: dict[str, Any] = {
        "home": house.opens_home(AMINA),
        "command": house.types(AMINA, "/connect"),
        "joined": joined["view"],
    }

    house.presses(AMINA, NAME, shown[where])

    assert house.form()["callback_id"] == "preference.form"
    assert len(house.slack.turned) == (1 if where == "joined" else 0)


def test_walking_in_their_shoes_is_chosen_when_joining_and_stopped_with_the_rest(community: Community) -> None:
    community.joins(AMINA, shoes=["shoes"])
    amina = community.person(AMINA)
    assert amina is not None
    assert (amina.wants_shoes, amina.wants_introductions) == (True, False)
    shown = community.types(AMINA, "/connect")
    assert "You take part in Walking in Their Shoes." in shown.words()

    community.presses(AMINA, "Stop introductions", shown)

    amina = community.person(AMINA)
    assert amina is not None
    assert amina.wants_shoes is False


def test_settings_keep_walking_in_their_shoes(house: Community) -> None:
    house.joins(AMINA, shoes=["shoes"])
    house.presses(AMINA, "Your settings", house.opens_home(AMINA))
    house.submits(AMINA, house.form())

    amina = house.person(AMINA)
    assert amina is not None
    assert amina.wants_shoes is True


@pytest.mark.parametrize("line", ["/connect later", "/connect snooze", "/connect choices"])
def test_somebody_who_has_not_joined_is_shown_the_way_in(house: Community, line: str) -> None:
    assert "I write first only to people who join." in house.types(AMINA, line).words()
    assert house.slack.forms == []


def test_a_form_sent_after_leaving_is_kept_open(house: Community) -> None:
    arrive(house, ADA)
    house.types(ADA, "/connect later")
    change(house, ADA, joined_at=None)

    answered = house.submits(ADA, house.form(), knows="Night shifts")

    assert "You have left" in answered["errors"]["free"]


def test_help_tells_of_later_and_of_the_private_list(house: Community) -> None:
    words = house.types(ADA, "/connect help").words()

    assert "`/connect later`" in words
    assert "`/connect private`" in words


def test_a_word_that_is_nearly_right_is_understood(house: Community) -> None:
    arrive(house, ADA)

    assert "Did you mean `/connect private`?" in house.types(ADA, "/connect privat").words()
