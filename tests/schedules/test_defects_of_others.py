"""What goes wrong in other products that introduce people, one test each: here it does not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import manifest
from bot.community import exclusions
from bot.rules.messages import Kind
from bot.rules.words import Began, Met, Stage
from db.models import Exclusion, Introduction, Meeting, Member, Message, Seat
from schedules import repairs
from tests.community import Community
from tests.fakes import Seen
from tests.leaders import ADA, BILL, DEV, EVE, GUS, arrive, change, hold, preview, send
from tests.people import Somebody


def keeps_away(community: Community, who: Somebody, other: Somebody) -> None:
    community.presses(who, "Add somebody", community.types(who, "/connect private"))
    community.submits(who, community.form(), person=other.slack_id)


def later(community: Community, **length: float) -> list[Seen]:
    community.clock.forward(**length)
    repairs.run(community.tools)
    return community.deliver()


def together(community: Community, one: Somebody, other: Somebody) -> bool:
    """Whether these two were ever seated in one introduction."""
    ids = [member.id for who in (one, other) if (member := community.person(who)) is not None]
    seats = [(seat.introduction_id, seat.member_id) for seat in community.rows(Seat)]
    return any({(introduction, ids[0]), (introduction, ids[1])} <= set(seats) for introduction, _ in seats)


def test_nobody_is_left_out_because_the_number_is_odd(house: Community) -> None:
    """Another product leaves the odd one out, and owes them nothing in the next round."""
    arrive(house, ADA, DEV, GUS)

    (seen,) = hold(house)

    assert set(seen.channel[1:].split("+")) == {"U0ADA", "U0DEV", "U0GUS"}


def test_a_late_joiner_is_never_introduced_to_somebody_who_blocked_them(community: Community) -> None:
    """Another product looks at blocks when it draws a round, and not when somebody comes late."""
    arrive(community, ADA, DEV)
    arrive(community, GUS, wants_introductions=False)
    keeps_away(community, ADA, GUS)
    hold(community)
    change(community, GUS, wants_introductions=True)

    later(community, minutes=5)
    later(community, hours=1)
    later(community, days=13)

    assert not together(community, ADA, GUS)


def test_a_late_joiner_comes_to_those_who_do_not_mind(house: Community) -> None:
    """The same, with somebody else there: a block keeps two apart, and neither out of the round."""
    arrive(house, ADA, BILL, DEV, EVE)
    hold(house)
    arrive(house, GUS)
    keeps_away(house, ADA, GUS)

    later(house, minutes=5)
    (new,) = later(house, hours=1)

    assert "U0GUS" in new.channel
    assert not together(house, ADA, GUS)


def test_leaving_and_joining_again_keeps_old_blocks_and_history(community: Community) -> None:
    """Another product forgets whom somebody blocked and whom they met as soon as they leave."""
    arrive(community, ADA, DEV, GUS)
    keeps_away(community, ADA, GUS)
    hold(community)
    before = [(row.kind, row.member_id, row.other_id) for row in community.rows(Exclusion)]
    seats = [(seat.introduction_id, seat.member_id) for seat in community.rows(Seat)]

    for who in (ADA, GUS):
        community.presses(who, "Leave", community.types(who, "/community leave"))
    arrive(community, ADA, GUS)

    assert [(row.kind, row.member_id, row.other_id) for row in community.rows(Exclusion)] == before
    assert [(seat.introduction_id, seat.member_id) for seat in community.rows(Seat)] == seats
    assert "<@U0GUS>" in community.types(ADA, "/connect private").words()


def test_a_line_manager_is_still_one_after_coming_back(house: Community) -> None:
    """The same for whom somebody reports to, which other products do not ask for at all."""
    arrive(house, ADA, DEV)
    house.presses(ADA, "My line manager", house.types(ADA, "/connect private"))
    house.submits(ADA, house.form(), person="U0DEV")

    house.presses(ADA, "Leave", house.types(ADA, "/community leave"))
    arrive(house, ADA)
    house.clock.forward(days=400)

    preview(house)
    assert not together(house, ADA, DEV)


def test_who_opts_out_mid_round_leaves_nobody_stranded(community: Community) -> None:
    """Another product marks who left as inactive, and tells their partner nothing."""
    arrive(community, ADA, BILL, DEV, EVE)
    seen = next(one for one in hold(community) if "U0ADA" in one.channel)
    peer = next(who for who in (BILL, DEV, EVE) if who.slack_id in seen.channel)
    community.types(ADA, "/connect stop")

    told = later(community, minutes=5)
    new = later(community, hours=1)

    assert [one.channel for one in told] == [f"D{peer.slack_id}"]
    assert any(peer.slack_id in one.channel for one in new)


def test_somebody_new_comes_before_somebody_known_whatever_they_prefer(house: Community) -> None:
    """Another product repeats a pair sooner than to ignore how two like to meet."""
    arrive(house, ADA, DEV, free=["Monday morning"])
    hold(house)
    house.clock.forward(days=28)
    arrive(house, BILL, EVE, free=["Friday afternoon"])

    send(house)

    first, *later_ones = [
        {seat.member_id for seat in house.rows(Seat) if seat.introduction_id == one.id}
        for one in house.rows(Introduction)
    ]
    assert first not in later_ones


def test_no_group_conversation_is_ever_read() -> None:
    """Another product reads what people write to each other, to find out whether they met."""
    assert {"mpim:history", "groups:history", "channels:history"} & manifest.scopes() == set()


def test_one_silent_round_makes_nobody_inactive(house: Community) -> None:
    """Another product drops whoever says nothing in one round."""
    arrive(house, ADA, DEV, BILL, EVE)
    hold(house)
    house.clock.forward(days=28, hours=1)
    house.deliver()

    words = preview(house).words()

    assert all(who.name in words for who in (ADA, DEV, BILL, EVE))


@pytest.mark.parametrize(("second", "counts"), [(None, 0), ("No", 0), ("Yes", 1)])
def test_one_persons_click_does_not_decide_for_both(community: Community, second: str | None, counts: int) -> None:
    """Another product keeps one answer for a pair: the first click is everybody's."""
    arrive(community, ADA, DEV)
    hold(community)
    community.clock.forward(days=24, hours=1)
    asked = {seen.channel: seen for seen in community.deliver() if seen.text.startswith("Did you meet")}

    community.presses(ADA, "Yes", asked["DU0ADA"])
    if second:
        community.presses(DEV, second, asked["DU0DEV"])

    assert len(community.rows(Meeting)) == counts
    expected = [Met.YES, {None: None, "No": Met.NO, "Yes": Met.YES}[second]]
    assert [seat.met for seat in community.rows(Seat)] == expected


