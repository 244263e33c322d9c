"""Writing to the bot in plain words: in a direct message, or with a mention in a channel."""

from typing import Any

import pytest

from db.models import Message, Question
from tests.community import Community
from tests.people import AMINA


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("when does it start?", "9am on Tuesday 5 July 2022"),
        ("hello", "What I can do"),
        ("", "What I can do"),
        ("Events!", "Coming up"),
        ("join", "I write first only to people who join."),
        ("my page", "I write first only to people who join."),
        ("stop", "You have not joined"),
        ("please tell me who won the boat race in 1932", "I do not know"),
        ("x" * 1001, "1,000 characters"),
    ],
)
def test_whatever_is_written_to_the_bot_is_answered_there(house: Community, text: str, answer: str) -> None:
    house.says(AMINA, text)

    (reply,) = house.deliver()

    assert answer in reply.text
    assert (reply.channel, reply.thread) == (f"D{AMINA.slack_id}", None)


@pytest.mark.parametrize("text", ["stop", "Leave me alone.", "delete my data", "pause", "UNSUBSCRIBE"])
def test_a_member_who_says_stop_is_offered_the_way_out_at_once(house: Community, text: str) -> None:
    house.joins(AMINA)
    house.says(AMINA, text)

    (reply,) = house.deliver()

    assert house.presses(AMINA, "Leave", reply).text.startswith("You have left.")


def test_a_member_who_says_join_hears_that_they_have(house: Community) -> None:
    house.joins(AMINA)
    house.says(AMINA, "join")

    assert house.deliver()[0].text.startswith("You have joined already.")


def test_a_mention_is_answered_in_the_thread_of_the_mention(house: Community) -> None:
    house.mentions(AMINA, "when does it start?", ts="9.1")

    (reply,) = house.deliver()

    assert (reply.channel, reply.thread) == ("C0GENERAL", "9.1")
    assert "9am on Tuesday 5 July 2022" in reply.text


@pytest.mark.parametrize("place", ["says", "mentions"])
def test_a_reply_stays_in_the_thread_that_was_open(house: Community, place: str) -> None:
    getattr(house, place)(AMINA, "help", thread_ts="8.1")

    assert house.deliver()[0].thread == "8.1"


def test_the_same_event_delivered_twice_is_answered_once(house: Community) -> None:
    body = house.event_body(
        {"type": "message", "channel_type": "im", "channel": "D1", "user": AMINA.slack_id, "text": "hi", "ts": "9.1"}
    )

    statuses = [house.dispatch(body).status for _ in range(2)]

    assert statuses == [200, 200]
    assert len(house.deliver()) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B0BOT"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
def test_what_nobody_wrote_to_us_is_not_answered_and_not_kept(house: Community, more: dict[str, Any]) -> None:
    house.says(AMINA, "when does it start?", **more)

    assert house.deliver() == []
    assert house.rows(Question) == []


@pytest.mark.parametrize("channel", ["D0AMINA", "C0GENERAL"])
@pytest.mark.parametrize("subtype", ["message_changed", "message_deleted"])
def test_words_that_somebody_changes_or_takes_back_are_not_answered_again(
    house: Community, subtype: str, channel: str
) -> None:
    words = {"type": "message", "user": AMINA.slack_id, "text": "when does it start?", "ts": "7.1"}
    about = {"message": words} if subtype == "message_changed" else {"deleted_ts": "7.1"}
    kind = "im" if channel.startswith("D") else "channel"
    event = {"type": "message", "subtype": subtype, "hidden": True, "ts": "8.1", "event_ts": "8.1", **about}

    event |= {"previous_message": words, "channel": channel, "channel_type": kind}
    response = house.dispatch(house.event_body(event))

    assert (response.status, house.deliver(), house.rows(Question)) == (200, [], [])


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_words_beside_a_file_or_to_the_channel_too_are_answered(house: Community, subtype: str) -> None:
    house.says(AMINA, "help", subtype=subtype)

    assert len(house.deliver()) == 1


def test_a_stranger_who_writes_is_known_by_their_slack_id_alone(house: Community) -> None:
    house.says(AMINA, "when does it start?")
    house.deliver()

    member = house.person(AMINA)
    assert member is not None
    assert (member.joined_at, member.dm_channel) == (None, None)


def test_the_words_of_a_question_are_let_go_within_an_hour_of_the_answer(house: Community) -> None:
    house.says(AMINA, "when does it start?")
    house.deliver()
    house.clock.forward(minutes=61)

    house.retain()

    assert house.rows(Question) == []


def test_the_outbox_holds_no_words(house: Community) -> None:
    house.says(AMINA, "a private matter")
    house.deliver()

    assert "private" not in str([vars(message) for message in house.rows(Message)])


def test_an_answer_is_true_at_the_moment_it_leaves(house: Community) -> None:
    house.says(AMINA, "events")
    house.plans("Added a second later")

    assert "Added a second later" in house.deliver()[0].text
