"""Somebody is worried about a peer, tells organisers, and is never introduced to them again."""

from sandbox.client import Client
from tests.stories.test_first_month import introduce, join

WORDS = "quokka8812 shouted at me"


def test_a_concern_reaches_organisers_and_the_form_turns_into_not_again(slack: Client) -> None:
    amina, daniel, grace = slack.person("Amina"), slack.person("Daniel"), slack.person("Grace")
    join(amina, "Bexley Council", "Local authority")
    join(daniel, "Bromley Council", "Local authority")
    introduce(slack, amina, daniel)

    amina.presses("Report a concern", near="Daniel Okafor")
    amina.sees_form("Your words go to")
    amina.fills("What worries you?", WORDS)
    assert amina.submits("Send") == "updated"
    amina.sees_form("Thank you for telling us.")
    grace.sees(WORDS, place="bot")

    amina.presses("Not again")
    amina.sees_form("They only read that you cannot take part.")
    assert amina.submits("Not again") == "updated"
    amina.sees_form("I will never introduce you to Daniel Okafor again.")
    amina.closes_form()
    daniel.sees("Your peer in this round cannot take part.", place="bot")
    daniel.does_not_see(WORDS)

    amina.types("/connect private")
    amina.sees("Daniel Okafor")
    amina.presses("My line manager")
    amina.sees_form("I never introduce you to your line manager.")
    amina.chooses_in_form("Who is your line manager?", "Grace Mensah")
    assert amina.submits("Save") == "updated"
    amina.sees_form("Your line manager is")
    amina.closes_form()
    amina.types("/connect later")
    amina.sees_form("When are you usually free?")
    amina.chooses_in_form("When are you usually free?", "Monday morning", "Friday afternoon")
    assert amina.submits("Save") == "updated"
    assert slack.unmodelled() == []