def test_a_round_that_starts_twice_is_one_round(house: Community) -> None:
    """Another product starts a round anew when its job runs a second time."""
    arrive(house, ADA, DEV)
    shown = preview(house)
    for _ in range(2):
        house.presses(Somebody("U0OLIVE", "Olive Marsh", "", is_organiser=True), "Send", {"blocks": shown.blocks})

    assert len([one for one in house.rows(Message) if one.kind == Kind.INTRODUCTION]) == 1


def test_what_was_never_met_is_no_repeat_for_good(house: Community) -> None:
    """Another product counts an introduction that came to nothing as if the two had met."""
    arrive(house, ADA, DEV)
    hold(house)
    house.changes(house.rows(Introduction)[0], stage=Stage.NOT_MET)
    house.clock.forward(days=28)

    send(house)

    assert len([one for one in house.rows(Introduction) if one.began is Began.DRAW]) == 2


def test_an_exclusion_made_by_slack_itself_ends_and_one_made_by_people_does_not(house: Community) -> None:
    """Another product keeps no note of a conversation that could not be opened, and tries it again in each round."""
    arrive(house, ADA, DEV, GUS)
    with house.db.begin(house.workspace) as session:
        ada, dev, gus = session.scalars(select(Member).where(Member.joined_at.is_not(None)).order_by(Member.id))
        exclusions.note_unreachable(session, dev, ada, now=house.now())
        exclusions.block(session, gus, ada, now=house.now())
        by_slack, by_gus = frozenset((ada.id, dev.id)), frozenset((gus.id, ada.id))

    def apart(days: int) -> frozenset[frozenset[int]]:
        with house.db.read(house.workspace) as session:
            return exclusions.apart(session, now=house.now() + timedelta(days=days))

    assert apart(179) == {by_slack, by_gus}
    assert apart(180) == apart(4000) == {by_gus}


def test_whoever_leaves_takes_along_nothing_that_others_said(house: Community) -> None:
    """Another product deletes with somebody what others said of them."""
    arrive(house, ADA, DEV)
    keeps_away(house, DEV, ADA)

    house.presses(ADA, "Leave", house.types(ADA, "/community leave"))

    assert len(house.rows(Exclusion)) == 1
