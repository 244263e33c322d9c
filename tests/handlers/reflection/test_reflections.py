"""Reflecting: a prompt at once, words that only their author sees, and a plan if they like."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.slack import NotReached
from db.models import Asking, Characteristic, MemberKey, Plan, Prompt, Reflection
from tests.community import Community, find_button, words_of
from tests.people import AMINA, BEN, Somebody

WRITTEN = {"what": "We met on a Tuesday.", "so_what": "It went well.", "now_what": "Again."}
PLAN = {"when": "we next meet", "then": "I will listen first"}


def opens(community: Community, who: Somebody = AMINA, about: str = "") -> dict[str, Any]:
    """The form that /reflect opens."""
    reply = community.types(who, f"/reflect {about}".strip())
    assert reply.text == ""
    return community.form()


def shown(view: dict[str, Any]) -> str:
    return words_of(view["blocks"])


def fields(view: dict[str, Any]) -> dict[str, str]:
    """What each field of a form holds."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value", "") for block in inputs}


def kept(community: Community, model: Any) -> list[Any]:
    with community.db.read(community.workspace) as session:
        return list(session.query(model))


def test_reflect_opens_a_form_that_says_who_sees_it_before_anybody_types(house: Community) -> None:
    house.joins(AMINA)

    view = opens(house)

    assert words_of(view["blocks"]).index("Only you can see what you write.") > 0
    assert "This is not the place to report an incident." in shown(view)
    assert "Samaritans: Call 116 123." in shown(view)
    assert list(fields(view)) == ["what", "so_what", "now_what", "when", "then"]
    first_input = next(number for number, block in enumerate(view["blocks"]) if block["type"] == "input")
    assert "Only you can see" in words_of(view["blocks"][:first_input])


def test_every_field_takes_no_more_than_slack_does(house: Community) -> None:
    house.joins(AMINA)

    most = [block["element"]["max_length"] for block in opens(house)["blocks"] if block["type"] == "input"]

    assert most == [3000, 3000, 3000, 300, 300]


def test_a_stranger_gets_the_way_to_join(house: Community) -> None:
    reply = house.types(AMINA, "/reflect")

    assert find_button(list(reply.blocks), "Join")
    assert house.slack.forms == []
    assert house.person(AMINA) is None


@pytest.mark.parametrize("words", ["innovation", "Catalysing and embedding innovation", "INNOVATION", "catalysing"])
def test_a_named_characteristic_is_the_one_that_is_asked_about(house: Community, words: str) -> None:
    house.joins(AMINA)

    assert "About: Catalysing and embedding innovation." in shown(opens(house, about=words))


def test_a_working_title_is_called_one(house: Community) -> None:
    house.joins(AMINA)

    assert "About: Leading across boundaries (a working title)." in shown(opens(house, about="boundaries"))


def test_an_unknown_word_gets_a_guess_and_the_list(house: Community) -> None:
    house.joins(AMINA)

    reply = house.types(AMINA, "/reflect inovation")

    assert "Did you mean `/reflect innovation`?" in reply.words()
    assert "`/reflect boundaries` for Leading across boundaries (a working title)" in reply.words()


def test_help_says_what_can_follow(house: Community) -> None:
    assert "`/reflect innovation` gives you one for that characteristic." in house.types(AMINA, "/reflect help").words()


def test_a_community_without_prompts_says_so(house: Community) -> None:
    house.joins(AMINA)
    for prompt in house.rows(Prompt):
        house.changes(prompt, retired=True)

    assert "There is no prompt for that yet." in house.types(AMINA, "/reflect").text


def test_what_is_written_is_kept_and_shown_to_its_author(community: Community) -> None:
    community.joins(AMINA)
    view = opens(community)

    answer = community.submits(AMINA, view, **WRITTEN, **PLAN)

    assert answer["response_action"] == "update"
    assert "When we next meet, then I will listen first" in shown(answer["view"])
    home = shown(community.opens_home(AMINA))
    assert "Monday 27 June 2022" in home
    assert all(text in home for text in WRITTEN.values())
    assert "When we next meet, then I will listen first" in home


def test_what_is_kept_is_sealed_under_the_members_own_key(community: Community) -> None:
    community.joins(AMINA, BEN)
    for who in (AMINA, BEN):
        community.submits(who, opens(community, who), **WRITTEN, **PLAN)

    (one, other) = kept(community, Reflection)
    keys = community.rows(MemberKey)

    assert len({key.wrapped for key in keys}) == 2
    assert one.what != other.what
    assert all(text.encode() not in (one.what + one.so_what + one.now_what) for text in WRITTEN.values())


def test_a_second_reflection_uses_the_same_key(community: Community) -> None:
    community.joins(AMINA)
    for _ in range(2):
        community.submits(AMINA, opens(community), **WRITTEN)

    assert len(community.rows(MemberKey)) == 1
    assert len(kept(community, Reflection)) == 2


