"""The first month in two workspaces at once, in which everybody has the same ids: nothing crosses over."""

from typing import Protocol

from sandbox.client import Client, Person
from tests.stories.test_first_month import Secrets, introduce, joined, jump, reflect


class Side(Protocol):
    slack: Client
    secrets: Secrets


def test_two_communities_live_through_the_same_month_side_by_side(two: tuple[Side, Side]) -> None:
    south, north = two
    people = [joined(side.slack) for side in two]

    jump(south.slack)
    for side, (amina, daniel) in zip(two, people, strict=True):
        assert side.slack.clock.now().startswith("2022-06-28T08:00")
        has_one_prompt(amina)
        reflect(amina, side.secrets)
        introduce(side.slack, amina, daniel)

    north.slack.clock.move_to("2022-07-22T12:00:00Z")
    for amina, daniel in people:
        amina.sees("is tomorrow: Tuesday 5 July 2022, 9am to 10.45am")
        amina.sees("Did you meet")
        amina.presses("Yes", near="Did you meet")
        amina.sees("Thank you")
        daniel.sees("Did you meet")
        daniel.does_not_see("Thank you")
        has_one_prompt(amina)


def test_a_workspace_that_takes_the_app_away_hears_nothing_more_and_the_other_goes_on(two: tuple[Side, Side]) -> None:
    south, north = two
    (amina, _), (other, _) = [joined(side.slack) for side in two]

    south.slack.uninstall()
    other.types("/events")  # whatever Slack told before this has arrived by now
    north.slack.clock.move_to("2022-06-28T09:00:00Z")

    has_one_prompt(other)
    assert [one.text for one in amina.messages("bot") if "Only you can see" in one.text] == []


def has_one_prompt(who: Person) -> None:
    who.sees("Only you can see what you write", place="bot")
    assert len([one for one in who.messages("bot") if "Only you can see what you write" in one.text]) == 1
