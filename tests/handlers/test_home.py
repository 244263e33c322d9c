"""The Home tab of a stranger, a member and an organiser, and what its buttons do there."""

from typing import Any

from db.models import Rsvp
from tests.community import JOINING, Community, words_of
from tests.people import AMINA, BEN, OLIVE

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


def test_an_organiser_who_has_not_joined_sees_the_desk_and_the_way_in(house: Community) -> None:
    view = house.opens_home(OLIVE)

    assert "No question is waiting." in read(view)
    assert f"{INNOVATION}, Tuesday 5 July 2022, 9am to 10.45am: 0 going, 0 maybe, 0 cannot go" in read(view)
    assert "Join" in labels(view)


def test_an_organiser_who_has_joined_sees_the_desk_and_the_way_out(house: Community) -> None:
    house.joins(OLIVE)

    view = house.opens_home(OLIVE)

    assert "No question is waiting." in read(view)
    assert ("Join" in labels(view), "Leave" in labels(view)) == (False, True)


def test_organisers_see_how_many_come_and_never_who(house: Community) -> None:
    house.joins(AMINA, BEN)
    house.presses(AMINA, "Going", house.types(AMINA, "/events"), near=INNOVATION)
    house.presses(BEN, "Maybe", house.types(BEN, "/events"), near=INNOVATION)

    words = str(house.opens_home(OLIVE))

    assert "1 going, 1 maybe, 0 cannot go" in words
    assert [who for who in (AMINA, BEN) if who.slack_id in words] == []


def test_questions_wait_on_the_desk_until_an_organiser_has_replied(house: Community) -> None:
    house.presses(AMINA, "Ask a person", house.types(AMINA, "/ask who won in 1932?"))
    desk = house.opens_home(OLIVE)

    after = house.presses(OLIVE, "I have replied", desk)

    assert "who won in 1932?" in read(desk)
    assert "Closed. Thank you for replying." in after.words()
    assert "No question is waiting." in after.words()


def test_a_desk_with_many_questions_shows_the_oldest_and_counts_the_rest(house: Community) -> None:
    for number in range(12):
        house.presses(AMINA, "Ask a person", house.types(AMINA, f"/ask who won in 19{number:02}?"))

    words = read(house.opens_home(OLIVE))

    assert "2 more questions wait." in words
    assert ("who won in 1900?" in words, "who won in 1911?" in words) == (True, False)


def test_members_never_see_the_desk(house: Community) -> None:
    house.presses(AMINA, "Ask a person", house.types(AMINA, "/ask who won in 1932?"))
    house.joins(BEN)

    assert "who won in 1932?" not in read(house.opens_home(BEN))


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
