"""Asking in Slack: a question leans on the one before, and an answer is shared with the channel where it was asked."""

from sandbox.client import Client
from tests.stories.test_first_month import join

TITLE = "Catalysing and embedding innovation"


def test_a_leader_asks_on_and_shares_the_answer_with_the_others(slack: Client) -> None:
    amina, daniel = slack.person("Amina"), slack.person("Daniel")
    join(amina, "Bexley Council", "Local authority")
    amina.opens_messages()
    amina.says("when is the next event?")
    amina.sees("Tuesday 5 July 2022", place="bot")
    amina.says("and the link?")
    amina.sees(f"I do not know the link for {TITLE}", place="bot")
    amina.says("how do I book?")
    amina.sees("You have not answered yet", place="bot")
    amina.presses("Going", near="You have not answered yet")
    amina.says("am I going?")
    amina.sees("You are going to", place="bot")

    amina.types("/ask when is the next event?", place="general")
    amina.sees("Tuesday 5 July 2022", place="general")
    daniel.does_not_see("Tuesday 5 July 2022", place="general")
    amina.chooses("Share in this channel")
    shared = daniel.sees("asked me and shares my answer", place="general")
    assert "when is the next event?" in shared.text
    daniel.sees(TITLE, place="general")

    amina.presses("Take it back")
    amina.sees("I have taken it back.", place="general")
    daniel.does_not_see("asked me and shares my answer", place="general")
    assert slack.unmodelled() == []


def test_a_leader_asks_from_the_home_tab(slack: Client) -> None:
    amina = slack.person("Amina")
    amina.opens_home()
    amina.sees_home("Find answers")
    amina.presses("Ask a question")
    amina.sees_form("What would you like to know?")
    amina.fills("What would you like to know?", "when is the next event?")

    assert amina.submits("Ask") == "updated"
    amina.sees_form("Tuesday 5 July 2022")
    assert slack.unmodelled() == []
