"""A table of resources as organisers keep it: read from a file row by row, and what is wrong told by row and column."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.errors import InvalidField
from bot.rules import addresses, catalogue
from bot.rules.text import clean

MOST_BYTES, MOST_ROWS = 1_000_000, 500  # a transaction of more rows would keep everybody waiting
COLUMNS = (
    "title",
    "address",
    "type",
    "characteristic",
    "authors",
    "publisher",
    "year",
    "minutes",
    "doi",
    "isbn",
    "about",
    "access",
    "review by",
)
OTHER_NAMES = {
    "link": "address",
    "url": "address",
    "web address": "address",
    "kind": "type",
    "author": "authors",
    "why": "about",
    "description": "about",
    "length": "minutes",
    "review": "review by",
    "review date": "review by",
}
LONGEST = {"title": 400, "address": 1000, "publisher": 300, "doi": 120, "isbn": 20, "about": 2000, "access": 300}
WINDOWS = "Windows-1252"

Chosen = TypeVar("Chosen")

_FORMULA = re.compile(r"'(?=[\t\r]|\s*[=+\-@])")
_NUMBERS = re.compile(r"\d{1,6}")
_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))")


@dataclass(frozen=True)
class Row:
    """One resource of the file; `number` is the row as a spreadsheet counts it. What is None was left empty."""

    number: int
    title: str
    address: str | None = None
    kind: str | None = None
    characteristic: int | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = None
    minutes: int | None = None
    doi: str | None = None
    isbn: str | None = None
    about: str | None = None
    access: str | None = None
    review_on: date | None = None

    @property
    def identities(self) -> set[str]:
        return addresses.identities(
            address=self.address, doi=self.doi, isbn=self.isbn, title=self.title, authors=self.authors
        )


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken, and in which column."""

    row: int
    column: str
    words: str


@dataclass(frozen=True)
class Table:
    """A file as it was read: the rows that are right, what is wrong with others, and columns that mean nothing here."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...] = ()
    encoding: str = "UTF-8"


def read(body: bytes, *, kinds: Sequence[str], themes: Mapping[str, int]) -> Table:
    """Raises InvalidField when it is no table of resources at all. `themes` are characteristics by name, in small."""
    text, encoding = _decode(body)
    lines = _lines(text)
    names, unknown = _header(lines)
    found: list[Row] = []
    problems: list[Problem] = []
    for number, cells in lines[1:]:
        if not any(cells):
            continue
        row, wrong = _row(number, dict(zip(names, cells, strict=False)), kinds, themes)
        problems += wrong
        found += [row] if not wrong else []
    if not found and not problems:
        raise InvalidField("file", "That file names its columns and has no rows.")
    if len(found) > MOST_ROWS:
        raise InvalidField("file", f"That is more than {MOST_ROWS} rows. Send it in 2 files or more.")
    return Table(tuple(found), tuple(problems), unknown, encoding)


def _decode(body: bytes) -> tuple[str, str]:
    if not body.strip():
        raise InvalidField("file", "That file is empty.")
    if len(body) > MOST_BYTES:
        raise InvalidField("file", "That file is larger than 1 MB. Send it in 2 files or more.")
    is_wide = body[:2] in (b"\xff\xfe", b"\xfe\xff")
    names = [("UTF-16", "utf-16")] if is_wide else [("UTF-8", "utf-8-sig"), (WINDOWS, "cp1252")]
    for name, codec in names:
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name
    raise InvalidField("file", "I cannot read that file. Save it as CSV UTF-8 and try again.")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Each row with its number, whatever stands between the cells; a cell may hold lines of its own."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        raise InvalidField("file", "A quotation mark is left open in that file. Save it as CSV anew.") from None
    numbered = [(number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    return list(_from_first_row(numbered))


def _from_first_row(rows: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    has_begun = False
    for number, cells in rows:
        has_begun = has_begun or any(cells)
        if has_begun:
            yield number, cells


def _cell(text: str) -> str:
    """What was typed; an export puts a mark before what a spreadsheet would work out."""
    return clean(_FORMULA.sub("", text, count=1) if text.startswith("'") else text)


def _header(lines: Sequence[tuple[int, list[str]]]) -> tuple[list[str], tuple[str, ...]]:
    given = [" ".join(cell.lower().replace("_", " ").split()) for cell in (lines[0][1] if lines else [])]
    names = [OTHER_NAMES.get(name, name) for name in given]
    twice = {name for name in names if name in COLUMNS and names.count(name) > 1}
    if twice:
        raise InvalidField("file", f"The column “{min(twice)}” stands there twice.")
    if "title" not in names:
        raise InvalidField("file", "The first row has to name the columns, and “title” has to be one of them.")
    return names, tuple(name for name in names if name and name not in COLUMNS)


def _row(
    number: int, cells: Mapping[str, str], kinds: Sequence[str], themes: Mapping[str, int]
) -> tuple[Row, list[Problem]]:
    reader = _Reader(number, cells)
    address = reader.address()
    row = Row(
        number=number,
        title=reader.title(),
        address=address,
        kind=reader.one_of("type", {kind.lower(): kind for kind in kinds}),
        characteristic=reader.one_of("characteristic", themes),
        authors=tuple(" ".join(name.split()) for name in cells.get("authors", "").split(";") if name.strip()),
        publisher=reader.text("publisher"),
        year=reader.number("year", 1000, 2200),
        minutes=reader.number("minutes", 1, catalogue.LONGEST),
        doi=reader.doi() or addresses.doi_of(address),
        isbn=reader.text("isbn"),
        about=reader.text("about"),
        access=reader.text("access"),
        review_on=reader.day("review by"),
    )
    return row, reader.problems


class _Reader:
    """Reads the cells of one row and gathers what is wrong with them."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.row, self.cells = number, cells
        self.problems: list[Problem] = []

    def text(self, column: str) -> str | None:
        found = self.cells.get(column, "")
        most = LONGEST[column]
        if len(found) > most:
            self.refuse(column, f"is longer than {most} characters")
        return found or None

    def title(self) -> str:
        found = " ".join((self.text("title") or "").split())
        if not found:
            self.refuse("title", "is missing")
        return found

    def address(self) -> str | None:
        found = self.text("address")
        if found and not addresses.is_address(found):
            self.refuse("address", "is no address that begins with https")
        return found

    def doi(self) -> str | None:
        found = self.text("doi")
        if found and addresses.doi_of(found) is None:
            self.refuse("doi", "is no DOI; one looks like 10.1136/bmjqs.2010.046227")
        return addresses.doi_of(found)

    def one_of(self, column: str, choices: Mapping[str, Chosen]) -> Chosen | None:
        found = " ".join(self.cells.get(column, "").split())
        if found and found.lower() not in choices:
            self.refuse(column, f"is not one that I know: {found[:60]}")
        return choices.get(found.lower())

    def number(self, column: str, least: int, most: int) -> int | None:
        found = self.cells.get(column, "")
        if not found:
            return None
        if not _NUMBERS.fullmatch(found) or not least <= int(found) <= most:
            self.refuse(column, f"is no whole number from {least} to {most}")
            return None
        return int(found)

    def day(self, column: str) -> date | None:
        found = self.cells.get(column, "")
        match = _DAY.fullmatch(found)
        try:
            if match:
                year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
                return date(int(year), int(month), int(day))
        except ValueError:
            match = None
        if found:
            self.refuse(column, "is no date; write it like 2027-03-31 or 31/3/2027")
        return None

    def refuse(self, column: str, words: str) -> None:
        self.problems.append(Problem(self.row, column, words))
