"""Messages: posting, updating, threads, ephemeral ones, and how people read them."""

from tests.sandbox.block_probes import section
from tests.sandbox.room import AMINA, DANIEL, GENERAL, Room


def test_an_ephemeral_message_is_seen_by_one_person_only(room: Room) -> None:
    room.web.chat_postEphemeral(channel=GENERAL, user=AMINA, text="between us")
    assert room.slack.person("Amina").sees("between us").only_you
    room.slack.person("Daniel").does_not_see("between us")


def test_what_one_person_alone_saw_is_gone_after_a_reload(room: Room) -> None:
    for user in (AMINA, DANIEL):
        room.web.chat_postEphemeral(channel=GENERAL, user=user, text="between us")
    room.web.chat_postMessage(channel=GENERAL, text="for all")
    room.slack.person("Amina").reloads()
    assert [message.text for message in room.slack.person("Amina").messages("general")] == ["for all"]
    room.slack.person("Daniel").sees("between us")


def test_an_update_with_text_only_takes_the_old_blocks_away(room: Room) -> None:
    blocks = [section(text={"type": "mrkdwn", "text": "old card"})]
    ts = room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks)["ts"]
    room.web.chat_update(channel=GENERAL, ts=ts, text="new words")
    assert room.slack.person("Amina").sees("new words").ts == ts
    room.slack.person("Amina").does_not_see("old card")


def test_a_text_over_forty_thousand_characters_is_cut_with_a_warning(room: Room) -> None:
    answer = room.web.chat_postMessage(channel=GENERAL, text="x" * 40_001)
    assert (len(answer["message"]["text"]), answer["warning"]) == (40_000, "message_truncated")


def test_stamps_are_unique_and_increase_while_the_clock_stands_still(room: Room) -> None:
    stamps = [str(room.web.chat_postMessage(channel=GENERAL, text="t")["ts"]) for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert {stamp.split(".")[0] for stamp in stamps} == {"1656316800"}


def test_a_reply_is_in_its_thread(room: Room) -> None:
    ts = str(room.web.chat_postMessage(channel=GENERAL, text="parent")["ts"])
    room.web.chat_postMessage(channel=GENERAL, text="reply", thread_ts=ts)
    assert room.slack.person("Amina").sees("reply").thread == ts


def test_metadata_is_kept(room: Room) -> None:
    metadata = {"event_type": "prompt", "event_payload": {"key": "7"}}
    answer = room.web.chat_postMessage(channel=GENERAL, text="t", metadata=metadata)
    assert answer["message"]["metadata"] == metadata


def test_people_read_names_links_and_dates_and_not_markup(room: Room) -> None:
    date = "<!date^1657008000^{date_long} at {time}|then>"
    words = f"*Hello* <@{DANIEL}>, see <https://a.example/b|the plan> &amp; {date}"
    room.web.chat_postMessage(channel=GENERAL, text=words)
    seen = "Hello @Daniel Okafor, see the plan & Tuesday 5 July 2022 at 9:00 AM"
    assert room.slack.person("Amina").sees(seen).text == seen
    room.slack.person("Kenji").sees("at 5:00 PM")


def test_an_address_in_a_text_becomes_a_link_and_a_name_does_not(room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="See https://a.example/b_c?d=1&amp;e=2, #general and @Amina.")
    room.slack.person("Amina").sees("See")
    (place,) = [place for place in room.slack.person("Amina").look()["places"] if place["name"] == "general"]
    spans = place["messages"][-1]["spans"]
    assert [span["link"] for span in spans if "link" in span] == ["https://a.example/b_c?d=1&e=2"]
    assert [span["text"] for span in spans if "link" not in span] == ["See ", ", #general and @Amina."]


def test_a_person_who_sees_blocks_does_not_see_the_fallback_text(room: Room) -> None:
    blocks = [section(text={"type": "plain_text", "text": "the *card*"})]
    room.web.chat_postMessage(channel=GENERAL, text="the fallback", blocks=blocks)
    room.slack.person("Amina").sees("the *card*")
    room.slack.person("Amina").does_not_see("the fallback")


def test_mentions_by_the_bot_are_listed_as_pings(room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text=f"<!here> and <@{AMINA}>")
    room.web.chat_postEphemeral(channel=GENERAL, user=AMINA, text="<!channel> for nobody else")
    room.web.chat_postMessage(channel=DANIEL, text=f"<@{AMINA}> is not in this conversation")
    assert [(ping["whom"], ping["place"]) for ping in room.slack.pings()] == [
        ("here", "general"),
        ("Amina Yusuf", "general"),
    ]
