"""Rounds: an organiser draws, looks, sends or cancels; one round at a time, and nothing is sent twice."""

import threading
from typing import Any

import pytest

from bot.rules.messages import Kind, State
from bot.rules.words import RoundState
from db.models import Introduction, Message, Round, Seat
from tests.community import Community, words_of
from tests.leaders import ADA, BILL, DEV, EIGHT, EVE, GUS, arrive, change, hold, preview, read, round_of, send
from tests.people import AMINA, OLIVE, OMAR


def labels(shown: Any) -> list[str]:
    rows = [block["elements"] for block in shown.blocks if block["type"] == "actions"]
    return [button["text"]["text"] for row in rows for button in row]


def test_organisers_see_how_many_want_introductions_and_from_how_many_organisations(house: Community) -> None:
    arrive(house, *EIGHT)
    change(house, ADA, wants_introductions=False)

    home = words_of(house.opens_organise(OLIVE)["blocks"])

    assert "7 members want introductions, from 3 organisations." in home


@pytest.mark.parametrize(
    "fields",
    [
        {"joined_at": None},
        {"wants_introductions": False},
        {"paused_until": "later"},
        {"deactivated": True},
        {"organisation_id": None},
        {"name": None},
    ],
)
def test_only_members_who_want_it_and_can_be_introduced_are_drawn(house: Community, fields: dict[str, Any]) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    if fields == {"paused_until": "later"}:
        fields = {"paused_until": house.now().date().replace(day=30)}
    if fields == {"deactivated": True}:
        fields = {"deactivated_at": house.now()}
    change(house, ADA, **fields)

    assert "3 members in 1 introduction" in preview(house).words()


def test_somebody_whose_pause_ends_today_is_drawn(house: Community) -> None:
    arrive(house, ADA, DEV)
    change(house, ADA, paused_until=house.now().date())

    assert "*Ada Obi*" in preview(house).words()


def test_a_draw_shows_names_organisations_reasons_and_what_is_certain(house: Community) -> None:
    arrive(house, *EIGHT, challenges=["workforce"], wants=["boundaries"])

    shown = preview(house)

    assert "8 members in 4 introductions, drawn by <@U0OLIVE>." in shown.words()
    assert "Ada Obi (Guy's and St Thomas' NHS Foundation Trust)" in shown.words()
    assert "They each care about “Empowering and nurturing our workforce”." in shown.words()
    assert "They each chose “Leading across boundaries” (a working title) as something to work on." in shown.words()
    assert "*Left out:* nobody." in shown.words()
    assert "Nobody is introduced to somebody from their own organisation." in shown.words()
    assert labels(shown)[:3] == ["Send", "Draw again", "Cancel"]


def test_a_draw_sends_nothing(house: Community) -> None:
    arrive(house, *EIGHT)
    preview(house)

    assert house.rows(Message) == []
    assert house.deliver() == []


def test_looking_again_shows_the_same_draw(house: Community) -> None:
    arrive(house, *EIGHT)
    first, again = preview(house), preview(house)

    assert [block for block in first.blocks if block in again.blocks] == list(first.blocks)
    assert "Nobody is introduced to somebody from their own organisation." in again.words()
    assert len(house.rows(Round)) == 1


@pytest.mark.parametrize(
    ("leaders", "told"),
    [
        ((), "No member wants introductions yet."),
        ((ADA,), "1 member wants introductions, from 1 organisation. A round needs members from at least 2."),
        ((ADA, BILL), "2 members want introductions, from 1 organisation. A round needs members from at least 2."),
    ],
)
def test_without_members_of_two_organisations_there_is_a_sentence_and_no_button(
    house: Community, leaders: tuple[Any, ...], told: str
) -> None:
    arrive(house, *leaders)

    home = house.opens_organise(OLIVE)

    assert told in words_of(home["blocks"])
    assert "Preview a round" not in words_of(home["blocks"])


@pytest.mark.parametrize(
    ("leaving", "told"),
    [
        ((ADA, BILL, DEV, EVE), "Nobody wants introductions yet, so there is nobody to draw."),
        ((BILL, DEV, EVE), "Only 1 member wants introductions so far."),
        ((DEV, EVE), "All 2 members who want introductions work in the same organisation."),
    ],
)
def test_a_button_of_an_hour_ago_says_that_nobody_can_be_introduced_any_more(
    house: Community, leaving: tuple[Any, ...], told: str
) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    home = house.opens_organise(OLIVE)
    for who in leaving:
        change(house, who, wants_introductions=False)

    shown = house.presses(OLIVE, "Preview a round", home)

    assert told in shown.words()
    assert house.rows(Round) == []


