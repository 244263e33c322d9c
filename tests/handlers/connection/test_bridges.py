"""Bridges: organisers see how many there are, at the end of each month, and never who met."""

from datetime import timedelta
from itertools import combinations

import pytest

from bot.connection import bridges
from bot.rules.words import Met, Presence, Stage, Useful
from db.models import Introduction, Meeting, Organisation, Seat
from tests.community import Community, words_of
from tests.leaders import ADA, BILL, CLEO, DEV, EIGHT, EVE, FIN, GUS, HANA, arrive
from tests.people import AMINA, OLIVE, Somebody

TOO_FEW = "Too few to show without telling who met."
FIVE = ((ADA, DEV), (BILL, EVE), (CLEO, GUS), (FIN, HANA), (ADA, GUS))


def meet(community: Community, *groups: tuple[Somebody, ...], met: int, useful: Useful | None = None) -> None:
    """These were introduced today, and the first `met` of them say that they met."""
    people = {who: member for who in EIGHT if (member := community.person(who))}
    with community.db.begin(community.workspace) as session:
        for number, group in enumerate(groups):
            made = Introduction(stage=Stage.MET, opened_at=community.now(), reasons=[], opener="")
            session.add(made)
            session.flush()
            seats = {"presence": Presence.ACCEPTED, "met": Met.YES, "answered_at": community.now(), "useful": useful}
            told = seats if number < met else {}
            session.add_all(Seat(introduction_id=made.id, member_id=people[who].id, **told) for who in group)
            pairs = combinations(sorted((people[who] for who in group), key=lambda one: one.id), 2)
            session.add_all(
                Meeting(
                    introduction_id=made.id,
                    first_id=one.id,
                    second_id=other.id,
                    first_organisation_id=one.organisation_id,
                    second_organisation_id=other.organisation_id,
                    noted_at=community.now(),
                )
                for one, other in (pairs if number < met else ())
            )


def told_of(community: Community) -> str:
    """What the Organise page says of bridges."""
    return words_of(community.opens_organise(OLIVE)["blocks"]).partition("Bridges between organisations\n")[2]


def come_to_july(community: Community) -> None:
    community.clock.move_to("2022-07-01T00:30+01:00")


def test_organisers_see_bridges_when_the_month_is_over(community: Community) -> None:
    arrive(community, *EIGHT)
    meet(community, *FIVE, met=4)

    assert told_of(community).startswith("Nothing is counted yet. I count at the end of each month.")
    come_to_july(community)

    told = told_of(community)
    assert told.startswith("By the end of June 2022, 3 of 3 pairs of organisations (100%) have met.")
    assert "That is 4 meetings across, with 8 members in them. New in June 2022: 3 bridges." in told


@pytest.mark.parametrize(("groups", "met"), [(FIVE[:4], 4), (FIVE, 2), (((ADA, BILL), *FIVE[:4]), 3)])
def test_few_introductions_or_meetings_are_not_counted_out(
    house: Community, groups: tuple[tuple[Somebody, ...], ...], met: int
) -> None:
    arrive(house, *EIGHT)
    meet(house, *groups, met=met)
    come_to_july(house)

    assert told_of(house).startswith(TOO_FEW)


def test_an_answer_of_today_changes_nothing_that_organisers_see(house: Community) -> None:
    arrive(house, *EIGHT)
    meet(house, *FIVE, met=5)
    come_to_july(house)
    before = told_of(house)

    meet(house, *FIVE, met=5, useful=Useful.NO)

    assert told_of(house) == before


def test_where_people_worked_when_they_met_counts(house: Community) -> None:
    arrive(house, *EIGHT)
    meet(house, *FIVE, met=5)
    ada = house.person(ADA)
    for who in (DEV, EVE, FIN):
        house.changes(house.person(who), organisation_id=ada and ada.organisation_id)
    come_to_july(house)

    told = told_of(house)

    assert told.startswith("By the end of June 2022, 1 of 1 pairs of organisations (100%) have met.")
    assert "New in June 2022: 3 bridges." in told


@pytest.mark.parametrize(("met", "times"), [(2, 0), (3, 1)])
def test_what_meetings_were_worth_is_told_in_totals_of_at_least_five(house: Community, met: int, times: int) -> None:
    arrive(house, *EIGHT)
    meet(house, *FIVE, met=met, useful=Useful.PARTLY)
    come_to_july(house)

    said = "6 members said whether it was worth their time: 0 yes, 6 partly and 0 no."
    assert told_of(house).count(said) == times


def test_the_list_shows_each_month_and_hides_small_ones(house: Community) -> None:
    arrive(house, *EIGHT)
    meet(house, *FIVE, met=5)
    house.clock.forward(days=31)
    meet(house, (BILL, GUS), met=0)
    house.clock.forward(days=31)

    shown = house.presses(OLIVE, "Bridges", house.opens_organise(OLIVE)).words()

    assert "*June 2022*: 3 new bridges, 5 meetings across, 8 members." in shown
    assert f"*July 2022*: {TOO_FEW}" in shown
    assert "Who met is never shown." in shown


def test_neither_the_organise_page_nor_the_list_names_a_member_or_organisation(house: Community) -> None:
    arrive(house, *EIGHT)
    meet(house, *FIVE, met=5, useful=Useful.YES)
    come_to_july(house)

    told = told_of(house).partition("Read next")[0]
    told += str(house.presses(OLIVE, "Bridges", house.opens_organise(OLIVE)).blocks)

    names = {name for who in EIGHT for name in (who.name, who.slack_id)} | {
        row.name for row in house.rows(Organisation)
    }
    assert [name for name in names if name in told] == []


def test_the_report_counts_what_members_answered(community: Community) -> None:
    arrive(community, *EIGHT)
    meet(community, *FIVE, (ADA, DEV, GUS), met=6)

    with community.db.read(community.workspace) as session:
        found = bridges.count(session, now=community.now() + timedelta(days=10))

    assert found.report is not None
    assert found.report.total == found.report.months[0]
    figures = found.report.total.figures
    assert figures is not None
    assert (figures.introductions, figures.across, figures.new, figures.reached) == (6, 6, 3, 8)


def test_only_organisers_see_bridges(house: Community) -> None:
    arrive(house, *EIGHT)

    shown = house.presses(AMINA, "Bridges", house.opens_organise(OLIVE))

    assert "Only organisers can do that." in shown.words()
