"""The Home tab of a stranger, a member and an organiser, and what its buttons do there."""

from typing import Any

from db.models import Rsvp
from tests.community import JOINING, Community, words_of
from tests.people import AMINA, OLIVE

INNOVATION = "Catalysing and embedding innovation"


def read(view: dict[str, Any]) -> str:
    return words_of(view["blocks"])


def labels(view: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [button["text"]["text"] for row in rows for button in row]


def test_a_stranger_sees_what_joining_means_and_what_is_coming_up(house: Community) -> None:
    view = house.opens_home(AMINA)

    assert "I write first only to people who join." in read(view)
    assert INNOVATION in read(view)
    assert "Join" in labels(view)
    assert house.person(AMINA) is None


def test_a_member_sees_events_and_the_way_out(house: Community) -> None:
    house.joins(AMINA)

    view = house.opens_home(AMINA)

    assert "You have not answered yet." not in read(view)
    assert labels(view)[-1] == "Leave"
    assert "Join" not in labels(view)


def test_an_organiser_who_has_not_joined_sees_what_a_stranger_sees_and_what_waits(house: Community) -> None:
    strangers, view = house.opens_home(AMINA), house.opens_home(OLIVE)

    assert "You are an organiser here. Nothing waits for you." in read(view)
    assert [block for block in strangers["blocks"] if block not in view["blocks"]] == []
    assert len(view["blocks"]) == len(strangers["blocks"]) + 2
    assert "You are an organiser here." not in read(strangers)


def test_an_organiser_who_has_joined_sees_what_a_member_sees_and_what_waits(house: Community) -> None:
    house.joins(AMINA, OLIVE)
    members, view = house.opens_home(AMINA), house.opens_home(OLIVE)

    assert "You are an organiser here. Nothing waits for you." in read(view)
    assert labels(view) == labels(members)


def test_joining_in_home_ends_with_the_tab_of_a_member(house: Community) -> None:
    house.presses(AMINA, "Join", house.opens_home(AMINA))
    house.submits(AMINA, house.form(), **JOINING)

    assert "Join" not in labels(house.slack.homes[AMINA.slack_id])
    assert house.person(AMINA) is not None


def test_leaving_in_home_asks_once_more_and_ends_with_the_tab_of_a_stranger(house: Community) -> None:
    house.joins(AMINA)
    house.presses(AMINA, "Going", house.opens_home(AMINA))

    asked = house.presses(AMINA, "Leave", house.slack.homes[AMINA.slack_id])
    left = house.presses(AMINA, "Leave", {"blocks": asked.blocks})

    assert "Do you want to leave?" in asked.words()
    assert "You have left." in left.words()
    assert house.rows(Rsvp) == []


def test_an_event_in_home_has_the_way_back(house: Community) -> None:
    detail = house.presses(AMINA, "Agenda", house.opens_home(AMINA))

    back = house.presses(AMINA, "Back to Home", {"blocks": detail.blocks})

    assert "Introducing our Community" in detail.words()
    assert "I write first only to people who join." in back.words()


def test_a_sixth_event_is_one_page_away(house: Community) -> None:
    for number in range(5):
        house.plans(f"Event {number}", f"2022-08-{number + 1:02}T09:00+01:00")

    page = house.presses(AMINA, "Next page", house.opens_home(AMINA))

    assert "Event 4" in page.words()
    assert "Events 6 to 6." in page.words()


def test_the_messages_tab_is_left_alone(house: Community) -> None:
    response = house.dispatch(
        house.event_body({"type": "app_home_opened", "tab": "messages", "user": AMINA.slack_id, "channel": "D1"})
    )

    assert (response.status, house.slack.homes) == (200, {})


def test_a_home_tab_shows_what_is_true_when_it_is_opened(house: Community) -> None:
    house.opens_home(AMINA)
    house.plans("Added since")

    assert "Added since" in read(house.opens_home(AMINA))
