"""Words that could tell who somebody is get a gentle hint, and ordinary words get none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.personal import Detail, details

TODAY = date(2022, 6, 27)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("her number is 943 476 5919", Detail.NHS_NUMBER),
        ("patient 943-476-5919", Detail.NHS_NUMBER),
        ("patient 9434765919", Detail.NHS_NUMBER),
        ("write to jo.bloggs+ward@nhs.example", Detail.EMAIL),
        ("ring 020 7946 0018", Detail.PHONE),
        ("ring (020) 7946-0018", Detail.PHONE),
        ("my mobile is 07700900123", Detail.PHONE),
        ("+44 7700 900123", Detail.PHONE),
        ("she lives at SE1 9RT", Detail.POSTCODE),
        ("near ec1a1bb", Detail.POSTCODE),
        ("born 12/03/1957", Detail.BIRTH),
        ("12 March 1957", Detail.BIRTH),
        ("March 12th, 1957", Detail.BIRTH),
        ("1957-03-12", Detail.BIRTH),
        ("a baby born on 3 June 2022", Detail.BIRTH),
        ("dob 3.6.57", Detail.BIRTH),
    ],
)
def test_a_detail_about_a_person_is_noticed(text: str, found: Detail) -> None:
    assert details(text, today=TODAY) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "someone who knows virtual wards",
        "who has done this in 3 boroughs since 2019?",
        "we met on 3 June 2022, and again on 13/06/2022",
        "the event on 5 July 2022",
        "it cost £1,250,000 in 2021/22",
        "the 2nd and 3rd of 12 wards",
        "31/02/1957 is no day",
        "1234567890 is a number of ours",
        "£12 3 45 people",
        "",
    ],
)
def test_ordinary_words_get_no_hint(text: str) -> None:
    assert details(text, today=TODAY) == ()


def test_each_kind_of_detail_is_named_once() -> None:
    assert details("a@b.example, c@d.example, SE1 9RT", today=TODAY) == (Detail.EMAIL, Detail.POSTCODE)


@given(st.text())
def test_whatever_is_typed_is_read(text: str) -> None:
    assert set(details(text, today=TODAY)) <= set(Detail)
