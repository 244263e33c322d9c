"""Suggesting something to read, an organiser's decision, and the thanks or the reason that follow."""

import socket
from typing import Any

import pytest

from bot.rules.words import ResourceStatus
from db.models import Message, Resource
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.handlers.desk.test_questions import without_organisers
from tests.handlers.library.test_resources import titles
from tests.people import AMINA, BEN, OLIVE, OMAR, Somebody

ZEBRA = {"title": "Zebra crossings", "address": "https://zebra.example/read", "kind": "article", "length": "short"}
GATHERED = "See <https://zebra.example/read?utm_source=x|this> and <https://two.example>"


def suggests(community: Community, who: Somebody = AMINA, **fields: str) -> dict[str, Any]:
    community.types(who, "/resources suggest")
    return community.submits(who, community.form(), **{**ZEBRA, **fields})


def told(community: Community, who: Somebody) -> list[Seen]:
    return [seen for seen in community.slack.posts if seen.channel == f"D{who.slack_id}"]


def to_decide(community: Community, who: Somebody = OLIVE) -> Seen:
    community.deliver()
    return told(community, who)[-1]


def decides_on(community: Community) -> dict[str, Any]:
    """The list of suggestions in an organiser's tab."""
    community.presses(OLIVE, "Look at suggestions", community.opens_organise(OLIVE))
    return community.slack.homes[OLIVE.slack_id]


def status(community: Community) -> list[ResourceStatus]:
    return [row.status for row in community.rows(Resource) if row.title.startswith("Zebra")]


# suggesting


def test_a_suggestion_waits_until_an_organiser_has_looked(community: Community) -> None:
    community.joins(AMINA)

    answer = suggests(community, about="How people meet.")

    assert "An organiser will look at" in words_of(answer["view"]["blocks"])
    assert "No resource has" in community.types(AMINA, "/resources zebra").text
    seen = to_decide(community)
    assert f"<@{AMINA.slack_id}> suggests a resource." in words_of(seen.blocks)
    assert "How people meet." in words_of(seen.blocks)
    assert len(told(community, OMAR)) == 1


def test_approved_it_shows_and_whoever_suggested_it_is_thanked(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)

    shown = community.presses(OLIVE, "Approve", to_decide(community))

    assert "You have approved “Zebra crossings”." in shown.text
    assert titles(community.types(BEN, "/resources zebra")) == ["Zebra crossings"]
    assert "Suggested by a member" in community.types(BEN, "/resources zebra").words()
    community.deliver()
    assert "An organiser has approved “Zebra crossings”" in told(community, AMINA)[-1].text
    assert "OLIVE" not in str(told(community, AMINA)[-1])


def test_what_was_approved_is_answered_from_at_once(community: Community) -> None:
    community.joins(AMINA)
    assert "zebra.example" not in community.types(AMINA, "/ask where can I read Zebra crossings?").words()
    suggests(community)
    community.presses(OLIVE, "Approve", to_decide(community))

    assert "zebra.example" in community.types(AMINA, "/ask where can I read Zebra crossings?").words()


