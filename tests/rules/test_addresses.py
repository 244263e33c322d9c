"""Two addresses of one page are known to be the same, without anybody fetching either."""

import socket

import pytest

from bot.rules import addresses

PAGE = "https://www.example.org/reads/trust"
SAME = [
    "http://example.org/reads/trust",
    "https://EXAMPLE.org/reads/trust/",
    "https://example.org:443/reads/trust",
    "https://example.org/reads/trust#chapter-2",
    "https://example.org/reads/trust?utm_source=news&utm_medium=mail",
    "https://example.org/reads/trust?fbclid=1",
    "  https://www.example.org/reads/tru%73t  ",
]
OTHERS = [
    "https://example.org/reads/Trust",
    "https://example.org/reads/trust?page=2",
    "https://blog.example.org/reads/trust",
    "https://example.org:8080/reads/trust",
]


@pytest.mark.parametrize("other", SAME)
def test_addresses_that_differ_in_nothing_that_matters_are_the_same(other: str) -> None:
    assert addresses.same(other) == addresses.same(PAGE)


@pytest.mark.parametrize("other", OTHERS)
def test_addresses_of_other_pages_are_not(other: str) -> None:
    assert addresses.same(other) != addresses.same(PAGE)


def test_the_order_of_a_query_does_not_matter() -> None:
    assert addresses.same("https://a.example/?b=2&a=1") == addresses.same("https://a.example?a=1&b=2")


@pytest.mark.parametrize(
    "written",
    [
        "10.1136/bmjqs.2010.046227",
        "doi:10.1136/BMJQS.2010.046227",
        "https://doi.org/10.1136/bmjqs.2010.046227",
        "http://dx.doi.org/10.1136/bmjqs.2010.046227/",
        "doi.org/10.1136%2Fbmjqs.2010.046227",
    ],
)
def test_a_doi_is_read_however_it_is_written(written: str) -> None:
    assert addresses.doi_of(written) == "10.1136/bmjqs.2010.046227"


@pytest.mark.parametrize(
    "written", ["", None, "10.1", "https://example.org/10.1136/x", "a 10.1136/x", "http://[", "10"]
)
def test_what_is_no_doi_is_none(written: str | None) -> None:
    assert addresses.doi_of(written) is None


def known(**given: str) -> set[str]:
    fields = {"address": None, "doi": None, "isbn": None, "title": "Trust"} | given
    return addresses.identities(**fields, authors=())  # type: ignore[arg-type]  # any mix of them


def test_an_address_of_a_doi_and_the_doi_itself_are_one_resource() -> None:
    assert known(address="https://doi.org/10.1136/x1") & known(doi="10.1136/X1", address=PAGE)


def test_a_book_without_an_address_is_known_by_its_number_and_then_by_its_title() -> None:
    assert known(isbn="978-0-7432-5823-4") == known(isbn="9780743258234", title="Another edition")
    assert known(title="Diffusion  of innovations") == known(title="diffusion of Innovations.")


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "HTTP://a.example", "https://münchen.example/ü", "https://a.example:81/x?y=z#q"]
)
def test_addresses_of_the_web_can_be_kept(text: str) -> None:
    assert addresses.is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "https://",
        "https://x",
        "https://a.example/a b",
        "https://[",
        "https://a.example:99999",
        "https://a.example/<x>",
        "mailto:a@b.example",
        "https://a.example/" + "x" * 1000,
    ],
)
def test_anything_else_cannot(text: str) -> None:
    assert not addresses.is_address(text)


def test_the_addresses_of_a_message_come_in_order_and_once() -> None:
    text = (
        "See <https://a.example/x?a=1&amp;b=2|this> and <https://b.example>, again <http://b.example/>, <@U1>, <#C1|x>"
    )

    assert addresses.in_message(text) == ["https://a.example/x?a=1&b=2", "https://b.example"]


def test_an_address_without_marks_is_found_without_the_end_of_its_sentence() -> None:
    assert addresses.in_message("Read (https://a.example/x). Then https://b.example!") == [
        "https://a.example/x",
        "https://b.example",
    ]


def test_comparing_addresses_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert addresses.same(PAGE) == "example.org/reads/trust"
