"""A reflection that is shared with a channel: looked at first, read by everybody there, and taken down again."""

import time
from typing import Protocol

from sandbox.client import Client, Person
from tests.stories.test_first_month import join


class Secrets(Protocol):
    def of(self, author: str, what: str) -> str: ...


class Bot(Protocol):
    def kill(self) -> None: ...


def test_a_leader_shares_one_part_of_a_reflection_with_a_channel_and_stops(
    slack: Client, bot: Bot, secrets: Secrets
) -> None:
    amina, daniel = slack.person("Amina"), slack.person("Daniel")
    join(amina, "Bexley Council", "Local authority")
    write_in_six_steps(amina, secrets)
    look_before_sharing(amina)
    daniel.does_not_see("A lesson for all of us.")

    assert amina.submits("Share") == "updated"
    amina.sees_form("I share it in #general")
    amina.closes_form()
    seen = daniel.sees("A lesson for all of us.", place="general")
    assert "Amina Yusuf shares a reflection." in seen.text

    opens_home_until(amina, "Shared in #general.")
    amina.presses("Stop sharing")
    amina.sees_home("What showed in Slack is taken down")
    daniel.does_not_see("A lesson for all of us.")
    assert slack.unmodelled() == []


def opens_home_until(amina: Person, words: str) -> None:
    """The tab is drawn when it is opened, and the bot notes a moment after posting that a message has left."""
    deadline = time.monotonic() + 30
    amina.opens_home()
    while words not in amina.home_text() and time.monotonic() < deadline:
        time.sleep(0.2)
        amina.opens_home()
    amina.sees_home(words)


def write_in_six_steps(amina: Person, secrets: Secrets) -> None:
    amina.types("/reflect")
    amina.sees_form("What happened?")
    amina.fills("What happened?", secrets.of("Amina Yusuf", "what"))
    amina.presses("Use 6 steps")
    amina.sees_form("What did you think and feel?")
    assert "secret" in amina.typed("What happened?")
    amina.fills("What did you think and feel?", f"Mrs Jones: {secrets.of('Amina Yusuf', 'feelings')}")
    amina.fills("What else could you have done?", "A lesson for all of us.")
    assert amina.submits("Save") == "updated"
    amina.sees_form("Could someone work out who it is?")
    assert "secret" in amina.typed("What did you think and feel?")
    assert amina.submits("Save") == "updated"
    amina.sees_form("Does something stand in the way?")
    amina.chooses_in_form("Does something stand in the way?", "Fear of failure")
    amina.chooses_in_form("Who may read it?", "A channel")
    assert amina.submits("Save") == "updated"


def look_before_sharing(amina: Person) -> None:
    amina.sees_form("Only what you choose here is shared.")
    amina.chooses_in_form("Who may read it?", "#general")
    amina.chooses_in_form("What may they read?", "What else could you have done?")
    assert amina.submits("Preview") == "updated"
    shown = amina.sees_form("everybody in #general")
    assert "A lesson for all of us." in shown
    assert "secret" not in shown
