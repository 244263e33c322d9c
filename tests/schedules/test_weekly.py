"""On Monday morning organisers hear what was missed in the last week, and nothing when nothing was."""

from bot.rules.words import Role
from db.models import Message, Opinion
from schedules import outlook, questions
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, OLIVE, OMAR

ASKED = "who won the boat race in 1932?"
TUESDAY, MONDAY = "2022-06-28T12:00+01:00", "2022-07-04T09:00+01:00"


def missed(house: Community) -> None:
    """On Tuesday two members ask what is not known, and one is not helped."""
    house.clock.move_to(TUESDAY)
    for who in (AMINA, BEN):
        house.types(who, f"/ask {ASKED}")
    house.presses(AMINA, "Too long", house.presses(AMINA, "Not quite", house.types(AMINA, "/ask when does it start?")))


def comes(house: Community, moment: str = MONDAY) -> list[Seen]:
    house.clock.move_to(moment)
    questions.run(house.tools)
    return house.deliver()


def test_each_organiser_gets_the_list_on_monday_without_any_name(community: Community) -> None:
    missed(community)

    seen = comes(community)

    assert [one.channel for one in seen] == [f"D{OLIVE.slack_id}", f"D{OMAR.slack_id}"]
    told = words_of(list(seen[0].blocks))
    assert f"I did not know: “{ASKED}” 2 members asked this." in told
    assert "did not help: 1 too long." in told
    assert [who for who in (AMINA, BEN) if who.slack_id in str(seen)] == []


def test_an_answer_is_added_from_the_list(community: Community) -> None:
    missed(community)

    community.presses(OLIVE, "Add an answer", comes(community)[0])
    community.submits(OLIVE, community.form(), text="Cambridge won it.")

    assert "Cambridge won it." in community.types(BEN, f"/ask {ASKED}").text


def test_a_list_goes_out_once_and_not_before_its_hour(house: Community) -> None:
    missed(house)

    assert comes(house, "2022-07-04T08:59+01:00") == []
    assert len(comes(house)) == 2
    assert comes(house, "2022-07-04T09:01+01:00") == comes(house, "2022-07-05T09:00+01:00") == []


def test_a_week_in_which_nothing_was_missed_has_no_list(house: Community) -> None:
    house.types(AMINA, "/ask when does it start?")

    assert comes(house) == []
    missed_before = outlook.look_ahead(house.tools, now=house.now())
    assert missed_before is None or "weekly" not in missed_before[1]


def test_what_was_told_last_week_is_not_told_again(house: Community) -> None:
    missed(house)
    comes(house)

    assert comes(house, "2022-07-11T09:00+01:00") == []


def test_an_organiser_gets_it_at_their_own_hour(house: Community) -> None:
    house.joins(OLIVE)
    olive = house.person(OLIVE)
    assert olive is not None
    house.changes(olive, prompt_hour=15)
    missed(house)

    assert [seen.channel for seen in comes(house)] == [f"D{OMAR.slack_id}"]
    assert [seen.channel for seen in comes(house, "2022-07-04T15:00+01:00")] == [f"D{OLIVE.slack_id}"]


def test_after_a_bank_holiday_it_comes_on_the_first_working_day(house: Community) -> None:
    house.clock.move_to("2022-08-25T10:00+01:00")
    house.types(AMINA, f"/ask {ASKED}")

    assert comes(house, "2022-08-29T09:00+01:00") == []
    assert len(comes(house, "2022-08-30T09:00+01:00")) == 2


def test_whoever_organises_no_more_gets_no_list(house: Community) -> None:
    missed(house)
    house.clock.move_to(MONDAY)
    questions.run(house.tools)
    olive = house.person(OLIVE)
    assert olive is not None
    house.changes(olive, role=Role.MEMBER)

    assert [seen.channel for seen in house.deliver()] == [f"D{OMAR.slack_id}"]


def test_what_was_dealt_with_before_the_list_leaves_is_not_told(house: Community) -> None:
    missed(house)
    house.clock.move_to(MONDAY)
    questions.run(house.tools)
    with house.db.begin(house.workspace) as session:
        for row in house.rows(Opinion):
            session.delete(session.get_one(Opinion, row.id))

    assert house.deliver() == []
    questions.run(house.tools)
    assert house.deliver() == []


def test_the_clock_knows_when_the_list_is_due(house: Community) -> None:
    missed(house)

    ahead = outlook.look_ahead(house.tools, now=house.now())

    house.clock.move_to(MONDAY)
    assert ahead == (house.now(), "The weekly list for organisers")


def test_a_list_holds_no_words_in_its_row(house: Community) -> None:
    missed(house)
    comes(house)

    assert [row for row in house.rows(Message) if "boat" in str(vars(row))] == []
