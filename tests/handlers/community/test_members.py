"""Joining, leaving, staying and coming back, and what is kept of each."""

import pytest

from bot.rules.messages import State
from db.models import Member, Message, Rsvp
from tests.community import JOINING, Community
from tests.people import AMINA, BEN, OLIVE

INNOVATION = "Catalysing and embedding innovation"


def is_member(house: Community) -> bool:
    found = house.person(AMINA)
    return found is not None and found.joined_at is not None


def leaves(house: Community) -> None:
    house.presses(AMINA, "Leave", house.types(AMINA, "/community leave"))


def is_known_by_slack_id_alone(member: Member | None) -> bool:
    return member is not None and (member.joined_at, member.dm_channel, member.deactivated_at) == (None, None, None)


def test_a_stranger_sees_what_joining_means_and_nothing_is_kept(house: Community) -> None:
    reply = house.types(AMINA, "/community")
    house.presses(AMINA, "Join", reply)

    assert "I write first only to people who join." in reply.text
    assert "we keep" in str(house.form()).lower()
    assert house.person(AMINA) is None


@pytest.mark.parametrize("line", ["/community", "/community join"])
def test_the_form_that_is_sent_joins(house: Community, line: str) -> None:
    house.presses(AMINA, "Join", house.types(AMINA, line))

    house.submits(AMINA, house.form(), **JOINING)

    assert is_member(house)


def test_sending_the_form_again_keeps_the_first_day(house: Community) -> None:
    house.joins(AMINA)
    house.clock.forward(days=1)

    house.submits(AMINA, house.form(), **JOINING)

    member = house.person(AMINA)
    assert member is not None
    assert member.joined_at is not None
    assert member.joined_at < house.now()


def test_a_member_who_asks_to_join_hears_that_they_have(house: Community) -> None:
    house.joins(AMINA)

    assert house.types(AMINA, "/community join").text.startswith("You have joined already.")


def test_a_members_page_shows_what_is_coming_up_and_the_way_out(house: Community) -> None:
    house.joins(AMINA)

    reply = house.types(AMINA, "/community")

    assert reply.text.startswith("You are a member.")
    assert INNOVATION in reply.words()
    assert house.presses(AMINA, "Leave", reply).text.startswith("Do you want to leave?")


def test_leaving_takes_two_presses(house: Community) -> None:
    house.joins(AMINA)

    house.types(AMINA, "/community leave")

    assert is_member(house)


def test_leaving_clears_the_answers_and_cancels_what_is_owed(house: Community) -> None:
    house.joins(AMINA)
    house.presses(AMINA, "Going", house.types(AMINA, "/events"), near=INNOVATION)

    leaves(house)

    assert house.rows(Rsvp) == []
    assert [message.state for message in house.rows(Message)] == [State.CANCELLED]
    assert is_known_by_slack_id_alone(house.person(AMINA))


def test_leaving_forgets_the_place_of_the_direct_messages_too(house: Community) -> None:
    house.joins(AMINA)
    house.presses(AMINA, "Going", house.types(AMINA, "/events"), near=INNOVATION)
    house.clock.move_to("2022-07-04T09:00+01:00")
    house.deliver()

    leaves(house)

    assert is_known_by_slack_id_alone(house.person(AMINA))


def test_what_others_answered_stays_when_somebody_leaves(house: Community) -> None:
    house.joins(AMINA, BEN)
    for who in (AMINA, BEN):
        house.presses(who, "Going", house.types(who, "/events"), near=INNOVATION)

    leaves(house)

    assert len(house.rows(Rsvp)) == 1


def test_an_organiser_who_leaves_as_a_member_stays_an_organiser(house: Community) -> None:
    house.joins(OLIVE)

    house.presses(OLIVE, "Leave", house.types(OLIVE, "/community leave"))

    assert "You are an organiser here." in str(house.opens_home(OLIVE))


def test_staying_changes_nothing(house: Community) -> None:
    house.joins(AMINA)

    reply = house.presses(AMINA, "Stay", house.types(AMINA, "/community leave"))

    assert reply.text == "Nothing has changed. You are still a member."
    assert is_member(house)


def test_somebody_who_left_can_join_again_at_once(house: Community) -> None:
    house.joins(AMINA)
    left = house.presses(AMINA, "Leave", house.types(AMINA, "/community leave"))

    house.presses(AMINA, "Join again", left)
    house.submits(AMINA, house.form(), **JOINING)

    assert is_member(house)


def test_a_leave_that_arrives_late_once_more_does_not_undo_joining_again(house: Community) -> None:
    house.joins(AMINA)
    press = house.press_body(AMINA, "Leave", house.types(AMINA, "/community leave"))
    house.presses_again(press)
    house.joins(AMINA)

    house.presses_again(press)

    assert is_member(house)


def test_a_form_that_arrives_late_once_more_does_not_undo_leaving(house: Community) -> None:
    house.presses(AMINA, "Join", house.types(AMINA, "/community join"))
    form = house.form_body(AMINA, house.form(), **JOINING)
    house.submits_again(form)
    leaves(house)

    house.submits_again(form)

    assert not is_member(house)


def test_a_stranger_who_leaves_hears_that_there_is_nothing_to_leave(house: Community) -> None:
    reply = house.types(AMINA, "/community leave")

    assert reply.text.startswith("You have not joined")
    assert house.person(AMINA) is None


def test_help_tells_organisers_alone_what_only_they_can_ask(house: Community) -> None:
    assert "/community organise" in house.types(OLIVE, "/community help").text
    assert "/community organise" not in house.types(AMINA, "/community help").text


def test_help_in_a_direct_message_tells_organisers_the_same(house: Community) -> None:
    house.says(OLIVE, "help")
    house.says(AMINA, "help")

    told = {seen.channel: seen.text for seen in house.deliver()}

    assert [who for who, text in told.items() if "/community organise" in text] == ["DU0OLIVE"]
    assert set(told) == {"DU0OLIVE", "DU0AMINA"}


@pytest.mark.parametrize("word", ["help", "?"])
def test_help_names_every_command(house: Community, word: str) -> None:
    text = house.types(AMINA, f"/community {word}").text

    assert all(name in text for name in ("/events", "/ask", "/community join", "/community leave"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hepl", "help"), ("jion", "join"), ("leve", "leave"), ("LEAVVE", "leave"), ("organize", "organise")],
)
def test_a_slip_of_the_pen_is_asked_back(house: Community, typed: str, meant: str) -> None:
    assert f"Did you mean /community {meant}?" in house.types(AMINA, f"/community {typed}").text


def test_a_word_far_from_all_others_is_not_guessed_at(house: Community) -> None:
    text = house.types(AMINA, "/community zebra").text

    assert text == "I do not know the word “zebra”. For all that I can do, type /community help."
