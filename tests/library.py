"""A file of 200 resources as an organiser might have gathered it over the years, with what goes wrong in such files."""

import csv
import io

HEADINGS = ("Title", "Link", "Type", "Characteristic", "Authors", "Year", "Minutes", "DOI", "Why", "Review by")
COUNT = 200
ADDED, TWICE, HERE, WRONG = 150, 33, 2, 15


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, mark: str = ",") -> str:
    """These rows as CSV, as Python's own module writes it."""
    told = io.StringIO(newline="")
    csv.writer(told, delimiter=mark).writerows([headings, *rows])
    return told.getvalue()


def row(number: int, **fields: str) -> tuple[str, ...]:
    """A row that is right, but for these fields."""
    whole = {
        "Title": f"Read {number}",
        "Link": f"https://reads.example/{number}",
        "Type": "article",
        "Characteristic": "learning",
        "Authors": "Ann Lee; Bo Ray",
        "Year": "2020",
        "Minutes": "12",
        "DOI": f"10.1234/read.{number}" if number % 3 == 0 else "",
        "Why": f"It says,\nin 2 lines, why number {number} “matters”.",
        "Review by": "2023-05-01",
    }
    return tuple((whole | fields)[name] for name in HEADINGS)


def rows() -> list[tuple[str, ...]]:
    """Two hundred rows: new ones, the same again in other words, what content/ has, and what cannot be taken."""
    new = [row(number) for number in range(ADDED)]
    again = [
        *(row(number, Link=f"HTTP://WWW.reads.example/{number}/?utm_source=mail#top", DOI="") for number in range(10)),
        *(row(number, Link="", DOI=f"https://doi.org/10.1234/READ.{number}") for number in range(0, 30, 3)),
        *(row(number, Title=f"Read {number}, again") for number in range(10)),
    ]
    here = [
        row(900, Title="Problems and promises of innovation", Link="", DOI="10.1136/bmjqs.2010.046227"),
        *(
            row(901 + n, Title="Hard truth", Link="https://www.hbs.edu/faculty/Pages/item.aspx?num=55513")
            for n in range(1)
        ),
    ]
    here += [
        row(910 + number, Title="Hard truth", Link="http://hbs.edu/faculty/Pages/item.aspx?num=55513")
        for number in range(3)
    ]
    wrong = [
        *(row(920 + number, Title="") for number in range(3)),
        *(row(930 + number, Link="reads.example") for number in range(3)),
        *(row(940 + number, Type="song") for number in range(3)),
        *(row(950 + number, Characteristic="bravery") for number in range(3)),
        *(row(960 + number, **{"Review by": "31/31/2023"}) for number in range(3)),
    ]
    return [*new, *again, *here, *wrong]


def two_hundred() -> bytes:
    """The file as a spreadsheet saves it."""
    return table(*rows()).encode("utf-8-sig")
