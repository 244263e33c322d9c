"""A library grows: an organiser brings in 200 resources, a member saves one from a message, others read and mark."""

from sandbox.client import Client
from tests.library import ADDED, HERE, TWICE, WRONG, two_hundred
from tests.stories.test_first_month import join

SUGGESTED = "Zebra crossings"


def test_two_hundred_resources_come_in_and_a_link_from_a_message_follows(slack: Client) -> None:
    grace, amina, daniel = slack.person("Grace"), slack.person("Amina"), slack.person("Daniel")
    join(amina, "Bexley Council", "Local authority")

    grace.opens_home()
    grace.sees_home("Organise")
    grace.presses("Organise")
    grace.sees_home("5 resources can be read here.")
    grace.presses("Add from a file")
    grace.uploads("File", "resources.csv", two_hundred())
    assert grace.submits("Look at it") == "updated"
    looked_at = grace.sees_form(f"{ADDED} resources would be added")
    assert f"{HERE} would change" in looked_at
    assert f"{TWICE} stand twice in the file" in looked_at
    assert f"{WRONG} need mending" in looked_at
    assert grace.submits() == "updated"
    grace.sees_form(f"{ADDED} resources were added")
    grace.closes_everything()
    grace.sees_home(f"{ADDED + 5} resources can be read here.")

    daniel.types("Worth a look: https://zebra.example/read?utm_source=mail", place="general")
    amina.uses("Save as a resource", near="Worth a look")
    amina.sees_form("I took the link from that message, and nothing else.")
    amina.fills("Title", SUGGESTED)
    amina.chooses_in_form("Type", "Article")
    assert amina.submits("Suggest") == "updated"
    amina.closes_everything()

    grace.opens_messages()
    grace.sees("suggests a resource.", place="bot")
    grace.presses("Approve", near=SUGGESTED)
    amina.sees("An organiser has approved", place="bot")

    amina.types("/resources zebra")
    amina.sees(SUGGESTED)
    amina.chooses("Want to read", near=SUGGESTED)
    amina.sees("You want to read this.")
    amina.types("/resources next")
    amina.sees("You said that you want to read this.")
    daniel.types("/resources zebra")
    assert "You want to read this." not in daniel.sees(SUGGESTED).text
    amina.uses("Suggest a resource")
    amina.sees_form("An organiser looks at it before others see it.")
    assert slack.unmodelled() == []
