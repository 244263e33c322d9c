"""People whom organisers keep apart: neither the draw nor anybody by hand introduces them, and nobody is told why."""

from typing import Any

import pytest

from bot.rules.words import Apart, Stage, Wait
from db.models import Exclusion, Introduction, Waiting
from tests.community import Community, Reply, words_of
from tests.handlers.connection.test_handmade import introduce, set_apart
from tests.leaders import ADA, BILL, CLEO, DEV, EVE, GUS, arrive, change, hold, preview, somebody
from tests.people import AMINA, BEN, OLIVE, OMAR, Somebody


def keep_apart(community: Community, one: Somebody, other: Somebody, *, who: Somebody = OLIVE) -> dict[str, Any]:
    community.presses(who, "Keep people apart", community.opens_organise(who))
    return community.submits(who, community.form(), first=one.slack_id, second=other.slack_id)


def kept_apart(community: Community) -> Reply:
    return community.presses(OLIVE, "Who is kept apart", community.opens_organise(OLIVE))


def test_who_is_kept_apart_is_in_no_draw_together(community: Community) -> None:
    arrive(community, ADA, DEV, EVE)
    answered = keep_apart(community, ADA, DEV)
    arrive(community, BILL)

    told = preview(community).words()

    assert "I will not put *Ada Obi* and *Dev Nair* in touch." in words_of(answered["view"]["blocks"])
    pairs = [line for line in told.splitlines() if "Ada Obi" in line and "Dev Nair" in line]
    assert pairs == []


def test_nor_are_they_introduced_by_hand(house: Community) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, DEV, ADA)

    assert introduce(house, ADA, DEV)["errors"] == {"second": "These people cannot be introduced to each other."}


def test_the_list_says_who_and_since_when(house: Community) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, ADA, DEV)

    told = kept_apart(house).words()

    assert "*Ada Obi* (Guy's and St Thomas' NHS Foundation Trust) and *Dev Nair*" in told
    assert "since Monday 27 June 2022" in told


@pytest.mark.parametrize("kind", [Apart.BLOCK, Apart.LINE_MANAGER, Apart.UNREACHABLE])
def test_nothing_that_members_decided_is_in_the_list(house: Community, kind: Apart) -> None:
    arrive(house, ADA, DEV)
    set_apart(house, kind, ADA, DEV)

    assert "You keep nobody apart." in kept_apart(house).words()


@pytest.mark.parametrize("kind", [Apart.BLOCK, Apart.LINE_MANAGER, Apart.UNREACHABLE])
def test_letting_together_changes_nothing_of_what_members_decided(house: Community, kind: Apart) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, ADA, DEV)
    set_apart(house, kind, ADA, DEV)

    house.presses(OLIVE, "Let together", {"blocks": kept_apart(house).blocks})

    assert [row.kind for row in house.rows(Exclusion)] == [kind]


def test_a_made_up_press_frees_nobody_whom_members_keep_apart(house: Community) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, ADA, DEV)
    body = house.press_body(OLIVE, "Let together", {"blocks": kept_apart(house).blocks})
    set_apart(house, Apart.BLOCK, ADA, DEV)
    body["actions"][0]["value"] = f"{house.rows(Exclusion)[-1].id}:0"

    house.presses_again(body)

    assert len(house.rows(Exclusion)) == 2


def test_who_is_let_together_can_be_introduced_again(community: Community) -> None:
    arrive(community, ADA, DEV)
    keep_apart(community, ADA, DEV)

    shown = community.presses(OLIVE, "Let together", {"blocks": kept_apart(community).blocks})

    assert "They can be put in touch again" in shown.words()
    assert "You keep nobody apart." in shown.words()
    assert "view" in introduce(community, ADA, DEV)


def test_to_keep_the_same_two_apart_again_changes_nothing(community: Community) -> None:
    arrive(community, ADA, DEV)
    keep_apart(community, ADA, DEV)

    answered = keep_apart(community, DEV, ADA, who=OMAR)

    assert "view" in answered
    assert len(community.rows(Exclusion)) == 1


