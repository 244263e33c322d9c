"""What is owed is sent once, as it is true when it leaves, and never again blindly."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.delivery import attempts
from bot.delivery.attempts import Claim, Result
from bot.rules.messages import ATTEMPTS, LEASE, Kind, Outcome, State
from bot.rules.words import EventStatus
from bot.slack import NotReached, Refused, SlackFault, SlowDown, Unclear
from db.database import Database
from db.models import Event, Member, Message
from schedules.sending import delivery, letters
from schedules.sending.messages import RENDERERS
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


def wait(community: Community, **length: float) -> None:
    """The machine waits; the community's clock stands."""
    community.machine.forward(**length)


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
    reminded.slack.faults += [Refused("restricted_action")]

    assert reminded.deliver() == []
    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).last_error) == (State.DEAD, "restricted_action")


def test_fault_11_somebody_who_left_slack_since_is_not_written_to_and_nothing_is_dead(reminded: Community) -> None:
    reminded.slack.faults += [Refused("user_disabled")]

    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).last_error) == (State.CANCELLED, "user_disabled")


@pytest.mark.parametrize("at_which_call", [0, 1])
def test_when_slack_is_busy_a_message_waits_and_the_attempt_is_not_counted(
    reminded: Community, at_which_call: int
) -> None:
    if at_which_call:
        reminded.changes(reminded.person(AMINA), dm_channel="DU0AMINA")
    reminded.slack.faults += [SlowDown(120)]

    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).attempts) == (State.READY, 0)

    wait(reminded, seconds=110)
    assert reminded.deliver() == []
    wait(reminded, seconds=10)
    assert len(reminded.deliver()) == 1


def test_fault_7_when_slack_is_busy_in_one_workspace_the_others_go_on(database: Database) -> None:
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
        waits.append((message(reminded).not_before or reminded.machine.now()) - reminded.machine.now())
        wait(reminded, minutes=16)

    assert message(reminded).state is State.DEAD
    assert waits[0] < timedelta(seconds=5)
    assert timedelta(minutes=1) < waits[-2] < timedelta(minutes=16)
    assert reminded.deliver() == []


def test_a_lost_reply_before_anything_was_posted_is_safe_to_try_again(reminded: Community) -> None:
    reminded.slack.faults += [Unclear("no reply to conversations.open")]
    reminded.deliver()

    wait(reminded, seconds=5)

    assert len(reminded.deliver()) == 1


def take(community: Community, *, owner: str = "worker 2") -> Claim:
    """A worker takes the message, commits to sending it, and is not heard of again."""
    with community.db.begin(community.workspace) as session:
        found = session.get_one(Message, message(community).id)
        member = session.get_one(Member, found.member_id)
        letter = letters.write(session, community.new_worker(owner), found, member)
        assert letter is not None
        return letter.claim


def test_while_a_worker_has_a_message_nobody_else_takes_it(reminded: Community) -> None:
    take(reminded)

    assert reminded.deliver() == []
    assert message(reminded).lease_owner == "worker 2"


def test_when_a_worker_dies_while_sending_the_message_is_uncertain_and_not_sent_blindly(reminded: Community) -> None:
    take(reminded)
    wait(reminded, seconds=61)

    assert reminded.deliver() == []
    assert (message(reminded).state, message(reminded).last_error) == (State.UNCERTAIN, "the worker stopped")


def record(community: Community, claim: Claim) -> bool:
    with community.db.begin(community.workspace) as session:
        return attempts.has_left(session, claim, Result(Outcome.SENT, ts="1.1"), now=community.now())


def test_a_worker_that_comes_back_too_late_writes_nothing(reminded: Community) -> None:
    claim = take(reminded)
    wait(reminded, seconds=LEASE.total_seconds() + 1)
    reminded.deliver()

    assert record(reminded, claim) is False
    assert message(reminded).state is State.UNCERTAIN


def test_a_stale_fence_writes_nothing(reminded: Community) -> None:
    stale = take(reminded)
    reminded.changes(message(reminded), state=State.READY)
    wait(reminded, seconds=2)
    fresh = take(reminded, owner="worker 3")

    assert [record(reminded, claim) for claim in (stale, fresh)] == [False, True]


def test_two_workers_that_look_at_the_same_moment_send_one_message(reminded: Community) -> None:
    reminded.says(BEN, "hi")
    looks = [delivery.look_round(reminded.new_worker(name), planned=16, replies=4) for name in ("worker 2", "worker 3")]
    for jobs in looks:
        for job in (*jobs.planned, *jobs.replies):
            job()

    assert sorted(seen.channel for seen in reminded.slack.posts) == ["DU0AMINA", "DU0BEN"]


def test_fault_14_a_kind_that_this_worker_does_not_know_is_left_for_a_newer_one(reminded: Community) -> None:
    reminded.changes(message(reminded), kind="a kind of next year")

    assert reminded.deliver() == []
    assert message(reminded).state is State.READY


def test_somebody_who_waits_for_a_reply_comes_before_reminders(reminded: Community) -> None:
    reminded.says(BEN, "hi")

    assert [seen.channel for seen in reminded.deliver()] == ["DU0BEN", "DU0AMINA"]


def test_fault_44_a_message_that_cannot_be_written_does_not_hold_up_the_others(
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
        wait(reminded, minutes=16)

    assert message(reminded).state is State.DEAD


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_message_has_words(kind: Kind) -> None:
    assert callable(RENDERERS[kind])


def test_a_commit_that_fails_is_not_charged_to_the_message(reminded: Community) -> None:
    fails = [True] * (ATTEMPTS + 1)

    def fail(_: object) -> None:
        if any("UPDATE message" in sql for sql in statements) and fails:
            fails.pop()
            statements.clear()
            raise OperationalError("COMMIT", {}, ConnectionError("cut"))
        statements.clear()

    statements: list[str] = []
    engine = reminded.db.engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    event.listen(engine, "commit", fail)
    while fails:
        with pytest.raises(OperationalError):
            reminded.deliver()
        wait(reminded, seconds=LEASE.total_seconds() + 1)

    assert (message(reminded).state, message(reminded).attempts) == (State.READY, 0)
    assert len(reminded.deliver()) == 1


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


def test_messages_to_the_same_member_leave_a_second_apart(house: Community) -> None:
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
