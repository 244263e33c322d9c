"""Looking for somebody: those who fit are asked first, each alone, and only a yes puts anybody in touch."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules.messages import Kind, State
from bot.rules.words import Apart, Began, Presence, Stage, WishState
from db.models import Approach, Exclusion, Introduction, Meeting, Message, Seat, Sector, Wish
from tests.community import Community, words_of
from tests.community import Reply as Shown
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, EIGHT, EVE, FIN, GUS, HANA, arrive, change, hold, read
from tests.people import AMINA, OLIVE, Somebody

WARDS = "someone who knows virtual wards"


@pytest.fixture
def helpful(community: Community) -> Community:
    return _helpful(community)


@pytest.fixture
def home(house: Community) -> Community:
    return _helpful(house)


def _helpful(community: Community) -> Community:
    """Ada looks; Dev, Eve and Gus know virtual wards and agreed to be asked. None of them wants rounds."""
    arrive(community, ADA, wants_introductions=False)
    arrive(community, DEV, EVE, GUS, wants_introductions=False, open_to_wishes=True, knows="Virtual wards at home")
    return community


def asks(community: Community, who: Somebody = ADA, words: str = WARDS) -> Shown:
    return community.presses(who, "Ask them", community.types(who, f"/connect {words}"))


def approached(community: Community) -> dict[str, Seen]:
    """Whoever is asked, by Slack id."""
    return {seen.channel[1:]: seen for seen in community.deliver() if "May I put you in touch?" in read(seen)}


def ended(community: Community) -> list[Seen]:
    return [seen for seen in community.deliver() if "Nobody could say yes just now" in seen.text]


def waiting(community: Community, kind: Kind) -> list[Message]:
    return [row for row in community.rows(Message) if row.kind == kind and row.state is State.READY]


def test_nobody_is_asked_and_nothing_is_kept_before_the_one_who_looks_has_seen_it(helpful: Community) -> None:
    shown = helpful.types(ADA, f"/connect {WARDS}").words()

    assert "I found 3 people. They work in another organisation, and agreed to be asked." in shown
    assert f"They will read your name, where you work, and: “{WARDS}”" in shown
    assert helpful.rows(Wish) == []
    assert helpful.deliver() == []


def test_those_who_fit_are_asked_each_alone(helpful: Community) -> None:
    told = asks(helpful).words()

    found = approached(helpful)

    assert f"I am asking 3 people for you: “{WARDS}”. You will hear from me by Monday 4 July 2022." in told
    assert set(found) == {"U0DEV", "U0EVE", "U0GUS"}
    assert "*Ada Obi* from Guy's and St Thomas' NHS Foundation Trust looks for somebody" in read(found["U0DEV"])
    assert f"“{WARDS}”" in read(found["U0DEV"])
    assert not any(name in told for name in ("Dev", "Eve", "Gus"))


def test_only_a_yes_puts_them_in_touch_also_somebody_who_takes_no_part_in_rounds(helpful: Community) -> None:
    asks(helpful)
    asked = approached(helpful)

    thanks = helpful.presses(DEV, "Yes", asked["U0DEV"])

    (seen,) = helpful.deliver()
    (introduction,) = helpful.rows(Introduction)
    assert "I will put you both in touch" in thanks.words()
    assert seen.channel == "GU0ADA+U0DEV"
    assert f"*Ada Obi* looked for “{WARDS}”, and *Dev Nair* said yes." in read(seen)
    assert (introduction.began, introduction.round_id, introduction.stage) == (Began.ASKED, None, Stage.OPENED)
    assert introduction.ends_at == helpful.now() + timedelta(days=28)
    assert [seat.presence for seat in helpful.rows(Seat)] == [Presence.INVITED] * 2


def test_once_somebody_said_yes_the_others_are_thanked(helpful: Community) -> None:
    asks(helpful)
    asked = approached(helpful)
    helpful.presses(DEV, "Yes", asked["U0DEV"])

    late = [helpful.presses(who, label, asked[who.slack_id]).words() for who, label in ((EVE, "Yes"), (GUS, "No"))]

    assert all("Somebody has been found already. Thank you." in words for words in late)
    assert len(helpful.rows(Introduction)) == 1


def test_who_has_not_been_asked_when_somebody_says_yes_is_not_asked(home: Community) -> None:
    for who in (EVE, GUS):
        change(home, who, zone="Pacific/Auckland")
    asks(home)
    asked = approached(home)
    assert set(asked) == {"U0DEV"}

    home.presses(DEV, "Yes", asked["U0DEV"])
    home.clock.forward(hours=14)

    assert approached(home) == {}
    assert waiting(home, Kind.APPROACH) == []


def test_when_all_say_no_the_one_who_looks_hears_it_at_once_and_not_who(helpful: Community) -> None:
    asks(helpful)
    for who, seen in approached(helpful).items():
        said = helpful.presses(next(one for one in EIGHT if one.slack_id == who), "No", seen)
        assert "They do not learn that I asked you." in said.words()

    (seen,) = ended(helpful)

    assert seen.channel == "DU0ADA"
    assert "You can try other words, or `/ask` for what we have to read." in read(seen)
    assert not any(who.name.split()[0] in read(seen) for who in (DEV, EVE, GUS))
    assert helpful.rows(Wish)[0].state is WishState.NOBODY


def test_when_nobody_answers_the_one_who_looks_hears_after_5_working_days(helpful: Community) -> None:
    asks(helpful)
    asked = approached(helpful)
    helpful.clock.move_to("2022-07-04T15:59+01:00")
    assert ended(helpful) == []
    helpful.clock.move_to("2022-07-04T16:00+01:00")

    (seen,) = ended(helpful)

    assert seen.channel == "DU0ADA"
    assert "This is no longer open. Thank you." in helpful.presses(DEV, "Yes", asked["U0DEV"]).words()
    assert helpful.rows(Introduction) == []
    assert ended(helpful) == []


def test_after_a_yes_the_one_who_looks_is_not_told_that_nobody_said_yes(home: Community) -> None:
    asks(home)
    home.presses(DEV, "Yes", approached(home)["U0DEV"])
    home.clock.forward(days=8)

    assert ended(home) == []


@pytest.mark.parametrize("label", ["Yes", "No"])
def test_an_answer_pressed_twice_is_one_answer(helpful: Community, label: str) -> None:
    asks(helpful)
    asked = approached(helpful)["U0DEV"]
    body = helpful.press_body(DEV, label, asked)

    first, again = helpful.presses_again(body), helpful.presses_again(body)
    other = helpful.presses(DEV, "No" if label == "Yes" else "Yes", asked)

    assert first == again == other
    assert len(helpful.rows(Introduction)) == (label == "Yes")


def test_ask_them_pressed_twice_asks_once(helpful: Community) -> None:
    shown = helpful.types(ADA, f"/connect {WARDS}")
    body = helpful.press_body(ADA, "Ask them", shown)
    first = helpful.presses_again(body)

    assert [helpful.presses_again(body), helpful.presses(ADA, "Ask them", shown)] == [first, first]
    assert len(helpful.rows(Wish)) == 1
    assert len(approached(helpful)) == 3


def test_not_now_keeps_nothing(home: Community) -> None:
    shown = home.presses(ADA, "Not now", home.types(ADA, f"/connect {WARDS}"))

    assert "I have asked nobody, and I have kept nothing of it." in shown.words()
    assert home.rows(Wish) == []


def leaves(community: Community, who: Somebody) -> None:
    community.presses(who, "Leave", community.types(who, "/community leave"))


def pauses(community: Community, who: Somebody) -> None:
    change(community, who, paused_until=date(2022, 8, 1))


def snoozes(community: Community, who: Somebody) -> None:
    change(community, who, introductions_from=date(2022, 8, 1))


def is_deactivated(community: Community, who: Somebody) -> None:
    change(community, who, deactivated_at=community.now())


def agrees_no_more(community: Community, who: Somebody) -> None:
    change(community, who, open_to_wishes=False)


def comes_to_work_with_ada(community: Community, who: Somebody) -> None:
    change(community, who, organisation_id=_id(community, ADA, "organisation_id"))


def keeps_apart(community: Community, who: Somebody) -> None:
    exclude(community, who, ADA)


def is_kept_apart_by_ada(community: Community, who: Somebody) -> None:
    exclude(community, ADA, who)


def exclude(community: Community, who: Somebody, other: Somebody) -> None:
    with community.db.begin(community.workspace) as session:
        row = Exclusion(kind=Apart.BLOCK, member_id=_id(community, who), other_id=_id(community, other))
        row.made_at = community.now()
        session.add(row)


def _id(community: Community, who: Somebody, field: str = "id") -> Any:
    return getattr(community.person(who), field)


CANNOT_BE_ASKED = pytest.mark.parametrize(
    "goes",
    [
        leaves,
        pauses,
        snoozes,
        is_deactivated,
        agrees_no_more,
        comes_to_work_with_ada,
        keeps_apart,
        is_kept_apart_by_ada,
    ],
)


@CANNOT_BE_ASKED
def test_nobody_is_found_who_cannot_be_asked(home: Community, goes: Any) -> None:
    goes(home, DEV)

    asks(home)

    assert set(approached(home)) == {"U0EVE", "U0GUS"}


@CANNOT_BE_ASKED
def test_nobody_is_asked_who_can_no_longer_be_asked_when_the_message_leaves(home: Community, goes: Any) -> None:
    asks(home)
    goes(home, DEV)

    assert set(approached(home)) == {"U0EVE", "U0GUS"}


@pytest.mark.parametrize("goes", [keeps_apart, is_kept_apart_by_ada, comes_to_work_with_ada])
def test_a_yes_of_somebody_who_may_not_meet_them_any_more_opens_nothing(home: Community, goes: Any) -> None:
    asks(home)
    asked = approached(home)
    goes(home, DEV)

    assert "This is no longer open. Thank you." in home.presses(DEV, "Yes", asked["U0DEV"]).words()
    assert home.rows(Introduction) == []


@pytest.mark.parametrize("goes", [pauses, is_deactivated, leaves])
def test_a_yes_to_somebody_who_has_gone_opens_nothing(home: Community, goes: Any) -> None:
    asks(home)
    asked = approached(home)
    goes(home, ADA)

    assert "This is no longer open. Thank you." in home.presses(DEV, "Yes", asked["U0DEV"]).words()
    assert home.rows(Introduction) == []


def test_who_has_paused_can_say_yes_when_they_are_back(home: Community) -> None:
    asks(home)
    asked = approached(home)["U0DEV"]
    pauses(home, DEV)

    told = home.presses(DEV, "Yes", asked).words()
    change(home, DEV, paused_until=None)
    home.presses(DEV, "Yes", asked)

    assert "You have paused, so I cannot introduce you now." in told
    assert home.slack.answers[-2][0] == "whispered"
    assert len(home.rows(Introduction)) == 1


def test_when_the_one_who_looks_leaves_all_of_it_is_gone_at_once(helpful: Community) -> None:
    asks(helpful)

    leaves(helpful, ADA)

    assert (helpful.rows(Wish), helpful.rows(Approach)) == ([], [])
    assert waiting(helpful, Kind.APPROACH) == waiting(helpful, Kind.WISH_ENDED) == []
    assert helpful.deliver() == []


def test_when_somebody_who_was_asked_leaves_what_they_were_asked_is_gone(helpful: Community) -> None:
    asks(helpful)
    helpful.presses(DEV, "Yes", approached(helpful)["U0DEV"])

    leaves(helpful, DEV)

    assert len(helpful.rows(Approach)) == 2
    assert len(helpful.rows(Introduction)) == 1
    told = [read(seen) for seen in helpful.deliver()]
    assert ["Your peer can no longer take part" in one for one in told] == [True]


def test_wishes_are_let_go_30_days_after_they_ended(helpful: Community) -> None:
    asks(helpful)
    helpful.presses(DEV, "Yes", approached(helpful)["U0DEV"])
    kept = []
    for days in (30, 1):
        helpful.clock.forward(days=days)
        helpful.retain()
        kept.append((len(helpful.rows(Wish)), len(helpful.rows(Approach))))

    assert kept == [(1, 3), (0, 0)]
    assert len(helpful.rows(Introduction)) == 1


def test_nobody_is_asked_more_than_twice_in_a_week(home: Community) -> None:
    for who in (EVE, GUS):
        change(home, who, knows=None)
    arrive(home, BILL, HANA, FIN, open_to_wishes=False)
    for who in (ADA, BILL):
        assert "I am asking 1 person" in asks(home, who).words()

    assert "I found nobody to ask" in home.types(HANA, f"/connect {WARDS}").words()
    home.clock.forward(days=7)
    assert "I found 1 person." in home.types(HANA, f"/connect {WARDS}").words()


def test_of_those_who_fit_as_well_whoever_was_asked_least_lately_is_asked(home: Community) -> None:
    arrive(home, HANA, FIN, open_to_wishes=True, knows="Virtual wards at home")
    asks(home)
    first = {row.member_id for row in home.rows(Approach)}
    arrive(home, BILL)
    home.clock.forward(days=1)

    asks(home, BILL)

    second = [row.member_id for row in home.rows(Approach)][len(first) :]
    never = {_id(home, who) for who in (DEV, EVE, FIN, GUS, HANA)} - first
    assert never <= set(second)
    assert len(second) == 3


def test_two_wishes_may_be_open_and_a_third_waits(home: Community) -> None:
    arrive(home, HANA, FIN, open_to_wishes=True, knows="Budgets, data and cake")
    for words in ("data", "virtual wards"):
        assert "I am asking" in asks(home, ADA, words).words()

    told = home.types(ADA, "/connect somebody who knows cake").words()

    assert "I am looking for 2 people for you already." in told


def test_five_wishes_in_30_days_are_the_most(home: Community) -> None:
    with home.db.begin(home.workspace) as session:
        for days in range(5):
            at = home.now() - timedelta(days=days)
            ada = _id(home, ADA)
            session.add(Wish(member_id=ada, words="x", state=WishState.NOBODY, asked_at=at, expires_at=at))

    assert "in the last 30 days" in home.types(ADA, f"/connect {WARDS}").words()
    home.clock.forward(days=26, minutes=1)
    assert "I found 3 people" in home.types(ADA, f"/connect {WARDS}").words()


def test_stop_asking_calls_it_off(helpful: Community) -> None:
    shown = asks(helpful)
    asked = approached(helpful)

    told = helpful.presses(ADA, "Stop asking", shown)

    assert "I ask nobody else for this." in told.words()
    assert "This is no longer open. Thank you." in helpful.presses(DEV, "Yes", asked["U0DEV"]).words()
    helpful.clock.forward(days=8)
    assert ended(helpful) == []


def test_nobody_stops_what_somebody_else_asks(home: Community) -> None:
    shown = asks(home)

    assert "That is not here any more." in home.presses(DEV, "Stop asking", shown).words()
    assert home.rows(Wish)[0].state is WishState.OPEN


def test_an_open_wish_shows_where_introductions_stand(home: Community) -> None:
    asks(home)

    for words in (home.types(ADA, "/connect").words(), words_of(home.opens_home(ADA)["blocks"])):
        assert f"I am asking 3 people for you: “{WARDS}”." in words


def test_who_is_in_touch_already_is_not_asked(home: Community) -> None:
    asks(home)
    home.presses(DEV, "Yes", approached(home)["U0DEV"])
    home.deliver()
    home.clock.forward(days=1)

    asks(home, words="virtual wards again")

    assert set(approached(home)) == {"U0EVE", "U0GUS"}
    assert "You are in touch with *Dev Nair*" in home.types(ADA, "/connect").words()


def test_an_introduction_of_a_round_and_one_that_was_asked_for_both_show(home: Community) -> None:
    arrive(home, ADA, HANA)
    hold(home)
    asks(home)
    home.presses(DEV, "Yes", approached(home)["U0DEV"])

    shown = home.types(ADA, "/connect").words()

    assert "In this round you are in touch with *Hana Mori*" in shown
    assert "You are in touch with *Dev Nair*" in shown


def test_they_are_asked_whether_they_met_and_it_counts_as_a_bridge(home: Community) -> None:
    asks(home)
    home.presses(DEV, "Yes", approached(home)["U0DEV"])
    home.deliver()
    home.clock.forward(days=24, hours=1)
    asked = {seen.channel: seen for seen in home.deliver() if seen.text.startswith("Did you meet")}

    for who in (ADA, DEV):
        home.presses(who, "Yes", asked[f"D{who.slack_id}"])

    assert len(home.rows(Meeting)) == 1


@pytest.mark.parametrize(
    ("words", "fields", "is_found"),
    [
        ("who can help with virtual wards", {"knows": "I set up our virtual ward"}, True),
        ("vitrual wards", {"knows": "virtual wards"}, True),
        ("an occupational therapist", {"job": "Occupational therapist"}, True),
        ("anybody from King's College Hospital", {}, True),
        ("somebody in Lambeth", {"borough": "Lambeth"}, True),
        ("anybody who cares about our workforce", {"challenges": ["workforce"]}, True),
        ("virtual wards", {"knows": "Bridges"}, False),
        ("someone who knows", {"knows": "virtual wards"}, False),
        ("Dev Nair", {"knows": "virtual wards"}, False),
        ("🙂", {"knows": "virtual wards"}, False),
    ],
)
def test_people_are_found_by_what_they_chose_to_share(
    house: Community, words: str, fields: dict[str, Any], *, is_found: bool
) -> None:
    arrive(house, ADA)
    arrive(house, DEV, open_to_wishes=True, **fields)

    told = house.types(ADA, f"/connect {words}").words()

    assert ("I found 1 person." in told) is is_found
    assert ("I found nobody to ask" in told) is not is_found


def test_a_council_is_found_by_what_people_call_it(house: Community) -> None:
    arrive(house, ADA)
    sector = next(row for row in house.rows(Sector) if row.key == "local-authority")
    arrive(house, DEV, open_to_wishes=True)
    change(house, DEV, sector_id=sector.id)

    assert "I found 1 person." in house.types(ADA, "/connect anybody from a council").words()


def test_when_nobody_fits_the_way_to_others_is_told(home: Community) -> None:
    shown = home.types(ADA, "/connect someone who knows beekeeping")

    assert "3 people who work elsewhere agreed to be asked." in shown.words()
    assert "An organiser may know who can help." in shown.words()
    handed_over = home.presses(ADA, "Ask a person", shown)
    assert handed_over.status == 200
    assert [seen.channel for seen in home.deliver() if "beekeeping" in read(seen)] == [f"D{OLIVE.slack_id}", "DU0OMAR"]


def test_a_detail_about_a_person_gets_a_hint_before_anything_is_sent(home: Community) -> None:
    told = home.types(ADA, "/connect who knows virtual wards, SE1 9RT").words()

    assert "This may hold a detail about a person: a postcode." in told


def test_words_of_distress_get_the_signposts(home: Community) -> None:
    assert "116 123" in home.types(ADA, "/connect i want to die").words()


def test_what_is_too_long_to_read_is_declined(home: Community) -> None:
    assert "Write 300 characters or fewer." in home.types(ADA, f"/connect {'wards ' * 60}").words()


def test_somebody_is_found_from_the_home_tab_in_a_form(helpful: Community) -> None:
    helpful.presses(ADA, "Find somebody", helpful.opens_home(ADA), near="Introductions")
    assert "Those who are asked read your words" in str(helpful.form())

    shown = helpful.submits(ADA, helpful.form(), words=WARDS)["view"]
    assert "I found 3 people." in words_of(shown["blocks"])
    assert helpful.rows(Wish) == []
    body = helpful.form_body(ADA, shown)
    first, again = helpful.submits_again(body), helpful.submits_again(body)

    assert "I am asking 3 people for you" in words_of(first["view"]["blocks"])
    assert first == again
    assert len(helpful.rows(Wish)) == 1
    assert len(approached(helpful)) == 3


def test_the_form_says_beside_the_field_what_is_wrong(home: Community) -> None:
    home.presses(ADA, "Find somebody", home.types(ADA, "/connect"))

    answered = home.submits(ADA, home.form(), words="  ")

    assert "Write in a few words whom you look for." in answered["errors"]["words"]


def test_when_everybody_has_gone_meanwhile_the_form_says_so(home: Community) -> None:
    home.presses(ADA, "Find somebody", home.types(ADA, "/connect"))
    shown = home.submits(ADA, home.form(), words=WARDS)["view"]
    for who in (DEV, EVE, GUS):
        agrees_no_more(home, who)

    answered = home.submits(ADA, shown)

    assert "Nobody who fits can be asked just now." in words_of(answered["view"]["blocks"])
    assert home.rows(Wish) == []


def test_changing_the_words_opens_the_form_with_them(home: Community) -> None:
    home.presses(ADA, "Change the words", home.types(ADA, f"/connect {WARDS}"))

    assert home.form()["blocks"][1]["element"]["initial_value"] == WARDS


def test_a_stranger_and_somebody_who_has_paused_look_for_nobody(home: Community) -> None:
    assert "I write first only to people who join." in home.types(AMINA, f"/connect {WARDS}").words()
    pauses(home, ADA)
    assert "You have paused" in home.types(ADA, f"/connect {WARDS}").words()
    change(home, ADA, paused_until=None, organisation_id=None)
    assert "I need to know where you work." in home.types(ADA, f"/connect {WARDS}").words()


def test_an_approach_waits_for_room_in_the_budget_and_no_newer_one_takes_its_place(helpful: Community) -> None:
    for who in (EVE, GUS):
        change(helpful, who, knows=None)
    arrive(helpful, BILL)
    helpful.clock.move_to("2022-06-27T17:00+01:00")
    asks(helpful)
    first = approached(helpful)
    asks(helpful, BILL)
    at_once = approached(helpful)
    helpful.clock.forward(days=1)

    assert [set(first), at_once, set(approached(helpful))] == [{"U0DEV"}, {}, {"U0DEV"}]


def test_nobody_answers_for_somebody_else_who_was_asked(home: Community) -> None:
    arrive(home, HANA)
    asks(home)
    asked = approached(home)

    assert "This is no longer open." in home.presses(HANA, "Yes", asked["U0DEV"]).words()
    assert [row.reply for row in home.rows(Approach)] == [None] * 3
