"""Asking by command, and asking a person when the bot does not know."""

import pytest

from bot.rules.words import Standing
from db.models import Member, Message, Question
from schedules import people
from tests.community import Community, Reply
from tests.fakes import Seen
from tests.people import AMINA, BEN, OLIVE, OMAR

UNKNOWN = "/ask who won the boat race in 1932?"


def asks_a_person(community: Community, line: str = UNKNOWN) -> Reply:
    return community.presses(AMINA, "Ask a person", community.types(AMINA, line))


def waiting(community: Community) -> list[Seen]:
    asks_a_person(community)
    return community.deliver()


def without_organisers(community: Community) -> None:
    for somebody in (OLIVE, OMAR):
        member = community.person(somebody)
        assert member is not None
        community.changes(member, deactivated_at=community.now())


def test_a_question_is_answered_at_once_with_its_source_and_nothing_is_kept(community: Community) -> None:
    reply = community.types(AMINA, "/ask when does it start?")

    assert "9am on Tuesday 5 July 2022" in reply.text
    assert "Source:" in reply.text
    assert community.rows(Question) == []
    assert community.person(AMINA) is None


@pytest.mark.parametrize("line", ["/ask where is the event?", UNKNOWN])
def test_what_is_not_known_is_said_to_be_so_and_a_person_is_offered(community: Community, line: str) -> None:
    reply = community.types(AMINA, line)

    assert reply.text.startswith("I do not know")
    assert "Choose Ask a person" in reply.text


@pytest.mark.parametrize("line", ["/ask", "/ask help", "/ask ?", "/ask   "])
def test_asking_nothing_shows_what_can_be_asked(community: Community, line: str) -> None:
    assert "Try one of these" in community.types(AMINA, line).words()


def test_a_question_that_is_too_long_is_declined_with_its_limit(community: Community) -> None:
    reply = community.types(AMINA, "/ask " + "x" * 1001)

    assert (reply.status, "1,000 characters" in reply.text) == (200, True)


def test_every_organiser_gets_the_question_once(community: Community) -> None:
    seen = waiting(community)

    assert [message.channel for message in seen] == [f"D{OLIVE.slack_id}", f"D{OMAR.slack_id}"]
    assert all("who won the boat race in 1932?" in message.text for message in seen)


def test_the_asker_hears_how_many_organisers_have_it(community: Community) -> None:
    assert "I have passed your question to the 2 organisers, with your name." in asks_a_person(community).text


def test_asking_the_same_twice_is_one_question(community: Community) -> None:
    asks_a_person(community)
    community.deliver()

    asks_a_person(community)

    assert len(community.rows(Question)) == 1
    assert community.deliver() == []


def test_the_same_question_of_two_people_is_two_questions(community: Community) -> None:
    for who in (AMINA, BEN):
        community.presses(who, "Ask a person", community.types(who, UNKNOWN))

    assert len(community.rows(Question)) == 2


def test_the_very_same_press_delivered_again_after_the_answer_opens_nothing(community: Community) -> None:
    press = community.press_body(AMINA, "Ask a person", community.types(AMINA, UNKNOWN))
    community.presses_again(press)
    community.presses(OLIVE, "Close without an answer", community.deliver()[0])

    community.presses_again(press)

    assert [question.standing for question in community.rows(Question)] == [Standing.CLOSED]


def test_one_organiser_closes_a_question_for_all_and_its_text_is_let_go(community: Community) -> None:
    first, second = waiting(community)

    mine = community.presses(OLIVE, "Close without an answer", first)
    theirs = community.presses(OMAR, "Close without an answer", second)

    assert mine.text == "Closed for all organisers."
    assert theirs.text == "Somebody else has answered or closed this question."
    assert [(q.standing, q.text) for q in community.rows(Question)] == [(Standing.CLOSED, "")]
    (told,) = community.deliver()
    assert (told.channel, "closed your question of" in told.text) == (f"D{AMINA.slack_id}", True)


def test_a_question_closed_in_home_before_it_was_sent_is_sent_to_no_organiser(community: Community) -> None:
    asks_a_person(community)

    community.presses(OLIVE, "Close without an answer", community.opens_organise(OLIVE))

    assert [one.channel for one in community.deliver()] == [f"D{AMINA.slack_id}"]


def test_only_organisers_close_questions(community: Community) -> None:
    (message, _) = waiting(community)

    reply = community.presses(BEN, "Close without an answer", message)

    assert reply.text.startswith("Only organisers can do that.")
    assert [question.standing for question in community.rows(Question)] == [Standing.WAITING]


def test_somebody_who_is_no_longer_an_organiser_cannot_close(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    (message, _) = waiting(community)
    monkeypatch.setattr(community.slack, "people", lambda _workspace: iter(()))
    people.follow(community.tools)

    assert community.presses(OLIVE, "Close without an answer", message).text.startswith("Only organisers can do that.")


def test_a_question_that_is_gone_gets_a_sentence(community: Community) -> None:
    (message, _) = waiting(community)
    with community.db.begin(community.workspace) as session:
        session.delete(session.get_one(Question, community.rows(Question)[0].id))

    assert community.presses(OLIVE, "Close without an answer", message).text.startswith("That is not here any more.")


def test_without_organisers_the_asker_is_told_and_nothing_is_kept(community: Community) -> None:
    without_organisers(community)

    reply = asks_a_person(community)

    assert reply.text.startswith("No organiser has been named in this workspace yet.")
    assert [community.rows(kind) for kind in (Question, Message)] == [[], []]
    assert AMINA.slack_id not in {member.slack_id for member in community.rows(Member)}


def test_a_stranger_who_asks_a_person_is_known_by_their_slack_id_alone(community: Community) -> None:
    asks_a_person(community)

    member = community.person(AMINA)
    assert member is not None
    assert member.joined_at is None


def test_plain_words_of_distress_get_signposts_and_no_answer_from_the_engine(community: Community) -> None:
    reply = community.types(AMINA, "/ask i want to die")

    assert "Samaritans" in reply.words()
    assert community.rows(Question) == []
