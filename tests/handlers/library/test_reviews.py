"""Looking at resources again: what is due, what organisers do about it, and one reminder a month."""

from datetime import date
from typing import Any

import pytest

from bot.rules.words import ResourceStatus
from db.models import Resource
from schedules import reviews
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.handlers.library.test_readings import marks
from tests.handlers.library.test_resources import adds, titles
from tests.handlers.library.test_suggestions import suggests, to_decide
from tests.people import AMINA, BEN, OLIVE, OMAR

STALE = "This was due for review on Monday 27 June 2022; it may be out of date."
DUE, LATER = date(2022, 6, 27), date(2022, 6, 28)


def review_on(community: Community, title: str) -> date | None:
    return next(row.review_on for row in community.rows(Resource) if row.title == title)


def looks(community: Community) -> dict[str, Any]:
    """What is due, in an organiser's tab."""
    community.presses(OLIVE, "Look at what is due", community.opens_organise(OLIVE))
    return community.slack.homes[OLIVE.slack_id]


def reminders(community: Community) -> list[Seen]:
    reviews.run(community.tools)
    community.deliver()
    return [seen for seen in community.slack.posts if "due for review" in seen.text]


def test_what_is_due_stands_on_the_organise_page_and_nothing_else_does(community: Community) -> None:
    adds(community, "Old", review_on=DUE)
    adds(community, "Young", review_on=LATER)

    words = words_of(looks(community)["blocks"])

    assert "Due for review" in words
    assert "*Old*" in words
    assert "*Young*" not in words
    assert STALE in words


def test_still_right_asks_again_in_a_year(community: Community) -> None:
    adds(community, "Old", review_on=DUE)

    shown = community.presses(OLIVE, "Still right", looks(community))

    assert "“Old” is still right. I will ask again from Tuesday 27 June 2023." in shown.words()
    assert "Nothing is due for review." in shown.words()
    assert review_on(community, "Old") == date(2023, 6, 27)


def test_taken_away_it_shows_nowhere_and_can_be_brought_back(community: Community) -> None:
    adds(community, "Zebra crossings", review_on=DUE)
    page = community.presses(OLIVE, "Take away", looks(community))

    assert "“Zebra crossings” shows no more" in page.words()
    assert "No resource has" in community.types(AMINA, "/resources zebra").text
    assert "zebra" not in community.types(AMINA, "/ask what is there to read on zebra crossings?").text.lower().replace(
        "zebra crossings?", ""
    )
    community.presses(OLIVE, "Bring it back", community.slack.homes[OLIVE.slack_id])
    assert titles(community.types(AMINA, "/resources zebra")) == ["Zebra crossings"]


def test_it_is_not_brought_back_beside_the_same_one_that_was_added_since(house: Community) -> None:
    adds(house, "Zebra crossings", review_on=DUE, url="https://zebra.example/walk")
    house.presses(OLIVE, "Take away", looks(house))
    taken = house.slack.homes[OLIVE.slack_id]
    adds(house, "Zebra crossings again", url="http://www.zebra.example/walk/")

    house.presses(OLIVE, "Bring it back", taken)

    assert "The same resource has been added or suggested since" in words_of(
        house.slack.homes[OLIVE.slack_id]["blocks"]
    )
    assert titles(house.types(AMINA, "/resources zebra")) == ["Zebra crossings again"]


def test_changing_it_counts_as_looking_at_it(community: Community) -> None:
    adds(community, "Old", review_on=DUE, url="https://old.example")
    community.presses(OLIVE, "Change", looks(community))

    community.submits(OLIVE, community.form(), title="New", kind="article")

    assert review_on(community, "New") == date(2023, 6, 27)


def test_marks_outlast_being_taken_away(community: Community) -> None:
    adds(community, "Old", review_on=DUE)
    community.joins(AMINA)
    community.chooses(AMINA, "Read", community.types(AMINA, "/resources old"))
    community.presses(OLIVE, "Take away", looks(community))

    assert len(marks(community)) == 1


@pytest.mark.parametrize("label", ["Still right", "Take away", "Change"])
def test_members_cannot(house: Community, label: str) -> None:
    adds(house, "Old", review_on=DUE)
    page = looks(house)

    assert "Only organisers can do that." in house.presses(BEN, label, page).words()
    assert review_on(house, "Old") == DUE


def test_what_was_approved_is_looked_at_again_after_a_year(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    community.presses(OLIVE, "Approve", to_decide(community))

    assert review_on(community, "Zebra crossings") == date(2023, 6, 27)


def test_answers_warn_of_what_is_due(house: Community) -> None:
    adds(house, "Zebra crossings", authors=["Zoe Zimmer"], review_on=DUE)
    adds(house, "Yak wool", authors=["Yan Young"], review_on=LATER)

    assert STALE in house.types(AMINA, "/ask what did Zimmer write?").words()
    assert "out of date" not in house.types(AMINA, "/ask what did Young write?").words()


# the reminder


def test_organisers_are_reminded_once_a_month(community: Community) -> None:
    adds(community, "Old", review_on=DUE)

    seen = reminders(community)
    assert sorted(one.channel for one in seen) == [f"D{OLIVE.slack_id}", f"D{OMAR.slack_id}"]
    assert "1 resource is due for review." in seen[0].text
    community.clock.forward(days=2)
    assert len(reminders(community)) == 2
    community.clock.move_to("2022-07-01T08:59+01:00")
    assert len(reminders(community)) == 2
    community.clock.move_to("2022-07-01T09:00+01:00")
    assert len(reminders(community)) == 4


def test_nobody_is_reminded_of_nothing(community: Community) -> None:
    adds(community, "Young", review_on=LATER)

    assert reminders(community) == []


@pytest.mark.parametrize("day", ["2022-08-27", "2022-08-28", "2022-08-29"])
def test_weekends_and_bank_holidays_stay_quiet(house: Community, day: str) -> None:
    adds(house, "Old", review_on=DUE)
    house.clock.move_to(f"{day}T10:00+01:00")

    assert reminders(house) == []
    assert reviews.next_due(house.tools) is not None
    assert reviews.next_due(house.tools)[0].isoformat() == "2022-08-30T09:00:00+01:00"  # type: ignore[index]


def test_a_reminder_whose_reason_is_gone_is_not_sent(community: Community) -> None:
    adds(community, "Old", review_on=DUE)
    reviews.run(community.tools)
    community.presses(OLIVE, "Still right", looks(community))

    assert [seen for seen in community.deliver() if "due for review" in seen.text] == []


def test_another_workspace_is_told_nothing(community: Community) -> None:
    other = Community(community.db, workspace="T0NORTH")
    adds(community, "Old", review_on=DUE)

    assert "due for review" not in words_of(other.opens_organise(OLIVE)["blocks"])


def test_bringing_back_what_was_declined_is_refused(house: Community) -> None:
    adds(house, "Old", review_on=DUE)
    body = house.press_body(OLIVE, "Still right", looks(house))
    house.changes(next(row for row in house.rows(Resource) if row.title == "Old"), status=ResourceStatus.DECLINED)

    assert "That is not here any more." in house.presses_again(body).words()
