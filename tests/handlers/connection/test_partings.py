"""Somebody is not wanted: they read what they would read of anybody who cannot take part, and organisers nothing."""

import json
from typing import Any

import pytest

from bot.rules.words import Apart, Presence, Stage, WaitEnd
from bot.slack import Refused
from db.models import Exclusion, Introduction, Member, Seat, Waiting
from schedules import repairs
from tests import community as communities
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, EVE, GUS, HANA, arrive, change, hold, preview, somebody
from tests.people import AMINA, OLIVE, Somebody

NAME = "People you are not introduced to"


def part(community: Community, who: Somebody, seen: Seen, **fields: str) -> dict[str, Any]:
    """Not this person, on the message that shows them."""
    community.presses(who, "Not this person", seen)
    return community.submits(who, community.form(), **fields)


def add(community: Community, who: Somebody, other: Somebody, button: str = "Add somebody") -> dict[str, Any]:
    community.presses(who, button, community.types(who, "/connect private"))
    return community.submits(who, community.form(), person=other.slack_id)


def names(community: Community, who: Somebody, line: str = "/connect private") -> str:
    return community.types(who, line).words()


def excluded(community: Community) -> list[tuple[Apart, str, str]]:
    slack_ids = {member.id: member.slack_id for member in community.rows(Member)}
    return [(row.kind, slack_ids[row.member_id], slack_ids[row.other_id]) for row in community.rows(Exclusion)]


def later(community: Community, **length: float) -> list[Seen]:
    community.clock.forward(**length)
    repairs.run(community.tools)
    return community.deliver()


def all_that_reaches(who: Somebody, *, because: str, people: tuple[Somebody, ...]) -> str:
    """Everything that somebody sees in the month in which Ada drops out, for this reason."""
    with communities.house() as house:
        arrive(house, *people)
        (seen,) = hold(house)
        house.presses(ADA, because, seen)
        fields = {"person": str(house.rows(Member)[-1].id)} if "Who?" in str(house.form()) else {}
        house.submits(ADA, house.form(), then="SKIP", **fields)
        told = [house.deliver(), later(house, hours=1), later(house, days=13), later(house, days=10, hours=1)]
        posts = [(one.channel, one.text, one.blocks) for part in told for one in part if who.slack_id in one.channel]
        return json.dumps([posts, house.opens_home(who), house.types(who, "/connect").words()])


@pytest.mark.parametrize("people", [(ADA, DEV), (ADA, DEV, GUS)])
def test_who_is_not_wanted_reads_to_the_letter_what_who_loses_a_peer_reads(people: tuple[Somebody, ...]) -> None:
    for who in people[1:]:
        unwanted = all_that_reaches(who, because="Not this person", people=people)
        lost = all_that_reaches(who, because="Cannot make it", people=people)

        assert unwanted == lost


def test_an_introduction_ends_at_once_and_never_comes_again(community: Community) -> None:
    arrive(community, ADA, DEV)
    (seen,) = hold(community)

    answered = part(community, ADA, seen, then="SKIP")

    (told,) = community.deliver()
    words = words_of(answered["view"]["blocks"])
    assert "I will never introduce you to *Dev Nair* again. They are not told. You are in the next round." in words
    assert (told.channel, "Ada" in told.text) == ("DU0DEV", False)
    assert excluded(community) == [(Apart.BLOCK, "U0ADA", "U0DEV")]
    assert [one.stage for one in community.rows(Introduction)] == [Stage.BROKEN]


def test_of_three_one_is_chosen_and_the_two_others_go_on(community: Community) -> None:
    arrive(community, ADA, DEV, GUS)
    (seen,) = hold(community)
    gus = community.person(GUS)
    assert gus is not None

    part(community, ADA, seen, person=str(gus.id), then="SKIP")

    told = community.deliver()
    assert {one.channel for one in told} == {"DU0DEV", "DU0GUS"}
    assert all("1 of the 3 of you cannot take part any more." in one.text for one in told)
    assert excluded(community) == [(Apart.BLOCK, "U0ADA", "U0GUS")]


def test_somebody_else_is_found_for_both(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE, GUS, HANA)
    seen = next(one for one in hold(house) if ADA.slack_id in one.channel)
    other = next(who for who in seen.channel[1:].split("+") if who != ADA.slack_id)

    answered = part(house, ADA, seen, then="ANOTHER")
    house.deliver()
    new = later(house, minutes=45)

    assert "I am looking for somebody else for you." in words_of(answered["view"]["blocks"])
    assert all(not {ADA.slack_id, other} <= set(one.channel[1:].split("+")) for one in new)
    assert {somebody(house, row.member_id).name: row.ended for row in house.rows(Waiting)} == {
        "Ada Obi": WaitEnd.FOUND,
        next(row.name for row in house.rows(Member) if row.slack_id == other): WaitEnd.FOUND,
    }


