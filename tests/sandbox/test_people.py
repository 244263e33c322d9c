"""People as Slack describes them, and the direct messages with them."""

from tests.sandbox.room import AMINA, DANIEL, GENERAL, RUTH, TOM, Room


def test_a_person_has_a_zone_and_its_offset_on_the_day_of_the_clock(room: Room) -> None:
    user = room.web.users_info(user=AMINA)["user"]
    assert (user["tz"], user["tz_offset"], user["is_admin"], user["deleted"]) == ("Europe/London", 3600, False, False)
    room.slack.clock.move_to("2022-12-01T09:00:00Z")
    assert room.web.users_info(user=AMINA)["user"]["tz_offset"] == 0


def test_guests_external_and_deactivated_people_are_marked_as_slack_marks_them(room: Room) -> None:
    guest, outsider, gone = (room.web.users_info(user=user)["user"] for user in (RUTH, "U06SOFIARE", TOM))
    assert guest["is_restricted"]
    assert (outsider["is_stranger"], outsider["team_id"]) == (True, "T06PARTNER")
    assert gone["deleted"]
    assert "tz" not in gone


def test_a_list_of_users_comes_in_pages_without_external_people(room: Room) -> None:
    names: list[str] = []
    for page in room.web.users_list(limit=6):
        names += [member["id"] for member in page["members"]]
    assert (len(names), len(set(names))) == (15, 15)
    assert {AMINA, TOM, "USLACKBOT", "U06SANDBOT"} <= set(names)
    assert "U06SOFIARE" not in names


def test_opening_a_conversation_twice_gives_the_same_one(room: Room) -> None:
    first, second = (room.web.conversations_open(users=DANIEL) for _ in range(2))
    assert first["channel"]["id"] == second["channel"]["id"]
    assert second["already_open"]


def test_a_message_to_a_persons_id_goes_to_their_direct_messages(room: Room) -> None:
    answer = room.web.chat_postMessage(channel=DANIEL, text="for you")
    assert answer["channel"] == room.web.conversations_open(users=DANIEL)["channel"]["id"]
    room.slack.person("Daniel").sees("for you", place="bot")
    room.slack.person("Amina").does_not_see("for you")


def test_a_message_to_a_deactivated_person_succeeds_and_is_flagged_on_the_wire(room: Room) -> None:
    assert room.web.chat_postMessage(channel=TOM, text="are you there?")["ok"]
    assert "Tom Bellamy is deactivated" in next(
        one["verdict"] for one in room.slack.wire() if one["kind"] == "chat.postMessage"
    )


def test_a_guest_sees_only_the_channels_they_are_in(room: Room) -> None:
    room.web.chat_postMessage(channel="C06SYSLEAD", text="for leaders")
    room.web.chat_postMessage(channel=GENERAL, text="for all")
    room.slack.person("Ruth").sees("for all")
    room.slack.person("Ruth").does_not_see("for leaders")