@pytest.mark.parametrize(("leaders", "sizes"), [((ADA, DEV), [2]), ((ADA, BILL, DEV), [3]), ((ADA, DEV, GUS), [3])])
def test_two_are_a_pair_and_three_are_a_trio(house: Community, leaders: tuple[Any, ...], sizes: list[int]) -> None:
    arrive(house, *leaders)

    posted = hold(house)

    assert [seen.channel.count("+") + 1 for seen in posted] == sizes


def test_what_could_not_be_avoided_is_said(house: Community) -> None:
    arrive(house, ADA, BILL, EIGHT[2], DEV)

    assert "1 pair of people work in the same organisation. No draw could avoid it." in preview(house).words()


def test_somebody_who_asks_after_the_draw_is_named_and_drawing_again_takes_them_in(house: Community) -> None:
    arrive(house, ADA, DEV)
    preview(house)
    arrive(house, GUS)

    shown = preview(house)
    again = house.presses(OLIVE, "Draw again", {"blocks": shown.blocks})

    assert "*Gus Kerr* (South London and Maudsley NHS Foundation Trust) asked for introductions after" in shown.words()
    assert "Members have changed since this draw." in shown.words()
    assert "3 members in 1 introduction" in again.words()


def test_a_changed_profile_takes_the_promise_away_when_the_draw_would_differ(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    preview(house)
    dev = house.person(DEV)
    assert dev is not None
    change(house, ADA, organisation_id=dev.organisation_id)
    change(house, EVE, wants_introductions=False)

    assert "Members have changed since this draw." in preview(house).words()


def test_drawing_again_keeps_the_number_and_replaces_the_groups(community: Community) -> None:
    arrive(community, *EIGHT)
    shown = preview(community)
    before = round_of(community)

    community.presses(OLIVE, "Draw again", {"blocks": shown.blocks})

    after = round_of(community)
    assert (after.id, after.number) == (before.id, before.number)
    assert after.seed != before.seed
    assert len(community.rows(Introduction)) == 4
    assert len(community.rows(Seat)) == 8


def test_the_same_press_delivered_twice_draws_again_once(house: Community) -> None:
    arrive(house, *EIGHT)
    body = house.press_body(OLIVE, "Draw again", {"blocks": preview(house).blocks})
    house.presses_again(body)
    seed = round_of(house).seed

    house.presses_again(body)

    assert round_of(house).seed == seed


def test_when_drawing_again_cannot_give_anything_else_it_says_so(house: Community) -> None:
    arrive(house, ADA, DEV)

    again = house.presses(OLIVE, "Draw again", {"blocks": preview(house).blocks})

    assert "It came out the same" in again.words()


@pytest.mark.parametrize("label", ["Send", "Draw again", "Cancel"])
def test_a_press_on_a_draw_that_was_replaced_does_nothing(house: Community, label: str) -> None:
    arrive(house, *EIGHT)
    old = preview(house)
    house.presses(OMAR, "Draw again", {"blocks": preview(house, OMAR).blocks})
    seed = round_of(house).seed

    shown = house.presses(OLIVE, label, {"blocks": old.blocks})

    assert "That draw is no longer the present one." in shown.words()
    assert (round_of(house).seed, round_of(house).state) == (seed, RoundState.DRAWN)


def test_a_cancelled_draw_sends_nothing_and_gives_its_number_back(community: Community) -> None:
    arrive(community, *EIGHT)
    shown = community.presses(OLIVE, "Cancel", {"blocks": preview(community).blocks})

    assert "The draw of round 1 is cancelled. Nothing was sent." in shown.words()
    assert (community.rows(Introduction), community.rows(Seat), community.rows(Message)) == ([], [], [])
    assert "Round 1: the draw" in preview(community).words()


def test_rounds_are_numbered_one_after_the_other(community: Community) -> None:
    arrive(community, *EIGHT)
    for _ in range(3):
        hold(community)
        community.clock.forward(days=28)

    assert [found.number for found in community.rows(Round)] == [1, 2, 3]


def test_sending_says_when_and_to_how_many(house: Community) -> None:
    arrive(house, *EIGHT)

    shown = send(house)

    assert (
        "Round 1 was sent on Monday 27 June 2022 to 8 members in 4 introductions. It runs until Monday 25 July 2022."
        in shown.words()
    )
    assert (round_of(house).state, round_of(house).sent_at) == (RoundState.SENT, house.now())


def test_sending_owes_everything_at_once(community: Community) -> None:
    arrive(community, *EIGHT)
    send(community)

    kinds = [message.kind for message in community.rows(Message)]

    assert (kinds.count(Kind.INTRODUCTION), kinds.count(Kind.DID_YOU_MEET)) == (4, 8)


def test_send_asks_once_more(house: Community) -> None:
    arrive(house, *EIGHT)
    (button,) = [
        element
        for block in preview(house).blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "round.send"
    ]

    assert button["style"] == "primary"
    assert button["confirm"]["title"]["text"] == "Send round 1?"
    assert "You cannot take it back." in button["confirm"]["text"]["text"]


def test_fault_30_send_pressed_twice_sends_once(community: Community) -> None:
    arrive(community, *EIGHT)
    shown = preview(community)
    for _ in range(2):
        again = community.presses(OLIVE, "Send", {"blocks": shown.blocks})

    assert len(community.deliver()) == 4
    assert "Round 1 was sent on Monday 27 June 2022" in again.words()


def test_while_a_round_runs_there_is_no_second(house: Community) -> None:
    arrive(house, *EIGHT)
    home = house.opens_organise(OLIVE)
    send(house)
    house.clock.forward(days=27)

    shown = house.presses(OLIVE, "Preview a round", home)

    assert "Round 1 runs until Monday 25 July 2022. You can draw the next one after that." in shown.words()
    assert len(house.rows(Round)) == 1


def test_when_everybody_has_gone_nothing_is_sent_and_the_draw_stays(house: Community) -> None:
    arrive(house, *EIGHT)
    shown = preview(house)
    for who in EIGHT:
        change(house, who, wants_introductions=False)

    told = house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    assert "Nobody in this draw can be introduced any more, so nothing was sent." in told.words()
    assert round_of(house).state is RoundState.DRAWN
    assert house.rows(Message) == []


@pytest.mark.parametrize("label", ["Send", "Draw again", "Cancel"])
def test_only_organisers_press_these_buttons(house: Community, label: str) -> None:
    arrive(house, *EIGHT)
    shown = preview(house)

    told = house.presses(AMINA, label, {"blocks": shown.blocks})

    assert "Only organisers can do that." in told.words()
    assert round_of(house).state is RoundState.DRAWN


def at_once(community: Community, *bodies: dict[str, Any]) -> None:
    """These presses at the very same moment."""
    ready = threading.Barrier(len(bodies))

    def press(body: dict[str, Any]) -> None:
        ready.wait()
        community.dispatch(body)

    threads = [threading.Thread(target=press, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_organisers_who_draw_at_once_see_one_draw(community: Community) -> None:
    arrive(community, *EIGHT)
    bodies = [community.press_body(who, "Preview a round", community.opens_organise(who)) for who in (OLIVE, OMAR)]

    at_once(community, *bodies)

    shown = [words_of(community.slack.homes[who.slack_id]["blocks"]) for who in (OLIVE, OMAR)]
    assert len(community.rows(Round)) == 1
    assert len(community.rows(Introduction)) == 4
    assert sorted("A draw is waiting already. Here it is." in words for words in shown) == [False, True]
    assert len({words.partition("drawn by")[2] for words in shown}) == 1


def test_two_organisers_who_send_at_once_send_once(community: Community) -> None:
    arrive(community, *EIGHT)
    bodies = [community.press_body(who, "Send", {"blocks": preview(community, who).blocks}) for who in (OLIVE, OMAR)]

    at_once(community, *bodies)

    assert len(community.rows(Message)) == 4 + 2 * 8  # for each pair, and twice for each member later
    assert len(community.deliver()) == 4


def test_one_cancels_while_another_sends_and_one_of_them_is_told(community: Community) -> None:
    arrive(community, *EIGHT)
    blocks = {"blocks": preview(community).blocks}

    at_once(community, community.press_body(OLIVE, "Send", blocks), community.press_body(OMAR, "Cancel", blocks))

    is_sent = round_of(community).state is RoundState.SENT
    assert len(community.rows(Introduction)) == (4 if is_sent else 0)
    assert len(community.deliver()) == (4 if is_sent else 0)


def test_organisers_never_see_who_met_or_what_anybody_answered(house: Community) -> None:
    arrive(house, *EIGHT)
    hold(house)
    house.clock.forward(days=24, hours=1)
    before = house.opens_organise(OLIVE)
    asked = house.deliver()
    for seen in asked:
        who = next(leader for leader in EIGHT if seen.channel.endswith(leader.slack_id))
        house.presses(who, "Yes", seen)

    after = house.opens_organise(OLIVE)

    assert len(asked) == 8
    assert after == before
    assert [who.name for who in EIGHT if who.name in str(after)] == []
    told = [message.state for message in house.rows(Message) if message.kind != Kind.REMINDER_TO_MEET]
    assert told == [State.SENT] * 12


def test_nobody_is_named_with_more_than_their_name_organisation_and_what_they_share(house: Community) -> None:
    arrive(house, *EIGHT, job="Director of secrets", borough="Lewisham", offers=["learning"])

    assert "secrets" not in str([read(seen) for seen in hold(house)])