def test_sending_it_twice_shows_the_same_and_changes_nothing(community: Community) -> None:
    arrive(community, ADA, DEV)
    (seen,) = hold(community)
    community.presses(ADA, "Not this person", seen)
    body = community.form_body(ADA, community.form(), then="ANOTHER")

    first, again = community.submits_again(body), community.submits_again(body)

    assert first == again
    assert len(community.deliver()) == len(excluded(community)) == 1


def test_when_the_introduction_is_over_nothing_is_ended_and_they_are_kept_apart(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    house.clock.forward(days=29)

    house.presses(ADA, "Not this person", seen)
    assert "What next?" not in str(house.form())
    house.submits(ADA, house.form())

    assert excluded(house) == [(Apart.BLOCK, "U0ADA", "U0DEV")]
    assert {seat.presence for seat in house.rows(Seat)} == {Presence.INVITED}


def test_who_dropped_out_first_can_still_say_so(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    house.presses(ADA, "Cannot make it", seen)
    house.submits(ADA, house.form(), then="SKIP")

    part(house, ADA, seen)

    assert excluded(house) == [(Apart.BLOCK, "U0ADA", "U0DEV")]


def test_an_outsider_learns_nothing_and_ends_nothing(house: Community) -> None:
    arrive(house, ADA, DEV)
    (seen,) = hold(house)
    arrive(house, BILL)

    assert "not here any more" in house.presses(BILL, "Not this person", seen).words()
    assert house.slack.forms == []


def test_nobody_names_somebody_who_is_not_in_the_introduction(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    (seen,) = hold(house)
    arrive(house, BILL)
    bill = house.person(BILL)
    assert bill is not None
    house.presses(ADA, "Not this person", seen)
    body = house.form_body(ADA, house.form(), person=str(bill.id), then="SKIP")

    house.submits_again(body)

    assert excluded(house) == []


def test_two_who_were_drawn_before_one_said_so_are_not_introduced_and_both_get_somebody_else(house: Community) -> None:
    arrive(house, ADA, DEV)
    shown = preview(house)
    add(house, ADA, DEV)
    arrive(house, BILL, EVE)

    answered = house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    assert "cannot" in answered.words() or "can be introduced any more" in answered.words()
    assert house.deliver() == []


def test_of_three_who_were_drawn_before_the_two_who_can_meet_do(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    shown = preview(house)
    add(house, ADA, DEV)

    house.presses(OLIVE, "Send", {"blocks": shown.blocks})
    told = {one.channel: one.text for one in house.deliver()}

    pairs = [channel for channel in told if channel.startswith("G")]
    alone = [text for channel, text in told.items() if channel.startswith("D")]
    assert len(pairs) == len(alone) == 1
    assert not {"U0ADA", "U0DEV"} <= set(pairs[0][1:].split("+"))
    assert "I am looking for somebody else" in alone[0]


def test_the_preview_does_not_tell_organisers_who_does_not_want_whom(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    preview(house)
    add(house, ADA, DEV)

    words = preview(house).words()

    assert all(who.name in words for who in (ADA, DEV, GUS))


@pytest.mark.parametrize("command", ["/connect private", "home"])
def test_the_list_is_private_and_each_can_be_allowed_again(community: Community, command: str) -> None:
    arrive(community, ADA, DEV)
    add(community, ADA, DEV)
    home = community.opens_home(ADA)
    shown = community.presses(ADA, NAME, home) if command == "home" else community.types(ADA, command)

    allowed = community.presses(ADA, "Allow again", shown)

    assert "<@U0DEV>" in shown.words()
    assert "Nobody is on your list." in allowed.words()
    assert excluded(community) == []


def test_nobody_else_sees_the_list(house: Community) -> None:
    arrive(house, ADA, DEV)
    add(house, ADA, DEV)
    add(house, ADA, GUS, "My line manager")
    house.deliver()

    told = [
        names(house, DEV),
        names(house, OLIVE),
        json.dumps([house.opens_home(OLIVE), house.opens_organise(OLIVE)]),
        preview(house).words(),
    ]

    assert "You have named no line manager." in told[0]
    assert [words for words in told if "U0ADA" in words or "U0GUS" in words] == []


def test_somebody_who_has_not_joined_is_noted_by_their_id_alone(house: Community) -> None:
    arrive(house, ADA)

    add(house, ADA, AMINA)

    amina = house.person(AMINA)
    assert amina is not None
    assert (amina.name, amina.joined_at, amina.organisation_id, amina.zone) == (None, None, None, None)
    assert "<@U0AMINA>" in names(house, ADA)


def test_nobody_keeps_away_from_themselves(house: Community) -> None:
    arrive(house, ADA)

    for button in ("Add somebody", "My line manager"):
        answered = add(house, ADA, ADA, button)
        assert answered == {
            "response_action": "errors",
            "errors": {"person": "That is you. Choose somebody else."},
        }
    assert excluded(house) == []


def test_adding_somebody_of_the_present_introduction_ends_it_in_silence(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)

    answered = add(house, ADA, DEV)

    (told,) = house.deliver()
    assert "I had put you in touch in this round. That has ended." in words_of(answered["view"]["blocks"])
    assert told.channel == "DU0DEV"
    assert "Your peer in this round cannot take part." in told.text
    assert "I am looking for somebody for you in this round." in names(house, ADA, "/connect")


def test_a_line_manager_is_named_changed_and_taken_back(community: Community) -> None:
    arrive(community, ADA)
    add(community, ADA, DEV, "My line manager")
    add(community, ADA, GUS, "My line manager")
    assert excluded(community) == [(Apart.LINE_MANAGER, "U0ADA", "U0GUS")]
    assert "Your line manager is <@U0GUS>." in names(community, ADA)

    community.presses(ADA, "My line manager", community.types(ADA, "/connect private"))
    body = community.form_body(ADA, community.form())
    body["view"]["state"]["values"]["person"]["person"]["selected_user"] = None
    community.submits_again(body)

    assert excluded(community) == []


def test_a_line_manager_is_taken_back_with_one_press(house: Community) -> None:
    arrive(house, ADA)
    add(house, ADA, DEV, "My line manager")

    shown = house.presses(ADA, "No line manager", house.types(ADA, "/connect private"))

    assert "You have named no line manager." in shown.words()
    assert excluded(house) == []


def test_a_long_list_comes_on_pages(house: Community) -> None:
    arrive(house, ADA)
    for number in range(12):
        add(house, ADA, Somebody(f"U0MANY{number:02}", f"Many {number}", "a trust"))

    first = house.types(ADA, "/connect private")
    second = house.presses(ADA, "Later", first)
    back = house.presses(ADA, "Earlier", second)

    assert ("U0MANY09" in first.words(), "U0MANY10" in first.words()) == (True, False)
    assert ("U0MANY09" in second.words(), "U0MANY11" in second.words()) == (False, True)
    assert back.words() == first.words()


def test_somebody_who_has_not_joined_is_shown_the_way_in(house: Community) -> None:
    assert "I write first only to people who join." in names(house, AMINA)


def test_a_form_sent_after_leaving_is_kept_open(house: Community) -> None:
    arrive(house, ADA)
    house.presses(ADA, "Add somebody", house.types(ADA, "/connect private"))
    change(house, ADA, joined_at=None)

    answered = house.submits(ADA, house.form(), person=DEV.slack_id)

    assert "You have left" in answered["errors"]["person"]


@pytest.mark.parametrize(
    ("code", "lasts"), [("invalid_user_combination", True), ("user_not_visible", True), ("missing_scope", False)]
)
def test_two_whom_slack_keeps_apart_are_not_drawn_together_for_half_a_year(
    community: Community, code: str, *, lasts: bool
) -> None:
    arrive(community, ADA, DEV)
    preview(community)
    community.presses(OLIVE, "Send", {"blocks": preview(community).blocks})
    community.slack.faults += [Refused(code)]
    community.deliver()

    assert [kind for kind, _, _ in excluded(community)] == ([Apart.UNREACHABLE] if lasts else [])
    arrive(community, ADA, DEV)
    community.clock.forward(days=60)
    shown = preview(community)
    assert (drawn(community) == []) is lasts
    community.clock.forward(days=121)
    community.presses(OLIVE, "Draw again", {"blocks": shown.blocks})
    assert len(drawn(community)) == 1


def drawn(community: Community) -> list[Introduction]:
    return [one for one in community.rows(Introduction) if one.stage is Stage.PROPOSED]


def test_of_three_whom_slack_refuses_nobody_is_kept_from_anybody(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    house.presses(OLIVE, "Send", {"blocks": preview(house).blocks})
    house.slack.faults += [Refused("invalid_user_combination")]
    house.deliver()

    assert excluded(house) == []
