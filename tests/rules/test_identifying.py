"""A text is looked through for what may show who somebody is: enough to ask once, and seldom when there is nothing."""

import pytest

from bot.rules.identifying import Detail, details


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her number is 943 476 5919.", Detail.NHS_NUMBER),
        ("9434765919", Detail.NHS_NUMBER),
        ("943-476-5919 again", Detail.NHS_NUMBER),
        ("write to jo.bloggs@example.org", Detail.EMAIL),
        ("ring 020 7946 0958", Detail.PHONE),
        ("ring (020) 7946 0958", Detail.PHONE),
        ("07700 900123 is his mobile", Detail.PHONE),
        ("+44 7700 900123", Detail.PHONE),
        ("+44 (0)20 7946 0958", Detail.PHONE),
        ("She lives at SE1 9RT", Detail.POSTCODE),
        ("near ec1a1bb", Detail.POSTCODE),
        ("SW1A 1AA", Detail.POSTCODE),
        ("DOB 3/4/51", Detail.BIRTH_DATE),
        ("He was born on 3rd March 1951", Detail.BIRTH_DATE),
        ("date of birth: 12.03.2015", Detail.BIRTH_DATE),
        ("12/03/1948", Detail.BIRTH_DATE),
        ("I sat with Mrs Jones", Detail.NAME),
        ("Dr Patel agreed", Detail.NAME),
        ("Prof. O'Neill agreed", Detail.NAME),
        ("mrs jones came back", Detail.NAME),
        ("dr Patel", Detail.NAME),
    ],
)
def test_a_detail_is_recognised(text: str, found: Detail) -> None:
    assert details(text) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We met from 9am to 10.45am, then from 0900 to 1030.",
        "On Tuesday 5 July 2022 we met again, and on 05/07/2022 too.",
        "The NHS began on 5 July 1948.",
        "NHS 111, A&E, ICB, ICS, PCN, COPD, HbA1c 48, B12 4mg and a band 8a post",
        "Room 4.12, room B12, ward 7B, floor 3 and bay e2 1st on the left",
        "In 2019 there were 1,234,567 visits, up 3.5% on 2018, at £1.2bn.",
        "The reference is 1234567890 and the grant is 2022-07-05.",
        "We went from Q1 2nd draft to Q4 2AB.",
        "I miss Monday meetings on MS Teams, and Ms Teams does not help.",
        "The doctor, the nurse practitioner and the professor agreed; mr and mrs or whoever.",
        "Ten of 12 said 10 out of 10, 100 people in 3 weeks, 24/7.",
        "Dial 999 or 116 123.",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert details(text) == ()


def test_each_sort_is_told_once_and_in_one_order() -> None:
    text = "Dr Patel and Mrs Jones (jo@example.org, bo@example.org), SE1 9RT"

    assert details(text) == (Detail.EMAIL, Detail.POSTCODE, Detail.NAME)


def test_a_number_with_a_wrong_check_digit_is_no_nhs_number() -> None:
    assert details("943 476 5918") == ()


def test_a_check_digit_that_would_be_ten_is_never_right() -> None:
    assert [number for number in range(10) if details(f"100 000 001{number}")] == []
