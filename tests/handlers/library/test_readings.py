"""Finding by type and length, and what members note about resources for themselves alone."""

from datetime import date
from typing import Any

import pytest

from bot.rules.words import Mark, ResourceStatus
from db.models import Reading, Resource
from tests.community import Community, Reply, words_of
from tests.handlers.library.test_resources import (
    HARD_TRUTH,
    INNOVATION,
    LONG_READ,
    PARADOX,
    ROGERS,
    SYNTHESIS,
    adds,
    labels,
    titles,
    wants,
)
from tests.people import AMINA, BEN, OLIVE


def menus(shown: Reply) -> list[list[str]]:
    parts = [part for block in shown.blocks for part in block.get("elements", []) if part["type"] == "static_select"]
    return [[option["text"]["text"] for option in part["options"]] for part in parts]


def marks(community: Community) -> list[tuple[int, Mark]]:
    return [(row.resource_id, row.mark) for row in community.rows(Reading)]


# characteristic, type and length


def test_filters_say_how_many_each_would_leave(community: Community) -> None:
    shown = community.presses(AMINA, "By type and length", community.types(AMINA, "/resources"))

    themes, kinds, lengths = menus(shown)
    assert themes[:2] == ["Any characteristic", f"{INNOVATION} (4)"]
    assert kinds == ["Any type", "Article (2)", "Book (1)", "Long read (1)", "Report (1)"]
    assert lengths == ["Any length", "Up to 10 minutes (0)", "10 to 30 minutes (0)", "Longer, or a book (1)"]


def test_filters_work_together_and_count_together(community: Community) -> None:
    adds(community, "Short on learning", "learning", kind="video", minutes=5)
    adds(community, "Long on learning", "learning", kind="video", minutes=50)
    adds(community, "Short on boundaries", "boundaries", kind="video", minutes=5)
    shown = community.types(AMINA, "/resources all")

    shown = community.chooses(AMINA, "Video (3)", shown)
    shown = community.chooses(AMINA, "Up to 10 minutes (2)", shown)
    assert sorted(titles(shown)) == ["Short on boundaries", "Short on learning"]
    shown = community.chooses(AMINA, "Learning and improving for the long term (working title) (1)", shown)
    assert titles(shown) == ["Short on learning"]
    assert "Article (0)" in menus(shown)[1]
    assert titles(community.chooses(AMINA, "Any characteristic", shown)) == ["Short on boundaries", "Short on learning"]


def test_a_search_can_be_narrowed_down(house: Community) -> None:
    shown = house.chooses(AMINA, "Book (1)", house.types(AMINA, "/resources innovation"))

    assert titles(shown) == [ROGERS]


def test_filters_that_leave_nothing_say_so_and_can_be_undone(house: Community) -> None:
    shown = house.chooses(AMINA, "Up to 10 minutes (0)", house.types(AMINA, "/resources all"))

    assert "No resource fits all of these." in shown.text
    assert len(titles(house.chooses(AMINA, "Any length", shown))) == 5


def test_all_filters_stay_from_page_to_page(house: Community) -> None:
    for number in range(7):
        adds(house, f"Part {number}", "learning", kind="podcast", minutes=20)
    first = house.chooses(AMINA, "Podcast (7)", house.types(AMINA, "/resources all"))

    assert titles(house.presses(AMINA, "Next page", first)) == ["Part 5", "Part 6"]


@pytest.mark.parametrize("status", [one for one in ResourceStatus if one is not ResourceStatus.APPROVED])
def test_only_what_is_approved_shows_anywhere(community: Community, status: ResourceStatus) -> None:
    adds(community, "Zebra crossings", "learning", status=status)

    assert "No resource has" in community.types(AMINA, "/resources zebra").text
    assert "Zebra" not in community.types(AMINA, "/ask who wrote Zebra crossings?").words()
    assert "4 resources" in community.types(AMINA, "/resources").words()


def test_what_is_past_its_review_says_so(house: Community) -> None:
    adds(house, "Old", review_on=date(2022, 6, 27))
    adds(house, "Young", review_on=date(2022, 6, 28))

    stale = "This was due for review on Monday 27 June 2022; it may be out of date."
    assert stale in house.types(AMINA, "/resources old").words()
    assert "may be out of date" not in house.types(AMINA, "/resources young").words()


# marks


def test_a_member_marks_what_they_read_and_only_they_see_it(community: Community) -> None:
    community.joins(AMINA, BEN)
    shown = community.chooses(AMINA, "Read", community.types(AMINA, "/resources pisano"))

    assert "You have read this." in shown.words()
    assert "Only you can see this." in shown.words()
    assert titles(shown) == [HARD_TRUTH]
    for somebody in (BEN, OLIVE):
        assert "You have read this." not in community.types(somebody, "/resources pisano").words()
    assert "pisano" not in words_of(community.opens_organise(OLIVE)["blocks"]).lower()


def test_a_mark_can_be_changed_and_taken_away(community: Community) -> None:
    community.joins(AMINA)
    shown = community.types(AMINA, "/resources pisano")
    for option in ("Want to read", "Tried it", "Take away my mark"):
        shown = community.chooses(AMINA, option, shown)

    assert "I have taken away your mark" in shown.words()
    assert marks(community) == []


