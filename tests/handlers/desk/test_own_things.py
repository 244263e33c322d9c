"""A member's own things are told to them alone, and words that they wrote never."""

import pytest

from tests.community import Community, Reply, words_of
from tests.fakes import Seen
from tests.leaders import ADA, DEV, arrive, send
from tests.people import AMINA, BEN

OWN = (
    "am I going?",
    "what have I said yes to?",
    "who is my introduction?",
    "who am I meeting",
    "when do we meet?",
    "what is my plan?",
    "my reflections",
    "when is my next prompt?",
    "what are my settings",
    "am I paused?",
    "my resources",
)
EVENT = "Catalysing and embedding innovation"
WRITTEN = {"what": "quokka one", "so_what": "quokka two", "when": "quokka three", "then": "quokka four"}


@pytest.fixture
def member(community: Community) -> Community:
    community.joins(AMINA, prompts="yes")
    return community


def asks(community: Community, text: str) -> Reply:
    return community.types(AMINA, f"/ask {text}")


def shown(seen: Seen) -> str:
    return f"{seen.text}\n{words_of(seen.blocks)}"


def test_whether_one_is_going_is_told_with_the_way_to_change_it(member: Community) -> None:
    assert "You have not said yes to any event" in asks(member, "am I going?").words()
    member.presses(AMINA, "Going", member.types(AMINA, "/events"), near=EVENT)

    assert f"You are going to *{EVENT}*" in asks(member, "what have I said yes to?").words()
    reply = asks(member, "am I going to the event on 5 July?")
    assert f"You are going to {EVENT}" in reply.text
    changed = member.presses(AMINA, "Cannot go", reply)
    assert "You are not going" in changed.text


def test_an_event_that_is_not_there_is_said_to_be_so(member: Community) -> None:
    reply = asks(member, "am I going to the workshop on 3 March?")

    assert "Nothing is listed for Friday 3 March 2023" in reply.text


def test_what_was_not_answered_is_said_to_be_so(member: Community) -> None:
    assert "You have not answered yet" in asks(member, f"am I going to {EVENT}").text


def test_peers_and_the_time_to_meet_are_told_to_those_who_meet(community: Community) -> None:
    arrive(community, ADA, DEV)
    send(community)
    community.deliver()

    who = community.types(ADA, "/ask who is my introduction?")
    when = community.types(ADA, "/ask when do we meet?")

    assert "Dev Nair" in who.words()
    assert "have not agreed on a time" in when.text
    assert "Dev Nair" in when.text
    community.presses(ADA, "Propose times", when)
    assert community.form()["title"]["text"] == "Propose times"


def test_without_an_introduction_when_we_meet_is_about_the_community(member: Community) -> None:
    assert "Tuesday 5 July 2022" in asks(member, "when do we meet?").text


def test_plans_and_reflections_are_pointed_to_and_never_told(member: Community) -> None:
    member.types(AMINA, "/reflect")
    member.submits(AMINA, member.form(), **WRITTEN)

    plan, reflections = asks(member, "what is my plan?"), asks(member, "my reflections")
    member.says(AMINA, "what did I write?")
    told = shown(member.deliver()[-1])

    assert "Only you can see your words" in plan.words()
    assert "You have 1 reflection" in reflections.text
    assert "You have 1 reflection" in told
    assert "quokka" not in f"{plan}{reflections}{told}"
    member.presses(AMINA, "Show", plan)
    assert "quokka three" in str(member.form())


def test_the_next_prompt_and_the_settings_are_told(member: Community) -> None:
    assert "Your next prompt comes at 9am on" in asks(member, "when is my next prompt?").text
    assert "You are not paused." in asks(member, "am I paused?").words()
    assert "Prompts: every 2 weeks" in asks(member, "what are my settings").words()


def test_a_pause_is_told_with_its_end(member: Community) -> None:
    member.presses(AMINA, "Pause", asks(member, "what are my settings"))
    member.submits(AMINA, member.form(), until="2022-07-20")

    assert "Paused until Wednesday 20 July 2022" in asks(member, "am I paused?").words()
    assert "You are paused until Wednesday 20 July 2022" in asks(member, "when is my next prompt?").text


@pytest.mark.parametrize("text", OWN)
def test_in_a_channel_nothing_of_ones_own_is_told(member: Community, text: str) -> None:
    member.presses(AMINA, "Going", member.types(AMINA, "/events"), near=EVENT)
    member.mentions(AMINA, text)

    told = shown(member.deliver()[-1])
    assert told.startswith("I answer that in a direct message.")
    assert EVENT not in told


@pytest.mark.parametrize("text", OWN)
def test_each_is_answered_to_a_member_in_a_direct_message(member: Community, text: str) -> None:
    member.says(AMINA, text)

    told = shown(member.deliver()[-1])
    assert "I do not know. I looked" not in told
    assert "direct message" not in told


@pytest.mark.parametrize("text", [text for text in OWN if text != "when do we meet?"])
def test_strangers_are_shown_the_way_to_join(house: Community, text: str) -> None:
    reply = house.types(BEN, f"/ask {text}")

    assert reply.text.startswith("You have not joined")
    assert house.person(BEN) is None