def test_fault_30_a_form_that_arrives_twice_is_kept_once_and_confirmed_twice(community: Community) -> None:
    community.joins(AMINA)
    body = community.form_body(AMINA, opens(community), **WRITTEN, **PLAN)

    answers = [community.submits_again(body) for _ in range(2)]

    assert answers[0] == answers[1]
    assert len(kept(community, Reflection)) == len(kept(community, Plan)) == len(community.rows(Asking)) == 1


def test_the_prompt_stays_the_same_until_it_is_answered(house: Community) -> None:
    house.joins(AMINA)
    first = opens(house)

    assert opens(house) == first

    house.submits(AMINA, first, **WRITTEN)
    assert shown(opens(house)) != shown(first)


@pytest.mark.parametrize("field", ["what", "so_what", "now_what"])
def test_one_of_the_three_is_enough(house: Community, field: str) -> None:
    house.joins(AMINA)

    answer = house.submits(AMINA, opens(house), **{field: "Enough."})

    assert answer["response_action"] == "update"
    assert "Your plan" not in shown(answer["view"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "what"),
        ({"what": "  \u200b "}, "what"),
        (PLAN, "what"),
        ({"what": "x", "when": "we meet"}, "then"),
        ({"what": "x", "then": "listen"}, "when"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_kept(
    house: Community, given: dict[str, str], field: str
) -> None:
    house.joins(AMINA)

    answer = house.submits(AMINA, opens(house), **given)

    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert kept(house, Reflection) == []


def test_a_form_can_be_sent_again_after_something_was_missing(house: Community) -> None:
    house.joins(AMINA)
    body = house.form_body(AMINA, opens(house), **WRITTEN, when="we meet")
    house.submits_again(body)

    body["view"]["state"]["values"]["then"]["then"]["value"] = "listen"
    answer = house.submits_again(body)

    assert answer["response_action"] == "update"
    assert len(kept(house, Plan)) == 1


def test_a_failure_keeps_the_form_open_with_a_sentence(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    house.joins(AMINA)
    view = opens(house)
    monkeypatch.setattr("bot.reflection.plans.keep", lambda *_, **__: 1 / 0)

    answer = house.submits(AMINA, view, **WRITTEN, **PLAN)

    assert "Something went wrong at our end." in answer["errors"]["what"]
    assert kept(house, Reflection) == kept(house, MemberKey) == kept(house, Asking) == []


def test_a_home_tab_that_cannot_be_shown_does_not_undo_what_is_kept(house: Community) -> None:
    house.joins(AMINA)
    view = opens(house)
    house.slack.faults = [NotReached("away")]

    answer = house.submits(AMINA, view, **WRITTEN)

    assert answer["response_action"] == "update"
    assert len(kept(house, Reflection)) == 1


def test_who_left_meanwhile_is_told_so_and_keeps_their_text(house: Community) -> None:
    house.joins(AMINA)
    view = opens(house)
    house.presses(AMINA, "Leave", house.presses(AMINA, "Leave", house.types(AMINA, "/community")))

    answer = house.submits(AMINA, view, **WRITTEN)

    assert "You have left, so I cannot keep this." in answer["errors"]["what"]
    assert kept(house, Reflection) == []


def test_leaving_takes_reflections_and_their_key_away(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN, **PLAN)

    community.presses(AMINA, "Leave", community.presses(AMINA, "Leave", community.types(AMINA, "/community")))

    assert kept(community, Reflection) == kept(community, Plan) == community.rows(MemberKey) == []


def test_editing_opens_the_form_filled_in_and_keeps_the_new_words(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN, **PLAN)
    community.presses(AMINA, "Edit", community.opens_home(AMINA), near="My reflections")
    form = community.form()

    answer = community.submits(AMINA, form, what="We met twice.")

    assert fields(form) == WRITTEN | PLAN
    assert answer["response_action"] == "update"
    home = shown(community.opens_home(AMINA))
    assert "We met twice." in home
    assert WRITTEN["what"] not in home
    assert WRITTEN["so_what"] in home
    assert len(kept(community, Reflection)) == len(kept(community, Plan)) == 1


def test_editing_can_drop_the_plan_and_make_another(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN, **PLAN)
    community.presses(AMINA, "Edit", community.opens_home(AMINA), near="My reflections")
    form = community.form()

    community.submits(AMINA, form, when="", then="")
    assert kept(community, Plan) == []

    community.submits(AMINA, form, when="I am back", then="ask why")
    assert "When I am back, then I will ask why" in shown(community.opens_home(AMINA))


def test_deleting_asks_once_more_and_is_for_good(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN, **PLAN)
    home = community.opens_home(AMINA)

    after = community.presses(AMINA, "Delete", home, near="My reflections")

    assert "cannot undo" in find_button(home["blocks"], "Delete")["confirm"]["text"]["text"]
    assert "That is gone for good" in after.words()
    assert WRITTEN["what"] not in after.words()
    assert kept(community, Reflection) == kept(community, Plan) == []


def test_pressing_edit_on_what_is_deleted_says_so(house: Community) -> None:
    house.joins(AMINA)
    house.submits(AMINA, opens(house), **WRITTEN)
    old = house.opens_home(AMINA)
    house.presses(AMINA, "Delete", old, near="My reflections")

    assert "That reflection is not here any more." in house.presses(AMINA, "Edit", old, near="My reflections").words()


@pytest.mark.parametrize("label", ["Edit", "Delete"])
def test_nobody_else_can_open_or_delete_a_reflection(community: Community, label: str) -> None:
    community.joins(AMINA, BEN)
    community.submits(AMINA, opens(community), **WRITTEN)
    forms = len(community.slack.forms)

    seen = community.presses(BEN, label, community.opens_home(AMINA), near="My reflections")

    assert WRITTEN["what"] not in seen.words()
    assert len(community.slack.forms) == forms
    assert len(kept(community, Reflection)) == 1


def test_an_edit_sent_by_somebody_else_changes_nothing(house: Community) -> None:
    house.joins(AMINA, BEN)
    house.submits(AMINA, opens(house), **WRITTEN)
    house.presses(AMINA, "Edit", house.opens_home(AMINA), near="My reflections")

    answer = house.submits(BEN, house.form(), what="not mine")

    assert "not here any more" in answer["errors"]["what"]
    assert WRITTEN["what"] in shown(house.opens_home(AMINA))


def test_nothing_written_yet_says_how_to_begin(house: Community) -> None:
    house.joins(AMINA)

    view = house.opens_home(AMINA)
    house.presses(AMINA, "Reflect now", view)

    assert "You have not written a reflection yet." in shown(view)
    assert house.form()["callback_id"] == "reflection.form"


def test_what_cannot_be_opened_any_more_is_said_plainly_and_can_be_deleted(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN, **PLAN)
    whole = community.opens_home(AMINA)
    with community.db.begin(community.workspace) as session:
        session.delete(session.query(MemberKey).one())

    home = community.opens_home(AMINA)

    assert "I cannot open what you wrote here." in shown(home)
    assert "I cannot open this reflection." in community.presses(AMINA, "Edit", whole, near="My reflections").words()
    community.presses(AMINA, "Delete", home, near="My reflections")
    assert kept(community, Reflection) == []


def test_a_reflection_that_was_moved_to_another_member_does_not_open(house: Community) -> None:
    house.joins(AMINA, BEN)
    for who in (AMINA, BEN):
        house.submits(who, opens(house, who), **WRITTEN)
    ben = house.person(BEN)
    assert ben is not None
    with house.db.begin(house.workspace) as session:
        session.query(Reflection).filter(Reflection.member_id != ben.id).one().member_id = ben.id

    assert shown(house.opens_home(BEN)).count("I cannot open what you wrote here.") == 1


def test_words_that_look_like_markup_are_shown_letter_by_letter(house: Community) -> None:
    house.joins(AMINA)

    answer = house.submits(AMINA, opens(house), what="<!channel> & <@U0BEN>", when="<a>", then="<b>")

    assert "When &lt;a&gt;, then I will &lt;b&gt;" in shown(answer["view"])
    assert "&lt;!channel&gt; &amp; &lt;@U0BEN&gt;" in shown(house.opens_home(AMINA))


def test_a_prompt_for_any_characteristic_names_the_one_it_is_put_for(house: Community) -> None:
    house.joins(AMINA)
    for prompt in house.rows(Prompt):
        house.changes(prompt, retired="{characteristic}" not in prompt.stem)
    name = house.rows(Characteristic)[0].name

    view = opens(house, about=house.rows(Characteristic)[0].key)

    assert name in shown(view)
    assert "{characteristic}" not in shown(view)


def test_home_brings_itself_up_to_date_when_a_form_is_sent(house: Community) -> None:
    house.joins(AMINA)

    house.submits(AMINA, opens(house), **WRITTEN)

    assert WRITTEN["what"] in shown(house.slack.homes[AMINA.slack_id])


def test_fault_17_with_the_disk_full_the_form_keeps_the_words_and_reading_goes_on(house: Community) -> None:
    house.joins(AMINA)
    view = opens(house)
    with full_disk(house):
        answer = house.submits(AMINA, view, **dict.fromkeys(WRITTEN, "long " * 600))
        listed = house.types(AMINA, "/events").words()

    assert answer["response_action"] == "errors"
    assert "Something went wrong at our end." in answer["errors"]["what"]
    assert kept(house, Reflection) == []
    assert "Catalysing and embedding innovation" in listed


@contextmanager
def full_disk(found: Community) -> Iterator[None]:
    """The file takes no more pages than it has."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # less than there is means: no more than there is

    event.listen(found.db.engine, "begin", limit)
    try:
        yield
    finally:
        event.remove(found.db.engine, "begin", limit)
        with found.db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
