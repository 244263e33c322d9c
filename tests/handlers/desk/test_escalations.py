"""A question that the bot could not answer is taken by an organiser, answered by them, and told to its asker."""

from datetime import timedelta
from typing import Any

import pytest

from bot.rules.messages import Kind
from bot.rules.words import Role, Standing
from db.models import Message, Question
from tests.community import Community, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, OLIVE, OMAR, Somebody

ASKED = "who won the boat race in 1932?"
REPLY = "Cambridge won it. See the club's own page."


def puts(house: Community, who: Somebody = AMINA) -> list[Seen]:
    house.presses(who, "Ask a person", house.types(who, f"/ask {ASKED}"))
    return house.deliver()


def opens(house: Community, who: Somebody, shown: Seen) -> dict[str, Any]:
    house.presses(who, "Answer", shown)
    return house.form()


def answers(house: Community, **fields: str) -> dict[str, Any]:
    form = opens(house, OLIVE, puts(house)[0])
    return house.submits(OLIVE, form, **{"reply": REPLY, **fields})


def question(house: Community) -> Question:
    return house.rows(Question)[0]


def test_an_organisers_answer_goes_to_the_asker_with_their_name(community: Community) -> None:
    answers(community, link="https://club.example/1932")

    (seen,) = community.deliver()
    assert seen.channel == f"D{AMINA.slack_id}"
    told = words_of(list(seen.blocks))
    assert f"<@{OLIVE.slack_id}> has answered your question. You asked: “{ASKED}”" in told
    assert REPLY in told
    assert "https://club.example/1932" in told


def test_the_outbox_holds_no_word_of_an_answer(community: Community) -> None:
    answers(community)

    owed = next(row for row in community.rows(Message) if row.kind == Kind.QUESTION_ANSWERED)
    assert REPLY not in str(vars(owed))
    assert owed.about_id == question(community).id


def test_of_two_who_answer_at_once_the_second_is_told_and_keeps_their_words(community: Community) -> None:
    first, second = puts(community)
    forms = [opens(community, who, seen) for who, seen in ((OLIVE, first), (OMAR, second))]
    community.submits(OLIVE, forms[0], reply=REPLY)

    told = community.submits(OMAR, forms[1], reply="Oxford did.")

    assert told["response_action"] == "errors"
    assert told["errors"]["reply"].startswith("Another organiser has answered this already.")
    assert question(community).reply == REPLY
    assert len(community.deliver()) == 1


def test_the_same_answer_sent_twice_is_told_once(house: Community) -> None:
    body = house.form_body(OLIVE, opens(house, OLIVE, puts(house)[0]), reply=REPLY)

    house.submits_again(body)
    again = house.submits_again(body)

    assert again["response_action"] == "update"
    assert len(house.deliver()) == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"reply": "  "}, "reply", "Write an answer first."),
        ({"reply": "x" * 2001}, "reply", "Write at most 2,000 letters."),
        ({"link": "javascript:alert(1)"}, "link", "Write a web address"),
        ({"link": "the club"}, "link", "Write a web address"),
    ],
)
def test_what_is_of_no_use_is_told_beside_its_field(
    house: Community, fields: dict[str, str], field: str, words: str
) -> None:
    told = answers(house, **fields)

    assert words in told["errors"][field]
    assert question(house).standing is Standing.WAITING


def test_a_question_of_somebody_who_has_left_gets_a_sentence_and_nothing_typed_is_lost(house: Community) -> None:
    house.joins(AMINA)
    form = opens(house, OLIVE, puts(house)[0])
    house.presses(AMINA, "Leave", house.types(AMINA, "/community leave"))
    assert house.rows(Question) == []

    told = house.submits(OLIVE, form, reply=REPLY)

    assert told["errors"]["reply"].startswith("That question is not here any more.")


def test_somebody_who_organises_no_more_cannot_answer(house: Community) -> None:
    form = opens(house, OLIVE, puts(house)[0])
    olive = house.person(OLIVE)
    assert olive is not None
    house.changes(olive, role=Role.MEMBER)

    told = house.submits(OLIVE, form, reply=REPLY)

    assert told["errors"]["reply"].startswith("Only organisers can do that.")


def test_an_asker_who_is_gone_from_slack_is_not_answered_in_vain(house: Community) -> None:
    form = opens(house, OLIVE, puts(house)[0])
    amina = house.person(AMINA)
    assert amina is not None
    house.changes(amina, deactivated_at=house.now())

    assert "is not in Slack any more" in house.submits(OLIVE, form, reply=REPLY)["errors"]["reply"]


def test_whoever_takes_a_question_owns_it_and_the_others_see_whose_it_is(community: Community) -> None:
    first, second = puts(community)

    mine = community.presses(OLIVE, "I'll take it", first)
    theirs = community.presses(OMAR, "I'll take it", second)

    assert mine.text.startswith("You have taken this question.")
    assert f"<@{OLIVE.slack_id}> has taken it. You can still answer it." in theirs.words()
    assert f"<@{OLIVE.slack_id}> has taken it." in words_of(community.opens_organise(OMAR)["blocks"])


def test_what_an_owner_who_organises_no_more_had_can_be_taken_again(house: Community) -> None:
    first, second = puts(house)
    house.presses(OLIVE, "I'll take it", first)
    olive = house.person(OLIVE)
    assert olive is not None
    house.changes(olive, role=Role.MEMBER)

    assert "Nobody has taken it yet." in words_of(house.opens_organise(OMAR)["blocks"])
    assert house.presses(OMAR, "I'll take it", second).text.startswith("You have taken this question.")


def test_only_organisers_take_and_answer(house: Community) -> None:
    (first, _) = puts(house)

    for label in ("Answer", "I'll take it"):
        assert house.presses(BEN, label, first).text.startswith("Only organisers can do that.")


def test_an_answered_question_cannot_be_taken_answered_or_closed_again(house: Community) -> None:
    answers(house)
    shown = next(seen for seen in house.slack.posts if seen.channel == f"D{OMAR.slack_id}")

    for label in ("Answer", "I'll take it", "Close without an answer"):
        told = house.presses(OMAR, label, shown)
        assert told.text == "Somebody else has answered or closed this question."
    assert len(house.deliver()) == 1


def test_the_asker_says_that_it_helped_or_asks_once_more(house: Community) -> None:
    answers(house)
    (seen,) = house.deliver()

    assert "Thank you" in house.presses(AMINA, "That helped", seen).text
    house.presses(AMINA, "Ask a person", house.presses(AMINA, "Not quite", seen))

    assert [one.standing for one in house.rows(Question)] == [Standing.ANSWERED, Standing.WAITING]
    assert len(house.deliver()) == 2


def test_nobody_else_can_say_whether_an_answer_helped(house: Community) -> None:
    answers(house)
    (seen,) = house.deliver()

    assert house.presses(BEN, "Not quite", seen).text.startswith("That is not here any more.")


def test_words_of_question_and_answer_are_cleared_after_14_days(house: Community) -> None:
    answers(house)
    house.deliver()
    house.clock.forward(days=14, minutes=1)
    house.retain()

    kept = question(house)
    assert (kept.standing, kept.text, kept.reply, kept.link) == (Standing.CLOSED, "", "", None)


def test_the_asker_is_told_by_when_they_hear(house: Community) -> None:
    told = house.presses(AMINA, "Ask a person", house.types(AMINA, f"/ask {ASKED}"))

    assert "If nobody has answered by Wednesday 29 June 2022, I will tell you." in told.words()
    assert question(house).remind_at == question(house).asked_at + timedelta(days=2)
