"""Bringing in many resources at once, looked at first; and taking them out in the same columns."""

import csv
import io
from typing import Any

import pytest

from bot.rules.words import ResourceStatus
from bot.slack import Refused
from db.models import Resource
from tests.community import Community, words_of
from tests.handlers.library.test_resources import HARD_TRUTH, adds
from tests.handlers.library.test_suggestions import suggests, told
from tests.library import ADDED, HERE, TWICE, WRONG, row, rows, table, two_hundred
from tests.people import AMINA, OLIVE, OMAR

ADDRESS = "https://files.slack.com/files-pri/T1-F1/list.csv"


def sends(community: Community, body: bytes, form: dict[str, Any] | None = None) -> dict[str, Any]:
    """An organiser sends this file; gives what the bot answers."""
    if form is None:
        community.presses(OLIVE, "Add from a file", community.opens_organise(OLIVE))
        form = community.form()
    community.slack.given[ADDRESS] = body
    sent = community.form_body(OLIVE, form)
    file = {"id": "F1", "name": "list.csv", "size": len(body), "url_private_download": ADDRESS}
    sent["view"]["state"]["values"]["file"] = {"file": {"type": "file_input", "files": [file]}}
    return community.submits_again(sent)


def looks(community: Community, body: bytes) -> dict[str, Any]:
    view: dict[str, Any] = sends(community, body)["view"]
    return view


def imports(community: Community, body: bytes) -> str:
    """Look at it, and import it; gives what is said in the end."""
    shown = looks(community, body)
    return words_of(community.submits(OLIVE, shown)["view"]["blocks"])


def titles(community: Community) -> list[str]:
    return [found.title for found in community.rows(Resource)]


def test_two_hundred_rows_are_looked_at_first_and_nothing_is_kept(community: Community) -> None:
    before = titles(community)

    shown = looks(community, two_hundred())

    words = words_of(shown["blocks"])
    assert f"*{ADDED} resources* would be added" in words
    assert f"{HERE} would change" in words
    assert f"{TWICE} stand twice in the file" in words
    assert f"{WRONG} need mending" in words
    assert "Row 187, title: is missing" in words
    assert "Row 190, address: is no address that begins with https" in words
    assert "is not one that I know: bravery" in words
    assert titles(community) == before


def test_what_is_right_is_imported_and_the_same_file_once_more_adds_nothing(community: Community) -> None:
    count = len(titles(community))

    assert f"*{ADDED} resources* were added" in imports(community, two_hundred())
    assert len(titles(community)) == count + ADDED
    again = looks(community, two_hundred())

    assert "*0 resources* would be added" in words_of(again["blocks"])
    assert len(titles(community)) == count + ADDED


def test_every_row_has_one_fate() -> None:
    assert len(rows()) == ADDED + TWICE + HERE + WRONG == 200


def test_what_is_here_already_is_changed_where_the_file_says_more(house: Community) -> None:
    body = table(row(1, Title=HARD_TRUTH, Link="http://hbs.edu/faculty/Pages/item.aspx?num=55513", Minutes="15"))

    imports(house, body.encode())

    (found,) = [one for one in house.rows(Resource) if one.title == HARD_TRUTH]
    assert (found.minutes, found.publisher) == (15, "Harvard Business Review")


def test_an_empty_cell_takes_nothing_away(house: Community) -> None:
    imports(
        house,
        table(row(1, Title=HARD_TRUTH, Link="https://www.hbs.edu/faculty/Pages/item.aspx?num=55513", Why="")).encode(),
    )

    (found,) = [one for one in house.rows(Resource) if one.title == HARD_TRUTH]
    assert found.about is not None


def test_a_form_that_arrives_twice_imports_once(community: Community) -> None:
    shown = looks(community, table(row(1)).encode())
    body = community.form_body(OLIVE, shown)
    community.submits_again(body)
    community.submits_again(body)

    assert titles(community).count("Read 1") == 1


