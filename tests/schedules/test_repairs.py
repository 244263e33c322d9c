"""Somebody drops out while a round runs: the others go on, or get somebody new, and nobody is told why."""

from typing import Any

import pytest

from bot.rules.messages import Kind
from bot.rules.words import Began, Met, Presence, Stage, WaitEnd
from db.models import Introduction, Message, Seat, Waiting
from schedules import outlook, repairs
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.leaders import ADA, BILL, CLEO, DEV, EIGHT, EVE, FIN, GUS, HANA, arrive, change, hold, preview, somebody
from tests.people import OLIVE, Somebody


def drop_out(community: Community, who: Somebody, seen: Seen, then: str = "SKIP") -> dict[str, Any]:
    community.presses(who, "Cannot make it", seen)
    return community.submits(who, community.form(), then=then)


def later(community: Community, **length: float) -> list[Seen]:
    """Time passes, rounds are looked after, and everything due is sent."""
    community.clock.forward(**length)
    repairs.run(community.tools)
    return community.deliver()


def group_of(seen: list[Seen], *people: Somebody) -> Seen:
    channel = "G" + "+".join(sorted(who.slack_id for who in people))
    return next(one for one in seen if "G" + "+".join(sorted(one.channel[1:].split("+"))) == channel)


def with_whom(community: Community, seen: list[Seen], who: Somebody) -> tuple[Somebody, Seen]:
    """Whose peer somebody is in these pairs, and the message that they share."""
    found = next(one for one in seen if who.slack_id in one.channel)
    other = next(slack_id for slack_id in found.channel[1:].split("+") if slack_id != who.slack_id)
    return next(one for one in EIGHT if one.slack_id == other), found


def waits(community: Community) -> dict[str, WaitEnd | None]:
    return {somebody(community, row.member_id).name: row.ended for row in community.rows(Waiting)}


def test_a_trio_goes_on_when_one_cannot_make_it(community: Community) -> None:
    arrive(community, ADA, DEV, GUS)
    (seen,) = hold(community)

    drop_out(community, ADA, seen)

    told = community.deliver()
    assert {one.channel for one in told} == {"DU0DEV", "DU0GUS"}
    assert all("1 of the 3 of you cannot take part any more." in one.text for one in told)
    assert "Ada" not in str([one.text for one in told])
    assert [one.stage for one in community.rows(Introduction)] == [Stage.OPENED]


def test_two_who_are_left_alone_are_introduced_to_each_other_within_the_hour(community: Community) -> None:
    arrive(community, ADA, BILL, DEV, EVE)
    seen = hold(community)
    ada_peer, ada_pair = with_whom(community, seen, ADA)
    bill_peer, bill_pair = with_whom(community, seen, BILL)

    drop_out(community, ada_peer, ada_pair)
    drop_out(community, BILL, bill_pair)
    told = community.deliver()
    new = later(community, minutes=45)

    assert {one.channel for one in told} == {f"D{ADA.slack_id}", f"D{bill_peer.slack_id}"}
    assert all("I am looking for somebody else" in one.text for one in told)
    assert all("You will hear from me by Monday 11 July 2022." in one.text for one in told)
    assert group_of(new, ADA, bill_peer) is not None
    assert waits(community) == {"Ada Obi": WaitEnd.FOUND, bill_peer.name: WaitEnd.FOUND}
    assert [one.began for one in community.rows(Introduction)] == [Began.DRAW, Began.DRAW, Began.REPAIR]


def test_who_is_left_alone_joins_a_pair_that_has_not_met(community: Community) -> None:
    arrive(community, ADA, BILL, DEV, EVE)
    seen = hold(community)
    peer, pair = with_whom(community, seen, ADA)

    drop_out(community, peer, pair)
    community.deliver()
    (new,) = later(community, minutes=45)

    trio = {who.slack_id for who in (ADA, BILL, DEV, EVE)} - {peer.slack_id}
    assert set(new.channel[1:].split("+")) == trio
    assert "Meet each other:" in new.text
    assert len([one for one in community.rows(Introduction) if one.stage is Stage.OPENED]) == 1