def test_pressing_twice_marks_once(community: Community) -> None:
    community.joins(AMINA)
    body = community.choice_body(AMINA, "Read", community.types(AMINA, "/resources pisano"))
    community.presses_again(body)
    community.presses_again(body)

    assert len(marks(community)) == 1


def test_a_stranger_has_no_marks_and_nothing_is_kept_of_them(community: Community) -> None:
    community.joins(AMINA)
    shown = community.types(BEN, "/resources pisano")
    body = community.choice_body(AMINA, "Read", community.types(AMINA, "/resources pisano"))
    body["user"]["id"] = BEN.slack_id

    assert "overflow" not in str(shown.blocks)
    assert "until you join" in community.presses_again(body).words()
    assert community.rows(Reading) == []
    assert community.person(BEN) is None


def test_my_reading_lists_what_is_wanted_first(community: Community) -> None:
    community.joins(AMINA)
    community.chooses(AMINA, "Read", community.types(AMINA, "/resources pisano"))
    community.chooses(AMINA, "Want to read", community.types(AMINA, "/resources rogers"))

    shown = community.types(AMINA, "/resources mine")

    assert titles(shown) == [ROGERS, HARD_TRUTH]
    again = community.chooses(AMINA, "Tried it", shown)
    assert "You have tried this." in again.words()
    assert "My reading" in again.words()


def test_my_reading_is_empty_at_first_and_shows_the_way(house: Community) -> None:
    house.joins(AMINA)

    shown = house.types(AMINA, "/resources mine")

    assert "You have not marked anything." in shown.words()
    assert labels(shown) == ["All resources"]
    assert "until you join" in house.types(BEN, "/resources mine").text


def test_leaving_clears_the_marks(community: Community) -> None:
    community.joins(AMINA, BEN)
    for somebody in (AMINA, BEN):
        community.chooses(somebody, "Read", community.types(somebody, "/resources pisano"))
    community.presses(AMINA, "Leave", community.types(AMINA, "/community leave"))

    assert len(marks(community)) == 1


def test_from_home_a_mark_is_told_and_the_next_one_is_suggested(community: Community) -> None:
    community.joins(AMINA)

    shown = community.chooses(AMINA, "Read", community.opens_home(AMINA))

    assert "I will not suggest it again." in shown.words()
    assert HARD_TRUTH in shown.words()
    undone = community.presses(AMINA, "Undo", community.slack.homes[AMINA.slack_id])
    assert PARADOX in undone.words().split("Read next")[1]


# what to read next


def test_what_they_want_to_read_is_suggested_first_with_the_reason(community: Community) -> None:
    community.joins(AMINA)
    community.chooses(AMINA, "Want to read", community.types(AMINA, f"/resources {SYNTHESIS[:20]}"))

    shown = community.types(AMINA, "/resources next")

    assert titles(shown) == [SYNTHESIS]
    assert "You said that you want to read this." in shown.words()


def test_what_they_last_reflected_on_is_suggested_with_the_reason(community: Community) -> None:
    adds(community, "On learning", "learning")
    community.joins(AMINA, prompts="yes")
    community.types(AMINA, "/reflect learning and improving")
    community.submits(AMINA, community.form(), what="I listened.")

    suggested = community.types(AMINA, "/resources next")

    assert titles(suggested) == ["On learning"]
    assert "You last reflected on Learning and improving" in suggested.words()


def test_when_all_is_read_nothing_is_suggested_and_all_is_still_there(community: Community) -> None:
    community.joins(AMINA)
    for word in ("paradox", "pisano", "case studies", "rogers", "synthesis"):
        community.chooses(AMINA, "Read", community.types(AMINA, f"/resources {word}"))

    for typed in ("/resources", "/resources next"):
        assert "You have read all that is here." in community.types(AMINA, typed).words()
    assert "Read next" not in words_of(community.opens_home(AMINA)["blocks"])


def test_marks_of_other_workspaces_are_not_there(community: Community) -> None:
    other = Community(community.db, workspace="T0NORTH")
    community.joins(AMINA)
    wants(other)
    other.chooses(AMINA, "Read", other.types(AMINA, "/resources pisano"))

    assert "You have read this." not in community.types(AMINA, "/resources pisano").words()
    assert marks(community) == []


def test_a_value_that_no_button_of_ours_carries_is_harmless(house: Community) -> None:
    body: dict[str, Any] = house.press_body(AMINA, "By type and length", house.types(AMINA, "/resources"))
    for value in ("", "x", "::::", "9:9:9:9:9", ":-1:::", "1:0:zz:short:<!channel>", "0::::" + "x" * 2000):
        body["actions"][0]["value"] = value
        assert house.presses_again(body).words().strip()


def test_a_resource_that_was_taken_away_is_no_more_in_my_reading(house: Community) -> None:
    house.joins(AMINA)
    house.chooses(AMINA, "Read", house.types(AMINA, "/resources pisano"))
    row = next(row for row in house.rows(Resource) if row.title == HARD_TRUTH)
    house.changes(row, status=ResourceStatus.WITHDRAWN)

    assert HARD_TRUTH not in house.types(AMINA, "/resources mine").words()
    assert LONG_READ in house.types(AMINA, "/resources all").words()
