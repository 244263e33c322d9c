"""A question can be asked from the Home tab, and its answer stands in the form."""

from typing import Any

from bot.rules.words import Verdict
from db.models import Opinion, Question, Topic
from tests.community import Community, words_of
from tests.handlers.test_bad_input import SAID
from tests.people import AMINA, BEN

ASKED = "when is the next event?"


def ask(community: Community, text: str) -> dict[str, Any]:
    community.presses(AMINA, "Ask a question", community.opens_home(AMINA))
    return community.submits(AMINA, community.form(), question=text)


def told(answer: dict[str, Any]) -> str:
    return words_of(answer["view"]["blocks"])


def test_the_answer_stands_in_the_form_with_room_for_the_next_question(community: Community) -> None:
    community.joins(AMINA)
    first = ask(community, "when is the next event?")
    second = community.submits(AMINA, first["view"], question="what time does it start?")

    assert first["response_action"] == "update"
    assert "Tuesday 5 July 2022" in told(first)
    assert "starts at 9am" in told(second)
    assert {topic.place for topic in community.rows(Topic)} == {"home"}


def test_what_came_of_an_answer_is_said_in_the_form_too(community: Community) -> None:
    community.joins(AMINA)
    first = ask(community, ASKED)["view"]

    thanked = community.presses_in_form(AMINA, "Helpful", first)
    asked_why = community.presses_in_form(AMINA, "Not quite", first)
    noted = community.presses_in_form(AMINA, "Too long", asked_why)
    passed_on = community.presses_in_form(AMINA, "Ask a person", noted)

    assert "Thank you." in words_of(thanked["blocks"])
    assert "What was not right?" in words_of(asked_why["blocks"])
    assert "I have passed your question to the 2 organisers" in words_of(passed_on["blocks"])
    assert passed_on["blocks"][-1]["label"]["text"] == "Ask something else"
    assert [(one.verdict, one.text) for one in community.rows(Opinion)] == [(Verdict.TOO_LONG, ASKED)]
    assert [one.text for one in community.rows(Question)] == [ASKED]


def test_nobody_else_reads_it_so_ones_own_things_are_told(house: Community) -> None:
    house.joins(AMINA)

    assert "You have not said yes to any event" in told(ask(house, "am I going?"))


def test_a_stranger_is_answered_too_and_nothing_is_kept(house: Community) -> None:
    house.presses(BEN, "Ask a question", house.opens_home(BEN))
    answer = house.submits(BEN, house.form(), question="when is the next event?")

    assert "Tuesday 5 July 2022" in told(answer)
    assert house.rows(Topic) == []


def test_bad_input_gets_its_sentence_in_the_form(house: Community) -> None:
    for text, says in SAID.values():
        if not text or len(text) > 1000:
            continue
        assert says in told(ask(house, text))


def test_what_is_too_long_is_told_beside_the_field(house: Community) -> None:
    answer = ask(house, "why " * 400)

    assert answer["response_action"] == "errors"
    assert "longer than I can take in" in str(answer["errors"])
