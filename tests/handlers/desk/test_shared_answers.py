"""An answer is shown to its asker alone, until they share it in the channel where they asked."""

import pytest
from sqlalchemy import update

from bot.rules.messages import State
from bot.rules.words import Readers
from bot.slack import NotReached, Refused
from db.models import Event, Message, Question
from tests.community import Community, Reply, find_button, words_of
from tests.people import AMINA, OLIVE

ASKED = "when is the next event"
SHARE = "Share in this channel"
TAKE_BACK = "Take it back"


def share(community: Community, shown: Reply) -> Reply:
    return community.chooses(AMINA, SHARE, shown)


def can_be_shared(shown: Reply) -> bool:
    return any(element["type"] == "overflow" for block in shown.blocks for element in block.get("elements", []))


def test_a_shared_answer_says_who_shared_it_and_what_was_asked(community: Community) -> None:
    reply = share(community, community.types(AMINA, f"/ask {ASKED}"))

    (posted,) = community.deliver()
    assert reply.text.startswith("I am sharing this answer in this channel now")
    assert posted.channel == "C0GENERAL"
    assert "<@U0AMINA> asked me and shares my answer: “when is the next event”" in words_of(posted.blocks)
    assert "Tuesday 5 July 2022" in words_of(posted.blocks)
    assert [block for block in posted.blocks if block["type"] == "actions"] == []


def test_it_is_shared_once_however_often_it_is_pressed(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}")
    body = community.choice_body(AMINA, SHARE, shown)
    community.presses_again(body)
    community.presses_again(body)
    share(community, shown)

    assert len(community.deliver()) == 1
    assert share(community, shown).text.startswith("You have shared this answer already.")
    assert community.deliver() == []


def test_whoever_shared_an_answer_takes_it_back(community: Community) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))
    community.deliver()

    taken = community.presses(AMINA, TAKE_BACK, told)

    assert taken.text.startswith("I have taken it back.")
    assert community.slack.posts == []


def test_taking_back_twice_says_the_same_and_does_it_once(community: Community) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))
    community.deliver()

    first, second = (community.presses(AMINA, TAKE_BACK, told) for _ in range(2))

    assert (first.text, second.text) == ("I have taken it back. It does not show in this channel any more.",) * 2
    assert community.slack.posts == []


def test_what_is_taken_back_before_it_left_never_leaves(community: Community) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))

    assert community.presses(AMINA, TAKE_BACK, told).text.startswith("I have taken it back.")
    assert community.deliver() == []


def test_nobody_takes_back_what_somebody_else_shared(community: Community) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))
    community.deliver()

    assert "taken it back" not in community.presses(OLIVE, TAKE_BACK, told).text
    assert len(community.slack.posts) == 1


def test_what_slack_does_not_take_down_can_be_tried_again(community: Community) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))
    community.deliver()
    community.slack.faults.append(NotReached("away"))

    refused = community.presses(AMINA, TAKE_BACK, told)

    assert refused.text.startswith("Slack did not let me take it down.")
    assert community.presses(AMINA, TAKE_BACK, refused).text.startswith("I have taken it back.")
    assert community.slack.posts == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SENDING, "It is on its way"),
        (State.HELD, "I do not know whether it got to the channel."),
        (State.DEAD, "I have taken it back."),
    ],
)
def test_taking_back_tells_what_is_known_of_it(community: Community, state: State, words: str) -> None:
    told = share(community, community.types(AMINA, f"/ask {ASKED}"))
    with community.db.begin(community.workspace) as session:
        session.execute(update(Message).values(state=state))

    assert community.presses(AMINA, TAKE_BACK, told).text.startswith(words)


def test_it_is_answered_anew_when_it_leaves(community: Community) -> None:
    share(community, community.types(AMINA, f"/ask {ASKED}"))
    with community.db.begin(community.workspace) as session:
        session.execute(update(Event).values(title="Under another name"))

    assert "Under another name" in words_of(community.deliver()[0].blocks)


def test_what_came_to_be_for_organisers_is_not_shared(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}")
    share(community, shown)
    with community.db.begin(community.workspace) as session:
        session.execute(update(Event).values(audience=Readers.ORGANISERS))

    assert community.deliver() == []
    other = community.types(AMINA, "/ask what is the next event")
    assert not can_be_shared(other)


def test_by_the_time_of_the_press_it_may_not_be_for_everybody(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}")
    with community.db.begin(community.workspace) as session:
        session.execute(update(Event).values(audience=Readers.ORGANISERS))

    assert share(community, shown).text.startswith("I cannot share that.")
    assert community.rows(Question) == []
    assert community.rows(Message) == []


@pytest.mark.parametrize("asked", ["zzz qqq xxx", "i want to kill myself", "when is the next event, asks Mrs Jones"])
def test_some_answers_are_for_nobody_else(community: Community, asked: str) -> None:
    assert not can_be_shared(community.types(AMINA, f"/ask {asked}"))


def test_what_is_for_organisers_has_no_way_to_be_shared(community: Community) -> None:
    with community.db.begin(community.workspace) as session:
        session.execute(update(Event).values(audience=Readers.ORGANISERS))

    shown = community.types(OLIVE, f"/ask {ASKED}")
    assert "For organisers only" in shown.words()
    assert not can_be_shared(shown)


def test_in_a_channel_that_the_bot_is_not_in_it_says_what_to_do(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}")
    community.slack.rooms = []

    assert "Ask somebody to add me" in share(community, shown).text
    assert community.deliver() == []


def test_without_leave_to_look_at_channels_it_says_so(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}")
    community.slack.faults.append(Refused("missing_scope"))

    assert "installed again" in share(community, shown).text


@pytest.mark.parametrize("place", [{"channel_id": "D0AMINA"}, {"channel_name": "privategroup"}])
def test_where_nobody_else_reads_there_is_nothing_to_share(community: Community, place: dict[str, str]) -> None:
    body = {
        "command": "/ask",
        "text": ASKED,
        "team_id": community.workspace,
        "user_id": AMINA.slack_id,
        "channel_id": "C0GENERAL",
        "trigger_id": "t1",
        **place,
    }

    assert SHARE not in community.dispatch(body).body


def test_a_long_question_is_shared_by_a_button(community: Community) -> None:
    shown = community.types(AMINA, f"/ask {ASKED}, because {'we all wonder about it ' * 8}")

    assert find_button(list(shown.blocks), SHARE)
    community.presses(AMINA, SHARE, shown)
    assert "Tuesday 5 July 2022" in words_of(community.deliver()[0].blocks)


def test_the_question_is_let_go_within_the_hour(community: Community) -> None:
    share(community, community.types(AMINA, f"/ask {ASKED}"))
    community.deliver()
    community.clock.forward(hours=2)
    community.retain()

    assert community.rows(Question) == []
