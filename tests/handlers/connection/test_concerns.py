"""A concern reaches organisers, sealed until it leaves, and nobody else; its words go when it is closed."""

import io
import json
import logging
from typing import Any

import pytest
from sqlalchemy import text

from bot import journal
from bot.rules.messages import Kind, State
from bot.rules.words import Apart, Role
from db.models import Base, Concern, Exclusion, Message
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.leaders import ADA, DEV, GUS, arrive, change, hold
from tests.people import AMINA, BEN, OLIVE, OMAR, Somebody

WORDS = "quokka-5511 shouted at me about my ward"
MARK = "quokka-5511"


@pytest.fixture
def pair(community: Community) -> Community:
    arrive(community, ADA, DEV)
    hold(community)
    return community


@pytest.fixture
def couple(house: Community) -> Community:
    """The same where no kind of database changes anything."""
    arrive(house, ADA, DEV)
    hold(house)
    return house


def report(community: Community, words: str = WORDS, who: Somebody = ADA) -> dict[str, Any]:
    community.presses(who, "Report a concern", community.types(who, "/connect"))
    return community.submits(who, community.form(), words=words)


def to_organisers(seen: list[Seen]) -> dict[str, str]:
    return {one.channel: words_of(one.blocks) for one in seen if one.channel in ("DU0OLIVE", "DU0OMAR")}


def test_every_organiser_reads_it_with_who_wrote_it_and_whom_it_is_about(pair: Community) -> None:
    answered = report(pair)

    told = to_organisers(pair.deliver())
    assert set(told) == {"DU0OLIVE", "DU0OMAR"}
    for words in told.values():
        assert "<@U0ADA> told us that they are worried. They were introduced to <@U0DEV>." in words
        assert WORDS in words
    assert "<@U0OLIVE> and <@U0OMAR> have it now" in words_of(answered["view"]["blocks"])


def test_the_form_says_who_reads_it_where_to_turn_and_that_the_peer_is_not_told(couple: Community) -> None:
    couple.presses(ADA, "Report a concern", couple.types(ADA, "/connect"))

    words = words_of(couple.form()["blocks"])

    assert "Your words go to <@U0OLIVE> and <@U0OMAR>, who organise here, and to nobody else." in words
    assert "Your peer is not told." in words
    assert "In danger now? Call 999." in words
    assert "Samaritans" in words


@pytest.mark.parametrize("where", ["introduction", "reminder", "did you meet", "home"])
def test_it_can_be_reported_from_wherever_the_introduction_shows(house: Community, where: str) -> None:
    arrive(house, ADA, DEV)
    (introduction,) = hold(house)
    house.clock.forward(days=14, hours=1)
    reminder = next(one for one in house.deliver() if one.channel == "DU0ADA")
    house.clock.forward(days=10)
    asked = next(one for one in house.deliver() if one.channel == "DU0ADA")
    shown: dict[str, Seen | dict[str, Any]] = {
        "introduction": introduction,
        "reminder": reminder,
        "did you meet": asked,
        "home": house.opens_home(ADA),
    }

    house.presses(ADA, "Report a concern", shown[where])
    house.submits(ADA, house.form(), words=WORDS)

    assert len(to_organisers(house.deliver())) == 2


def test_the_peer_sees_the_very_same_as_if_nothing_had_been_said(couple: Community) -> None:
    before = json.dumps([couple.opens_home(DEV), couple.types(DEV, "/connect").words()])

    report(couple)

    told = couple.deliver()
    assert [one for one in told if "U0DEV" in one.channel] == []
    assert json.dumps([couple.opens_home(DEV), couple.types(DEV, "/connect").words()]) == before


