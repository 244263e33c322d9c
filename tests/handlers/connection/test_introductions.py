"""Introductions: both see the same group, nobody is introduced who has gone, and answers stay with who gave them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.connection import meetings, waiting
from bot.connection.histories import History
from bot.rules import matching
from bot.rules.messages import Kind, State
from bot.rules.words import Met, Presence, WaitEnd
from bot.slack import Refused, Unclear
from db.models import Introduction, Meeting, Member, Message, Seat, Waiting
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, EIGHT, EVE, GUS, arrive, change, hold, preview, read, send
from tests.people import AMINA, OLIVE, Somebody


@pytest.fixture
def pair(community: Community) -> Community:
    """Ada and Dev are introduced, and nothing has been delivered yet."""
    arrive(community, ADA, DEV, challenges=["workforce"])
    send(community)
    return community


@pytest.fixture
def trio(community: Community) -> Community:
    arrive(community, ADA, DEV, GUS)
    send(community)
    return community


def messages(community: Community, kind: Kind) -> list[Message]:
    return [message for message in community.rows(Message) if message.kind == kind]


def asks(community: Community) -> dict[str, Seen]:
    """Late in the round: who is asked whether they met, by their Slack id."""
    community.clock.forward(days=24, hours=1)
    return {seen.channel[1:]: seen for seen in community.deliver() if seen.text.startswith("Did you meet")}


def test_both_see_the_same_message_in_one_conversation(pair: Community) -> None:
    (seen,) = pair.deliver()

    assert seen.channel == "GU0ADA+U0DEV"
    assert "Ada Obi from Guy's and St Thomas' NHS Foundation Trust, meet Dev Nair from King's College" in seen.text
    assert "You each care about “Empowering and nurturing our workforce”." in seen.text
    assert "Find 30 minutes before Monday 25 July 2022." in seen.text
    assert "You could start with this: " in seen.text
    assert pair.rows(Introduction)[0].channel == "GU0ADA+U0DEV"


def test_three_see_the_same_message_and_why_they_are_three(trio: Community) -> None:
    (seen,) = trio.deliver()

    assert seen.channel == "GU0ADA+U0DEV+U0GUS"
    assert "There are 3 of you because an odd number took part." in seen.text
    assert "when all 3 of you are free." in seen.text


def test_an_introduction_is_delivered_once(pair: Community) -> None:
    assert [len(pair.deliver()), len(pair.deliver())] == [1, 0]


def test_a_reason_that_no_longer_holds_is_not_given(pair: Community) -> None:
    change(pair, DEV, challenges=[])

    (seen,) = pair.deliver()

    assert "You each care about" not in seen.text
    assert "Your organisations have no bridge here yet." in seen.text


@pytest.mark.parametrize("code", ["user_disabled", "invalid_user_combination", "missing_scope"])
def test_when_slack_refuses_the_group_each_is_told_alone(pair: Community, code: str) -> None:
    pair.slack.faults += [Refused(code)]

    told = {seen.channel: seen for seen in pair.deliver()}

    (row,) = messages(pair, Kind.INTRODUCTION)
    assert (row.state, row.last_error) == (State.CANCELLED, code)
    assert set(told) == {"DU0ADA", "DU0DEV"}
    assert "Meet Dev Nair from King's College Hospital NHS Foundation Trust." in told["DU0ADA"].text
    assert "<@U0DEV>" in told["DU0ADA"].text
    assert "You each care about" in told["DU0DEV"].text
    assert "You could start with this: " in told["DU0DEV"].text
    assert "<@U0ADA>" in told["DU0DEV"].text


def test_when_slack_refuses_a_trio_each_hears_of_the_two_others(trio: Community) -> None:
    trio.slack.faults += [Refused("invalid_user_combination")]

    told = {seen.channel: seen.text for seen in trio.deliver()}

    assert len(told) == 3
    assert [name in told["DU0GUS"] for name in ("Ada Obi from", "Dev Nair from", "Gus Kerr")] == [True, True, False]


def test_when_slack_refuses_the_post_each_is_told_alone(pair: Community) -> None:
    with pair.db.begin(pair.workspace) as session:
        session.scalars(select(Introduction)).one().channel = "G0OLD"
    pair.slack.faults += [Refused("restricted_action")]

    assert {seen.channel for seen in pair.deliver()} == {"DU0ADA", "DU0DEV"}


def test_a_group_that_slack_has_forgotten_is_opened_again(pair: Community) -> None:
    with pair.db.begin(pair.workspace) as session:
        session.scalars(select(Introduction)).one().channel = "G0OLD"
    pair.slack.faults += [Refused("channel_not_found")]
    pair.deliver()
    pair.machine.forward(seconds=10)
    pair.deliver()

    assert [seen.channel for seen in pair.slack.posts] == ["GU0ADA+U0DEV"]


def test_a_lost_reply_leaves_the_introduction_to_an_organiser_and_nothing_is_said_twice(pair: Community) -> None:
    pair.slack.lost_replies += [Unclear("no reply")]

    assert len(pair.deliver()) == 1
    pair.clock.forward(hours=1)
    assert pair.deliver() == []
    assert messages(pair, Kind.INTRODUCTION)[0].state is State.HELD
    assert "It may have arrived. I cannot look there to find out." in words_of(pair.opens_organise(OLIVE)["blocks"])


def test_a_lost_reply_before_the_post_is_tried_again(pair: Community) -> None:
    pair.slack.faults += [Unclear("no reply to conversations.open")]
    pair.deliver()
    pair.changes(messages(pair, Kind.INTRODUCTION)[0], not_before=None)

    assert len(pair.deliver()) == 1


def leaves(community: Community, who: Somebody) -> None:
    community.presses(who, "Leave", community.types(who, "/community leave"))


def stops(community: Community, who: Somebody) -> None:
    community.types(who, "/connect stop")


def pauses(community: Community, who: Somebody) -> None:
    change(community, who, paused_until=date(2022, 8, 1))


def is_deactivated(community: Community, who: Somebody) -> None:
    change(community, who, deactivated_at=community.now())


GOES = pytest.mark.parametrize("goes", [leaves, stops, pauses, is_deactivated])


@GOES
@pytest.mark.parametrize("who", [ADA, DEV])
def test_a_pair_of_which_one_has_gone_is_not_introduced_and_the_other_is_told(
    house: Community, goes: Any, who: Somebody
) -> None:
    arrive(house, ADA, DEV)
    send(house)
    goes(house, who)

    (seen,) = house.deliver()

    other = DEV if who is ADA else ADA
    assert seen.channel == f"D{other.slack_id}"
    assert "Your peer in this round cannot take part." in seen.text
    assert who.name not in read(seen)
    assert asks(house) == {}


@GOES
def test_a_trio_of_which_one_has_gone_goes_on_with_two(trio: Community, goes: Any) -> None:
    goes(trio, ADA)

    (seen,) = trio.deliver()

    assert seen.channel == "GU0DEV+U0GUS"
    assert "Ada" not in read(seen)
    assert "There are 3 of you" not in read(seen)
    assert set(asks(trio)) == {"U0DEV", "U0GUS"}


@GOES
def test_somebody_who_goes_between_draw_and_send_is_left_out(house: Community, goes: Any) -> None:
    arrive(house, ADA, DEV, GUS)
    shown = preview(house)
    goes(house, GUS)

    house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    assert [seen.channel for seen in house.deliver()] == ["GU0ADA+U0DEV"]
    gus = house.person(GUS)
    withdrew = [seat.member_id for seat in house.rows(Seat) if seat.presence is Presence.WITHDREW]
    assert gus is not None
    assert withdrew == [gus.id]


def test_when_one_of_a_pair_goes_between_draw_and_send_the_other_comes_nearer_the_front(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    shown = preview(house)
    leaves(house, DEV)

    house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    told = [seen for seen in house.deliver() if "I am looking for somebody else" in seen.text]
    assert len(told) == 1
    with house.db.begin(house.workspace) as session:
        for waits in session.scalars(select(Waiting)):
            waiting.end(waits, WaitEnd.NEXT_TIME, now=house.now())
    with house.db.read(house.workspace) as session:
        everybody = session.scalars(select(Member).where(Member.wants_introductions)).all()
        debts = {person.id: person.debt for person in History.read(session, now=house.now()).people(everybody)}
    (left,) = [member for member in house.rows(Member) if told[0].channel == f"D{member.slack_id}"]
    assert debts.pop(left.id) == matching.owed(0.0, None)
    assert max(debts.values()) < matching.owed(0.0, None)


def test_an_introduction_that_is_a_week_late_is_not_sent(pair: Community) -> None:
    pair.clock.forward(days=7)

    assert pair.deliver() == []
    assert messages(pair, Kind.INTRODUCTION)[0].state is State.EXPIRED


def test_a_group_that_shrank_after_it_was_opened_gets_a_conversation_of_its_own(trio: Community) -> None:
    trio.changes(trio.rows(Introduction)[0], channel="G0ALL+OF+THEM")
    leaves(trio, ADA)

    assert [seen.channel for seen in trio.deliver()] == ["GU0DEV+U0GUS"]


def test_each_is_asked_alone_at_nine_on_their_own_clock_late_in_the_round(house: Community) -> None:
    arrive(house, ADA, DEV)
    change(house, DEV, zone="America/New_York")
    hold(house)

    due = {message.member_id: message.due_at for message in messages(house, Kind.DID_YOU_MEET)}

    people = {member.id: member.slack_id for member in house.rows(Member)}
    assert {people[member]: at for member, at in due.items()} == {
        "U0ADA": datetime(2022, 7, 21, 9, tzinfo=ZoneInfo("Europe/London")),
        "U0DEV": datetime(2022, 7, 21, 9, tzinfo=ZoneInfo("America/New_York")),
    }


def test_somebody_who_was_never_told_of_a_peer_is_not_asked(pair: Community) -> None:
    pair.changes(messages(pair, Kind.INTRODUCTION)[0], state=State.DEAD)

    assert asks(pair) == {}


@pytest.mark.parametrize(("label", "met"), [("Yes", Met.YES), ("We have a date", Met.DATE_SET), ("No", Met.NO)])
def test_an_answer_is_kept_for_who_gave_it(house: Community, label: str, met: Met) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    asked = asks(house)["U0ADA"]

    shown = house.presses(ADA, label, asked)

    ada = house.person(ADA)
    assert ada is not None
    assert f"You answered *{label}* about *Dev Nair*." in shown.words()
    assert {seat.member_id: seat.met for seat in house.rows(Seat)}[ada.id] is met
    assert [seat.met for seat in house.rows(Seat) if seat.member_id != ada.id] == [None]


def test_an_answer_can_be_changed(community: Community) -> None:
    arrive(community, ADA, DEV)
    hold(community)
    shown = community.presses(ADA, "No", asks(community)["U0ADA"])

    community.presses(ADA, "Yes", shown)

    assert sorted(str(seat.met) for seat in community.rows(Seat)) == ["None", "yes"]


def test_yes_pressed_twice_is_one_answer(community: Community) -> None:
    arrive(community, ADA, DEV)
    hold(community)
    body = community.press_body(ADA, "Yes", asks(community)["U0ADA"])
    first = community.presses_again(body)
    answered = [seat.answered_at for seat in community.rows(Seat)]
    community.clock.forward(minutes=1)

    again = community.presses_again(body)

    assert again == first
    assert [seat.answered_at for seat in community.rows(Seat)] == answered


def test_nobody_answers_for_somebody_else(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    asked = asks(house)["U0ADA"]
    arrive(house, BILL)

    shown = house.presses(BILL, "Yes", asked)

    assert "That is not here any more." in shown.words()
    assert {seat.met for seat in house.rows(Seat)} == {None}


def test_a_draw_that_was_not_sent_cannot_be_answered(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    asked = asks(house)["U0ADA"]
    house.clock.forward(days=28)
    preview(house)
    later = house.rows(Introduction)[-1].id
    button = next(element for block in asked.blocks for element in block.get("elements", []))
    button["value"] = f"{later}:YES"

    shown = house.presses(ADA, "Yes", asked)

    assert "That is not here any more." in shown.words()


def test_what_one_says_is_in_nothing_that_others_see(community: Community) -> None:
    """Dev sees the very same whatever Ada answers."""
    seen_by_dev = []
    arrive(community, ADA, DEV)
    hold(community)
    asked = asks(community)
    for label in ("Yes", "No", "We have a date"):
        community.presses(ADA, label, asked["U0ADA"])
        thanks = community.presses(DEV, "Yes", asked["U0DEV"])
        seen_by_dev.append((thanks, community.types(DEV, "/connect"), community.opens_home(DEV)))
        community.presses(DEV, "No", asked["U0DEV"])

    assert seen_by_dev[0] == seen_by_dev[1] == seen_by_dev[2]


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ((Met.YES, Met.YES), True),
        ((Met.YES, None), False),
        ((Met.YES, Met.NO), False),
        ((Met.YES, Met.DATE_SET), False),
        ((Met.YES, Met.YES, None), True),
        ((Met.YES, Met.YES, Met.NO), False),
        ((None, None), False),
    ],
)
def test_it_is_a_bridge_when_two_say_yes_and_nobody_says_otherwise(
    answers: tuple[Met | None, ...], *, counts: bool
) -> None:
    assert meetings.took_place(answers) is counts


def test_a_bridge_is_remembered_by_the_next_draw(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    for who, seen in asks(house).items():
        house.presses(ADA if who == ADA.slack_id else DEV, "Yes", seen)
    house.clock.forward(days=4)

    seen = hold(house)[-1]

    assert "Your organisations have no bridge here yet." not in seen.text
    assert "You each asked for introductions." in seen.text


def test_connect_shows_a_member_their_peer(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)

    words = house.types(ADA, "/connect").words()

    assert "In this round you are in touch with *Dev Nair* from King's College Hospital NHS Foundation Trust" in words
    assert "Find 30 minutes before Monday 25 July 2022." in words


def test_home_shows_a_member_their_peer_and_nobody_else_s(house: Community) -> None:
    arrive(house, *EIGHT)
    hold(house)

    home = words_of(house.opens_home(ADA)["blocks"])

    assert "In this round you are in touch with" in home
    assert len([who for who in EIGHT if who.name in home]) == 1


def test_a_draw_that_was_not_sent_is_not_shown_to_members(house: Community) -> None:
    arrive(house, ADA, DEV)
    preview(house)

    assert "Dev" not in house.types(ADA, "/connect").words()
    assert "You have no introduction just now." in words_of(house.opens_home(ADA)["blocks"])


def test_when_the_round_is_over_nobody_is_shown_any_more(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    house.clock.forward(days=28)

    assert "You have no introduction just now." in house.types(ADA, "/connect").words()


def test_a_peer_who_has_left_is_not_named(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    leaves(house, DEV)

    words = house.types(ADA, "/connect").words()

    assert "Your peer in this round can no longer take part." in words
    assert "Dev" not in words


def test_a_stranger_is_shown_the_way_in(house: Community) -> None:
    for line in ("/connect", "/connect join", "/connect stop"):
        assert "I write first only to people who join." in house.types(AMINA, line).words()
    assert house.person(AMINA) is None


def test_a_member_takes_part_and_stops_by_command_and_by_button(house: Community) -> None:
    arrive(house, ADA, wants_introductions=False)

    shown = house.types(ADA, "/connect join")
    stopped = house.presses(ADA, "Stop introductions", shown)
    again = house.presses(ADA, "I am in", stopped)

    assert "You will be in the next round of introductions" in shown.words()
    assert "I will not introduce you to anybody from now on." in stopped.words()
    assert "You will be in the next round of introductions" in again.words()
    assert "I will not introduce you" in house.types(ADA, "/connect stop").words()
    assert "To be in the next round, choose *I am in*." in house.types(ADA, "/connect").words()


def test_somebody_of_whom_we_do_not_know_where_they_work_is_asked(house: Community) -> None:
    arrive(house, ADA, organisation_id=None, wants_introductions=False)

    assert "I need to know where you work." in house.types(ADA, "/connect join").words()
    assert "I need to know where you work." in house.types(ADA, "/connect").words()


def test_connect_has_help_and_guesses(house: Community) -> None:
    arrive(house, ADA)

    assert "takes you into the next round" in house.types(ADA, "/connect help").words()
    assert "Did you mean `/connect join`?" in house.types(ADA, "/connect jion").words()
    assert "I found nobody to ask for “xyz”." in house.types(ADA, "/connect xyz").words()


def test_somebody_who_has_paused_is_told_that_they_are_left_out(house: Community) -> None:
    arrive(house, ADA)
    pauses(house, ADA)

    assert "You have paused, so you are left out until that ends." in house.types(ADA, "/connect").words()


def test_three_who_all_say_yes_have_three_meetings_and_a_no_takes_them_back(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    hold(house)
    house.deliver()
    asked = asks(house)
    for who in (ADA, DEV):
        house.presses(who, "Yes", asked[who.slack_id])
    assert len(house.rows(Meeting)) == 1

    house.presses(GUS, "Yes", asked[GUS.slack_id])
    met = [(row.first_id, row.second_id) for row in house.rows(Meeting)]
    assert len(set(met)) == 3

    house.presses(GUS, "No", asked[GUS.slack_id])
    assert house.rows(Meeting) == []
