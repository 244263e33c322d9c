"""Messages that did not arrive for certain wait on the Organise page until one of them decides."""

import pytest

from bot.rules.messages import Kind, State
from bot.slack import Refused, Unclear
from db.models import Message
from tests.community import Community, words_of
from tests.people import AMINA, BEN, OLIVE, OMAR

INNOVATION = "Catalysing and embedding innovation"
HEADING = "Messages that may not have arrived"


def message(community: Community) -> Message:
    return community.rows(Message)[-1]


def page(community: Community) -> str:
    return words_of(community.opens_organise(OLIVE)["blocks"])


@pytest.fixture
def refused(community: Community) -> Community:
    """A reminder that Slack refused."""
    community.joins(AMINA)
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)
    community.clock.move_to("2022-07-04T09:00+01:00")
    community.slack.faults += [Refused("restricted_action")]
    community.deliver()
    return community


@pytest.fixture
def held(community: Community) -> Community:
    """A reply in a channel, whose fate nobody knows."""
    community.mentions(BEN, "what should I read?")
    community.slack.lost_replies += [Unclear("no reply")]
    community.deliver()
    return community


def test_organisers_see_for_whom_it_is_and_why(refused: Community) -> None:
    shown = page(refused)

    assert f"A reminder of an event for <@{AMINA.slack_id}>, due on Monday 4 July 2022." in shown
    assert "A setting of your Slack workspace does not allow it." in shown
    assert INNOVATION not in shown[shown.index(HEADING) : shown.index("Discard")]


def test_when_all_is_well_nothing_is_shown(community: Community) -> None:
    assert HEADING not in page(community)


@pytest.mark.parametrize("kind", [Kind.PROMPT, Kind.DID_YOU_MEET])
def test_organisers_do_not_learn_who_reflects_or_is_asked_whether_they_met(refused: Community, kind: Kind) -> None:
    refused.changes(message(refused), kind=kind)

    assert f"A message for <@{AMINA.slack_id}>, due on" in page(refused)


def test_what_is_sent_again_arrives_once(refused: Community) -> None:
    told = refused.presses(OLIVE, "Send again", refused.opens_organise(OLIVE))
    refused.deliver()

    assert "I will send it again now." in told.words()
    assert [seen.channel for seen in refused.slack.posts] == ["DU0AMINA"]
    assert message(refused).state is State.SENT
    assert HEADING not in page(refused)


def test_what_is_discarded_never_leaves(refused: Community) -> None:
    told = refused.presses(OLIVE, "Discard", refused.opens_organise(OLIVE))
    refused.deliver()

    assert "Discarded. Nobody is told." in told.words()
    assert refused.slack.posts == []
    assert message(refused).state is State.CANCELLED


def test_of_two_organisers_who_decide_the_second_is_told_so(refused: Community) -> None:
    both = refused.opens_organise(OLIVE), refused.opens_organise(OMAR)
    refused.presses(OLIVE, "Discard", both[0])
    told = refused.presses(OMAR, "Send again", both[1])
    refused.deliver()

    assert "Somebody has decided about this message already." in told.words()
    assert refused.slack.posts == []


def test_the_same_press_delivered_twice_is_answered_twice_and_done_once(refused: Community) -> None:
    body = refused.press_body(OLIVE, "Send again", refused.opens_organise(OLIVE))

    assert [refused.presses_again(body).status for _ in range(2)] == [200, 200]
    refused.deliver()
    assert len(refused.slack.posts) == 1


def test_fault_39_a_member_who_replays_an_organisers_press_is_refused(refused: Community) -> None:
    body = refused.press_body(OLIVE, "Send again", refused.opens_organise(OLIVE))
    body["user"]["id"] = AMINA.slack_id

    assert "Only organisers can do that." in refused.presses_again(body).words()
    assert message(refused).state is State.DEAD


def test_a_message_that_may_have_arrived_says_so_and_asks_before_it_is_sent_again(held: Community) -> None:
    blocks = held.opens_organise(OLIVE)["blocks"]
    button = next(
        element
        for block in blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "trouble.again"
    )

    assert "It may have arrived. I cannot look there to find out." in words_of(blocks)
    assert "twice" in button["confirm"]["text"]["text"]


def test_more_than_ten_are_counted(held: Community) -> None:
    for number in range(14):
        held.mentions(BEN, f"and {number}?")
        held.slack.lost_replies += [Unclear("no reply")]
        held.deliver()

    assert "5 more show here when you have decided about these." in page(held)


@pytest.fixture
def several(community: Community) -> Community:
    """Two replies that Slack refused, and one in a channel whose fate nobody knows."""
    for who in (AMINA, BEN):
        community.says(who, "help")
        community.slack.faults += [Refused("restricted_action")]
        community.deliver()
    community.mentions(BEN, "what should I read?")
    community.slack.lost_replies += [Unclear("no reply")]
    community.deliver()
    return community


def test_all_that_did_not_arrive_is_sent_again_at_once_and_what_may_have_stays(several: Community) -> None:
    told = several.presses(OLIVE, "Send all again", several.opens_organise(OLIVE))

    assert "I will send 2 messages again now." in told.words()
    assert [seen.channel for seen in several.deliver()] == ["DU0AMINA", "DU0BEN"]
    assert message(several).state is State.HELD


def test_when_all_may_have_arrived_each_is_decided_about_alone(several: Community) -> None:
    for _ in range(2):
        told = several.presses(OLIVE, "Send all again", several.opens_organise(OLIVE))
        several.deliver()
        several.mentions(BEN, "and what else?")
        several.slack.lost_replies += [Unclear("no reply")]
        several.deliver()

    assert "Decide about each message alone." in told.words()


def test_all_are_discarded_at_once(several: Community) -> None:
    told = several.presses(OLIVE, "Discard all", several.opens_organise(OLIVE))

    assert "Discarded 3 messages. Nobody is told." in told.words()
    assert several.deliver() == []
    assert HEADING not in page(several)


def test_discarding_all_a_second_time_finds_nothing_left(several: Community) -> None:
    body = several.press_body(OLIVE, "Discard all", several.opens_organise(OLIVE))
    several.presses_again(body)

    assert "There is nothing left to discard." in several.presses_again(body).words()


def test_a_single_message_has_no_buttons_for_all(refused: Community) -> None:
    assert "Send all again" not in page(refused)


@pytest.mark.parametrize("label", ["Send all again", "Discard all"])
def test_fault_39_a_member_who_replays_the_press_for_all_is_refused(several: Community, label: str) -> None:
    body = several.press_body(OLIVE, label, several.opens_organise(OLIVE))
    body["user"]["id"] = AMINA.slack_id

    assert "Only organisers can do that." in several.presses_again(body).words()
    assert [found.state for found in several.rows(Message)] == [State.DEAD, State.DEAD, State.HELD]
