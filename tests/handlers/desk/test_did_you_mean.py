"""When nothing fits for sure, the nearest things are offered, and choosing one answers and teaches."""

import pytest

from bot.answers.findings import Choice, DidYouMean
from bot.desk import questions
from db.models import Event, Fact, Phrasing
from tests.community import Community, Reply, words_of
from tests.people import AMINA, BEN, Somebody

ASKED = "that thing about rusty gates"


@pytest.fixture
def unsure(house: Community, monkeypatch: pytest.MonkeyPatch) -> Community:
    """A community in which this question comes near to two facts."""
    facts = house.rows(Fact)[:2]
    found = DidYouMean(tuple(Choice("fact", fact.id, fact.title) for fact in facts))
    monkeypatch.setattr(questions, "answer", lambda *_, **__: found)
    return house


def choose(house: Community, who: Somebody) -> Reply:
    shown = house.types(who, f"/ask {ASKED}")
    return house.presses(who, f"1. {house.rows(Fact)[0].title}"[:63], shown)


def test_what_comes_near_is_offered_with_a_way_to_a_person(unsure: Community) -> None:
    shown = unsure.types(AMINA, f"/ask {ASKED}")

    assert shown.text.startswith("I do not know that for sure. Did you mean one of these?")
    assert "Ask a person" in str(shown.blocks)


def test_whoever_chooses_gets_the_answer_with_its_source(unsure: Community) -> None:
    choose(unsure, AMINA)

    _, _, card = unsure.slack.answers[-1]
    assert "the July 2022 deck" in card.text


def test_the_same_choice_of_two_members_teaches_their_words(unsure: Community) -> None:
    choose(unsure, AMINA)
    assert [row.approved_at for row in unsure.rows(Phrasing)] == [None]

    choose(unsure, BEN)
    (row,) = unsure.rows(Phrasing)
    assert (row.kind, row.text, row.mark) == ("fact", ASKED, None)
    assert row.approved_at is not None


def test_an_item_that_is_gone_is_told_in_a_sentence(unsure: Community) -> None:
    shown = unsure.types(AMINA, f"/ask {ASKED}")
    body = unsure.press_body(AMINA, f"1. {unsure.rows(Fact)[0].title}"[:63], shown)
    body["actions"][0]["value"] = "fact 999999 what?"

    assert unsure.dispatch(body).status == 200
    assert unsure.rows(Phrasing) == []


def test_which_one_was_meant_is_said_in_the_form_of_home_too(unsure: Community) -> None:
    unsure.presses(AMINA, "Ask a question", unsure.opens_home(AMINA))
    offered = unsure.submits(AMINA, unsure.form(), question=ASKED)["view"]

    told = unsure.presses_in_form(AMINA, f"1. {unsure.rows(Fact)[0].title}"[:63], offered)

    assert unsure.rows(Fact)[0].statement[:40] in words_of(told["blocks"])


def test_an_agenda_that_is_offered_can_be_chosen(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    event = house.rows(Event)[0]
    offered = DidYouMean((Choice("agenda", event.id, f"Agenda of {event.title}"),))
    monkeypatch.setattr(questions, "answer", lambda *_, **__: offered)
    shown = house.types(AMINA, f"/ask {ASKED}")

    house.presses(AMINA, f"1. Agenda of {event.title}"[:63], shown)

    _, _, card = house.slack.answers[-1]
    assert "Welcome and introductions" in card.text
