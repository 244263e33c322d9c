"""Sharing a reflection: only what its author chose, only to whom they saw, only after Share, and until they stop."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.rules.messages import Kind, State
from bot.rules.words import Audience
from bot.slack import NotReached, Refused
from db.models import Message, Reflection, Sharing
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.handlers.reflection.test_reflections import PLAN, WRITTEN, kept, opens, shown
from tests.leaders import ADA, DEV, GUS, arrive, send
from tests.people import AMINA, BEN, Somebody

GENERAL, BRIDGE = "C0GENERAL", "C0BRIDGE"
GROUP = "GU0ADA+U0DEV"


@pytest.fixture
def pair(community: Community) -> Community:
    """Ada and Dev are introduced and have heard of each other; Ada has written something."""
    arrive(community, ADA, DEV)
    send(community)
    community.deliver()
    community.submits(ADA, opens(community, ADA), **WRITTEN, **PLAN)
    return community


@pytest.fixture
def written(house: Community) -> Community:
    """Amina has written something, and is in no introduction."""
    house.joins(AMINA)
    house.submits(AMINA, opens(house), **WRITTEN, **PLAN)
    return house


def asks(community: Community, who: Somebody) -> dict[str, Any]:
    """The form in which somebody chooses what to share and with whom."""
    community.presses(who, "Share", community.opens_home(who), near="My reflections")
    return community.form()


def previews(community: Community, who: Somebody, place: str, parts: Sequence[str] | None = None) -> dict[str, Any]:
    chosen = list(parts) if parts is not None else None
    shown: dict[str, Any] = community.submits(who, asks(community, who), place=place, parts=chosen)["view"]
    return shown


def shares(community: Community, who: Somebody, place: str, parts: Sequence[str] | None = None) -> list[Seen]:
    """Chosen, looked at, shared and delivered."""
    answer = community.submits(who, previews(community, who, place, parts))
    assert answer["view"]["title"]["text"] == "Shared"
    return community.deliver()


def mine(community: Community) -> str:
    """What stands for the introduction that is running, in a form."""
    return "introduction:1"


def options(view: dict[str, Any], field: str) -> list[str]:
    (block,) = [block for block in view["blocks"] if block.get("block_id") == field]
    return [option["text"]["text"] for option in block["element"]["options"]]


def test_what_is_saved_is_shared_with_nobody(pair: Community) -> None:
    assert pair.deliver() == []
    assert pair.rows(Sharing) == []
    assert kept(pair, Reflection)[0].audience is Audience.ONLY_ME


def test_only_me_is_what_is_chosen_unless_somebody_chooses_otherwise(house: Community) -> None:
    house.joins(AMINA)
    saved = house.submits(AMINA, opens(house), **WRITTEN)["view"]

    (radio,) = [block for block in saved["blocks"] if block.get("block_id") == "audience"]

    assert radio["element"]["initial_option"]["value"] == Audience.ONLY_ME.name
    assert options(saved, "audience") == ["Only me", "A channel"]


def test_an_introduction_is_offered_with_the_names_of_the_peers(pair: Community) -> None:
    saved = pair.submits(ADA, opens(pair, ADA), what="Another.")["view"]

    chosen = pair.submits(ADA, saved, audience="INTRODUCTION")["view"]

    assert options(saved, "audience")[1] == "My introduction: Dev Nair"
    assert options(chosen, "place") == ["My introduction: Dev Nair"]
    assert pair.rows(Sharing) == []


def test_a_channel_is_one_of_those_that_the_bot_is_in(written: Community) -> None:
    saved = written.submits(AMINA, opens(written), what="Another.")["view"]

    chosen = written.submits(AMINA, saved, audience="CHANNEL")["view"]

    assert options(chosen, "place") == ["#bridge", "#general"]


def test_without_a_channel_that_is_said_beside_the_choice_and_what_was_added_is_kept_next_time(
    written: Community,
) -> None:
    written.slack.rooms = []
    saved = written.submits(AMINA, opens(written), what="Another.")["view"]
    body = written.form_body(AMINA, saved, audience="CHANNEL", tags=["fear-of-failure"])

    answer = written.submits_again(body)
    body["view"]["state"]["values"]["audience"]["audience"]["selected_option"]["value"] = "ONLY_ME"
    written.submits_again(body)

    assert "I am in no public channel yet." in answer["errors"]["audience"]
    assert "Fear of failure" in shown(written.opens_home(AMINA))


def test_everything_but_the_plan_is_chosen_at_first(pair: Community) -> None:
    form = asks(pair, ADA)

    (parts,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "parts"]

    assert options(form, "parts") == ["What happened?", "So what?", "Now what?", "My plan"]
    assert [option["value"] for option in parts["initial_options"]] == ["what", "so_what", "now_what"]


def test_a_preview_shows_exactly_what_is_read_and_by_whom(pair: Community) -> None:
    preview = previews(pair, ADA, mine(pair), ["what"])
    (seen,) = (pair.submits(ADA, preview), pair.deliver())[1]

    assert "*Who reads it:* *Dev Nair* from King's College" in shown(preview)
    assert preview["close"]["text"] == "Keep to myself"
    assert preview["blocks"][-len(seen.blocks) :] == seen.blocks


def test_nothing_leaves_before_share_is_pressed(pair: Community) -> None:
    previews(pair, ADA, mine(pair))

    assert pair.deliver() == []
    assert pair.rows(Sharing) == []


def test_an_introduction_reads_it_in_its_own_conversation(pair: Community) -> None:
    (seen,) = shares(pair, ADA, mine(pair))

    assert seen.channel == GROUP
    assert "*Ada Obi* shares a reflection." in words_of(seen.blocks)
    assert all(text in words_of(seen.blocks) for text in WRITTEN.values())
    assert PLAN["then"] not in words_of(seen.blocks)
    assert not any(text in seen.text for text in WRITTEN.values())


def test_only_chosen_parts_leave(pair: Community) -> None:
    (seen,) = shares(pair, ADA, mine(pair), ["so_what", "plan"])

    assert WRITTEN["so_what"] in words_of(seen.blocks)
    assert "When we next meet, then I will listen first" in words_of(seen.blocks)
    assert WRITTEN["what"] not in words_of(seen.blocks)


def test_without_a_part_that_is_said_beside_it(pair: Community) -> None:
    answer = pair.submits(ADA, asks(pair, ADA), parts=[])

    assert answer["errors"] == {"parts": "Choose at least one part."}


def test_without_a_conversation_each_peer_reads_it_alone(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    send(house)
    house.slack.faults = [Refused("restricted_action")]
    house.deliver()
    house.submits(ADA, opens(house, ADA), **WRITTEN)

    seen = shares(house, ADA, mine(house))

    assert sorted(one.channel for one in seen) == ["DU0DEV", "DU0GUS"]


def test_a_channel_reads_it_and_its_author_saw_how_many_people_are_there(written: Community) -> None:
    preview = previews(written, AMINA, GENERAL)
    written.submits(AMINA, preview)
    (seen,) = written.deliver()

    assert "everybody in #general. 11 people are in it now" in shown(preview)
    assert "another company" not in shown(preview)
    assert (seen.channel, WRITTEN["what"] in words_of(seen.blocks)) == (GENERAL, True)


def test_a_channel_with_another_company_comes_with_a_warning(written: Community) -> None:
    assert "This channel is shared with another company." in shown(previews(written, AMINA, BRIDGE))


def test_a_channel_that_became_shared_since_the_preview_is_looked_at_once_more(written: Community) -> None:
    preview = previews(written, AMINA, GENERAL)
    written.slack.rooms = [replace(room, is_shared=True) for room in written.slack.rooms]

    again = written.submits(AMINA, preview)["view"]

    assert "Who may read it has changed." in shown(again)
    assert "another company" in shown(again)
    assert written.deliver() == []
    written.submits(AMINA, again)
    assert len(written.deliver()) == 1


def test_a_channel_that_the_bot_was_taken_out_of_gets_nothing_and_its_author_is_told(written: Community) -> None:
    preview = previews(written, AMINA, GENERAL)
    written.slack.rooms = []

    answer = written.submits(AMINA, preview)

    assert "Nothing is shared" in shown(answer["view"])
    assert written.rows(Sharing) == []


def test_an_introduction_that_has_lost_its_peer_gets_nothing(pair: Community) -> None:
    preview = previews(pair, ADA, mine(pair))
    leave(pair, DEV)

    answer = pair.submits(ADA, preview)

    assert "Nothing is shared" in shown(answer["view"])
    assert pair.rows(Sharing) == []


def leave(community: Community, who: Somebody) -> None:
    community.presses(who, "Leave", community.types(who, "/community leave"))


def test_share_that_arrives_twice_shares_once(pair: Community) -> None:
    body = pair.form_body(ADA, previews(pair, ADA, mine(pair)))

    first, second = pair.submits_again(body), pair.submits_again(body)

    assert first == second
    assert len(pair.deliver()) == len(pair.rows(Sharing)) == 1


def test_two_presses_of_share_share_once(pair: Community) -> None:
    preview = previews(pair, ADA, mine(pair))

    for _ in range(2):
        pair.submits(ADA, preview)

    assert len(pair.deliver()) == 1


def test_what_is_private_again_before_it_leaves_is_not_sent(pair: Community) -> None:
    pair.submits(ADA, previews(pair, ADA, mine(pair)))

    pair.presses(ADA, "Stop sharing", pair.opens_home(ADA))

    assert pair.deliver() == []
    assert kept(pair, Reflection)[0].audience is Audience.ONLY_ME


def test_what_is_deleted_before_it_leaves_is_not_sent(pair: Community) -> None:
    pair.submits(ADA, previews(pair, ADA, mine(pair)))

    pair.presses(ADA, "Delete", pair.opens_home(ADA), near="My reflections")

    assert pair.deliver() == []
    assert kept(pair, Reflection) == pair.rows(Sharing) == []


def test_an_author_who_leaves_before_it_leaves_shares_nothing(pair: Community) -> None:
    pair.submits(ADA, previews(pair, ADA, mine(pair)))

    leave(pair, ADA)

    assert pair.deliver() == []


def test_stopping_takes_down_what_shows(pair: Community) -> None:
    (seen,) = shares(pair, ADA, mine(pair))
    home = pair.opens_home(ADA)

    after = pair.presses(ADA, "Stop sharing", home)

    assert "Shared with *Dev Nair*." in shown(home)
    assert seen not in pair.slack.posts
    assert "You have stopped sharing it." in after.words()
    assert "Shared with" not in shown(pair.opens_home(ADA))
    assert asks(pair, ADA)["title"]["text"] == "Share"


def test_what_could_not_be_taken_down_is_said_and_can_be_tried_again(pair: Community) -> None:
    (seen,) = shares(pair, ADA, mine(pair))
    home = pair.opens_home(ADA)
    pair.slack.faults = [NotReached("away")]

    after = pair.presses(ADA, "Stop sharing", home)
    home = pair.opens_home(ADA)

    assert "I could not take it down in Slack." in after.words()
    assert seen in pair.slack.posts
    assert "some of it may still show there. Choose Stop sharing again." in shown(home)
    assert "taken down" in pair.presses(ADA, "Stop sharing", home).words()
    assert seen not in pair.slack.posts


def test_what_is_being_sent_while_its_author_stops_is_not_said_to_be_gone(written: Community) -> None:
    written.submits(AMINA, previews(written, AMINA, GENERAL))
    home = written.opens_home(AMINA)
    (message,) = written.rows(Message)
    written.changes(message, state=State.SENDING, lease_owner="worker 1", lease_until=written.machine.now())

    after = written.presses(AMINA, "Stop sharing", home)
    written.changes(message, state=State.SENT, slack_channel=GENERAL, slack_ts="1.0", lease_owner=None)
    home = written.opens_home(AMINA)

    assert "could not take it down" in after.words()
    assert "Choose Stop sharing again." in shown(home)
    assert "taken down" in written.presses(AMINA, "Stop sharing", home).words()
    assert "Stop sharing" not in shown(written.opens_home(AMINA))


def test_it_can_be_shared_again_after_it_was_stopped(written: Community) -> None:
    shares(written, AMINA, GENERAL)
    written.presses(AMINA, "Stop sharing", written.opens_home(AMINA))

    (seen,) = shares(written, AMINA, BRIDGE)

    assert seen.channel == BRIDGE
    assert "Shared in #bridge." in shown(written.opens_home(AMINA))


def test_deleting_takes_down_what_shows(written: Community) -> None:
    (seen,) = shares(written, AMINA, GENERAL)

    written.presses(AMINA, "Delete", written.opens_home(AMINA), near="My reflections")

    assert seen not in written.slack.posts
    assert kept(written, Reflection) == written.rows(Sharing) == []


def test_what_cannot_be_taken_down_is_not_deleted(written: Community) -> None:
    shares(written, AMINA, GENERAL)
    home = written.opens_home(AMINA)
    written.slack.faults = [NotReached("away")]

    after = written.presses(AMINA, "Delete", home, near="My reflections")

    assert "I could not take down what you shared, so nothing is deleted." in after.words()
    assert len(kept(written, Reflection)) == 1


def test_leaving_takes_down_what_shows(written: Community) -> None:
    (seen,) = shares(written, AMINA, GENERAL)

    leave(written, AMINA)

    assert seen not in written.slack.posts


def test_an_edit_leaves_what_was_shared_and_says_so(written: Community) -> None:
    shares(written, AMINA, GENERAL)
    written.presses(AMINA, "Edit", written.opens_home(AMINA), near="My reflections")

    saved = written.submits(AMINA, written.form(), what="Something new.")["view"]

    assert "What you shared stays as it was." in shown(saved)
    assert "Something new." not in json.dumps([seen.blocks for seen in written.slack.posts])


def test_words_that_look_like_markup_ping_nobody(written: Community) -> None:
    written.clock.forward(days=1)
    written.submits(AMINA, opens(written), what="<!channel> <@U0BEN> @here *bold* <http://a.example|x>")

    (seen,) = shares(written, AMINA, GENERAL)

    assert "&lt;!channel&gt; &lt;@U0BEN&gt;" in words_of(seen.blocks)
    assert "<" not in words_of(seen.blocks).replace("&lt;", "")
    assert all(part["verbatim"] for block in seen.blocks for part in [block.get("text")] if part)


def test_what_is_too_long_for_one_message_is_said_before_it_is_shared(written: Community) -> None:
    written.clock.forward(days=1)
    written.submits(AMINA, opens(written), **dict.fromkeys(WRITTEN, "&" * 3000))

    answer = written.submits(AMINA, asks(written, AMINA), place=GENERAL)

    assert "That is more than fits into one message." in answer["errors"]["parts"]


def test_what_did_not_get_there_is_said_to_its_author(written: Community) -> None:
    written.submits(AMINA, previews(written, AMINA, GENERAL))
    written.slack.faults = [Refused("not_in_channel")]
    written.deliver()

    assert "it did not get there" in shown(written.opens_home(AMINA))
    assert [message.state for message in written.rows(Message)] == [State.DEAD]


def test_nobody_shares_or_stops_what_somebody_else_wrote(written: Community) -> None:
    written.joins(BEN)
    preview = previews(written, AMINA, GENERAL)

    answer = written.submits(BEN, preview)

    assert "not here any more" in shown(answer["view"])
    shares(written, AMINA, GENERAL)
    written.presses(BEN, "Stop sharing", written.opens_home(AMINA))
    assert len(written.slack.posts) == 1


def test_a_row_of_what_is_shared_holds_ids_and_no_word(pair: Community) -> None:
    shares(pair, ADA, mine(pair))

    (row,) = [message for message in pair.rows(Message) if message.kind == Kind.SHARED_REFLECTION]
    told = f"{vars(row)} {[vars(sharing) for sharing in pair.rows(Sharing)]}"

    assert not any(text in told for text in WRITTEN.values())


def test_somebody_without_introduction_and_channel_is_told_so(written: Community) -> None:
    written.slack.rooms = []

    beside = written.presses(AMINA, "Share", written.opens_home(AMINA), near="My reflections")

    assert "There is nobody to share it with now" in beside.words()


def test_a_workspace_that_has_not_allowed_channels_yet_says_so(written: Community) -> None:
    saved = written.submits(AMINA, opens(written), what="Another.")["view"]
    written.slack.faults = [Refused("missing_scope")]

    answer = written.submits(AMINA, saved, audience="CHANNEL")

    assert "Ask an organiser to have me installed again." in answer["errors"]["audience"]


def test_a_peer_who_has_left_reads_nothing(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    send(house)
    house.slack.faults = [Refused("restricted_action")]
    house.deliver()
    house.submits(ADA, opens(house, ADA), **WRITTEN)
    house.submits(ADA, previews(house, ADA, mine(house)))

    leave(house, DEV)

    assert [seen.channel for seen in house.deliver()] == ["DU0GUS"]
