"""Three ways to write, one question about what may show who somebody is, and what can be added once it is saved."""

from typing import Any

import pytest

from bot.rules.words import Form
from db.models import Barrier, Plan, Reflection
from tests.community import Community, find_button, words_of
from tests.handlers.reflection.test_reflections import PLAN, WRITTEN, fields, kept, opens, shown
from tests.people import AMINA

STEPS = ["what", "feelings", "evaluation", "so_what", "conclusion", "now_what"]
NASTY = "“Curly” quotes, an emoji 🙂, <b>tags</b> & =1+1, naïve Łódź\n\nand a second paragraph."


def boxes(view: dict[str, Any]) -> list[str]:
    return list(fields(view))


def test_a_first_form_has_three_questions_and_a_plan(house: Community) -> None:
    house.joins(AMINA)

    assert boxes(opens(house)) == ["what", "so_what", "now_what", "when", "then"]


@pytest.mark.parametrize(("label", "found"), [("Use 6 steps", STEPS), ("Write freely", ["what", "when", "then"])])
def test_another_way_of_writing_has_other_boxes(house: Community, label: str, found: list[str]) -> None:
    house.joins(AMINA)

    assert boxes(house.presses_in_form(AMINA, label, opens(house))) == found


@pytest.mark.parametrize("label", ["Use 6 steps", "Write freely"])
def test_nothing_that_was_typed_is_lost_on_the_way_to_another_form(house: Community, label: str) -> None:
    house.joins(AMINA)

    other = house.presses_in_form(AMINA, label, opens(house), **(WRITTEN | {"what": NASTY, "when": "half a plan"}))

    held = {box: text for box, text in fields(other).items() if text}
    assert held == WRITTEN | {"what": NASTY, "when": "half a plan"}


def test_the_way_there_and_back_keeps_every_step(house: Community) -> None:
    house.joins(AMINA)
    typed = {step: f"words of {step}" for step in STEPS}
    six = house.presses_in_form(AMINA, "Use 6 steps", opens(house))

    three = house.presses_in_form(AMINA, "Use 3 questions", six, **typed)

    assert fields(three).items() >= typed.items()
    house.submits(AMINA, three)
    assert all(text in shown(house.opens_home(AMINA)) for text in typed.values())


def test_the_way_that_was_written_in_is_the_next_ones_too(community: Community) -> None:
    community.joins(AMINA)
    six = community.presses_in_form(AMINA, "Use 6 steps", opens(community))

    community.submits(AMINA, six, feelings="Glad.")

    assert boxes(opens(community)) == STEPS
    (one,) = kept(community, Reflection)
    assert one.form is Form.GIBBS
    assert b"Glad" not in one.feelings


def test_only_looking_at_another_way_changes_no_habit(house: Community) -> None:
    house.joins(AMINA)
    house.presses_in_form(AMINA, "Use 6 steps", opens(house))

    assert boxes(opens(house)) == ["what", "so_what", "now_what", "when", "then"]


def test_editing_keeps_the_form_that_it_was_written_in(house: Community) -> None:
    house.joins(AMINA)
    house.submits(AMINA, house.presses_in_form(AMINA, "Write freely", opens(house)), what=NASTY)
    house.submits(AMINA, house.presses_in_form(AMINA, "Use 3 questions", opens(house)), **WRITTEN)
    home = house.opens_home(AMINA)

    house.presses(AMINA, "Edit", home, near="What is on your mind?")

    assert fields(house.form()) == {"what": NASTY, "when": "", "then": ""}
    with pytest.raises(AssertionError):
        find_button(house.form()["blocks"], "Use 6 steps")


def test_long_text_comes_back_letter_by_letter(house: Community) -> None:
    house.joins(AMINA)
    long = (NASTY * 40)[:3000].strip()
    house.submits(AMINA, opens(house), what=long)

    house.presses(AMINA, "Edit", house.opens_home(AMINA), near="My reflections")

    assert fields(house.form())["what"] == long


def test_an_editor_of_six_steps_keeps_the_plan(house: Community) -> None:
    house.joins(AMINA)
    six = house.presses_in_form(AMINA, "Use 6 steps", opens(house), **PLAN)
    house.submits(AMINA, six, what="x")
    house.presses(AMINA, "Edit", house.opens_home(AMINA), near="My reflections")

    house.submits(AMINA, house.form(), what="y")

    assert len(kept(house, Plan)) == 1


# what may show who somebody is

DETAIL = "I sat with Mrs Jones of SE1 9RT."


def test_a_detail_is_asked_about_once_and_then_saved_as_it_is(community: Community) -> None:
    community.joins(AMINA)

    asked = community.submits(AMINA, opens(community), what=DETAIL, so_what=NASTY, **PLAN)

    assert asked["response_action"] == "update"
    assert "a postcode and a name. Could someone work out who it is?" in shown(asked["view"])
    assert fields(asked["view"]) == {"what": DETAIL, "so_what": NASTY, "now_what": "", **PLAN}
    assert kept(community, Reflection) == []
    answer = community.submits(AMINA, asked["view"])
    assert answer["view"]["title"]["text"] == "Saved"
    assert "Mrs Jones" in shown(community.opens_home(AMINA))


def test_what_is_changed_after_the_question_is_what_is_kept(house: Community) -> None:
    house.joins(AMINA)
    asked = house.submits(AMINA, opens(house), what=DETAIL)

    house.submits(AMINA, asked["view"], what="I sat with somebody.")

    assert "Mrs Jones" not in shown(house.opens_home(AMINA))


