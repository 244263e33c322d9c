"""A first month: two leaders join, reflect, are introduced to each other, meet, and are reminded of an event."""

import time
from typing import Protocol

import pytest

from sandbox.client import Client, Person

TRANSPORTS = pytest.mark.parametrize("transport", ["socket", "http"])


class Secrets(Protocol):
    def of(self, author: str, what: str) -> str: ...


class Bot(Protocol):
    def start(self) -> None: ...
    def kill(self) -> None: ...
    def metrics(self) -> str: ...


@TRANSPORTS
def test_two_leaders_live_through_a_first_month(slack: Client, bot: Bot, secrets: Secrets) -> None:
    amina, daniel = joined(slack)

    prompt(slack, amina)
    reflect(amina, secrets)
    introduce(slack, amina, daniel)
    meet(slack, amina, daniel)

    assert "secret" not in bot.metrics()
    assert slack.unmodelled() == []


@TRANSPORTS
def test_the_same_month_with_the_bot_killed_in_the_middle(slack: Client, bot: Bot, secrets: Secrets) -> None:
    amina, daniel = joined(slack)
    restart(slack, bot)

    prompt(slack, amina)
    restart(slack, bot)
    reflect(amina, secrets)
    restart(slack, bot)
    introduce(slack, amina, daniel)
    restart(slack, bot)
    meet(slack, amina, daniel)


def restart(slack: Client, bot: Bot) -> None:
    bot.kill()
    bot.start()
    slack.wait_for_bot()


def joined(slack: Client) -> tuple[Person, Person]:
    amina, daniel = slack.person("Amina"), slack.person("Daniel")
    join(amina, "Bexley Council", "Local authority")
    join(daniel, "Bromley Council", "Local authority")
    amina.types("/events")
    amina.sees("Tuesday 5 July 2022, 9am to 10.45am")
    amina.presses("Going", near="Catalysing")
    amina.sees("I will remind you on Monday 4 July 2022")
    return amina, daniel


def join(who: Person, organisation: str, sector: str) -> None:
    who.opens_home()
    who.sees_home("Joining takes 2 minutes")
    who.presses("Join")
    who.sees_form("We ask 4 things of each other")
    who.chooses_in_form("Where do you work?", organisation)
    who.chooses_in_form("In which sector?", sector)
    who.chooses_in_form("Which challenges matter most to you?", "Staying well, making prevention a reality")
    who.chooses_in_form("Do you want prompts?", "Yes, to me alone")
    who.chooses_in_form("On which day?", "Tuesday")
    who.chooses_in_form("Do you want introductions?", "Yes")
    assert who.submits("Join") == "updated"
    who.sees_form("You will get a prompt every 2 weeks, on Tuesday at 9am.")
    who.closes_form()


def jump(slack: Client) -> None:
    """To what is due next, once the bot has said what that is; a bot that was killed is waited for a while."""
    before, deadline = slack.clock.now(), time.monotonic() + 60
    while slack.clock.now() == before and time.monotonic() < deadline:
        slack.clock.jump()
        time.sleep(0.1)


def prompt(slack: Client, amina: Person) -> None:
    """The clock jumps to 9am on Tuesday, and the prompt is there, once."""
    jump(slack)
    assert slack.clock.now().startswith("2022-06-28T08:00")
    card = amina.sees("Only you can see what you write", place="bot")
    assert "Catalysing and embedding innovation" in card.text
    assert len([one for one in amina.messages("bot") if "Only you can see what you write" in one.text]) == 1


def reflect(amina: Person, secrets: Secrets) -> None:
    amina.presses("Reflect", near="Only you can see what you write")
    amina.sees_form("What happened?")
    amina.fills("What happened?", secrets.of("Amina Yusuf", "what"))
    amina.fills("So what?", secrets.of("Amina Yusuf", "sowhat"))
    amina.fills("When", secrets.of("Amina Yusuf", "when"))
    assert amina.submits() == "problems"  # half a plan is no plan, and nothing typed is lost
    assert "secret" in amina.typed("What happened?")
    amina.fills("then I will", secrets.of("Amina Yusuf", "then"))
    assert amina.submits() == "updated"
    amina.closes_form()
    amina.opens_home()
    amina.sees_home("secret")


def open_organise(organiser: Person) -> None:
    organiser.opens_home()
    organiser.sees_home("You are an organiser here.")
    organiser.presses("Organise")
    organiser.sees_home("Preview a round")


def introduce(slack: Client, amina: Person, daniel: Person) -> None:
    grace = slack.person("Grace")
    open_organise(grace)
    grace.presses("Preview a round")
    grace.sees_home("Amina Yusuf")
    grace.presses("Send")
    mine = amina.sees("Daniel Okafor", place=None)
    theirs = daniel.sees("Amina Yusuf")
    assert "Staying well, making prevention a reality" in mine.text
    assert mine.text == theirs.text
    assert len(amina.groups()) == len(daniel.groups()) == 1


def meet(slack: Client, amina: Person, daniel: Person) -> None:
    slack.clock.move_to("2022-07-04T08:00:30Z")
    amina.sees("is tomorrow: Tuesday 5 July 2022, 9am to 10.45am", within=90)
    slack.clock.move_to("2022-07-22T12:00:00Z")
    amina.sees("Did you meet", within=90)
    amina.presses("Yes", near="Did you meet")
    amina.sees("Thank you")
    daniel.sees("Did you meet")
    daniel.does_not_see("Thank you")
    for words in ("is tomorrow", "Did you meet"):
        assert len([one for one in amina.messages("bot") if words in one.text]) <= 1


def test_a_reflection_that_the_bot_could_not_take_stays_in_its_form(slack: Client, bot: Bot, secrets: Secrets) -> None:
    amina = slack.person("Amina")
    join(amina, "Bexley Council", "Local authority")
    amina.types("/reflect")
    amina.sees_form("What happened?")
    amina.fills("What happened?", secrets.of("Amina Yusuf", "kept"))

    bot.kill()
    assert amina.submits() in {"trouble", "failed"}
    kept = amina.typed("What happened?")
    bot.start()
    slack.wait_for_bot()

    assert "secret" in kept
    assert amina.submits() == "updated"
    amina.closes_form()
    amina.opens_home()
    amina.sees_home("secret")