def test_no_table_no_log_and_nobody_else_holds_the_words(
    community: Community, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = io.StringIO()
    monkeypatch.setattr("sys.stdout", printed)
    caplog.set_level(logging.DEBUG)
    for name in journal._QUIET:
        caplog.set_level(logging.ERROR, logger=name)
    arrive(community, ADA, DEV, GUS)
    hold(community)
    report(community)
    posts = community.deliver()
    for who in (ADA, DEV, GUS, OMAR):
        community.opens_home(who)
    organise = community.opens_organise(OLIVE)

    for table in Base.metadata.sorted_tables:
        with community.db.engine.connect() as connection:
            rows = connection.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608 - our own names
        assert [row for row in rows if MARK in str(row)] == [], table.name
    assert MARK not in printed.getvalue() + caplog.text
    assert {one.channel for one in posts if MARK in str(one)} == {"DU0OLIVE", "DU0OMAR"}
    assert [one.text for one in posts if MARK in one.text] == []
    assert [who for who, home in community.slack.homes.items() if MARK in json.dumps(home)] == []
    assert MARK not in json.dumps(organise)


def test_one_organiser_closes_it_for_all_and_its_words_are_cleared(pair: Community) -> None:
    report(pair)
    told = next(one for one in pair.deliver() if one.channel == "DU0OLIVE")
    other = next(one for one in pair.slack.posts if one.channel == "DU0OMAR")
    assert "2 concerns" not in words_of(pair.opens_organise(OMAR)["blocks"])
    assert "1 concern is open." in words_of(pair.opens_organise(OMAR)["blocks"])

    by_olive = pair.presses(OLIVE, "Close", told)
    by_omar = pair.presses(OMAR, "Close", other)

    assert "You have closed this concern" in by_olive.words()
    assert "Another organiser has closed this concern" in by_omar.words()
    assert "concern is open" not in words_of(pair.opens_organise(OMAR)["blocks"])
    assert [bytes(row.words) for row in pair.rows(Concern)] == [b""]


def test_organisers_read_what_is_open_from_the_organise_page(couple: Community) -> None:
    for number in range(5):
        report(couple, f"worry number {number}")
        couple.clock.forward(minutes=1)

    page = couple.opens_organise(OLIVE)
    shown = couple.presses(OLIVE, "Show concerns", page)

    assert "5 concerns are open." in words_of(page["blocks"])
    assert [f"worry number {number}" in shown.words() for number in range(5)] == [True, True, True, False, False]
    assert "2 more will show as these are closed." in shown.words()


def test_members_who_do_not_organise_read_none(couple: Community) -> None:
    report(couple)
    shown = couple.opens_organise(OLIVE)
    told = next(one for one in couple.deliver() if one.channel == "DU0OLIVE")

    assert "Only organisers can do that." in couple.presses(DEV, "Show concerns", shown).words()
    assert "Only organisers can do that." in couple.presses(DEV, "Close", told).words()


def test_an_organiser_who_is_in_the_introduction_never_hears_of_it(house: Community) -> None:
    arrive(house, ADA, Somebody(OLIVE.slack_id, OLIVE.name, "kch", is_organiser=True))
    hold(house)

    answered = report(house)

    assert set(to_organisers(house.deliver())) == {"DU0OMAR"}
    assert "<@U0OMAR> has it now" in words_of(answered["view"]["blocks"])
    pages = (house.opens_home(OLIVE), house.opens_organise(OLIVE))
    told = " ".join(words_of(page["blocks"]) for page in pages)
    assert "concern" not in told.replace("Report a concern", "")


def test_without_an_organiser_the_form_keeps_the_words(couple: Community) -> None:
    couple.presses(ADA, "Report a concern", couple.types(ADA, "/connect"))
    for organiser in (OLIVE, OMAR):
        change(couple, organiser, role=Role.MEMBER)

    answered = couple.submits(ADA, couple.form(), words=WORDS)

    assert answered["response_action"] == "errors"
    assert "No organiser can read this yet" in answered["errors"]["words"]
    assert couple.rows(Concern) == []


@pytest.mark.parametrize("words", ["", "   ", "x" * 3001])
def test_words_that_are_none_or_too_many_keep_the_form_open(couple: Community, words: str) -> None:
    answered = report(couple, words)

    assert list(answered["errors"]) == ["words"]
    assert couple.rows(Concern) == []


def test_sending_it_twice_is_one_concern(pair: Community) -> None:
    pair.presses(ADA, "Report a concern", pair.types(ADA, "/connect"))
    body = pair.form_body(ADA, pair.form(), words=WORDS)

    first, again = pair.submits_again(body), pair.submits_again(body)

    assert first == again
    assert len(pair.rows(Concern)) == 1


def test_after_reporting_not_again_is_one_press_away_in_the_same_form(couple: Community) -> None:
    answered = report(couple)

    couple.presses(ADA, "Not again", answered["view"])
    couple.submits(ADA, couple.form(), then="SKIP")

    assert couple.slack.turned == ["V1"]
    assert [row.kind for row in couple.rows(Exclusion)] == [Apart.BLOCK]


def test_who_has_parted_already_can_still_report(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    house.presses(ADA, "Not this person", seen)
    house.submits(ADA, house.form(), then="SKIP")
    house.deliver()

    house.presses(ADA, "Report a concern", seen)
    house.submits(ADA, house.form(), words=WORDS)

    assert len(to_organisers(house.deliver())) == 2


def test_whoever_leaves_takes_the_words_along(pair: Community) -> None:
    report(pair)
    pair.presses(ADA, "Leave", pair.types(ADA, "/community leave"))

    assert to_organisers(pair.deliver()) == {}
    assert pair.rows(Concern) == []
    assert {one.state for one in pair.rows(Message) if one.kind == Kind.CONCERN} == {State.CANCELLED}


def test_somebody_who_has_left_is_told_whom_to_write_to(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    house.presses(ADA, "Leave", house.types(ADA, "/community leave"))

    shown = house.presses(ADA, "Report a concern", seen)

    assert "Please write to <@U0OLIVE> and <@U0OMAR> yourself." in shown.words()


def test_an_outsider_reports_nothing(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)

    for outsider in (AMINA, BEN):
        assert "not here any more" in house.presses(outsider, "Report a concern", seen).words()
    assert house.slack.forms == []
