"""A round over the wire: somebody drops out in the middle, and the bot dies between deciding and sending."""

import pytest

from sandbox.client import Client, Person
from tests.stories.test_first_month import Bot, join, open_organise, restart

PLACES = {
    "Amina": ("Bexley Council", "Local authority"),
    "Daniel": ("Bromley Council", "Local authority"),
    "Priya": ("Lambeth Council", "Local authority"),
    "Kenji": ("Lewisham Council", "Local authority"),
    "Leah": ("Southwark Council", "Local authority"),
}


def arrive(slack: Client, *names: str) -> list[Person]:
    people = [slack.person(name) for name in names]
    for name, who in zip(names, people, strict=True):
        join(who, *PLACES[name])
    return people


def send_round(slack: Client) -> None:
    grace = slack.person("Grace")
    open_organise(grace)
    grace.presses("Preview a round", near="Rounds of introductions")
    grace.sees_home("Nothing is sent until you choose")
    grace.presses("Send")
    grace.sees_home("was sent on Monday 27 June 2022")


def introductions(who: Person) -> list[str]:
    return [message.text for group in who.groups() for message in who.messages(group) if "meet" in message.text.lower()]


def test_one_of_three_drops_out_and_each_of_them_gets_what_they_need(slack: Client) -> None:
    amina, daniel, priya = arrive(slack, "Amina", "Daniel", "Priya")
    send_round(slack)
    for who in (amina, daniel, priya):
        who.sees("Meet each other:")

    amina.presses("Cannot make it", near="Meet each other:")
    amina.sees_form("will hear that you cannot take part, and nothing else")
    amina.chooses_in_form("What next?", "Find me somebody else")
    assert amina.submits("Tell them") == "updated"
    amina.sees_form("I am looking for somebody else for you.")
    amina.closes_form()
    for who in (daniel, priya):
        who.sees("1 of the 3 of you cannot take part any more.")
        assert not [one for one in who.messages("bot") if "Amina" in one.text]

    (kenji,) = arrive(slack, "Kenji")
    slack.clock.move_to("2022-06-27T09:40:00Z")
    slack.clock.move_to("2022-06-27T10:40:00Z")
    amina.sees("Kenji Mori")
    kenji.sees("Amina Yusuf")
    assert len(introductions(daniel)) == len(introductions(priya)) == 1


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_a_bot_that_dies_between_deciding_and_sending_introduces_everybody_once_and_draws_no_more(
    slack: Client, bot: Bot
) -> None:
    people = arrive(slack, "Amina", "Daniel", "Priya", "Leah")
    grace = slack.person("Grace")
    open_organise(grace)
    grace.presses("Preview a round", near="Rounds of introductions")
    grace.sees_home("Nothing is sent until you choose")
    drawn = grace.home_text()

    grace.presses("Send")
    restart(slack, bot)

    for who in people:
        who.sees("Find 30 minutes before", within=60)
    assert [len(introductions(who)) for who in people] == [1, 1, 1, 1]
    pairs = {frozenset([who.name, *who.groups()]) for who in people}
    assert len(pairs) == 2
    assert all(who.name.split()[0] in drawn for who in people)
