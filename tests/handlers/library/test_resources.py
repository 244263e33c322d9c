"""Looking for something to read: by characteristic, by word, and what to read next, for strangers and members."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.rules.words import CharacteristicStatus
from db.models import Characteristic, Member, Resource, Source
from tests import community as communities
from tests.community import Community, Reply, words_of
from tests.handlers.test_hostile_text import HOSTILE, NAMES, PINGS, TEXTS
from tests.people import AMINA, BEN

PARADOX = "Problems and promises of innovation: why healthcare needs to rethink its love/hate relationship with the new"
HARD_TRUTH, LONG_READ, ROGERS = (
    "The Hard Truth About Innovative Cultures",
    "Adoption and spread of innovation in the NHS",
    "Diffusion of Innovations",
)
SYNTHESIS = "Exceptional Leadership for Exceptional Times: Synthesis Paper"
INNOVATION = "Catalysing and embedding innovation"
NOT_KEPT = ("NUL bytes", "half a letter")  # no database keeps them


def adds(community: Community, title: str, characteristic: str | None = None, **fields: Any) -> Resource:
    """One more resource in this community."""
    with community.db.begin(community.workspace) as session:
        theme = session.scalar(select(Characteristic).where(Characteristic.key == characteristic))
        source = session.scalars(select(Source).order_by(Source.id)).first()
        assert source is not None
        row = Resource(
            **{
                "key": f"added {title}"[:80],
                "title": title,
                "authors": [],
                "kind": "article",
                "source_id": source.id,
                "characteristic_id": theme.id if theme else None,
                **fields,
            }
        )
        session.add(row)
    return row


def clears(community: Community) -> None:
    with community.db.begin(community.workspace) as session:
        for row in session.scalars(select(Resource)):
            session.delete(row)


def wants(community: Community, *keys: str) -> None:
    member = Member(slack_id=AMINA.slack_id, joined_at=community.now(), wants=list(keys))
    with community.db.begin(community.workspace) as session:
        session.add(member)


def titles(shown: Reply) -> list[str]:
    """The titles of the resources on show, without their links."""
    firsts = [block["text"]["text"].split("\n")[0] for block in shown.blocks if block["type"] == "section"]
    return [first.strip("*").rpartition("|")[2].removesuffix(">") for first in firsts]


def labels(shown: Reply) -> list[str]:
    rows = [block["elements"] for block in shown.blocks if block["type"] == "actions"]
    return [part["text"]["text"] for row in rows for part in row if part["type"] == "button"]


# browsing


def test_a_stranger_sees_each_characteristic_with_its_count_and_one_to_read_next(community: Community) -> None:
    reply = community.types(AMINA, "/resources")

    assert titles(reply) == [
        PARADOX,
        INNOVATION,
        "Leading across boundaries (working title)",
        "Building and keeping relationships (working title)",
        "Sharing ownership and success (working title)",
        "Learning and improving for the long term (working title)",
        "On no characteristic in particular",
    ]
    assert "4 resources" in reply.words()
    assert "No resources yet" in reply.words()
    assert community.person(AMINA) is None


def test_a_characteristic_opens_with_its_resources_and_the_way_back(community: Community) -> None:
    shelf = community.presses(AMINA, "Show", community.types(AMINA, "/resources"), near=f"*{INNOVATION}*")

    assert titles(shelf) == [PARADOX, HARD_TRUTH, LONG_READ, ROGERS]
    assert "By characteristic" in community.presses(AMINA, "All resources", shelf).words()


def test_what_is_on_no_characteristic_has_a_place_of_its_own(community: Community) -> None:
    shelf = community.presses(AMINA, "Show", community.types(AMINA, "/resources"), near="On no characteristic")

    assert titles(shelf) == [SYNTHESIS]


def test_a_characteristic_that_is_gone_is_said_to_be_gone(house: Community) -> None:
    body = house.press_body(AMINA, "Show", house.types(AMINA, "/resources"), near=f"*{INNOVATION}*")
    body["actions"][0]["value"] = "0:999"

    assert "That is not here any more." in house.presses_again(body).words()


def test_a_resource_says_who_what_when_where_and_how_we_know(house: Community) -> None:
    words = house.types(AMINA, "/resources pisano").words()

    assert f"*<https://www.hbs.edu/faculty/Pages/item.aspx?num=55513|{HARD_TRUTH}>*\nGary P. Pisano\n" in words
    assert "Article, Harvard Business Review, 2019, some free articles, then paid" in words
    assert "Why a culture that likes new ideas also needs discipline, candour and accountability." in words
    assert "Tuesday 5 July 2022." in words


# searching


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pisano", [HARD_TRUTH]),
        ("Diffusion of innovations", [ROGERS]),
        ("case studies", [LONG_READ]),
        ("king's fund", [LONG_READ]),
        ("kings fund", [LONG_READ]),
        ("culture", [HARD_TRUTH]),
        ("innovating", [PARADOX, LONG_READ, ROGERS, HARD_TRUTH]),
        ("catalysing", [PARADOX, HARD_TRUTH, LONG_READ, ROGERS]),
        ("paradox", [PARADOX]),
        ("book", [ROGERS]),
        ("books on innovation", [ROGERS]),
        ("resources about leadership", [SYNTHESIS]),
        ("2013", [SYNTHESIS]),
        ("health", [PARADOX]),
        ("LEADERSHIP", [SYNTHESIS]),
        ("leadership paper", [SYNTHESIS]),
    ],
)
def test_a_word_finds_titles_authors_publishers_and_what_they_are_about(
    house: Community, typed: str, found: list[str]
) -> None:
    assert sorted(titles(house.types(AMINA, f"/resources {typed}"))) == sorted(found)


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("pisanno", "pisano", HARD_TRUTH),
        ("difusion", "diffusion", ROGERS),
        ("leadreship", "leadership", SYNTHESIS),
    ],
)
def test_a_slip_of_one_letter_is_mended_and_told(house: Community, typed: str, meant: str, found: str) -> None:
    reply = house.types(AMINA, f"/resources {typed}")

    assert titles(reply) == [found]
    assert f"Nothing has “{typed}”, so I looked for “{meant}”." in reply.words()


def test_what_has_the_word_in_its_title_comes_first(house: Community) -> None:
    adds(house, "About something else", about="A culture of trust.")
    adds(house, "Trust", "learning")

    assert titles(house.types(AMINA, "/resources trust")) == ["Trust", "About something else"]


def test_every_word_has_to_fit(house: Community) -> None:
    assert "No resource has “innovation pisano rogers” in it." in (
        house.types(AMINA, "/resources innovation pisano rogers").text
    )


def test_a_word_that_nothing_has_is_said_so_with_the_way_back(house: Community) -> None:
    reply = house.types(AMINA, "/resources quantum")

    assert "No resource has “quantum” in it." in reply.words()
    assert "By characteristic" in house.presses(AMINA, "All resources", reply).words()


def test_help_says_what_can_be_typed(house: Community) -> None:
    assert "/resources next suggests one to read next." in house.types(AMINA, "/resources help").text


@pytest.mark.parametrize("typed", ["Next", " next ", "NEXT"])
def test_next_is_understood_however_it_is_typed(house: Community, typed: str) -> None:
    assert titles(house.types(AMINA, f"/resources {typed}")) == [PARADOX]


# paging


def test_a_long_list_is_turned_page_by_page_and_keeps_its_words(community: Community) -> None:
    for number in range(12):
        adds(community, f"Trust, part {number:02}", "learning")
    first = community.types(AMINA, "/resources trust: part")

    second = community.presses(AMINA, "Next page", first)
    third = community.presses(AMINA, "Next page", second)

    pages = [[title[-2:] for title in titles(page)] for page in (first, second, third)]
    assert pages == [["00", "01", "02", "03", "04"], ["05", "06", "07", "08", "09"], ["10", "11"]]
    assert (labels(first), labels(third)) == (["Next page", "All resources"], ["Earlier page", "All resources"])
    assert "Resources 11 to 12 of 12." in third.words()
    assert titles(community.presses(AMINA, "Earlier page", third)) == titles(second)


def test_a_characteristic_is_turned_page_by_page_too(community: Community) -> None:
    for number in range(6):
        adds(community, f"Part {number}", "learning")
    first = community.presses(AMINA, "Show", community.types(AMINA, "/resources"), near="Learning and improving")

    assert titles(community.presses(AMINA, "Next page", first)) == ["Part 5"]


def test_a_page_that_is_gone_shows_the_last_one_that_is_left(house: Community) -> None:
    added = [adds(house, f"Trust {number}", "learning") for number in range(6)]
    first = house.types(AMINA, "/resources trust")
    with house.db.begin(house.workspace) as session:
        session.delete(session.get_one(Resource, added[0].id))

    assert titles(house.presses(AMINA, "Next page", first)) == [f"Trust {number}" for number in range(1, 6)]


# what to read next


def test_suggestions_go_round_by_characteristic_and_begin_again(community: Community) -> None:
    shown = [community.types(AMINA, "/resources next")]
    for _ in range(5):
        shown.append(community.presses(AMINA, "Another one", shown[-1]))

    assert [titles(card)[0] for card in shown] == [PARADOX, HARD_TRUTH, LONG_READ, ROGERS, SYNTHESIS, PARADOX]
    assert "Suggestion 2 of 5." in shown[1].words()


def test_what_a_member_wants_to_work_on_is_suggested_first(community: Community) -> None:
    adds(community, "Across", "boundaries")
    adds(community, "Over time", "learning")
    wants(community, "learning", "boundaries")

    first = community.types(AMINA, "/resources next")
    second = community.presses(AMINA, "Another one", first)
    third = community.presses(AMINA, "Another one", second)

    assert [titles(card)[0] for card in (first, second, third)] == ["Across", "Over time", PARADOX]
    assert "You chose Leading across boundaries (working title) as something to work on." in first.words()
    assert "You chose" not in third.words()


def test_a_choice_that_is_no_characteristic_any_more_changes_nothing(house: Community) -> None:
    wants(house, "gone")

    assert titles(house.types(AMINA, "/resources next")) == [PARADOX]


def test_a_suggestion_that_is_gone_starts_again_from_the_first(house: Community) -> None:
    shown = house.types(AMINA, "/resources next")
    body = house.press_body(AMINA, "Another one", shown)
    body["actions"][0]["value"] = "999"

    assert titles(house.presses_again(body)) == [PARADOX]


def test_pressing_another_one_twice_in_a_row_shows_the_same_one(community: Community) -> None:
    body = community.press_body(AMINA, "Another one", community.types(AMINA, "/resources next"))

    assert titles(community.presses_again(body)) == titles(community.presses_again(body)) == [HARD_TRUTH]


def test_the_only_resource_offers_no_other(house: Community) -> None:
    clears(house)
    adds(house, "Alone")

    assert "Another one" not in labels(house.types(AMINA, "/resources next"))


# the Home tab


def test_home_shows_a_member_what_to_read_next_and_goes_on(community: Community) -> None:
    wants(community)
    home = community.opens_home(AMINA)

    other = community.presses(AMINA, "Another one", home)

    assert "Read next" in words_of(home["blocks"])
    assert PARADOX in words_of(home["blocks"])
    assert HARD_TRUTH in other.words()
    assert "Back to Home" in labels(other)


def test_home_offers_all_resources(house: Community) -> None:
    wants(house)

    assert "By characteristic" in house.presses(AMINA, "All resources", house.opens_home(AMINA)).words()


# an empty community, and another one


@pytest.mark.parametrize("typed", ["", "next"])
def test_a_community_without_resources_says_so(community: Community, typed: str) -> None:
    clears(community)

    assert "There are no resources here yet." in community.types(AMINA, f"/resources {typed}").text


def test_a_community_without_resources_finds_nothing_and_has_no_part_in_home(community: Community) -> None:
    clears(community)
    wants(community)

    assert "No resource has “trust” in it." in community.types(AMINA, "/resources trust").text
    assert "Read next" not in words_of(community.opens_home(AMINA)["blocks"])


def test_a_community_without_characteristics_still_shows_what_it_has(house: Community) -> None:
    clears(house)
    adds(house, "Alone")

    assert "On no characteristic in particular" in house.types(AMINA, "/resources").words()


def test_many_characteristics_come_on_pages_that_can_be_turned_both_ways(house: Community) -> None:
    with house.db.begin(house.workspace) as session:
        known = session.scalars(select(Characteristic)).first()
        assert known is not None
        fields = {column.key: getattr(known, column.key) for column in Characteristic.__table__.columns}
        for number in range(40):
            new = {"id": 100 + number, "position": 100 + number, "key": f"new {number}", "name": f"New {number}"}
            session.add(Characteristic(**fields | new))

    first = house.types(AMINA, "/resources")
    second = house.presses(AMINA, "Next page", first)

    assert "Characteristics 1 to 30 of" in first.words()
    assert "New 39" not in first.words()
    assert "New 39" in second.words()
    assert "Characteristics 1 to 30 of" in house.presses(AMINA, "Earlier page", second).words()


def test_members_of_another_workspace_see_their_own(community: Community) -> None:
    other = Community(community.db, workspace="T0NORTH")
    adds(other, "Only here", "learning")

    assert titles(other.types(BEN, "/resources only here")) == ["Only here"]
    assert "No resource has" in community.types(AMINA, "/resources only here").text


def test_a_prefix_is_kept_in_what_people_are_told_to_type() -> None:
    with communities.house(prefix="south-") as found:
        assert "`/south-resources innovation`" in found.types(AMINA, "/south-resources").words()


# hostile text


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_any_search_gets_a_harmless_answer(house: Community, text: str) -> None:
    clears(house)
    reply = house.types(AMINA, f"/resources {text}")

    assert (reply.status, reply.words().strip() != "") == (200, True)
    assert list(unsafe_in(reply)) == []


KEPT = {name: text for name, text in HOSTILE.items() if 0 < len(text.strip()) < 400 and name not in NOT_KEPT}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_a_resource_with_any_text_is_shown_harmless(house: Community, text: str) -> None:
    clears(house)
    shown = f"Trust {text}"
    adds(house, shown, authors=[text, text], about=text, publisher=text[:300], access=text[:300], kind=text[:60])
    wants(house)

    seen = [house.types(AMINA, f"/resources{words}") for words in ("", " next", " trust")]
    house.opens_home(AMINA)

    assert [list(unsafe_in(reply)) for reply in seen] == [[], [], []]


def unsafe_in(reply: Reply) -> Iterator[str]:
    marks = ("<", ">", "\u202e", "\u2066", "\0")
    for block in reply.blocks:
        parts = [block["text"]] if "text" in block else block["elements"] if block["type"] == "context" else []
        yield from (
            part["text"] for part in parts if part["type"] == "mrkdwn" and any(mark in part["text"] for mark in marks)
        )
    if any(mark in reply.text for mark in marks):
        yield reply.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "example.org/x",
        "https://",
        "https://[bad",
        "https://example.org/|fake>",
        "https://example.org/<!channel>",
        "https://example.org/a b",
        "https://example.org/\u202ekcah",
        "https://example.org/" + "&" * 300,
        PINGS,
        "",
    ],
)
def test_an_address_that_is_none_of_the_web_leaves_the_title_without_a_link(house: Community, address: str) -> None:
    clears(house)
    adds(house, "Trust", url=address)

    reply = house.types(AMINA, "/resources trust")

    assert "*Trust*" in reply.words()
    assert list(unsafe_in(reply)) == []


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c=2", "http://example.org", "HTTPS://example.org/x"])
def test_an_address_of_the_web_is_the_link_of_the_title(house: Community, address: str) -> None:
    clears(house)
    adds(house, "Trust | <b> & co", url=address)

    shown = house.types(AMINA, "/resources trust").words()

    assert f"*<{address.replace('&', '&amp;')}|Trust | &lt;b&gt; &amp; co>*" in shown


def test_a_search_is_shown_letter_by_letter(house: Community) -> None:
    assert "“a &lt;!channel&gt; &amp; b”" in house.types(AMINA, "/resources a &lt;!channel&gt; &amp; b").text


def test_a_working_title_is_called_one_until_it_is_confirmed(house: Community) -> None:
    row = next(row for row in house.rows(Characteristic) if row.key == "boundaries")
    before = house.types(AMINA, "/resources").words()

    house.changes(row, status=CharacteristicStatus.CONFIRMED)

    assert "Leading across boundaries (working title)" in before
    assert "Leading across boundaries (working title)" not in house.types(AMINA, "/resources").words()
