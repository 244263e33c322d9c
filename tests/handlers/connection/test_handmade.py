"""Introductions by hand: made by an organiser under the rule of the draw, and followed up as a drawn one is."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.rules.messages import Kind
from bot.rules.words import Apart, Began, Stage, WaitEnd
from db.models import Exclusion, Introduction, Message, Opener, Seat, Waiting
from schedules import repairs
from tests.community import Community, words_of
from tests.leaders import ADA, BILL, DEV, EIGHT, EVE, GUS, arrive, change, hold, read, round_of
from tests.people import AMINA, CARYS, OLIVE, OMAR, Somebody

APART = {"second": "These people cannot be introduced to each other."}


def open_form(community: Community, who: Somebody = OLIVE) -> dict[str, Any]:
    community.presses(who, "Introduce people", community.opens_organise(who))
    return community.form()


def introduce(community: Community, *people: Somebody, question: str = "") -> dict[str, Any]:
    """The answer to the form with these people in it."""
    chosen = dict(zip(("first", "second", "third"), (one.slack_id for one in people), strict=False))
    return community.submits(OLIVE, open_form(community), **chosen, question=question)


def somebody_new_to_ada(community: Community) -> Somebody:
    """Somebody of another organisation whom she was not introduced to."""
    pairs = {frozenset(seen.channel[1:].split("+")) for seen in community.slack.posts}
    return next(one for one in (DEV, EVE, GUS) if frozenset((ADA.slack_id, one.slack_id)) not in pairs)


def set_apart(community: Community, kind: Apart, one: Somebody, other: Somebody) -> None:
    with community.db.begin(community.workspace) as session:
        pair = [community.person(who) for who in (one, other)]
        ids = [member.id for member in pair if member is not None]
        session.add(Exclusion(kind=kind, member_id=ids[0], other_id=ids[1], made_at=community.now()))


def test_two_people_whom_an_organiser_introduces_hear_of_each_other(community: Community) -> None:
    arrive(community, ADA, DEV)

    answered = introduce(community, ADA, DEV, question="What brought you here?")
    (seen,) = community.deliver()

    assert "*Ada Obi* and *Dev Nair* will hear of each other soon" in words_of(answered["view"]["blocks"])
    assert seen.channel == "GU0ADA+U0DEV"
    assert "You could start with this: What brought you here?" in read(seen)
    (made,) = community.rows(Introduction)
    assert (made.began, made.stage, made.round_id) == (Began.BY_HAND, Stage.OPENED, None)
    assert made.ends_at == community.now() + timedelta(weeks=4)


@pytest.mark.parametrize("fields", [{"joined_at": None}, {"deactivated_at": "now"}])
def test_whose_peer_leaves_the_community_is_told_so_and_not_why(community: Community, fields: dict[str, Any]) -> None:
    arrive(community, ADA, DEV)
    introduce(community, ADA, DEV)
    community.deliver()
    change(community, DEV, **{name: community.now() if value == "now" else value for name, value in fields.items()})

    repairs.run(community.tools)
    (told,) = community.deliver()
    repairs.run(community.tools)

    assert told.channel == "DU0ADA"
    assert told.text.startswith("Your peer can no longer take part, so this introduction has ended.")
    assert community.deliver() == []
    assert [one.stage for one in community.rows(Introduction)] == [Stage.BROKEN]


def test_three_people_can_be_introduced_and_nothing_is_said_of_an_odd_number(house: Community) -> None:
    arrive(house, ADA, DEV, GUS, challenges=["workforce"])

    introduce(house, ADA, DEV, GUS)
    (seen,) = house.deliver()

    assert seen.channel == "GU0ADA+U0DEV+U0GUS"
    assert "You each care about “Empowering and nurturing our workforce”." in read(seen)
    assert "odd number" not in read(seen)


def test_without_a_question_of_the_organisers_own_one_is_chosen_as_in_a_draw(house: Community) -> None:
    arrive(house, ADA, DEV, challenges=["workforce"])

    introduce(house, ADA, DEV)

    shelf = {row.stem for row in house.rows(Opener) if row.scope == "challenge" and row.about == "workforce"}
    assert house.rows(Introduction)[0].opener in shelf


def test_what_is_made_by_hand_in_a_round_ends_with_it_and_is_followed_up_as_a_drawn_one(community: Community) -> None:
    arrive(community, ADA, DEV, EVE, GUS)
    hold(community)
    community.clock.forward(days=3)

    introduce(community, ADA, somebody_new_to_ada(community))

    made = community.rows(Introduction)[-1]
    assert (made.round_id, made.ends_at) == (round_of(community).id, round_of(community).ends_at)
    about = [message.kind for message in community.rows(Message) if message.about_id == made.id]
    assert sorted(about) == sorted([Kind.INTRODUCTION, *[Kind.DID_YOU_MEET, Kind.REMINDER_TO_MEET] * 2])


def test_the_size_of_a_round_is_that_of_its_draw(house: Community) -> None:
    arrive(house, *EIGHT)
    hold(house)
    before = words_of(house.opens_organise(OLIVE)["blocks"])

    introduce(house, ADA, somebody_new_to_ada(house))

    told = next(line for line in before.splitlines() if line.startswith("Round 1 was sent"))
    assert "to 8 members in 4 introductions" in told
    assert told in words_of(house.opens_organise(OLIVE)["blocks"])


def test_whoever_waited_for_a_peer_has_one_now(house: Community) -> None:
    arrive(house, ADA, BILL, DEV)
    set_apart(house, Apart.BLOCK, ADA, DEV)
    set_apart(house, Apart.BLOCK, BILL, DEV)
    hold(house)
    arrive(house, GUS)

    introduce(house, DEV, GUS)

    assert [waits.ended for waits in house.rows(Waiting)] == [WaitEnd.FOUND]
    assert "Waiting for a peer" not in words_of(house.opens_organise(OLIVE)["blocks"])


@pytest.mark.parametrize(
    ("people", "refused"),
    [
        ((ADA,), {"second": "Choose 2 or 3 people."}),
        ((ADA, ADA), {"second": "Choose somebody else here. It is the same person twice."}),
        ((ADA, DEV, ADA), {"third": "Choose somebody else here. It is the same person twice."}),
        ((CARYS, CARYS), {"second": "Choose somebody else here. It is the same person twice."}),
        ((ADA, CARYS), {"second": "This person takes no part in introductions just now."}),
        ((GUS, ADA), {"first": "This person takes no part in introductions just now."}),
    ],
)
def test_what_is_refused_is_said_beside_the_person(
    house: Community, people: tuple[Somebody, ...], refused: dict[str, str]
) -> None:
    arrive(house, ADA, DEV, GUS)
    change(house, GUS, paused_until=house.now().date() + timedelta(days=2))

    assert introduce(house, *people)["errors"] == refused
    assert (house.rows(Introduction), house.rows(Message)) == ([], [])


@pytest.mark.parametrize("kind", Apart)
def test_whatever_keeps_people_apart_sounds_the_same(community: Community, kind: Apart) -> None:
    arrive(community, ADA, DEV)
    set_apart(community, kind, DEV, ADA)

    assert introduce(community, ADA, DEV)["errors"] == APART


@pytest.mark.parametrize("pair", [(ADA, DEV), (DEV, GUS), (ADA, GUS)])
def test_of_three_it_is_not_told_which_two_are_kept_apart(house: Community, pair: tuple[Somebody, Somebody]) -> None:
    arrive(house, ADA, DEV, GUS)
    set_apart(house, Apart.BLOCK, *pair)

    assert introduce(house, ADA, DEV, GUS)["errors"] == APART


def test_what_keeps_people_apart_is_told_before_that_they_know_each_other(house: Community) -> None:
    arrive(house, ADA, BILL)
    set_apart(house, Apart.LINE_MANAGER, ADA, BILL)

    assert introduce(house, ADA, BILL)["errors"] == APART


def test_people_whom_slack_would_not_put_together_are_tried_again_after_half_a_year(house: Community) -> None:
    arrive(house, ADA, DEV)
    set_apart(house, Apart.UNREACHABLE, ADA, DEV)
    house.clock.forward(days=180)

    assert "view" in introduce(house, ADA, DEV)


def test_the_same_organisation_is_asked_about_once_and_then_allowed(house: Community) -> None:
    arrive(house, ADA, BILL)

    warned = introduce(house, ADA, BILL, question="Why *here*?")["view"]
    assert "They work in the same organisation." in words_of(warned["blocks"])
    assert warned["submit"]["text"] == "Introduce anyway"
    assert house.rows(Introduction) == []

    house.submits(OLIVE, warned)
    assert [made.opener for made in house.rows(Introduction)] == ["Why *here*?"]


@pytest.mark.parametrize("stage", [Stage.OPENED, Stage.MET, Stage.NOT_MET, Stage.BROKEN])
def test_a_repeat_is_asked_about_whatever_came_of_the_first(house: Community, stage: Stage) -> None:
    arrive(house, ADA, DEV)
    introduce(house, ADA, DEV)
    house.changes(house.rows(Introduction)[0], stage=stage)
    house.clock.forward(days=364)

    warned = introduce(house, ADA, DEV)["view"]
    assert "They were introduced on Monday 27 June 2022." in words_of(warned["blocks"])
    house.submits(OLIVE, warned)

    assert len(house.rows(Introduction)) == 2


def test_after_a_year_and_a_day_it_is_no_repeat(house: Community) -> None:
    arrive(house, ADA, DEV)
    introduce(house, ADA, DEV)
    house.clock.forward(days=366)

    introduce(house, ADA, DEV)

    assert len(house.rows(Introduction)) == 2


def test_of_three_the_warning_names_the_two_that_it_is_about(house: Community) -> None:
    arrive(house, ADA, BILL, DEV)

    warned = introduce(house, ADA, BILL, DEV)["view"]

    assert "*Ada Obi* and *Bill Rees* work in the same organisation." in words_of(warned["blocks"])


def test_who_chooses_other_people_after_a_warning_is_warned_of_those(house: Community) -> None:
    arrive(house, ADA, BILL, DEV, EVE)
    warned = introduce(house, ADA, BILL)["view"]

    again = house.submits(OLIVE, warned, first=DEV.slack_id, second=EVE.slack_id)

    assert "They work in the same organisation." in words_of(again["view"]["blocks"])
    assert house.rows(Introduction) == []


def test_somebody_in_an_introduction_may_get_another(house: Community) -> None:
    arrive(house, ADA, DEV, GUS)
    introduce(house, ADA, DEV)

    introduce(house, ADA, GUS)

    assert len(house.deliver()) == 2


def test_the_same_form_sent_twice_introduces_once_and_shows_the_same(community: Community) -> None:
    arrive(community, ADA, DEV)
    body = community.form_body(OLIVE, open_form(community), first=ADA.slack_id, second=DEV.slack_id)

    first, again = community.submits_again(body), community.submits_again(body)

    assert first == again
    assert len(community.rows(Introduction)) == 1


def test_a_warning_sent_twice_stays_a_warning(house: Community) -> None:
    arrive(house, ADA, BILL)
    body = house.form_body(OLIVE, open_form(house), first=ADA.slack_id, second=BILL.slack_id)

    first, again = house.submits_again(body), house.submits_again(body)

    assert first == again
    assert house.rows(Introduction) == []


def test_two_organisers_who_introduce_the_same_people_at_once_do_it_once(community: Community) -> None:
    arrive(community, ADA, DEV)
    chosen = {"first": ADA.slack_id, "second": DEV.slack_id}
    bodies = [community.form_body(who, open_form(community, who), **chosen) for who in (OLIVE, OMAR)]
    threads = [threading.Thread(target=community.submits_again, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(community.rows(Introduction)) == 1
    assert len(community.rows(Seat)) == 2


def test_only_organisers_introduce_people(house: Community) -> None:
    arrive(house, ADA, DEV)
    form = open_form(house)

    answered = house.submits(AMINA, form, first=ADA.slack_id, second=DEV.slack_id)

    assert "Only organisers can do that." in str(answered["errors"])
    assert house.rows(Introduction) == []


def test_a_question_that_is_too_long_is_said_beside_it(house: Community) -> None:
    arrive(house, ADA, DEV)

    assert introduce(house, ADA, DEV, question="x" * 201)["errors"] == {"question": "Use 200 letters or fewer."}
