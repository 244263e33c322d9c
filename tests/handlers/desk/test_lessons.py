"""What organisers answered once is kept for everybody once they say so, and never says who asked."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.desk import meanings
from bot.views.desk.questions import NO, YES
from db import seed
from db.models import Fact, KnowledgeState, Phrasing, Question, Source
from tests.community import Community, words_of
from tests.people import AMINA, BEN, OLIVE, OMAR

ASKED = "whom do I ring about a parking permit?"
TITLE = "How do I get a parking permit?"
REPLY = "Ask at the front desk of the town hall, from 8am."


def answers(house: Community, *, keep: str = YES, asked: str = ASKED, reply: str = REPLY) -> dict[str, Any]:
    """Amina asks, Olive answers; gives the form that comes then."""
    house.presses(AMINA, "Ask a person", house.types(AMINA, f"/ask {asked}"))
    house.presses(OLIVE, "Answer", house.deliver()[0])
    return dict(house.submits(OLIVE, house.form(), reply=reply, keep=keep)["view"])


def keeps(house: Community, **fields: str) -> dict[str, Any]:
    return house.submits(OLIVE, answers(house), **{"title": TITLE, **fields})


def kept(house: Community) -> list[Fact]:
    return [fact for fact in house.rows(Fact) if fact.kind == "answer"]


def state(house: Community) -> KnowledgeState:
    with house.db.read(house.workspace) as session:
        return session.scalars(select(KnowledgeState)).one()


def test_before_an_answer_is_kept_its_organiser_checks_how_everybody_will_see_it(house: Community) -> None:
    form = answers(house)

    shown = {
        block["block_id"]: block["element"].get("initial_value") for block in form["blocks"] if "block_id" in block
    }
    assert (shown["title"], shown["text"]) == (ASKED, REPLY)
    assert AMINA.slack_id not in str(form)
    assert kept(house) == []
    assert REPLY in house.deliver()[0].text


def test_what_is_kept_is_what_the_next_asker_gets_at_once_with_its_source_and_date(community: Community) -> None:
    assert "Kept." in words_of(keeps(community)["view"]["blocks"])

    told = community.types(BEN, f"/ask {TITLE}").text

    assert REPLY in told
    assert "Source: An organiser's answer, Monday 27 June 2022." in told


def test_an_answer_for_the_asker_alone_is_kept_for_nobody(house: Community) -> None:
    form = answers(house, keep=NO)

    assert "on its way" in words_of(form["blocks"])
    assert kept(house) == []
    assert REPLY not in house.types(BEN, f"/ask {TITLE}").text


def test_an_answer_can_be_kept_after_it_was_sent(house: Community) -> None:
    sent = answers(house, keep=NO)

    form = house.presses_in_form(OLIVE, "Keep for everybody", sent)
    house.submits(OLIVE, form, title=TITLE)

    assert [fact.title for fact in kept(house)] == [TITLE]


def test_an_answer_is_kept_once(house: Community) -> None:
    sent = answers(house, keep=NO)
    form = house.presses_in_form(OLIVE, "Keep for everybody", sent)
    house.submits(OLIVE, form, title=TITLE)

    again = house.submits(OLIVE, form, title="Where do I get a permit to park?")

    assert "has been kept already" in words_of(again["view"]["blocks"])
    assert len(kept(house)) == 1


def test_nothing_that_is_kept_says_who_asked_or_answered(house: Community) -> None:
    keeps(house)

    rows = [*kept(house), *house.rows(Phrasing), *house.rows(Source)]
    told = "".join(str(vars(row)) for row in rows)
    assert [who.slack_id for who in (AMINA, OLIVE) if who.slack_id in told] == []
    assert [name for row in rows for name in vars(row) if "member" in name] == []


def test_how_the_asker_put_it_is_learned(house: Community) -> None:
    keeps(house)

    (row,) = house.rows(Phrasing)
    assert (row.kind, row.item_id, row.text, row.mark) == ("fact", kept(house)[0].id, ASKED, None)
    assert row.approved_at is not None


def test_words_that_may_show_who_somebody_is_are_not_learned(house: Community) -> None:
    form = answers(house, asked="whom does Mr Jones ring about a parking permit?")
    house.submits(OLIVE, form, title=TITLE)

    assert house.rows(Phrasing) == []
    assert len(kept(house)) == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": "Does Mr Jones get a permit?"}, "title", "a name"),
        ({"text": "Write to jo@harbour.example."}, "text", "an e-mail address"),
        ({"title": ""}, "title", "Write the question"),
        ({"text": ""}, "text", "Write the answer"),
        ({"title": "x" * 201}, "title", "at most 200 letters"),
        ({"text": "x" * 2001}, "text", "at most 2,000 letters"),
        ({"link": "front desk"}, "link", "web address"),
        ({"as_of": "2022-06-28"}, "as_of", "today or a day before"),
        ({"as_of": "soon"}, "as_of", "from the calendar"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field_and_can_be_changed(
    house: Community, fields: dict[str, str], field: str, words: str
) -> None:
    told = keeps(house, **fields)

    assert words in told["errors"][field]
    assert kept(house) == []


def test_the_same_question_is_not_answered_twice(house: Community) -> None:
    keeps(house)
    house.presses(OLIVE, "Add an answer", house.opens_organise(OLIVE))

    told = house.submits(OLIVE, house.form(), title=TITLE.lower(), text="At the gate.")

    assert "There is an answer to this question already." in told["errors"]["title"]


def test_organisers_add_change_and_take_away_answers_on_their_page(community: Community) -> None:
    community.presses(OLIVE, "Add an answer", community.opens_organise(OLIVE))
    community.submits(OLIVE, community.form(), title=TITLE, text=REPLY)
    assert "1 answer of yours is kept for everybody." in words_of(community.slack.homes[OLIVE.slack_id]["blocks"])

    listed = community.presses(OMAR, "Kept answers", community.opens_organise(OMAR))
    community.presses(OMAR, "Change", community.slack.homes[OMAR.slack_id])
    community.submits(OMAR, community.form(), text="Ask at the gate.")
    assert "Ask at the gate." in community.types(BEN, f"/ask {TITLE}").text

    community.presses(OMAR, "Kept answers", community.opens_organise(OMAR))
    community.presses(OMAR, "Take away", community.slack.homes[OMAR.slack_id])
    assert REPLY in listed.words()
    assert "Ask at the gate." not in community.types(BEN, f"/ask {TITLE}").text
    assert [row.name for row in community.rows(Source) if row.name == "An organiser's answer"] == []


def test_what_was_learned_for_an_answer_goes_with_it(house: Community) -> None:
    keeps(house)

    house.presses(OLIVE, "Kept answers", house.opens_organise(OLIVE))
    house.presses(OLIVE, "Take away", house.slack.homes[OLIVE.slack_id])

    assert house.rows(Phrasing) == []


def test_an_answer_that_is_gone_cannot_be_changed(house: Community) -> None:
    keeps(house)
    house.presses(OLIVE, "Kept answers", house.opens_organise(OLIVE))
    house.presses(OLIVE, "Change", house.slack.homes[OLIVE.slack_id])
    form = house.form()
    house.presses(OLIVE, "Take away", house.slack.homes[OLIVE.slack_id])

    assert "is not here any more" in house.submits(OLIVE, form, text="Now.")["errors"]["title"]


def test_many_kept_answers_have_pages(house: Community) -> None:
    for number in range(6):
        house.presses(OLIVE, "Add an answer", house.opens_organise(OLIVE))
        house.submits(OLIVE, house.form(), title=f"What is in box {number}?", text="Tea.")

    house.presses(OLIVE, "Kept answers", house.opens_organise(OLIVE))
    assert "Answers 1 to 4 of 6." in words_of(house.slack.homes[OLIVE.slack_id]["blocks"])
    house.presses(OLIVE, "Next page", house.slack.homes[OLIVE.slack_id])
    assert "What is in box 0?" in words_of(house.slack.homes[OLIVE.slack_id]["blocks"])


def test_only_organisers_keep_answers(house: Community) -> None:
    page = house.opens_organise(OLIVE)

    assert "Only organisers" in house.presses(BEN, "Add an answer", page).words()


def test_seeding_leaves_kept_answers_alone_and_does_not_miss_them_in_content(house: Community) -> None:
    keeps(house)

    report = seed.seed_all(house.db)[house.workspace]

    assert report.gone == []
    assert len(kept(house)) == 1


def test_what_is_kept_is_found_in_other_words_and_how_sure_is_sure_is_found_anew(house: Community) -> None:
    meanings.settle(house.db, house.workspace)
    before = state(house)
    keeps(house)
    meanings.settle(house.db, house.workspace)
    after = state(house)

    assert REPLY in house.types(BEN, "/ask who gives out parking permits?").text
    offered = house.types(BEN, "/ask how do I apply for permission to park?")
    assert REPLY in house.presses(BEN, f"1. {TITLE}", offered).text
    assert before.calibrated_for != after.calibrated_for
    assert (after.calibrated_for or "").startswith(after.revision)


def test_a_question_kept_from_is_marked_so(house: Community) -> None:
    keeps(house)

    assert [question.kept_at for question in house.rows(Question)] == [house.now()]
