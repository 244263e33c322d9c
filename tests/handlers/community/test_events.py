"""What people see who look at events: the list, its pages, single events, and plain words where there is nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from bot.rules.words import EventStatus
from db.models import AgendaItem, Event
from schedules import planner
from tests.community import Community, Reply
from tests.people import AMINA

INNOVATION = "Catalysing and embedding innovation"


def no_events(house: Community) -> None:
    with house.db.begin(house.workspace) as session:
        session.execute(delete(AgendaItem))
        session.execute(delete(Event))


def titles(reply: Reply) -> list[str]:
    """The titles of a list, in its order: of cards, or else in bold."""
    cards = [card for block in reply.blocks if block["type"] == "carousel" for card in block["elements"]]
    sections = [block["text"]["text"] for block in reply.blocks if block["type"] == "section"]
    bold = [text.split("*")[1] for text in sections if text.startswith("*")]
    return [card["title"]["text"] for card in cards] or bold


def labels(reply: Reply) -> list[str]:
    rows = [block["elements"] for block in reply.blocks if block["type"] == "actions"]
    return [button["text"]["text"] for row in rows for button in row]


def test_events_to_come_are_listed_with_their_dates_the_soonest_first(house: Community) -> None:
    house.plans("Leading in August", "2022-08-02T14:00+01:00")

    reply = house.types(AMINA, "/events")

    assert titles(reply) == [INNOVATION, "Leading in August"]
    assert "Tuesday 5 July 2022, 9am to 10.45am" in reply.words()


@pytest.mark.parametrize("words", ["august", "AUGUST lead", "lead"])
def test_events_with_words_are_those_whose_title_holds_them_all(house: Community, words: str) -> None:
    house.plans("Leading in August", "2022-08-02T14:00+01:00")

    assert titles(house.types(AMINA, f"/events {words}")) == ["Leading in August"]


def test_a_mark_that_slack_would_act_on_is_looked_for_and_shown_as_a_letter(house: Community) -> None:
    assert house.types(AMINA, "/events _").text == "No event that is coming up has “\u02cd” in its title."


@pytest.mark.parametrize("words", ["100%", "nobody plans this"])
def test_words_that_no_title_holds_get_a_sentence_and_the_way_to_all_events(house: Community, words: str) -> None:
    reply = house.types(AMINA, f"/events {words}")

    assert reply.text == f"No event that is coming up has “{words}” in its title."
    assert "All events" in labels(reply)


def test_an_event_that_is_over_is_listed_as_past_and_takes_no_answers(house: Community) -> None:
    house.clock.move_to("2022-07-05T10:46+01:00")

    reply = house.types(AMINA, "/events past")

    assert titles(reply) == [INNOVATION]
    assert labels(reply) == ["Agenda", "Events to come"]


def test_an_event_that_is_on_now_is_still_listed_as_to_come(house: Community) -> None:
    house.clock.move_to("2022-07-05T10:44+01:00")

    assert titles(house.types(AMINA, "/events")) == [INNOVATION]


def test_past_events_are_listed_the_latest_first(house: Community) -> None:
    house.plans("In May", "2022-05-02T14:00+01:00")
    house.plans("In June", "2022-06-02T14:00+01:00")

    assert titles(house.types(AMINA, "/events past")) == ["In June", "In May"]


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED])
def test_drafts_and_cancelled_events_are_not_listed(house: Community, status: EventStatus) -> None:
    house.plans("Not for now", status=status)

    assert titles(house.types(AMINA, "/events")) == [INNOVATION]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/events", "No events are planned yet. My Home tab will show the first one as soon as it is added."),
        ("/events past", "No events have taken place yet."),
    ],
)
def test_an_empty_list_says_so(house: Community, line: str, sentence: str) -> None:
    no_events(house)

    assert house.types(AMINA, line).text == sentence


@pytest.mark.parametrize("word", ["help", "HELP", "?"])
def test_help_names_all_forms_of_the_command(house: Community, word: str) -> None:
    reply = house.types(AMINA, f"/events {word}")

    assert "/events past lists what is over." in reply.text


def twelve_events(house: Community) -> list[str]:
    no_events(house)
    names = [f"Event {number}" for number in range(1, 13)]
    for number, name in enumerate(names, start=1):
        house.plans(name, f"2022-08-{number:02}T09:00+01:00")
    return names


def test_twelve_events_come_on_three_pages_that_can_be_turned_both_ways(house: Community) -> None:
    names = twelve_events(house)

    first = house.types(AMINA, "/events")
    second = house.presses(AMINA, "Next page", first)
    third = house.presses(AMINA, "Next page", second)
    again = house.presses(AMINA, "Earlier page", third)

    assert [titles(page) for page in (first, second, third)] == [names[:5], names[5:10], names[10:]]
    assert "Events 11 to 12." in third.words()
    assert titles(again) == titles(second)


def test_the_last_page_has_no_next_page(house: Community) -> None:
    twelve_events(house)

    third = house.presses(AMINA, "Next page", house.presses(AMINA, "Next page", house.types(AMINA, "/events")))

    assert "Next page" not in labels(third)


def test_words_are_kept_when_pages_are_turned(house: Community) -> None:
    twelve_events(house)
    house.plans("Something else", "2022-08-30T09:00+01:00")

    page = house.types(AMINA, "/events event")
    for _ in range(2):
        page = house.presses(AMINA, "Next page", page)

    assert titles(page) == ["Event 11", "Event 12"]


def test_past_events_come_on_pages_too(house: Community) -> None:
    names = twelve_events(house)
    house.clock.move_to("2022-09-01T09:00+01:00")

    page = house.presses(AMINA, "Next page", house.types(AMINA, "/events past"))

    assert titles(page) == [*reversed(names[2:7])]


def test_the_agenda_of_an_event_has_every_time_worked_out(house: Community) -> None:
    reply = house.presses(AMINA, "Agenda", house.types(AMINA, "/events"))

    assert "9.10am to 9.25am: Introducing our Community" in reply.words()
    assert "10.35am to 10.45am: Next steps and closing reflections" in reply.words()


def plans_long_day(house: Community, parts: int) -> None:
    event = house.plans("A long day")
    with house.db.begin(house.workspace) as session:
        for number in range(parts):
            title = f"Part {number} of the day, " + "in which much is said " * 7
            session.add(AgendaItem(event_id=event.id, position=number, minutes=3, title=title))


def test_an_agenda_that_is_longer_still_comes_on_pages(house: Community) -> None:
    plans_long_day(house, 40)

    first = house.presses(AMINA, "Agenda", house.types(AMINA, "/events long day"))
    rest = house.presses(AMINA, "Rest of the agenda", first)

    assert "Items 1 to 30 of 40." in first.words()
    assert [number for number in range(30, 40) if f"Part {number} of the day" not in rest.words()] == []
    assert "Items 31 to 40 of 40." in rest.words()
    assert "Rest of the agenda" not in labels(rest)


def test_every_item_of_a_long_agenda_is_shown(house: Community) -> None:
    plans_long_day(house, 30)

    reply = house.presses(AMINA, "Agenda", house.types(AMINA, "/events long day"))

    assert [number for number in range(30) if f"Part {number} of the day" not in reply.words()] == []


def test_an_event_is_shown_in_its_own_zone(house: Community) -> None:
    house.plans("In winter", "2022-12-05T09:00+00:00", zone="Europe/London")
    house.plans("In Paris", "2022-12-06T09:00+00:00", zone="Europe/Paris")

    words = house.types(AMINA, "/events").words()

    assert "Monday 5 December 2022, 9am to 10.30am" in words
    assert "Tuesday 6 December 2022, 10am to 11.30am" in words


def test_the_way_leads_from_an_event_to_all_events_and_to_past_ones(house: Community) -> None:
    detail = house.presses(AMINA, "Agenda", house.types(AMINA, "/events"))

    everything = house.presses(AMINA, "All events", detail)
    past = house.presses(AMINA, "Past events", everything)
    back = house.presses(AMINA, "Events to come", past)

    assert past.text == "No events have taken place yet."
    assert titles(back) == titles(everything) == [INNOVATION]


def test_an_event_that_is_gone_gets_a_sentence(house: Community) -> None:
    seen = house.types(AMINA, "/events")
    no_events(house)

    reply = house.presses(AMINA, "Agenda", seen)

    assert reply.status == 200
    assert reply.text == "That is not here any more. My Home tab shows what is coming up."


def test_the_reminder_moves_with_its_event(community: Community) -> None:
    community.joins(AMINA)
    community.presses(AMINA, "Going", community.types(AMINA, "/events"))
    with community.db.begin(community.workspace) as session:
        event = session.scalars(select(Event)).one()
        event.starts_at += timedelta(days=7)
        event.ends_at += timedelta(days=7)

    planner.plan(community.tools)
    community.clock.move_to("2022-07-04T08:00:30+00:00")
    too_soon = community.deliver()
    community.clock.move_to("2022-07-11T08:00:30+00:00")

    assert too_soon == []
    assert "is tomorrow: Tuesday 12 July 2022" in community.deliver()[0].text