def test_a_pair_that_has_met_is_left_as_it_is_and_who_waits_hears_so_in_the_middle_of_the_round(
    house: Community,
) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    seen = hold(house)
    peer, pair = with_whom(house, seen, ADA)
    house.clock.forward(days=1)
    for seat in house.rows(Seat):
        house.changes(seat, met=Met.YES)
    met = next(one for one in house.rows(Introduction) if str(one.channel) != pair.channel)
    house.changes(met, stage=Stage.MET)
    drop_out(house, peer, pair)
    house.deliver()

    assert later(house, minutes=45) == []
    (told,) = [one for one in later(house, days=13) if "found nobody" in one.text]

    assert told.channel == f"D{ADA.slack_id}"
    assert "You come near the front in the next one" in told.text
    assert waits(house) == {"Ada Obi": WaitEnd.NEXT_TIME}


def test_who_cannot_make_it_may_have_somebody_else(community: Community) -> None:
    arrive(community, ADA, DEV, BILL, EVE, GUS, HANA)
    seen = hold(community)
    peer, pair = with_whom(community, seen, ADA)

    answered = drop_out(community, ADA, pair, then="ANOTHER")
    community.deliver()
    new = later(community, minutes=45)

    words = words_of(answered["view"]["blocks"])
    assert f"I will tell *{peer.name}*." in words
    assert "I am looking for somebody else for you." in words
    together = [set(one.channel[1:].split("+")) for one in new]
    assert all({ADA.slack_id, peer.slack_id} - people for people in together)
    assert waits(community) == {"Ada Obi": WaitEnd.FOUND, peer.name: WaitEnd.FOUND}


def test_a_late_joiner_gets_an_introduction_by_the_same_rules(community: Community) -> None:
    arrive(community, ADA, DEV)
    hold(community)
    arrive(community, BILL)

    assert later(community, minutes=5) == []
    (new,) = later(community, minutes=45)

    assert set(new.channel[1:].split("+")) == {ADA.slack_id, BILL.slack_id, DEV.slack_id}


