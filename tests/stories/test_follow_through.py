"""A plan is followed through: asked about, helped along, and taken home in a file that only its author sees."""

import urllib.parse
import urllib.request
from typing import Protocol

from sandbox.client import Client, Person
from tests.stories.test_first_month import join, jump


class Secrets(Protocol):
    def of(self, author: str, what: str) -> str: ...


def test_a_plan_that_had_no_chance_leads_to_a_peer_and_everything_can_be_taken_home(
    slack: Client, secrets: Secrets
) -> None:
    amina, daniel = slack.person("Amina"), slack.person("Daniel")
    join(amina, "Bexley Council", "Local authority")
    join(daniel, "Bromley Council", "Local authority")
    plan(amina, secrets)

    asked(slack, amina)
    amina.presses("Show my plan", near="How did it go?")
    amina.sees_form("secret")
    amina.presses("Not yet")
    amina.sees_form("What got in the way?")
    amina.presses("I had no chance")
    amina.sees_form("here is a prompt to try with a peer.")
    amina.closes_everything()

    take_home(slack, amina, daniel)
    assert slack.unmodelled() == []


def plan(amina: Person, secrets: Secrets) -> None:
    amina.types("/reflect")
    amina.sees_form("What happened?")
    amina.fills("What happened?", secrets.of("Amina Yusuf", "what"))
    amina.fills("When", secrets.of("Amina Yusuf", "when"))
    amina.fills("then I will", secrets.of("Amina Yusuf", "then"))
    assert amina.submits() == "updated"
    amina.sees_form("I will ask how it went on Monday 11 July 2022.")
    amina.presses("Change")
    amina.sees_form("Ask me how it went on")
    assert amina.submits() == "updated"
    amina.sees_form("I will ask how it went on Monday 11 July 2022.")
    amina.closes_everything()


def asked(slack: Client, amina: Person) -> None:
    while slack.clock.now() < "2022-07-11T08:00":
        jump(slack)
    question = amina.sees("How did it go?", place="bot")
    assert "secret" not in question.text


def take_home(slack: Client, amina: Person, daniel: Person) -> None:
    amina.opens_home()
    amina.sees_home("My reflections")
    amina.presses("Export", near="My reflections")
    amina.sees_form("As which kind of file?")
    amina.chooses_in_form("As which kind of file?", "Markdown")
    assert amina.submits() == "updated"
    amina.sees_form("Your file is on its way.")
    amina.closes_everything()
    amina.sees("Here is a file with your reflection.", place="bot")
    (file,) = (file for place in amina.look()["places"] for one in place["messages"] for file in one.get("files", []))
    with urllib.request.urlopen(slack.transport.url + file["url"]) as answer:  # noqa: S310 - the sandbox
        assert b"secret" in answer.read()
    assert file["name"] == "reflections.md"
    assert not [one for place in daniel.look()["places"] for one in place["messages"] if one.get("files")]