def test_declined_it_does_not_show_and_the_reason_is_told_kindly(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    community.presses(OLIVE, "Decline", to_decide(community))

    answer = community.submits(OLIVE, community.form(), reason="We have a newer one.")

    assert "You have declined" in words_of(answer["view"]["blocks"])
    community.deliver()
    seen = told(community, AMINA)[-1]
    assert "Thank you for “Zebra crossings”." in seen.text
    assert "We have a newer one." in seen.text
    assert status(community) == [ResourceStatus.DECLINED]
    assert "No resource has" in community.types(AMINA, "/resources zebra").text


def test_an_organiser_can_change_it_before_it_shows(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    community.presses(OLIVE, "Change", to_decide(community))

    community.submits(OLIVE, community.form(), title="Zebra crossings, explained", kind="video")

    shown = community.types(BEN, "/resources zebra").words()
    assert "Zebra crossings, explained" in shown
    assert "Video" in shown
    assert "Up to 10 minutes" in shown


@pytest.mark.parametrize("second", ["Approve", "Decline"])
def test_of_two_organisers_the_first_one_decides(community: Community, second: str) -> None:
    community.joins(AMINA)
    suggests(community)
    mine, theirs = to_decide(community, OLIVE), told(community, OMAR)[-1]
    community.presses(OLIVE, "Approve", mine)

    shown = community.presses(OMAR, second, theirs)

    assert "Another organiser has approved" in shown.text
    community.deliver()
    assert len(told(community, AMINA)) == 1
    assert status(community) == [ResourceStatus.APPROVED]


def test_a_reason_that_comes_too_late_changes_nothing(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    seen = to_decide(community)
    community.presses(OLIVE, "Decline", seen)
    form = community.form()
    community.presses(OMAR, "Approve", told(community, OMAR)[-1])

    answer = community.submits(OLIVE, form, reason="No.")

    assert "Another organiser has approved" in words_of(answer["view"]["blocks"])
    assert status(community) == [ResourceStatus.APPROVED]


def test_pressing_twice_decides_once(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    body = community.press_body(OLIVE, "Approve", to_decide(community))
    for _ in range(2):
        community.presses_again(body)
    community.deliver()

    assert len(told(community, AMINA)) == 1


def test_a_form_that_arrives_twice_is_one_suggestion(community: Community) -> None:
    community.joins(AMINA)
    community.types(AMINA, "/resources suggest")
    body = community.form_body(AMINA, community.form(), **ZEBRA)
    for _ in range(2):
        assert "Thank you." in words_of(community.submits_again(body)["view"]["blocks"])

    assert len(status(community)) == 1


def test_organisers_see_what_waits_on_their_page_and_decide_there(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    assert "1 new link waits for you." in words_of(community.opens_home(OLIVE)["blocks"])

    shown = community.presses(OLIVE, "Approve", decides_on(community))

    assert "You have approved" in shown.words()
    assert "No suggestion waits." in shown.words()
    assert "Back to Organise" in shown.words()


def test_members_cannot_decide(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    seen = to_decide(community)

    assert "Only organisers can do that." in community.presses(BEN, "Approve", seen).words()
    assert status(community) == [ResourceStatus.SUGGESTED]


def test_what_an_organiser_suggests_shows_at_once(community: Community) -> None:
    answer = suggests(community, OLIVE)

    assert "is among the resources now" in words_of(answer["view"]["blocks"])
    assert "Added by an organiser" in community.types(AMINA, "/resources zebra").words()


def test_a_community_without_organisers_says_so_and_keeps_nothing(community: Community) -> None:
    community.joins(AMINA)
    without_organisers(community)

    assert "No organiser has been named" in str(suggests(community)["errors"])
    assert status(community) == []


# what does not fit


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": "  "}, "title", "Give it a title"),
        ({"address": "zebra.example"}, "address", "with https at the start"),
        ({"address": "javascript:alert(1)"}, "address", "with https at the start"),
        ({"kind": "song"}, "kind", "Choose one of the types"),
        ({"characteristic": "999"}, "characteristic", "is not there any more"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    house: Community, fields: dict[str, str], field: str, words: str
) -> None:
    house.joins(AMINA)

    assert words in suggests(house, AMINA, **fields)["errors"][field]
    assert status(house) == []


@pytest.mark.parametrize(
    "address",
    ["http://www.zebra.example/read/", "https://zebra.example/read?utm_source=mail#top"],
)
def test_what_is_here_already_is_said_with_its_title(community: Community, address: str) -> None:
    community.joins(AMINA, BEN)
    suggests(community)
    assert "waits for an organiser already: “Zebra crossings”" in str(suggests(community, BEN, address=address))
    community.presses(OLIVE, "Approve", to_decide(community))

    assert "is here already: “Zebra crossings”" in suggests(community, BEN, address=address)["errors"]["address"]


def test_a_doi_is_known_by_its_address(house: Community) -> None:
    house.joins(AMINA)

    answer = suggests(house, address="https://doi.org/10.1136/BMJQS.2010.046227")

    assert "is here already: “Problems and promises" in answer["errors"]["address"]


def test_a_stranger_is_asked_to_join_first(house: Community) -> None:
    assert "until you join" in house.types(AMINA, "/resources suggest").text
    assert house.person(AMINA) is None


# shortcuts


def test_the_first_link_of_a_message_is_filled_in_and_its_author_is_not_kept(community: Community) -> None:
    community.joins(AMINA)
    community.uses(AMINA, "resource.save_message", GATHERED)

    form = community.form()
    assert "That message has 2 links. This is the first one." in words_of(form["blocks"])
    address = next(block["element"] for block in form["blocks"] if block.get("block_id") == "address")
    assert address["initial_value"] == "https://zebra.example/read?utm_source=x"
    community.submits(AMINA, form, title="Zebra crossings", kind="article")
    assert status(community) == [ResourceStatus.SUGGESTED]
    assert "U0SOMEBODY" not in str([vars(row) for row in community.rows(Resource)])


def test_a_message_without_a_link_opens_an_empty_form(house: Community) -> None:
    house.joins(AMINA)
    house.uses(AMINA, "resource.save_message", "no link here")

    assert "I found no link in that message." in words_of(house.form()["blocks"])


def test_the_global_shortcut_opens_the_form(house: Community) -> None:
    house.joins(AMINA)
    house.uses(AMINA, "resource.save")

    assert house.form()["title"]["text"] == "Suggest a resource"


def test_a_stranger_who_uses_a_shortcut_is_told_in_its_form(house: Community) -> None:
    house.uses(AMINA, "resource.save_message", GATHERED)

    assert "until you join" in words_of(house.form()["blocks"])
    assert house.person(AMINA) is None


def test_nothing_is_fetched(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    house.joins(AMINA)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    suggests(house)
    house.presses(OLIVE, "Approve", decides_on(house))

    assert titles(house.types(AMINA, "/resources zebra")) == ["Zebra crossings"]


# leaving, and other workspaces


def test_leaving_takes_the_name_away_and_no_thanks_follow(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    community.presses(AMINA, "Leave", community.types(AMINA, "/community leave"))
    shown = decides_on(community)

    assert "Whoever suggested this has left." in words_of(shown["blocks"])
    community.presses(OLIVE, "Approve", shown)
    before = len(told(community, AMINA))
    community.deliver()
    assert len(told(community, AMINA)) == before
    assert [row.suggested_by_id for row in community.rows(Resource) if row.title.startswith("Zebra")] == [None]


def test_another_workspace_sees_nothing_of_it(community: Community) -> None:
    other = Community(community.db, workspace="T0NORTH")
    community.joins(AMINA)
    suggests(community)

    assert "suggestion" not in words_of(other.opens_organise(OLIVE)["blocks"])
    assert other.rows(Message) == []


def test_what_was_declined_is_let_go_after_30_days(community: Community) -> None:
    community.joins(AMINA)
    suggests(community)
    community.presses(OLIVE, "Decline", to_decide(community))
    community.submits(OLIVE, community.form())
    community.clock.forward(days=29)
    community.retain()
    assert len(status(community)) == 1
    community.clock.forward(days=2)
    community.retain()

    assert status(community) == []