@pytest.mark.parametrize(
    ("pair", "field"), [((ADA, ADA), "second"), ((ADA, BEN), "second"), ((BEN, ADA), "first"), ((ADA, DEV), "second")]
)
def test_what_makes_no_sense_is_said_beside_its_field(
    house: Community, pair: tuple[Somebody, Somebody], field: str
) -> None:
    arrive(house, ADA, DEV)
    change(house, DEV, joined_at=None)

    assert list(keep_apart(house, *pair)["errors"]) == [field]
    assert house.rows(Exclusion) == []


def test_it_stays_when_somebody_leaves_and_comes_back(house: Community) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, ADA, DEV)

    house.presses(ADA, "Leave", house.types(ADA, "/community leave"))
    assert "somebody who has left" in kept_apart(house).words()
    arrive(house, ADA)

    assert "errors" in introduce(house, ADA, DEV)


def test_a_long_list_has_pages_and_stays_on_the_page_after_a_press(house: Community) -> None:
    others = [Somebody(f"U0N{number}", f"Number {number}", "gstt") for number in range(12)]
    arrive(house, ADA, *others)
    for other in others:
        keep_apart(house, ADA, other)

    last = house.presses(OLIVE, "Next page", {"blocks": kept_apart(house).blocks})
    assert "Pairs 11 to 12 of 12." in last.words()
    after = house.presses(OLIVE, "Let together", {"blocks": last.blocks})

    assert "Pairs 11 to 11 of 11." in after.words()


@pytest.mark.parametrize("label", ["Who is kept apart", "Keep people apart"])
def test_only_organisers_look_at_this(house: Community, label: str) -> None:
    arrive(house, ADA, DEV)
    keep_apart(house, ADA, DEV)
    forms = len(house.slack.forms)

    shown = house.presses(AMINA, label, house.opens_organise(OLIVE))

    assert "Only organisers can do that." in shown.words()
    assert len(house.slack.forms) == forms


def test_who_is_kept_apart_after_the_draw_is_not_introduced_when_it_is_sent(community: Community) -> None:
    arrive(community, ADA, BILL, DEV, EVE)
    shown = preview(community)
    drawn = next(line for line in shown.words().splitlines() if "Ada Obi" in line)
    peer = DEV if "Dev Nair" in drawn else EVE
    keep_apart(community, ADA, peer)

    assert "Members have changed since this draw." in preview(community).words()
    community.presses(OLIVE, "Send", {"blocks": shown.blocks})

    (seen,) = community.deliver()
    assert ADA.slack_id not in seen.channel
    assert [made.stage for made in community.rows(Introduction)] == [Stage.OPENED]
    assert len(community.rows(Waiting)) == 2


def test_an_introduction_that_runs_goes_on(house: Community) -> None:
    arrive(house, ADA, DEV)
    hold(house)
    keep_apart(house, ADA, DEV)

    assert [made.stage for made in house.rows(Introduction)] == [Stage.OPENED]


def test_who_is_kept_from_everybody_is_left_out_by_name_and_waits(community: Community) -> None:
    arrive(community, ADA, BILL, DEV, GUS)
    for other in (BILL, DEV, GUS):
        keep_apart(community, ADA, other)

    told = preview(community).words()
    assert "*Ada Obi* (Guy's and St Thomas' NHS Foundation Trust): the draw found nobody for them." in told
    assert "*Ada Obi* (Guy's and St Thomas' NHS Foundation Trust) is left out. No draw could avoid it." in told
    assert "after this draw" not in told
    assert preview(community).words() == told
    arrive(community, CLEO)
    assert (
        "*Cleo Shah* (Guy's and St Thomas' NHS Foundation Trust) asked for introductions after"
        in preview(community).words()
    )

    community.presses(OLIVE, "Send", {"blocks": preview(community).blocks})

    (waits,) = community.rows(Waiting)
    assert (somebody(community, waits.member_id), waits.why, waits.ended) == (ADA, Wait.LEFT_OUT, None)
    home = words_of(community.opens_organise(OLIVE)["blocks"])
    assert "*Waiting for a peer*" in home
    assert "since Monday 27 June 2022: the draw found nobody for them." in home


def test_who_was_left_out_and_stops_before_it_is_sent_does_not_wait(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, GUS)
    for other in (BILL, DEV, GUS):
        keep_apart(house, ADA, other)
    shown = preview(house)
    change(house, ADA, wants_introductions=False)

    house.presses(OLIVE, "Send", {"blocks": shown.blocks})

    assert house.rows(Waiting) == []
