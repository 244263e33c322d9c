"""What is owed is sent once, as it is true when it leaves, and never again blindly."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import outbox
from bot.clock import machine_now
from bot.outbox import Claim
from bot.rules.messages import ATTEMPTS, LEASE, Kind, Outcome, State
from bot.rules.words import EventStatus
from bot.slack import NotReached, Refused, SlackFault, SlowDown, Unclear
from db.database import Database
from db.models import Event, Message
from schedules import delivery
from schedules.messages import RENDERERS
from tests.community import Community
from tests.people import AMINA, BEN, OLIVE, Somebody

INNOVATION = "Catalysing and embedding innovation"
THE_DAY_BEFORE = "2022-07-04T09:00+01:00"


def goes(community: Community, who: Somebody = AMINA, label: str = "Going") -> None:
    community.joins(who)
    community.presses(who, label, community.types(who, "/events"), near=INNOVATION)


def message(community: Community) -> Message:
    (found,) = community.rows(Message)
    return found


def innovation(community: Community) -> Event:
    return next(event for event in community.rows(Event) if event.title == INNOVATION)


def wait_no_longer(community: Community) -> None:
    """As if the machine had waited."""
    with community.db.begin(community.workspace) as session:
        session.execute(update(Message).values(not_before=None))


@pytest.fixture
def reminded(community: Community) -> Community:
    """Amina goes to an event, and it is 9am on the day before."""
    goes(community)
    community.clock.move_to(THE_DAY_BEFORE)
    return community


def test_a_reminder_is_not_sent_before_its_hour(community: Community) -> None:
    goes(community)
    community.clock.move_to("2022-07-04T08:59:59+01:00")

    assert community.deliver() == []


def test_a_reminder_is_sent_at_its_hour_and_once(reminded: Community) -> None:
    (seen,) = reminded.deliver()
    reminded.clock.forward(hours=1)

    assert seen.text.startswith(f"{INNOVATION} is tomorrow: Tuesday 5 July 2022, 9am to 10.45am.")
    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).slack_ts) == (State.SENT, seen.ts)


def cannot_go(community: Community) -> None:
    community.presses(AMINA, "Cannot go", community.types(AMINA, "/events"), near=INNOVATION)


def leaves(community: Community) -> None:
    community.presses(AMINA, "Leave", community.types(AMINA, "/community leave"))


def is_deactivated(community: Community) -> None:
    community.changes(community.person(AMINA), deactivated_at=community.now())


def is_cancelled(community: Community) -> None:
    community.changes(innovation(community), status=EventStatus.CANCELLED)


@pytest.mark.parametrize("what_happens", [cannot_go, leaves, is_deactivated, is_cancelled])
def test_a_reminder_whose_reason_is_gone_is_not_sent(reminded: Community, what_happens: object) -> None:
    assert callable(what_happens)
    what_happens(reminded)

    assert reminded.deliver() == []
    assert message(reminded).state is State.CANCELLED


def test_after_a_long_stop_a_reminder_that_is_of_no_more_use_expires(reminded: Community) -> None:
    reminded.clock.move_to("2022-07-05T09:00+01:00")

    assert reminded.deliver() == []
    assert message(reminded).state is State.EXPIRED


def test_a_reminder_that_is_a_few_hours_late_says_what_is_true_by_then(reminded: Community) -> None:
    reminded.clock.move_to("2022-07-05T08:00+01:00")

    assert f"{INNOVATION} is today" in reminded.deliver()[0].text


def test_a_reminder_says_what_has_changed_since_it_was_owed(reminded: Community) -> None:
    reminded.changes(innovation(reminded), title="Innovation, renamed", place="Room 4")

    (seen,) = reminded.deliver()

    assert "Innovation, renamed is tomorrow" in seen.text
    assert "Where: Room 4." in seen.text


def test_somebody_who_said_maybe_is_asked(community: Community) -> None:
    goes(community, label="Maybe")
    community.clock.move_to(THE_DAY_BEFORE)

    assert "You said maybe. Can you come?" in community.deliver()[0].text


def test_somebody_who_changes_their_mind_back_is_reminded_once(community: Community) -> None:
    goes(community)
    cannot_go(community)
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near=INNOVATION)
    community.clock.move_to(THE_DAY_BEFORE)

    assert len(community.deliver()) == 1


def test_what_slack_refuses_is_dead_and_not_tried_again(reminded: Community) -> None:
    reminded.slack.faults += [Refused("user_disabled")]

    assert reminded.deliver() == []
    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).last_error) == (State.DEAD, "user_disabled")


@pytest.mark.parametrize("at_which_call", [0, 1])
def test_when_slack_is_busy_a_message_waits_and_the_attempt_is_not_counted(
    reminded: Community, at_which_call: int
) -> None:
    if at_which_call:
        reminded.changes(reminded.person(AMINA), dm_channel="DU0AMINA")
    reminded.slack.faults += [SlowDown(120)]

    assert reminded.deliver() == []
    found = message(reminded)
    assert (found.state, found.attempts) == (State.READY, 0)
    assert found.not_before is not None
    assert timedelta(seconds=110) < found.not_before - machine_now() <= timedelta(seconds=120)
    assert reminded.deliver() == []


def test_when_slack_is_no_longer_busy_the_message_leaves(reminded: Community) -> None:
    reminded.slack.faults += [SlowDown(120)]
    reminded.deliver()

    wait_no_longer(reminded)

    assert len(reminded.deliver()) == 1


def test_when_slack_is_busy_in_one_workspace_the_others_go_on(database: Database) -> None:
    south, north = Community(database), Community(database, workspace="T0NORTH")
    south.says(AMINA, "hi")
    north.says(BEN, "hi")
    south.slack.faults += [SlowDown(120)]

    assert [seen.workspace for seen in south.deliver()] == ["T0NORTH"]


def test_what_was_not_reached_is_tried_again_later_and_later_and_is_dead_in_the_end(reminded: Community) -> None:
    waits = []
    for _ in range(ATTEMPTS):
        reminded.slack.faults += [NotReached("no network")]
        reminded.deliver()
        waits.append((message(reminded).not_before or machine_now()) - machine_now())
        wait_no_longer(reminded)

    assert message(reminded).state is State.DEAD
    assert waits[0] < timedelta(seconds=5)
    assert timedelta(minutes=1) < waits[-2] < timedelta(minutes=16)
    assert reminded.deliver() == []


def test_a_lost_reply_leaves_a_message_uncertain_and_it_is_never_sent_again(reminded: Community) -> None:
    reminded.slack.lost_replies += [Unclear("no reply")]

    assert len(reminded.deliver()) == 1
    reminded.clock.forward(hours=1)
    assert reminded.deliver() == []
    assert message(reminded).state is State.UNCERTAIN


def test_a_lost_reply_before_anything_was_posted_is_safe_to_try_again(reminded: Community) -> None:
    reminded.slack.faults += [Unclear("no reply to conversations.open")]
    reminded.deliver()

    wait_no_longer(reminded)

    assert len(reminded.deliver()) == 1


def take(community: Community, *, owner: str = "worker 2") -> Claim:
    """A worker takes the message, commits to sending it, and is not heard of again."""
    with community.db.begin(community.workspace) as session:
        found = outbox.claim(session, message(community).id, owner=owner, machine_now=machine_now())
        assert found is not None
        return Claim(found.workspace_id, found.id, found.fence)


def test_while_a_worker_has_a_message_nobody_else_takes_it(reminded: Community) -> None:
    take(reminded)

    assert reminded.deliver() == []
    assert message(reminded).lease_owner == "worker 2"


def test_when_a_worker_dies_while_sending_the_message_is_uncertain_and_never_sent_again(reminded: Community) -> None:
    take(reminded)
    reminded.changes(message(reminded), lease_until=machine_now() - timedelta(seconds=1))

    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).last_error) == (State.UNCERTAIN, "the worker stopped")


def record(community: Community, claim: Claim) -> bool:
    with community.db.begin(community.workspace) as session:
        now = community.now()
        return outbox.record(session, claim, Outcome.SENT, now=now, machine_now=machine_now(), chance=0.5, ts="1.1")


def test_a_worker_that_comes_back_too_late_writes_nothing(reminded: Community) -> None:
    claim = take(reminded)
    reminded.changes(message(reminded), lease_until=machine_now() - LEASE)
    reminded.deliver()

    assert record(reminded, claim) is False
    assert message(reminded).state is State.UNCERTAIN


def test_a_stale_fence_writes_nothing(reminded: Community) -> None:
    stale = take(reminded)
    reminded.changes(message(reminded), state=State.READY)
    fresh = take(reminded, owner="worker 3")

    assert [record(reminded, claim) for claim in (stale, fresh)] == [False, True]


def test_two_workers_that_look_at_the_same_moment_send_one_message(
    reminded: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_see = [("T0SOUTH", message(reminded).id)]
    monkeypatch.setattr(outbox, "waiting", lambda *_, **__: both_see)

    assert [len(reminded.deliver()), len(reminded.deliver())] == [1, 0]


def test_a_kind_that_this_worker_does_not_know_is_left_for_a_newer_one(reminded: Community) -> None:
    reminded.changes(message(reminded), kind="a kind of next year")

    assert reminded.deliver() == []
    assert message(reminded).state is State.READY


def test_somebody_who_waits_for_a_reply_comes_before_reminders(reminded: Community) -> None:
    reminded.says(BEN, "hi")

    assert [seen.channel for seen in reminded.deliver()] == ["DU0BEN", "DU0AMINA"]


def test_a_message_that_cannot_be_written_does_not_hold_up_the_others(
    reminded: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENDERERS, Kind.REPLY, lambda _: 1 / 0)
    reminded.says(BEN, "hi")

    assert [seen.channel for seen in reminded.deliver()] == ["DU0AMINA"]
    reply = reminded.rows(Message)[-1]
    assert (reply.state, reply.attempts, reply.not_before is None) == (State.READY, 1, False)


def test_a_message_that_can_never_be_written_is_dead_in_the_end(
    reminded: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENDERERS, Kind.EVENT_REMINDER, lambda _: 1 / 0)

    for _ in range(ATTEMPTS):
        reminded.deliver()
        wait_no_longer(reminded)

    assert message(reminded).state is State.DEAD


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_message_has_words(kind: Kind) -> None:
    assert callable(RENDERERS[kind])


def test_the_place_of_direct_messages_is_asked_of_slack_once(reminded: Community) -> None:
    reminded.plans("Another", "2022-07-05T14:00+01:00")
    reminded.clock.move_to("2022-07-03T09:00+01:00")
    reminded.presses(AMINA, "Going", reminded.types(AMINA, "/events another"))
    reminded.clock.move_to(THE_DAY_BEFORE)

    assert len(reminded.deliver()) == 2
    assert reminded.slack.opened == [AMINA.slack_id]


def test_an_organiser_who_left_slack_is_written_to_no_more(community: Community) -> None:
    community.presses(AMINA, "Ask a person", community.types(AMINA, "/ask who won in 1932?"))
    community.changes(community.person(OLIVE), deactivated_at=community.now())

    assert [seen.channel for seen in community.deliver()] == ["DU0OMAR"]


def test_a_message_keeps_what_was_sent_as_a_hash_and_never_in_words(reminded: Community) -> None:
    reminded.deliver()

    kept = vars(message(reminded))
    assert len(kept["payload_hash"]) == 64
    assert INNOVATION not in str(kept)


def test_more_messages_than_one_look_takes_all_leave(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "BATCH", 3)
    for number in range(7):
        house.says(AMINA, f"hi {number}")

    assert [len(house.deliver()) for _ in range(4)] == [3, 3, 1, 0]


@pytest.mark.parametrize("fault", [SlowDown(1), NotReached("x"), Unclear("x"), Refused("x")])
def test_whatever_slack_answers_nothing_stays_in_the_hands_of_a_worker(reminded: Community, fault: SlackFault) -> None:
    reminded.slack.faults += [fault]

    reminded.deliver()

    found = message(reminded)
    assert (found.lease_owner, found.lease_until) == (None, None)
    assert found.state is not State.SENDING
