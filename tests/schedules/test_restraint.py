"""Prompts that nobody answers become fewer and then stop, which is said once each; one press or answer brings back."""

from datetime import datetime, timedelta

import pytest

from bot.rules.messages import Kind, State
from db.models import Asking, Message
from schedules import planner
from tests.community import Community
from tests.fakes import Seen
from tests.people import AMINA

FIRST = datetime.fromisoformat("2022-07-04T09:00+01:00")


def joins(house: Community, **choices: str) -> None:
    house.clock.move_to("2022-06-27T12:00+01:00")
    house.joins(AMINA, **{"prompts": "yes", "weekday": "0", "hour": "9", "zone": "Europe/London", **choices})


def passes(house: Community, *, weeks: int) -> list[tuple[str, Seen]]:
    """Day after day at noon, with what came and when."""
    found = []
    for _ in range(7 * weeks):
        house.clock.forward(days=1)
        planner.plan(house.tools)
        found += [(f"{house.now():%Y-%m-%d}", seen) for seen in house.deliver()]
    return found


def told(found: list[tuple[str, Seen]]) -> list[tuple[str, str]]:
    """The days and the first words of what came."""
    heads = {"You may be busy": "quieter", "I have stopped": "resting"}
    return [
        (day, next((name for head, name in heads.items() if seen.text.startswith(head)), "prompt"))
        for day, seen in found
    ]


def answers(house: Community, seen: Seen) -> None:
    house.presses(AMINA, "Reflect", seen)
    house.submits(AMINA, house.form(), what="It helped.")


def test_three_unanswered_prompts_halve_them_and_six_end_them_and_each_is_said_once(house: Community) -> None:
    joins(house)

    assert told(passes(house, weeks=40)) == [
        ("2022-07-04", "prompt"),
        ("2022-07-18", "prompt"),
        ("2022-08-01", "prompt"),
        ("2022-08-15", "quieter"),
        ("2022-08-30", "prompt"),
        ("2022-09-26", "prompt"),
        ("2022-10-24", "prompt"),
        ("2022-11-21", "resting"),
    ]


def test_after_six_the_planner_has_nothing_to_plan(house: Community) -> None:
    joins(house)
    passes(house, weeks=22)

    following = planner.next_due(house.tools)

    assert following is not None
    assert following[0] > house.now() + timedelta(days=300)


def test_start_again_brings_prompts_back_in_the_old_rhythm(house: Community) -> None:
    joins(house)
    resting = passes(house, weeks=22)[-1][1]

    reply = house.presses(AMINA, "Start again", resting)

    assert "Your prompts start again. The next one comes on Monday 5 December 2022." in reply.words()
    assert [day for day, _ in passes(house, weeks=5)] == ["2022-12-05", "2022-12-19"]


def test_start_again_that_arrives_twice_shows_the_same(house: Community) -> None:
    joins(house)
    body = house.press_body(AMINA, "Start again", passes(house, weeks=22)[-1][1])

    assert house.presses_again(body) == house.presses_again(body)


def test_an_answer_to_an_old_prompt_brings_them_back_too(house: Community) -> None:
    joins(house)
    found = passes(house, weeks=22)

    answers(house, found[0][1])

    assert told(passes(house, weeks=5)) == [("2022-12-05", "prompt"), ("2022-12-19", "prompt")]


def test_a_reflection_of_ones_own_brings_them_back_too(house: Community) -> None:
    joins(house)
    passes(house, weeks=22)
    house.types(AMINA, "/reflect")

    house.submits(AMINA, house.form(), what="Enough.")

    assert told(passes(house, weeks=5)) == [("2022-12-05", "prompt"), ("2022-12-19", "prompt")]


def test_who_answers_now_and_then_never_hears_of_it(house: Community) -> None:
    joins(house)
    for _ in range(4):
        answers(house, passes(house, weeks=6)[-1][1])

    assert {message.kind for message in house.rows(Message)} == {Kind.PROMPT}


def test_a_pace_of_ones_own_is_not_halved(house: Community) -> None:
    joins(house)
    quieter = passes(house, weeks=8)[-1][1]
    house.presses(AMINA, "Your settings", quieter)
    house.submits(AMINA, house.form(), rhythm="WEEKLY")

    # 29 August is a bank holiday, and a weekly turn that moved would come too near the next
    assert [day for day, _ in passes(house, weeks=3)] == ["2022-09-05", "2022-09-12"]


@pytest.mark.parametrize("kind", [Kind.QUIETER, Kind.RESTING])
def test_who_started_again_meanwhile_does_not_hear_of_it(house: Community, kind: Kind) -> None:
    joins(house)
    passes(house, weeks=6 if kind is Kind.QUIETER else 20)
    house.clock.forward(days=6)
    planner.plan(house.tools)
    (notice,) = [message for message in house.rows(Message) if message.kind == kind]
    assert notice.state is State.READY
    house.changes(house.person(AMINA), prompts_since=house.now())
    house.clock.forward(days=2)

    assert house.deliver() == []


def test_a_prompt_that_never_left_is_not_held_against_them_and_is_forgotten_in_time(house: Community) -> None:
    joins(house)
    for sunday in ("2022-07-03", "2022-07-17", "2022-07-31", "2022-08-14"):
        house.clock.move_to(f"{sunday}T12:00+01:00")
        planner.plan(house.tools)
        house.clock.forward(days=2)
        house.deliver()

    states = {message.state for message in house.rows(Message) if message.kind == Kind.PROMPT}
    assert State.EXPIRED in states
    assert not [message for message in house.rows(Message) if message.kind == Kind.QUIETER]

    house.clock.forward(days=60)
    house.retain()
    assert house.rows(Asking) == []
