"""What the app is told when people leave, change or come."""

import pytest

from tests.sandbox.room import AMINA, Room
from tests.sandbox.test_events import wait_for_events


def test_leaving_and_coming_back_is_told_and_shuts_the_person_out(room: Room) -> None:
    room.slack.deactivate("Amina")
    assert room.web.users_info(user=AMINA)["user"]["deleted"]
    with pytest.raises(AssertionError, match="deactivated"):
        room.slack.person("Amina").says("hello")
    room.slack.reactivate("Amina")
    room.slack.person("Amina").says("hello", place="general")


def test_changes_of_a_person_are_told(app_room: Room) -> None:
    people = app_room.sandbox.workspace.world.people
    before = people[AMINA]
    app_room.slack.rename("Amina", "Amina Hall")
    app_room.slack.move_zone("Amina Hall", "Asia/Tokyo")
    app_room.slack.deactivate("Amina Hall")
    events = [body["event"]["user"] for body in wait_for_events(app_room, "user_change", 3)]
    app_room.slack.reactivate("Amina Hall")
    people[AMINA] = before
    assert {user["profile"]["real_name"] for user in events} == {"Amina Hall"}
    assert {user.get("tz") for user in events} >= {"Europe/London", "Asia/Tokyo"}
    assert [user["deleted"] for user in events].count(True) == 1


def test_a_new_person_is_told_and_joins_the_channels(app_room: Room) -> None:
    workspace = app_room.sandbox.workspace
    person = app_room.slack.new_person("Zoe Adams", "Tannery Street Hub", "zoe@tannery.example")
    (joined,) = wait_for_events(app_room, "team_join", 1)
    arrivals = wait_for_events(app_room, "member_joined_channel", 2)
    identity = joined["event"]["user"]["id"]
    assert {body["event"]["channel"] for body in arrivals} == {"C06GENERAL", "C06SYSLEAD"}
    person.says("hello", place="general")
    app_room.slack.deactivate("Zoe")
    del workspace.world.people[identity]