def test_two_organisers_with_the_same_file_add_it_once(community: Community) -> None:
    shown = looks(community, table(row(1)).encode())
    community.submits(OLIVE, shown)
    community.submits(OMAR, shown)

    assert titles(community).count("Read 1") == 1


def test_what_somebody_suggested_is_approved_by_its_import_and_they_are_thanked(community: Community) -> None:
    community.joins(AMINA)
    suggests(community, title="Read 1", address="https://reads.example/1")
    imports(community, table(row(1)).encode())

    assert [one.status for one in community.rows(Resource) if one.title == "Read 1"] == [ResourceStatus.APPROVED]
    community.deliver()
    assert "has approved “Read 1”" in told(community, AMINA)[-1].text


def test_a_file_that_became_another_is_not_imported(house: Community) -> None:
    shown = looks(house, table(row(1)).encode())
    house.slack.given[ADDRESS] = table(row(2)).encode()

    answer = house.submits(OLIVE, shown)

    assert "not the one that you looked at" in words_of(answer["view"]["blocks"])
    assert "Read 2" not in titles(house)


@pytest.mark.parametrize(("body", "words"), [(b"", "is empty"), (b"x,y\n1,2\n", "“title” has to be one")])
def test_a_file_that_is_no_table_is_told_beside_the_field(house: Community, body: bytes, words: str) -> None:
    assert words in sends(house, body)["errors"]["file"]


def test_a_file_that_slack_does_not_give_is_told(house: Community) -> None:
    house.presses(OLIVE, "Add from a file", house.opens_organise(OLIVE))
    form = house.form()
    house.slack.faults = [Refused("missing_scope")]

    assert "could not get that file from Slack" in sends(house, b"title\nA\n", form)["errors"]["file"]


def test_nothing_to_import_offers_no_button(house: Community) -> None:
    shown = looks(house, table(row(1, Title="")).encode())

    assert "submit" not in shown
    assert "There is nothing to import." in words_of(shown["blocks"])


def test_members_cannot_import(house: Community) -> None:
    house.joins(AMINA)
    house.presses(OLIVE, "Add from a file", house.opens_organise(OLIVE))
    form = house.form()
    body = house.form_body(AMINA, form)

    assert "Only organisers" in str(house.submits_again(body)["errors"])


def test_hostile_cells_are_shown_harmless(house: Community) -> None:
    shown = looks(
        house, table(row(1, Title="<!channel> *x* <https://evil.example|y>"), row(2, Type="<!here>")).encode()
    )

    assert "<!channel>" not in str(shown["blocks"])
    assert "<!here>" not in str(shown["blocks"])


# and out again


def exported(community: Community) -> bytes:
    community.presses(OLIVE, "Take out as a file", community.opens_organise(OLIVE))
    community.deliver()
    return community.slack.files[-1].body


def test_what_comes_out_goes_in_again_and_changes_nothing(community: Community) -> None:
    imports(community, two_hundred())
    adds(community, "=HYPERLINK(1)", about="- one\n- two", publisher="+44", authors=["@ann", "-b"], minutes=3)
    before = titles(community)
    body = exported(community)

    words = words_of(looks(community, body)["blocks"])

    assert "*0 resources* would be added" in words
    assert "0 would change" in words
    assert f"{len(before)} are here already" in words


def test_no_cell_of_the_file_is_worked_out_by_a_spreadsheet(house: Community) -> None:
    adds(house, "=1+1", about="@sum")

    cells = [cell for line in csv.reader(io.StringIO(exported(house).decode("utf-8-sig"))) for cell in line]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=1+1" in cells


def test_the_file_goes_to_the_organiser_alone_and_holds_what_shows(community: Community) -> None:
    adds(community, "Hidden", status=ResourceStatus.WITHDRAWN)
    body = exported(community).decode("utf-8-sig")

    assert (community.slack.files[-1].channel, community.slack.files[-1].name) == ("DU0OLIVE", "resources.csv")
    assert HARD_TRUTH in body
    assert "Hidden" not in body
