"""Group messages, the history that the bot reads, and files."""

import urllib.error
import urllib.request

import pytest

from tests.sandbox.room import AMINA, DANIEL, GENERAL, RUTH, Room

PRIYA = "U06PRIYANA"


def open_group(room: Room, *users: str) -> str:
    """Open a group and give its id."""
    return str(room.web.conversations_open(users=list(users))["channel"]["id"])


def test_a_group_is_the_same_when_opened_again_in_another_order(room: Room) -> None:
    first = room.web.conversations_open(users=[AMINA, DANIEL, PRIYA], return_im=True)["channel"]
    assert open_group(room, PRIYA, AMINA, DANIEL) == first["id"]
    assert (first["is_mpim"], first["name"]) == (True, "mpdm-amina.yusuf--daniel.okafor--priya.nair--small-1")


def test_a_group_is_seen_by_its_members_and_has_threads(app_room: Room) -> None:
    channel = open_group(app_room, AMINA, DANIEL)
    ts = str(app_room.web.chat_postMessage(channel=channel, text="meet each other")["ts"])
    amina, daniel = app_room.slack.person("Amina"), app_room.slack.person("Daniel")
    assert (amina.groups(), daniel.groups()) == (["Daniel Okafor"], ["Amina Yusuf"])
    amina.sees("meet each other", place="Daniel Okafor")
    app_room.slack.person("Priya").does_not_see("meet each other")
    daniel.says("hello Amina", place="Amina Yusuf", thread=ts)
    assert amina.sees("heard hello Amina").thread == ts


def test_a_group_with_somebody_from_outside_needs_a_common_channel(room: Room) -> None:
    assert open_group(room, "U06SOFIARE", AMINA).startswith("G")
    with pytest.raises(Exception, match="invalid_user_combination"):
        open_group(room, "U06SOFIARE", RUTH)


def test_the_channels_of_the_bot_are_told_and_which_of_them_hold_somebody_from_outside(room: Room) -> None:
    room.replace_manifest(scopes=("channels:read",))

    first = room.web.users_conversations(types="public_channel", exclude_archived=True, limit=1)
    rest = room.web.users_conversations(limit=1, cursor=first["response_metadata"]["next_cursor"])

    shared = {one["name"]: one["is_ext_shared"] for given in (first, rest) for one in given["channels"]}
    assert shared == {"general": False, "system-leaders": True}
    assert rest["response_metadata"]["next_cursor"] == ""
    assert "num_members" not in room.web.conversations_info(channel=GENERAL)["channel"]


def test_a_channel_says_who_is_in_it_when_asked_and_whether_the_bot_is(room: Room) -> None:
    room.replace_manifest(scopes=("channels:read",))

    found = room.web.conversations_info(channel=GENERAL, include_num_members=True)["channel"]
    other = room.web.conversations_info(channel="C06RANDOM1", include_num_members=True)["channel"]

    inside = room.sandbox.workspace.conversations[GENERAL].members
    assert (found["num_members"], found["is_member"], found["is_private"]) == (len(inside), True, False)
    assert other["is_member"] is False
    room.replace_manifest(scopes=("chat:write",))
    with pytest.raises(Exception, match="missing_scope"):
        room.web.conversations_info(channel=GENERAL)


def test_the_history_is_newest_first_in_pages_with_metadata_when_asked(room: Room) -> None:
    metadata = {"event_type": "key", "event_payload": {"key": "7"}}
    stamps = [
        str(room.web.chat_postMessage(channel=AMINA, text=f"number {number}", metadata=metadata)["ts"])
        for number in range(3)
    ]
    channel = room.web.conversations_open(users=AMINA)["channel"]["id"]
    given = room.web.conversations_history(channel=channel, limit=2, include_all_metadata=True)
    assert [one["text"] for one in given["messages"]] == ["number 2", "number 1"]
    assert (given["has_more"], given["messages"][0]["metadata"]) == (True, metadata)
    cursor = given["response_metadata"]["next_cursor"]
    rest = room.web.conversations_history(channel=channel, limit=2, cursor=cursor)
    assert (rest["has_more"], ["metadata" in one for one in rest["messages"]]) == (False, [False])
    late = room.web.conversations_history(channel=channel, oldest=stamps[1])["messages"]
    assert [one["ts"] for one in late] == [stamps[2]]


def test_a_file_is_shown_with_its_words_and_opened_by_members_only(room: Room) -> None:
    room.web.files_upload_v2(
        channel="C06SYSLEAD",
        content="a,b",
        filename="hours.csv",
        title="Hours",
        alt_txt="Hours a day",
        initial_comment="Here",
    )
    amina = room.slack.person("Amina")
    amina.sees("[Hours: Hours a day]", place="system-leaders")
    places = {place["name"]: place for place in amina.look()["places"]}
    (file,) = places["system-leaders"]["messages"][0]["files"]
    assert (file["name"], file["title"], file["alt"]) == ("hours.csv", "Hours", "Hours a day")
    assert fetch(room, file["url"]) == b"a,b"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        fetch(room, file["url"].replace(AMINA, RUTH))


def fetch(room: Room, path: str) -> bytes:
    """Open an address of the sandbox."""
    with urllib.request.urlopen(room.sandbox.url + path) as answer:  # noqa: S310 - the sandbox on this machine
        return bytes(answer.read())


def test_a_file_reaches_a_thread_of_direct_messages(app_room: Room) -> None:
    channel = app_room.web.conversations_open(users=AMINA)["channel"]["id"]
    ts = str(app_room.web.chat_postMessage(channel=channel, text="t")["ts"])
    app_room.web.files_upload_v2(channel=channel, content="x", filename="x.txt", thread_ts=ts)
    assert app_room.slack.person("Amina").sees("x.txt").thread == ts
    assert app_room.web.conversations_history(channel=channel)["messages"][0]["ts"] == ts
    assert channel != GENERAL
