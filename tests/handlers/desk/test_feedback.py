"""Whoever gets an answer says whether it helped, and organisers see what was missed and never who said so."""

import pytest

from bot.rules.words import Verdict
from db.models import Fact, Opinion
from tests.community import Community, Reply, words_of
from tests.people import AMINA, BEN, OLIVE, Somebody

KNOWN = "/ask when does it start?"
UNKNOWN = "who won the boat race in 1932?"


def says(house: Community, who: Somebody, reason: str, line: str = KNOWN) -> Reply:
    """Not quite, and why."""
    return house.presses(who, reason, house.presses(who, "Not quite", house.types(who, line)))


def verdicts(house: Community) -> list[Verdict]:
    return [row.verdict for row in house.rows(Opinion)]


def missed(house: Community) -> str:
    """The list, as Olive reads it."""
    house.presses(OLIVE, "See what was missed", house.opens_organise(OLIVE))
    return words_of(house.slack.homes[OLIVE.slack_id]["blocks"])


def test_helpful_is_thanked_beside_the_answer_and_counted_without_a_name(community: Community) -> None:
    told = community.presses(AMINA, "Helpful", community.types(AMINA, KNOWN))

    (row,) = community.rows(Opinion)
    assert told.text.startswith("Thank you.")
    assert (row.kind, row.verdict, row.text) == ("event", Verdict.HELPFUL, "")
    assert AMINA.slack_id not in str(vars(row))
    assert community.person(AMINA) is None


def test_not_quite_asks_why_in_one_press_and_then_offers_a_person(community: Community) -> None:
    told = says(community, AMINA, "Out of date")

    assert verdicts(community) == [Verdict.OUT_OF_DATE]
    community.presses(AMINA, "Ask a person", told)
    assert len(community.deliver()) == 2


def test_without_a_reason_it_counts_all_the_same(house: Community) -> None:
    house.presses(AMINA, "Not quite", house.types(AMINA, KNOWN))

    assert verdicts(house) == [Verdict.NOT_QUITE]


def test_one_member_has_one_say_for_each_answer_and_may_change_it(house: Community) -> None:
    says(house, AMINA, "It is wrong")
    house.presses(AMINA, "Not quite", house.types(AMINA, KNOWN))
    assert verdicts(house) == [Verdict.WRONG]

    house.presses(AMINA, "Helpful", house.types(AMINA, KNOWN))
    house.presses(BEN, "Helpful", house.types(BEN, KNOWN))
    assert verdicts(house) == [Verdict.HELPFUL, Verdict.HELPFUL]


def test_answers_in_direct_messages_and_threads_can_be_said_to_help_too(community: Community) -> None:
    community.says(AMINA, "when does it start?")
    community.mentions(BEN, "when does it start?")

    for who, seen in zip((AMINA, BEN), community.deliver(), strict=True):
        community.presses(who, "Helpful", seen)

    assert verdicts(community) == [Verdict.HELPFUL, Verdict.HELPFUL]


def test_where_nothing_was_found_only_a_person_is_offered(house: Community) -> None:
    row = house.types(AMINA, f"/ask {UNKNOWN}").blocks[-1]

    assert [element["text"]["text"] for element in row["elements"]] == ["Ask a person"]


def test_what_the_bot_did_not_know_is_counted_once_a_member(community: Community) -> None:
    for who, line in ((AMINA, UNKNOWN), (AMINA, UNKNOWN.upper()), (BEN, UNKNOWN)):
        community.types(who, f"/ask {line}")
    community.says(AMINA, UNKNOWN)
    community.deliver()

    assert verdicts(community) == [Verdict.NOT_KNOWN] * 2
    assert f"I did not know: “{UNKNOWN}” 2 members asked this." in missed(community)


@pytest.mark.parametrize("line", ["/ask i want to die", "/ask does Mr Jones lead the hike?", "/ask", "/ask xyzzy"])
def test_words_that_may_show_who_somebody_is_or_tell_of_distress_are_not_kept(house: Community, line: str) -> None:
    house.types(AMINA, line)

    assert house.rows(Opinion) == []


