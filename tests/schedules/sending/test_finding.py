"""A message that may have left is looked for in Slack's history: found, it was sent; else it is sent again."""

from datetime import timedelta

import pytest

from bot.rules.messages import LEASE, SETTLED_AFTER, State
from bot.slack import Refused, SlowDown, Unclear
from db.models import Member, Message, Pace
from schedules.sending import letters
from tests.community import Community
from tests.people import AMINA, BEN, CARYS

A_MOMENT = timedelta(seconds=10)


def wait(community: Community, length: timedelta) -> None:
    community.machine.forward(seconds=length.total_seconds())


def message(community: Community) -> Message:
    return community.rows(Message)[-1]


def pace(community: Community) -> Pace:
    (found,) = community.rows(Pace)
    return found


@pytest.fixture
def asked(community: Community) -> Community:
    """Amina has written to the bot and waits for a reply."""
    community.says(AMINA, "what should I read?")
    return community


@pytest.mark.parametrize("kept", [True, False], ids=["the message arrived", "the message was lost"])
def test_faults_4_and_5_whatever_became_of_a_lost_reply_the_member_gets_one_message(
    asked: Community, *, kept: bool
) -> None:
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()
    if not kept:
        asked.slack.forget_posts()

    for _ in range(4):
        wait(asked, SETTLED_AFTER)
        asked.deliver()

    assert [seen.channel for seen in asked.slack.posts] == ["DU0AMINA"]
    assert message(asked).state is State.SENT
    assert (pace(asked).found_again, pace(asked).sent_again) == ((1, 0) if kept else (0, 1))


def test_a_message_is_not_looked_for_while_its_request_may_still_be_under_way(asked: Community) -> None:
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()

    wait(asked, SETTLED_AFTER - A_MOMENT)
    asked.deliver()
    assert asked.slack.looked_for == []
    assert message(asked).state is State.UNCERTAIN

    wait(asked, A_MOMENT)
    asked.deliver()
    assert len(asked.slack.looked_for) == 1


def test_one_look_that_finds_nothing_is_not_enough(asked: Community) -> None:
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()
    arrived = dict(asked.slack.marks)
    asked.slack.forget_posts()
    wait(asked, SETTLED_AFTER)
    asked.deliver()

    asked.slack.marks.update(arrived)
    wait(asked, A_MOMENT)
    asked.deliver()

    assert asked.slack.posts == []
    assert message(asked).state is State.SENT


def test_fault_2_what_a_dead_worker_had_posted_is_found_and_not_sent_again(asked: Community) -> None:
    with asked.db.begin(asked.workspace) as session:
        found = session.get_one(Message, message(asked).id)
        member = session.get_one(Member, found.member_id)
        letter = letters.write(session, asked.new_worker("dead"), found, member)
        assert letter is not None
    asked.slack.post(asked.workspace, "DU0AMINA", letter.card, mark=letter.mark)
    asked.changes(asked.person(AMINA), dm_channel="DU0AMINA")

    wait(asked, LEASE + A_MOMENT)
    asked.deliver()
    wait(asked, SETTLED_AFTER)
    asked.deliver()

    assert len(asked.slack.posts) == 1
    assert message(asked).state is State.SENT


def test_when_slack_is_busy_the_look_is_put_off(asked: Community) -> None:
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()
    asked.slack.faults += [SlowDown(120)]
    wait(asked, SETTLED_AFTER)
    asked.deliver()

    assert (message(asked).state, message(asked).empty_looks) == (State.UNCERTAIN, 0)
    assert pace(asked).slowed_down == 1
    wait(asked, timedelta(seconds=120))
    asked.deliver()
    assert message(asked).state is State.SENT


def test_where_the_history_may_not_be_read_an_organiser_decides(asked: Community) -> None:
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()
    asked.slack.faults += [Refused("missing_scope")]
    wait(asked, SETTLED_AFTER)
    asked.deliver()

    assert (message(asked).state, message(asked).last_error) == (State.HELD, "missing_scope")
    assert len(asked.slack.posts) == 1


def test_a_reply_in_a_channel_whose_fate_is_unknown_is_held_for_an_organiser(community: Community) -> None:
    community.mentions(BEN, "what should I read?")
    community.slack.lost_replies += [Unclear("no reply")]
    community.deliver()
    wait(community, 10 * SETTLED_AFTER)
    community.deliver()

    assert message(community).state is State.HELD
    assert (len(community.slack.posts), community.slack.looked_for) == (1, [])


def test_fault_47_who_leaves_while_a_message_is_looked_for_does_not_get_it_again(asked: Community) -> None:
    asked.joins(AMINA, CARYS)
    asked.slack.lost_replies += [Unclear("no reply")]
    asked.deliver()
    asked.slack.forget_posts()
    asked.presses(AMINA, "Leave", asked.types(AMINA, "/community leave"))
    asked.clock.forward(hours=2)

    for _ in range(4):
        wait(asked, SETTLED_AFTER)
        asked.deliver()

    assert asked.slack.posts == []
    assert message(asked).state is State.EXPIRED
