"""The Organise page: what waits for organisers and all that they look after, in the place of their Home tab."""

from typing import Any

import pytest

from bot.rules.words import Role
from bot.slack import Refused
from db.models import Round
from tests.community import Community, words_of
from tests.leaders import ADA, DEV, EIGHT, arrive, hold, round_of
from tests.people import AMINA, BEN, OLIVE, OMAR, Somebody

INNOVATION = "Catalysing and embedding innovation"
ONLY = "Only organisers can do that."


def read(view: dict[str, Any]) -> str:
    return words_of(view["blocks"])


def headers(view: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


def shown(community: Community) -> dict[str, Any]:
    """What stands in the organiser's Home tab now."""
    return community.slack.homes[OLIVE.slack_id]


def asks(community: Community, question: str = "who won in 1932?") -> None:
    community.presses(AMINA, "Ask a person", community.types(AMINA, f"/ask {question}"))


def refuses(community: Community) -> None:
    """Slack refuses a reply."""
    community.says(BEN, "help")
    community.slack.faults += [Refused("restricted_action")]
    community.deliver()


def worries(community: Community) -> None:
    """A member tells of a concern about their introduction."""
    arrive(community, ADA, DEV)
    hold(community)
    community.presses(ADA, "Report a concern", community.types(ADA, "/connect"))
    community.submits(ADA, community.form(), words="They shouted at me.")
    community.deliver()


def test_home_and_the_page_count_what_waits_in_one_line(house: Community) -> None:
    worries(house)
    for number in range(3):
        asks(house, f"who won in 193{number}?")
    house.deliver()
    refuses(house)

    words = "3 questions, 1 message in trouble and 1 concern wait for you."
    assert f"You are an organiser here. {words}" in read(house.opens_home(OLIVE))
    assert words in read(house.opens_organise(OLIVE))


@pytest.mark.parametrize("joined", [(), (OLIVE,)])
def test_home_itself_shows_nothing_else_that_waits(house: Community, joined: tuple[Somebody, ...]) -> None:
    house.joins(*joined)
    asks(house)

    home = read(house.opens_home(OLIVE))

    assert "1 question waits for you." in home
    assert [words for words in ("who won in 1932?", "Who is coming", "Preview a round") if words in home] == []


def test_the_page_holds_all_that_organisers_look_after_in_order(community: Community) -> None:
    worries(community)
    asks(community)
    community.deliver()
    refuses(community)

    assert headers(community.opens_organise(OLIVE)) == [
        "Organise",
        "Concerns",
        "Questions that wait",
        "Answers for everybody",
        "What was missed",
        "Messages that may not have arrived",
        "Who is coming",
        "Rounds of introductions",
        "Walking in Their Shoes",
        "Resources",
        "Bridges between organisations",
    ]


def test_when_nothing_waits_the_page_says_so(house: Community) -> None:
    page = read(house.opens_organise(OLIVE))

    assert "Nothing waits for you." in page
    assert "No question is waiting." in page
    assert f"{INNOVATION}, Tuesday 5 July 2022, 9am to 10.45am: 0 going, 0 maybe, 0 cannot go" in page


def test_organisers_see_how_many_come_and_never_who(house: Community) -> None:
    house.joins(AMINA, BEN)
    house.presses(AMINA, "Going", house.types(AMINA, "/events"), near=INNOVATION)
    house.presses(BEN, "Maybe", house.types(BEN, "/events"), near=INNOVATION)

    words = str(house.opens_organise(OLIVE))

    assert "1 going, 1 maybe, 0 cannot go" in words
    assert [who for who in (AMINA, BEN) if who.slack_id in words] == []


def test_questions_wait_on_the_page_until_an_organiser_has_replied(community: Community) -> None:
    asks(community)
    page = community.opens_organise(OLIVE)

    after = community.presses(OLIVE, "Close without an answer", page).words()

    assert "who won in 1932?" in read(page)
    assert "Closed for all organisers." in after
    assert "No question is waiting." in after


def test_a_page_with_many_questions_shows_the_oldest_and_counts_the_rest(house: Community) -> None:
    for number in range(12):
        asks(house, f"who won in 19{number:02}?")

    words = read(house.opens_organise(OLIVE))

    assert "2 more questions wait." in words
    assert ("who won in 1900?" in words, "who won in 1911?" in words) == (True, False)


@pytest.mark.parametrize(
    ("label", "told"),
    [("Close without an answer", "Closed for all organisers."), ("Send again", "again"), ("Discard", "Discarded.")],
)
def test_after_a_press_the_page_stays_and_is_brought_up_to_date(house: Community, label: str, told: str) -> None:
    asks(house)
    house.deliver()
    refuses(house)

    house.presses(OLIVE, label, house.opens_organise(OLIVE))

    assert told in read(shown(house))
    assert "Organise" in headers(shown(house))
    assert read(shown(house)).count("for you.") == 1
    assert "1 question and 1 message" not in read(shown(house))


def test_after_a_press_and_another_the_page_still_stays(house: Community) -> None:
    for number in range(3):
        asks(house, f"who won in 193{number}?")
    house.opens_organise(OLIVE)

    for _ in range(2):
        house.presses(OLIVE, "Close without an answer", shown(house))

    assert "1 question waits for you." in read(shown(house))


def test_a_press_that_is_refused_leaves_the_page(house: Community) -> None:
    refuses(house)
    both = house.opens_organise(OMAR), house.opens_organise(OLIVE)
    house.presses(OMAR, "Discard", both[0])

    house.presses(OLIVE, "Send again", both[1])

    assert "Somebody has decided about this message already." in read(shown(house))
    assert "Organise" in headers(shown(house))


def test_a_draw_leads_back_to_the_page(house: Community) -> None:
    arrive(house, *EIGHT)
    house.presses(OLIVE, "Preview a round", house.opens_organise(OLIVE))
    draw = shown(house)

    house.presses(OLIVE, "Back to Organise", draw)

    assert "Round 1: the draw" in headers(draw)
    assert "Rounds of introductions" in headers(shown(house))
    assert "Back to Home" not in read(draw)


def test_a_draw_that_is_drawn_again_and_sent_ends_on_the_page(house: Community) -> None:
    arrive(house, *EIGHT)
    house.presses(OLIVE, "Preview a round", house.opens_organise(OLIVE))
    house.presses(OLIVE, "Draw again", shown(house))

    house.presses(OLIVE, "Send", shown(house))

    assert "Round 1 was sent on Monday 27 June 2022" in read(shown(house))
    assert "Rounds of introductions" in headers(shown(house))
    assert round_of(house).sent_at is not None


def test_a_form_of_the_page_brings_the_page_up_to_date(house: Community) -> None:
    house.presses(OLIVE, "Set a rhythm", house.opens_organise(OLIVE), near="Rounds of introductions")
    house.submits(OLIVE, house.form(), rhythm="MONTHLY", first="2022-07-05")

    assert "Rounds start every month" in read(shown(house))
    assert headers(shown(house))[0] == "Organise"


def test_back_to_home_is_home_and_presses_there_stay_there(house: Community) -> None:
    house.joins(OLIVE)
    house.presses(OLIVE, "Back to Home", house.opens_organise(OLIVE))
    home = shown(house)

    house.presses(OLIVE, "Going", home)

    assert "Leave" in read(home)
    assert "You are an organiser here." in read(shown(house))


def test_home_is_home_again_when_it_is_opened(house: Community) -> None:
    house.opens_organise(OLIVE)

    assert "You are an organiser here." in read(house.opens_home(OLIVE))


def test_members_have_no_way_to_the_page(house: Community) -> None:
    house.joins(AMINA)
    asks(house, "who won in 1932?")
    body = house.press_body(OLIVE, "Organise", house.opens_home(OLIVE))
    body["user"]["id"] = AMINA.slack_id

    assert "Organise" not in read(house.opens_home(AMINA))
    assert ONLY in house.presses_again(body).words()
    assert "who won in 1932?" not in read(house.slack.homes[AMINA.slack_id])


def test_whoever_organises_no_more_is_back_in_home_with_the_next_press(house: Community) -> None:
    asks(house)
    page = house.opens_organise(OLIVE)
    house.changes(house.person(OLIVE), role=Role.MEMBER)

    told = house.presses(OLIVE, "Close without an answer", page)

    assert ONLY in told.words()
    assert "who won in 1932?" not in told.words()
    assert "I write first only to people who join." in told.words()


def test_the_command_tells_organisers_what_waits_and_how_to_get_there(community: Community) -> None:
    asks(community)

    reply = community.types(OLIVE, "/community organise")

    assert reply.text == (
        "1 question waits for you. To see all that you look after, open my Home tab and choose Organise."
    )


@pytest.mark.parametrize("joined", [(), (AMINA,)])
def test_the_command_is_for_organisers_alone(house: Community, joined: tuple[Somebody, ...]) -> None:
    house.joins(*joined)

    reply = house.types(AMINA, "/community organise")

    assert reply.status == 200
    assert reply.text.startswith(ONLY)


def test_the_worst_day_of_an_organiser_still_fits_into_one_page(house: Community) -> None:
    for number in range(12):
        asks(house, f"{'long ' * 150}{number}?")
        house.plans(f"Event {number}", f"2022-08-{number + 1:02}T09:00+01:00")
        refuses(house)
    arrive(house, *EIGHT)

    page = house.opens_organise(OLIVE)

    assert "1 more event is planned." not in read(page)
    assert "3 more events are planned." in read(page)
    assert len(page["blocks"]) <= 80
    assert house.rows(Round) == []
