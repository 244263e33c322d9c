"""Reading a table of resources: whatever spreadsheets make of CSV, and what is wrong by row and column."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidField
from bot.rules.catalogue import KINDS
from bot.rules.imports import MOST_BYTES, Table, read
from tests.library import row, table

THEMES = {"learning": 1, "leading across boundaries": 2}


def reads(body: str | bytes) -> Table:
    return read(body if isinstance(body, bytes) else body.encode(), kinds=KINDS, themes=THEMES)


def refusal(body: str | bytes) -> str:
    with pytest.raises(InvalidField) as refused:
        reads(body)
    return refused.value.words


def problems(**fields: str) -> list[tuple[str, str]]:
    return [(one.column, one.words) for one in reads(table(row(1, **fields))).problems]


def test_a_row_that_is_right_is_read_whole() -> None:
    (found,) = reads(table(row(3, Characteristic="Leading  across Boundaries", Type="Article"))).rows

    assert (found.number, found.title, found.address) == (2, "Read 3", "https://reads.example/3")
    assert (found.kind, found.characteristic, found.authors) == ("article", 2, ("Ann Lee", "Bo Ray"))
    assert (found.year, found.minutes, found.doi) == (2020, 12, "10.1234/read.3")
    assert found.about == "It says,\nin 2 lines, why number 3 “matters”."
    assert found.review_on == date(2023, 5, 1)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_marks_of_spreadsheets_are_understood(codec: str, mark: str) -> None:
    text = table(row(1, Title="Café, “Trust” – a; b"), mark=mark)

    assert reads(text.encode(codec)).rows[0].title == "Café, “Trust” – a; b"


def test_windows_1252_is_told() -> None:
    assert reads(table(row(1, Title="Café")).encode("cp1252")).encoding == "Windows-1252"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_end_of_a_line_will_do(ends: str) -> None:
    assert [one.title for one in reads(ends.join(["title", "A", "", "B"])).rows] == ["A", "B"]


def test_only_a_title_has_to_be_there_and_unknown_columns_are_named() -> None:
    found = reads("title,mood\nTrust,good\n")

    assert (found.rows[0].title, found.unknown) == ("Trust", ("mood",))


@pytest.mark.parametrize(
    ("fields", "column", "words"),
    [
        ({"Title": " "}, "title", "is missing"),
        ({"Title": "x" * 401}, "title", "is longer than 400 characters"),
        ({"Link": "reads.example"}, "address", "is no address"),
        ({"Link": "https://a.example/" + "x" * 1000}, "address", "is longer than 1000 characters"),
        ({"Type": "song"}, "type", "is not one that I know: song"),
        ({"Characteristic": "bravery"}, "characteristic", "is not one that I know: bravery"),
        ({"Year": "MMXX"}, "year", "is no whole number"),
        ({"Minutes": "12.5"}, "minutes", "is no whole number"),
        ({"Minutes": "0"}, "minutes", "is no whole number"),
        ({"Minutes": "²"}, "minutes", "is no whole number"),
        ({"DOI": "11.1/x"}, "doi", "is no DOI"),
        ({"Why": "x" * 2001}, "about", "is longer than 2000 characters"),
        ({"Review by": "31/31/2023"}, "review by", "is no date"),
        ({"Review by": "soon"}, "review by", "is no date"),
    ],
)
def test_what_is_wrong_is_told_with_its_column(fields: dict[str, str], column: str, words: str) -> None:
    assert [found for found in problems(**fields) if found[0] == column and words in found[1]] != []


def test_everything_that_is_wrong_in_a_row_is_told_at_once_with_its_row() -> None:
    found = reads(table(row(1), row(2, Title="", Type="song"))).problems

    assert [(one.row, one.column) for one in found] == [(3, "title"), (3, "type")]


@pytest.mark.parametrize("day", ["2023-05-01", "1/5/2023", "01.05.2023", "2023-5-1"])
def test_days_are_read_as_they_are_written_here(day: str) -> None:
    assert reads(table(row(1, **{"Review by": day}))).rows[0].review_on == date(2023, 5, 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"a,b\n1,2\n", "“title” has to be one of them"),
        (b"title\n", "has no rows"),
        (b'title\n"open', "quotation mark"),
        (b"title,Title\na,b\n", "stands there twice"),
        (b"title\n" + b"a\n" * 501, "more than 500 rows"),
        (b"x" * (MOST_BYTES + 1), "larger than 1 MB"),
        (b"title\n\x00\x01", "cannot read"),
        (b"title\n\x81\x8d", "cannot read"),
        (b"PK\x03\x04\x00\x00", "cannot read"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(body: bytes, words: str) -> None:
    assert words in refusal(body)


def test_a_mark_that_an_export_put_before_a_formula_is_taken_away() -> None:
    assert reads("title\n'=1+1\n'- a list\n'tis\n").rows[0].title == "=1+1"
    assert [one.title for one in reads("title\n'=1\n'tis\n").rows] == ["=1", "'tis"]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(body: bytes) -> None:
    with suppress(InvalidField):
        assert reads(body).rows or reads(body).problems


@given(st.text(max_size=300))
def test_any_text_below_the_headings_is_read_or_refused(text: str) -> None:
    with suppress(InvalidField):
        found = reads(f"title,address,review by\n{text}".encode("utf-8", "surrogatepass"))
        assert all(one.title for one in found.rows)
