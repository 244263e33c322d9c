"""What people notice of faults between Slack and the bot: as little as can be, and never the same thing twice."""

import pytest

from sandbox.client import Client, Person
from tests.stories.test_first_month import Bot, join, jump


@pytest.fixture
def amina(slack: Client, bot: Bot) -> Person:
    """A leader who has joined."""
    found = slack.person("Amina")
    join(found, "Bexley Council", "Local authority")
    return found


def prompts(who: Person) -> int:
    return len([one for one in who.messages("bot") if "Only you can see what you write" in one.text])


def test_whatever_happens_to_a_prompt_on_its_way_it_arrives_once(slack: Client, amina: Person) -> None:
    for kind in ("slow_down", "lost_request", "server_error"):
        slack.fault(kind, method="conversations.open")
    slack.fault("slow_down", 2, method="chat.postMessage")

    jump(slack)

    amina.sees("Only you can see what you write", place="bot", within=60)
    assert prompts(amina) == 1


def test_a_question_that_slack_tells_twice_gets_one_answer(slack: Client, amina: Person) -> None:
    slack.fault("repeated_event")

    amina.says("When is the next event?")
    amina.sees("Tuesday 5 July 2022")
    amina.says("help")
    amina.sees("/events")

    assert len([one for one in amina.messages("bot") if "Tuesday 5 July 2022" in one.text]) == 1


def test_an_answer_that_came_too_late_is_kept_and_pressing_again_shows_it(slack: Client, amina: Person) -> None:
    amina.types("/events")
    amina.sees("Catalysing")
    slack.fault("late_answer")

    with pytest.raises(AssertionError, match="did not respond in time"):
        amina.presses("Going", near="Catalysing")
    amina.opens_home()

    amina.sees_home("You are going")


def test_a_form_that_could_not_be_opened_opens_at_the_next_press(slack: Client, amina: Person) -> None:
    slack.fault("expired_trigger")

    amina.types("/reflect")
    amina.sees("Please try again")
    amina.types("/reflect")

    amina.sees_form("What happened?")


def test_a_socket_that_breaks_off_is_opened_again(slack: Client, amina: Person) -> None:
    slack.fault("dropped_socket")
    slack.wait_for_bot()

    amina.types("/events")

    amina.sees("Catalysing")