def test_two_late_joiners_are_introduced_to_each_other(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    arrive(house, BILL, EVE)

    later(house, minutes=5)
    (new,) = later(house, minutes=45)

    assert set(new.channel[1:].split("+")) == {BILL.slack_id, EVE.slack_id}


@pytest.mark.parametrize("fields", [{"wants_introductions": False}, {"joined_at": None}, {"deactivated_at": "now"}])
def test_who_leaves_or_stops_in_the_middle_of_a_round_gives_up_their_seat(
    house: Community, fields: dict[str, Any]
) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    seen = hold(house)
    peer, _ = with_whom(house, seen, ADA)
    change(house, peer, **{name: house.now() if value == "now" else value for name, value in fields.items()})

    told = later(house, minutes=5)

    assert [one.channel for one in told] == [f"D{ADA.slack_id}"]
    assert "Your peer in this round cannot take part." in told[0].text
    assert peer.name not in told[0].text
    assert later(house, minutes=45) != []


def test_who_pauses_in_the_middle_of_a_round_keeps_their_seat(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    change(house, DEV, paused_until=house.now().date().replace(day=30))

    assert later(house, minutes=5) == []
    assert {seat.presence for seat in house.rows(Seat)} == {Presence.INVITED}


def test_who_is_left_alone_may_skip_the_round(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    seen = hold(house)
    peer, pair = with_whom(house, seen, ADA)
    drop_out(house, peer, pair)
    (told,) = house.deliver()

    shown = house.presses(ADA, "Skip this round", told)

    assert "You skip the rest of this round." in shown.words()
    assert later(house, hours=2) == []
    assert waits(house) == {"Ada Obi": WaitEnd.GONE}


def test_the_same_two_are_not_introduced_again_in_the_round_that_one_of_them_dropped_out_of(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    drop_out(house, ADA, seen, then="ANOTHER")
    house.deliver()

    assert later(house, hours=2) == []


def test_dropping_out_twice_is_dropping_out_once(community: Community) -> None:
    arrive(community, ADA, DEV)
    (seen,) = hold(community)
    community.presses(ADA, "Cannot make it", seen)
    body = community.form_body(ADA, community.form(), then="SKIP")

    first, again = community.submits_again(body), community.submits_again(body)

    assert first == again
    assert len([one for one in community.rows(Message) if one.kind == Kind.PEER_GONE]) == 1


def test_nobody_drops_out_for_somebody_else(house: Community) -> None:
    arrive(house, ADA, DEV, GUS, BILL)
    _, pair = with_whom(house, hold(house), ADA)
    outsider = next(who for who in (DEV, GUS, BILL) if who.slack_id not in pair.channel)

    shown = house.presses(outsider, "Cannot make it", pair)

    assert "not here any more" in shown.words()
    assert house.slack.forms == []


def test_after_a_no_somebody_else_is_looked_for_only_while_there_is_time(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    seen = hold(house)
    peer, _ = with_whom(house, seen, ADA)
    house.clock.forward(days=24, hours=1)
    asked = next(one for one in house.deliver() if one.channel == f"D{ADA.slack_id}" and "Did you meet" in one.text)

    shown = house.presses(ADA, "No", asked)
    told = house.presses(ADA, "Find me somebody else", shown)

    assert "There is too little time left in this round." in told.words()
    later(house, minutes=5)
    assert waits(house)["Ada Obi"] is WaitEnd.NEXT_TIME
    assert peer.name in waits(house)


def test_whoever_waited_in_vain_comes_first_in_the_next_round(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    (seen,) = hold(house)
    for who in (DEV, GUS):
        drop_out(house, who, seen)
    house.deliver()
    later(house, days=15)
    house.clock.forward(days=14)
    arrive(house, BILL, CLEO, EVE, FIN)

    preview(house)

    thirds = [seats[2] for seats in seated(house) if len(seats) > 2]
    ada = house.person(ADA)
    assert ada is not None
    assert ada.id not in thirds


def seated(house: Community) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for seat in house.rows(Seat):
        found.setdefault(seat.introduction_id, []).append(seat.member_id)
    latest = max(one.round_id or 0 for one in house.rows(Introduction))
    return [found[one.id] for one in house.rows(Introduction) if one.round_id == latest]


def test_somebody_who_waits_sees_so_at_home_and_with_connect(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    drop_out(house, DEV, seen)

    assert "I am looking for somebody for you in this round." in words_of(house.opens_home(ADA)["blocks"])
    assert "I am looking for somebody for you in this round." in house.types(ADA, "/connect").words()


def test_the_sandbox_is_told_when_somebody_who_waits_will_hear(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    seen = hold(house)
    peer, pair = with_whom(house, seen, ADA)
    drop_out(house, peer, pair)
    house.deliver()

    found = outlook.look_ahead(house.tools, now=house.now())

    assert found is not None
    assert found[1] == "A new introduction for whoever waits"


def test_two_processes_repair_a_round_once(community: Community) -> None:
    arrive(community, ADA, BILL, DEV, EVE)
    seen = hold(community)
    peer, pair = with_whom(community, seen, ADA)
    drop_out(community, peer, pair)
    community.clock.forward(minutes=45)
    repairs.run(community.tools)
    repairs.run(community.tools)

    assert len([one for one in community.rows(Message) if one.kind == Kind.INTRODUCTION]) == 3


def test_organisers_never_read_why_somebody_dropped_out(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    drop_out(house, DEV, seen)
    house.deliver()

    page = words_of(house.opens_organise(OLIVE)["blocks"])

    assert "nobody is left in their introduction" in page
    assert (ADA.name in page, DEV.name in page) == (True, False)  # who waits, and nothing of who left them