def test_of_a_personal_question_the_verdict_alone_is_kept(house: Community) -> None:
    body = house.press_body(AMINA, "It is wrong", house.presses(AMINA, "Not quite", house.types(AMINA, KNOWN)))
    body["actions"][0]["value"] = "event 1 when does Mr Jones start?"
    house.dispatch(body)

    row = house.rows(Opinion)[-1]
    assert (row.verdict, row.text, row.topic) == (Verdict.WRONG, "", "")


def test_organisers_see_which_answer_did_not_help_and_why(house: Community) -> None:
    says(house, AMINA, "It is wrong")
    says(house, BEN, "Too long")
    house.presses(OLIVE, "Helpful", house.types(OLIVE, KNOWN))

    told = missed(house)

    assert "did not help: 1 wrong and 1 too long. It helped 1." in told
    assert [who for who in (AMINA, BEN) if who.slack_id in told] == []


def test_an_answer_to_what_was_not_known_takes_it_off_the_list(community: Community) -> None:
    community.types(AMINA, f"/ask {UNKNOWN}")
    missed(community)

    community.presses(OLIVE, "Add an answer", community.slack.homes[OLIVE.slack_id])
    assert community.form()["blocks"][1]["element"]["initial_value"] == UNKNOWN
    community.submits(OLIVE, community.form(), text="Cambridge won it.")

    assert "Cambridge won it." in community.types(BEN, f"/ask {UNKNOWN}").text
    assert community.rows(Opinion) == []


def test_a_kept_answer_that_did_not_help_can_be_changed(house: Community) -> None:
    house.presses(OLIVE, "Add an answer", house.opens_organise(OLIVE))
    house.submits(OLIVE, house.form(), title=UNKNOWN, text="Oxford won it.")
    says(house, AMINA, "It is wrong", f"/ask {UNKNOWN}")
    missed(house)

    house.presses(OLIVE, "Change the answer", house.slack.homes[OLIVE.slack_id])
    house.submits(OLIVE, house.form(), text="Cambridge won it.")

    assert [fact.statement for fact in house.rows(Fact) if fact.kind == "answer"] == ["Cambridge won it."]


def test_organisers_leave_what_needs_no_answer(house: Community) -> None:
    house.types(AMINA, f"/ask {UNKNOWN}")
    says(house, AMINA, "Too long")
    missed(house)

    for _ in range(2):
        house.presses(OLIVE, "Leave it", house.slack.homes[OLIVE.slack_id])

    assert "Nothing was missed." in words_of(house.slack.homes[OLIVE.slack_id]["blocks"])
    assert house.rows(Opinion) == []


def test_only_organisers_see_and_change_the_list(house: Community) -> None:
    house.types(AMINA, f"/ask {UNKNOWN}")
    missed(house)
    shown = house.slack.homes[OLIVE.slack_id]

    for label in ("Add an answer", "Leave it"):
        assert "Only organisers" in house.presses(BEN, label, shown).words()
    assert verdicts(house) == [Verdict.NOT_KNOWN]


def test_all_of_it_is_cleared_after_90_days(house: Community) -> None:
    house.types(AMINA, f"/ask {UNKNOWN}")

    house.clock.forward(days=90)
    house.retain()
    assert len(house.rows(Opinion)) == 1
    house.clock.forward(minutes=1)
    house.retain()
    assert house.rows(Opinion) == []


def test_a_reply_of_an_organiser_is_counted_without_its_words(house: Community) -> None:
    house.presses(AMINA, "Ask a person", house.types(AMINA, f"/ask {UNKNOWN}"))
    house.presses(OLIVE, "Answer", house.deliver()[0])
    house.submits(OLIVE, house.form(), reply="Cambridge won it.")
    (seen,) = house.deliver()

    house.presses(AMINA, "Not quite", seen)

    assert "Answers that organisers sent to one person* did not help: 1 no reason given." in missed(house)