def test_a_detail_in_the_plan_or_in_an_edit_is_asked_about_too(house: Community) -> None:
    house.joins(AMINA)
    asked = house.submits(AMINA, opens(house), what="x", when="Dr Patel is back", then="ask")
    assert "hold a detail about a person: a name." in shown(asked["view"])
    house.submits(AMINA, asked["view"])
    house.presses(AMINA, "Edit", house.opens_home(AMINA), near="My reflections")

    again = house.submits(AMINA, house.form(), what="write to jo@example.org")

    assert "an e-mail address and a name" in shown(again["view"])
    assert house.submits(AMINA, again["view"])["view"]["title"]["text"] == "Saved"


def test_nothing_of_a_detail_is_logged(house: Community, caplog: pytest.LogCaptureFixture) -> None:
    house.joins(AMINA)
    house.submits(AMINA, opens(house), what=DETAIL)

    assert "Jones" not in caplog.text
    assert "SE1" not in caplog.text


def test_times_and_rooms_are_no_details(house: Community) -> None:
    house.joins(AMINA)

    answer = house.submits(AMINA, opens(house), what="At 9am on 5 July 2022 in room B12 of the NHS.")

    assert answer["view"]["title"]["text"] == "Saved"


# what can be added


def test_what_stands_in_the_way_is_a_list_of_the_community_and_something_else(house: Community) -> None:
    house.joins(AMINA)
    saved = house.submits(AMINA, opens(house), **WRITTEN)["view"]

    (tags,) = [block for block in saved["blocks"] if block.get("block_id") == "tags"]

    named = [option["text"]["text"] for option in tags["element"]["options"]]
    assert named == [*(row.name for row in house.rows(Barrier)), "Something else"]
    assert len(named) == 7


def test_what_was_ticked_is_sealed_and_shown_to_its_author(community: Community) -> None:
    community.joins(AMINA)
    saved = community.submits(AMINA, opens(community), **WRITTEN)["view"]

    done = community.submits(AMINA, saved, tags=["fear-of-failure", "something-else", "made-up"])

    assert "Saved." in shown(done["view"])
    (one,) = kept(community, Reflection)
    assert b"fear" not in one.tags
    assert "*In the way.* Fear of failure; Something else" in shown(community.opens_home(AMINA))


def test_what_was_ticked_can_be_taken_back(house: Community) -> None:
    house.joins(AMINA)
    saved = house.submits(AMINA, opens(house), **WRITTEN)["view"]
    house.submits(AMINA, saved, tags=["fear-of-failure"])
    house.presses(AMINA, "Edit", house.opens_home(AMINA), near="My reflections")
    again = house.submits(AMINA, house.form())["view"]

    house.submits(AMINA, again, tags=[])

    assert "In the way" not in shown(house.opens_home(AMINA))


def test_closing_what_is_saved_loses_nothing(house: Community) -> None:
    house.joins(AMINA)

    saved = house.submits(AMINA, opens(house), **WRITTEN)["view"]

    assert saved["close"]["text"] == "Close"
    assert len(kept(house, Reflection)) == 1


def test_six_steps_leave_room_for_a_plan_afterwards(house: Community) -> None:
    house.joins(AMINA)
    saved = house.submits(AMINA, house.presses_in_form(AMINA, "Use 6 steps", opens(house)), what="x")["view"]

    wrong = house.submits(AMINA, saved, when="we next meet")
    house.submits(AMINA, saved, **PLAN)

    assert list(wrong["errors"]) == ["then"]
    assert "When we next meet, then I will listen first" in shown(house.opens_home(AMINA))


def test_a_detail_in_a_plan_made_afterwards_is_asked_about_once(house: Community) -> None:
    house.joins(AMINA)
    saved = house.submits(AMINA, house.presses_in_form(AMINA, "Use 6 steps", opens(house)), what="x")["view"]

    asked = house.submits(AMINA, saved, when="Dr Patel is back", then="ask")["view"]

    assert "hold a detail about a person: a name." in shown(asked)
    assert "Dr Patel" not in shown(house.opens_home(AMINA))
    house.submits(AMINA, asked)
    assert "When Dr Patel is back, then I will ask" in shown(house.opens_home(AMINA))


def test_plain_words_of_distress_are_answered_with_signposts_and_nothing_is_kept_of_it(house: Community) -> None:
    house.joins(AMINA)

    saved = house.submits(AMINA, opens(house), what="I can’t cope any more.")["view"]

    assert "I have told nobody." in shown(saved)
    assert "Samaritans: Call 116 123." in shown(saved)
    assert "I have told nobody." not in shown(house.submits(AMINA, opens(house), what="All is well.")["view"])


# talking it over


def test_what_came_of_talking_it_over_is_kept_and_shown_to_its_author(community: Community) -> None:
    community.joins(AMINA)
    community.submits(AMINA, opens(community), **WRITTEN)
    community.presses(AMINA, "Discussed with a peer", community.opens_home(AMINA))

    asked = community.submits(AMINA, community.form(), discussed="Mrs Jones saw it another way.")
    assert "Could someone work out who it is?" in shown(asked["view"])
    done = community.submits(AMINA, asked["view"], discussed="A ward sister saw it another way.")

    assert "Saved." in words_of(done["view"]["blocks"])
    assert "*Discussed with a peer.* A ward sister saw it another way." in shown(community.opens_home(AMINA))
    (one,) = kept(community, Reflection)
    assert b"ward" not in one.discussed
    community.presses(AMINA, "Discussed with a peer", community.opens_home(AMINA))
    assert fields(community.form()) == {"discussed": "A ward sister saw it another way."}
    community.submits(AMINA, community.form(), discussed=" ")
    assert kept(community, Reflection)[0].discussed is None
