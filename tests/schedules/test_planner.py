"""Prompts are planned ahead, once, for those who want them, at their own hour; each says at its hour what is true."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reflection import turns
from bot.rules.messages import State
from db.models import Asking, Member, Message, Prompt
from schedules import planner
from tests.community import Community, find_button, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, CARYS, OLIVE, Somebody

LONDON = ZoneInfo("Europe/London")
FIRST = datetime.fromisoformat("2022-07-04T09:00+01:00")


def joins(community: Community, *everybody: Somebody, **choices: str) -> None:
    community.joins(*everybody, **{"prompts": "yes", "weekday": "0", "hour": "9", "zone": "Europe/London", **choices})


def planned(community: Community) -> list[datetime]:
    return [asking.due_at for asking in community.rows(Asking)]


def waits_until(community: Community, moment: str) -> None:
    community.clock.move_to(moment)
    planner.plan(community.tools)


def gets_prompt(community: Community) -> list[Seen]:
    """The Saturday before, and then Monday at 9."""
    waits_until(community, "2022-07-02T10:00+01:00")
    community.clock.move_to("2022-07-04T09:00+01:00")
    return community.deliver()


def states(community: Community) -> list[State]:
    return [message.state for message in community.rows(Message)]


def test_a_prompt_is_planned_two_days_ahead_and_not_before(community: Community) -> None:
    joins(community, AMINA)

    waits_until(community, "2022-07-02T08:59+01:00")
    assert planned(community) == []

    waits_until(community, "2022-07-02T09:00+01:00")
    assert planned(community) == [FIRST]


def test_planning_again_adds_nothing(community: Community) -> None:
    joins(community, AMINA, BEN)
    waits_until(community, "2022-07-02T10:00+01:00")

    assert planner.plan(community.tools) == 0
    assert len(community.rows(Message)) == 2


def test_fault_13_two_planners_at_once_plan_once(community: Community) -> None:
    joins(community, AMINA, BEN, CARYS)
    community.clock.move_to("2022-07-03T09:00+01:00")

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: planner.plan(community.tools), range(4)))

    assert sum(counts) == len(community.rows(Asking)) == len(community.rows(Message)) == 3


def test_the_card_has_the_question_its_reason_and_one_button(community: Community) -> None:
    joins(community, AMINA)

    (seen,) = gets_prompt(community)

    prompt = {row.id: row for row in community.rows(Prompt)}[community.rows(Asking)[0].prompt_id]
    assert prompt.stem in words_of(seen.blocks)
    assert prompt.why in words_of(seen.blocks)
    assert "Only you can see what you write." in words_of(seen.blocks)
    assert find_button(seen.blocks, "Reflect")["style"] == "primary"
    assert seen.channel == f"D{AMINA.slack_id}"


def test_the_button_opens_that_prompt_and_answering_closes_it(community: Community) -> None:
    joins(community, AMINA)
    (seen,) = gets_prompt(community)
    community.presses(AMINA, "Reflect", seen)
    form = community.form()

    community.submits(AMINA, form, what="It helped.")
    again = community.presses(AMINA, "Reflect", seen)

    (asking,) = community.rows(Asking)
    assert asking.answered_at is not None
    assert words_of(form["blocks"][:1]) in words_of(seen.blocks)
    assert "You have answered this prompt." in again.words()


def test_a_press_on_a_prompt_that_is_gone_gets_a_sentence(house: Community) -> None:
    joins(house, AMINA)
    (seen,) = gets_prompt(house)
    house.changes({row.id: row for row in house.rows(Prompt)}[house.rows(Asking)[0].prompt_id], retired=True)
    forms = len(house.slack.forms)

    assert "That prompt is not here any more." in house.presses(AMINA, "Reflect", seen).words()
    assert len(house.slack.forms) == forms


def test_somebody_elses_card_opens_nothing(house: Community) -> None:
    joins(house, AMINA, BEN)
    seen = gets_prompt(house)[0]
    other = BEN if seen.channel == f"D{AMINA.slack_id}" else AMINA

    assert "That prompt is not here any more." in house.presses(other, "Reflect", seen).words()


def test_prompts_come_every_second_week_each_about_another_characteristic(house: Community) -> None:
    joins(house, AMINA)
    for hours in range(0, 24 * 7 * 12, 24):
        waits_until(house, (FIRST + timedelta(hours=hours - 24)).isoformat())

    found = house.rows(Asking)

    assert [asking.slot for asking in found] == [
        (FIRST.date() + timedelta(weeks=2 * turn)).isoformat() for turn in range(7)
    ]
    assert len({asking.characteristic_id for asking in found[:5]}) == 5
    assert len({asking.prompt_id for asking in found}) == 7


@pytest.mark.parametrize("choices", [{"prompts": "no"}, {"weekday": "3"}])
def test_who_does_not_want_a_prompt_now_gets_none(house: Community, choices: dict[str, str]) -> None:
    joins(house, AMINA, **choices)
    waits_until(house, "2022-07-03T09:00+01:00")

    assert planned(house) == []


def test_a_stranger_gets_none(house: Community) -> None:
    house.says(AMINA, "hi")
    waits_until(house, "2022-07-03T09:00+01:00")

    assert planned(house) == []


def test_a_prompt_comes_at_the_members_own_nine_in_the_morning(community: Community) -> None:
    joins(community, AMINA, zone="America/New_York")
    waits_until(community, "2022-06-27T09:00+01:00")

    assert planned(community) == [datetime.fromisoformat("2022-06-27T09:00-04:00")]


def test_an_hour_that_the_spring_change_leaves_out_moves_forward(house: Community) -> None:
    house.clock.move_to("2022-03-21T09:00+00:00")
    joins(house, AMINA, weekday="6", hour="1")
    waits_until(house, "2022-03-26T09:00+00:00")

    assert [due.astimezone(LONDON) for due in planned(house)] == [datetime(2022, 3, 27, 2, 0, tzinfo=LONDON)]


def test_an_hour_that_comes_twice_in_autumn_brings_one_prompt(house: Community) -> None:
    house.clock.move_to("2022-10-24T09:00+01:00")
    joins(house, AMINA, weekday="6", hour="1")
    for moment in ("2022-10-29T09:00+01:00", "2022-10-30T01:30+01:00", "2022-10-30T01:30+00:00"):
        waits_until(house, moment)

    assert planned(house) == [datetime.fromisoformat("2022-10-30T01:00+01:00")]


def test_a_member_whose_zone_is_unknown_to_us_gets_prompts_in_the_communitys(house: Community) -> None:
    joins(house, AMINA, BEN)
    amina, ben = house.person(AMINA), house.person(BEN)
    house.changes(amina, zone="Mars/Olympus", next_prompt_at=None)
    house.changes(ben, zone=None, prompt_weekday=None, prompt_hour=None, next_prompt_at=None)
    waits_until(house, "2022-07-03T09:00+01:00")

    assert planned(house) == [FIRST, FIRST]


def test_nothing_is_planned_before_a_pause_ends(house: Community) -> None:
    joins(house, AMINA)
    house.changes(house.person(AMINA), paused_until=date(2022, 7, 5), next_prompt_at=None)
    waits_until(house, "2022-07-03T09:00+01:00")
    assert planned(house) == []

    waits_until(house, "2022-07-17T09:00+01:00")
    assert [due.date().isoformat() for due in planned(house)] == ["2022-07-18"]


@pytest.mark.parametrize("change", [{"wants_prompts": False}, {"paused_until": date(2022, 8, 1)}, {"joined_at": None}])
def test_a_planned_prompt_that_is_not_wanted_any_more_stays_unsaid(
    community: Community, change: dict[str, object]
) -> None:
    joins(community, AMINA)
    waits_until(community, "2022-07-03T09:00+01:00")
    community.changes(community.person(AMINA), **change)
    community.clock.move_to("2022-07-04T09:00+01:00")

    assert community.deliver() == []
    assert states(community) == [State.CANCELLED]


def test_a_planned_prompt_that_was_retired_stays_unsaid(house: Community) -> None:
    joins(house, AMINA)
    waits_until(house, "2022-07-03T09:00+01:00")
    for prompt in house.rows(Prompt):
        house.changes(prompt, retired=True)
    house.clock.move_to("2022-07-04T09:00+01:00")

    assert house.deliver() == []
    assert states(house) == [State.CANCELLED]


def test_fault_12_who_leaves_hears_nothing_more(house: Community) -> None:
    joins(house, AMINA)
    waits_until(house, "2022-07-03T09:00+01:00")
    house.presses(AMINA, "Leave", house.presses(AMINA, "Leave", house.types(AMINA, "/community")))
    house.clock.move_to("2022-07-04T09:00+01:00")

    assert house.deliver() == []


@pytest.mark.parametrize(("moment", "sent"), [("2022-07-04T12:59+01:00", 1), ("2022-07-04T13:00+01:00", 0)])
def test_a_prompt_is_worth_sending_for_twelve_hours(house: Community, moment: str, sent: int) -> None:
    joins(house, AMINA, hour="1")
    waits_until(house, "2022-07-03T09:00+01:00")
    house.clock.move_to(moment)

    assert len(house.deliver()) == sent


def test_after_three_weeks_away_nothing_is_made_up_for(house: Community) -> None:
    joins(house, AMINA)
    waits_until(house, "2022-07-25T09:00+01:00")

    assert planned(house) == []


def test_who_changes_their_day_does_not_get_two_in_one_week(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)
    house.changes(house.person(AMINA), prompt_weekday=3, next_prompt_at=None)
    for day in range(5, 22):
        waits_until(house, f"2022-07-{day:02}T12:00+01:00")

    assert [asking.slot for asking in house.rows(Asking)] == ["2022-07-04", "2022-07-14"]


def test_a_community_without_prompts_plans_nothing_and_goes_on(house: Community) -> None:
    joins(house, AMINA)
    for prompt in house.rows(Prompt):
        house.changes(prompt, retired=True)
    waits_until(house, "2022-07-03T09:00+01:00")

    assert planned(house) == []


def test_the_planner_says_when_it_will_have_something_to_do(community: Community) -> None:
    assert planner.next_due(community.tools) is None
    joins(community, AMINA)
    joins(community, BEN, weekday="3")

    first = planner.next_due(community.tools)
    assert first == (datetime.fromisoformat("2022-06-28T09:00+01:00"), "Planning a prompt for Ben Okafor")
    waits_until(community, first[0].isoformat())

    assert len(planned(community)) == 1
    assert planner.next_due(community.tools) == (FIRST - timedelta(hours=48), "Planning a prompt for Amina Yusuf")


def test_a_planner_that_is_behind_says_now(house: Community) -> None:
    joins(house, AMINA)
    house.clock.move_to("2022-07-03T09:00+01:00")

    assert planner.next_due(house.tools) == (house.now(), "Planning a prompt for Amina Yusuf")


# when habits change


def days(community: Community) -> list[str]:
    return [asking.slot for asking in community.rows(Asking)]


def dues(community: Community) -> list[str]:
    """When the prompts that wait will leave, on a clock in London."""
    waiting = [message for message in community.rows(Message) if message.state is State.READY]
    return [message.due_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") for message in waiting]


def chooses(community: Community, who: Somebody, **choices: str | list[str]) -> dict[str, Any]:
    """They change their settings."""
    community.presses(who, "Your settings", community.opens_home(who))
    return community.submits(who, community.form(), **choices)


def moves(community: Community, who: Somebody, zone: str) -> None:
    """Slack tells of another time zone."""
    profile = {"real_name": who.name, "email": "someone@example.org"}
    account = {"id": who.slack_id, "team_id": community.workspace, "deleted": False, "tz": zone, "profile": profile}
    account |= {"is_admin": False, "is_owner": False, "is_bot": False}
    body = community.event_body({"type": "user_change", "user": account, "event_ts": "1.0"})
    assert community.dispatch(body).status == 200


def test_a_planned_prompt_moves_to_the_new_hour(community: Community) -> None:
    joins(community, AMINA)
    waits_until(community, "2022-07-03T09:00+01:00")

    chooses(community, AMINA, hour="14")
    planner.plan(community.tools)

    assert dues(community) == ["2022-07-04 14:00"]
    community.clock.move_to("2022-07-04T14:00+01:00")
    (seen,) = community.deliver()
    assert find_button(seen.blocks, "Reflect")


def test_a_setting_that_has_nothing_to_do_with_prompts_leaves_the_planned_one(house: Community) -> None:
    joins(house, AMINA)
    waits_until(house, "2022-07-03T09:00+01:00")
    before = house.rows(Asking)[0].id

    chooses(house, AMINA, job="Chief nurse")
    planner.plan(house.tools)

    assert [asking.id for asking in house.rows(Asking)] == [before]
    assert states(house) == [State.READY]


def test_who_wants_no_prompts_any_more_has_none_planned_and_none_in_their_past(community: Community) -> None:
    joins(community, AMINA)
    waits_until(community, "2022-07-03T09:00+01:00")

    chooses(community, AMINA, prompts="no")
    planner.plan(community.tools)

    assert (days(community), states(community)) == ([], [State.CANCELLED])


def test_a_day_that_was_asked_is_never_asked_again(community: Community) -> None:
    joins(community, AMINA)
    gets_prompt(community)

    chooses(community, AMINA, hour="14")
    for moment in ("2022-07-04T10:00+01:00", "2022-07-04T14:00+01:00", "2022-07-05T14:00+01:00"):
        waits_until(community, moment)

    assert days(community) == ["2022-07-04"]


def test_a_prompt_waits_for_the_end_of_a_pause_and_for_no_more_when_it_is_broken_off(community: Community) -> None:
    joins(community, AMINA)
    waits_until(community, "2022-07-03T09:00+01:00")

    community.presses(AMINA, "Pause", community.opens_home(AMINA))
    community.submits(AMINA, community.form(), until="2022-07-20")
    planner.plan(community.tools)
    assert (days(community), dues(community)) == ([], [])

    community.presses(AMINA, "Start again", community.opens_home(AMINA))
    planner.plan(community.tools)
    assert dues(community) == ["2022-07-04 09:00"]


def test_a_prompt_follows_a_member_to_another_zone(community: Community) -> None:
    joins(community, AMINA)
    moves(community, AMINA, "Europe/London")
    waits_until(community, "2022-07-03T09:00+01:00")

    moves(community, AMINA, "America/New_York")
    planner.plan(community.tools)

    assert dues(community) == ["2022-07-04 14:00"]


@pytest.mark.parametrize("moment", ["2022-07-04T08:55+01:00", "2022-07-04T09:05+01:00"])
def test_fault_23_a_member_who_moves_from_london_to_auckland_gets_at_most_one_prompt_for_that_day(
    community: Community, moment: str
) -> None:
    joins(community, AMINA)
    moves(community, AMINA, "Europe/London")
    waits_until(community, "2022-07-03T09:00+01:00")
    community.clock.move_to(moment)
    sent = len(community.deliver())

    moves(community, AMINA, "Pacific/Auckland")
    for hour in range(9, 24):
        waits_until(community, f"2022-07-04T{hour:02}:30+01:00")
        sent += len(community.deliver())

    assert sent <= 1
    assert len(days(community)) <= 1


@pytest.mark.parametrize("zone", ["US/Pacific-New", "", None])
def test_fault_24_a_zone_that_nobody_knows_means_the_communitys(house: Community, zone: str | None) -> None:
    joins(house, AMINA)
    house.changes(house.person(AMINA), zone=zone, next_prompt_at=None)
    waits_until(house, "2022-07-03T09:00+01:00")

    assert planned(house) == [FIRST]


# when clocks jump, and after downtime


def test_fault_19_a_clock_that_jumps_back_two_hours_plans_and_sends_nothing_again(community: Community) -> None:
    joins(community, AMINA)
    gets_prompt(community)

    for moment in ("2022-07-04T07:00+01:00", "2022-07-04T09:00+01:00", "2022-07-01T09:00+01:00"):
        waits_until(community, moment)
        assert community.deliver() == []

    assert days(community) == ["2022-07-04"]


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ("2022-07-04T15:00+01:00", ["2022-07-04"]),  # within its grace
        ("2022-07-04T20:59+01:00", ["2022-07-04"]),
        ("2022-07-04T21:00+01:00", []),
        ("2022-08-29T15:00+01:00", ["2022-08-29"]),  # the latest of five
        ("2022-09-05T15:00+01:00", []),
    ],
)
def test_fault_20_a_clock_that_jumps_forward_brings_at_most_the_latest_turn_within_its_grace(
    community: Community, moment: str, found: list[str]
) -> None:
    joins(community, AMINA)
    planner.plan(community.tools)

    waits_until(community, moment)

    assert days(community) == found
    assert len(community.deliver()) <= 1


def test_fault_26_down_from_friday_to_tuesday_over_a_bank_holiday_brings_each_member_one_prompt(
    community: Community,
) -> None:
    """Monday 29 August 2022 is a bank holiday, so that turn is on Tuesday anyhow."""
    community.clock.move_to("2022-08-22T10:00+01:00")
    joins(community, AMINA, BEN)
    waits_until(community, "2022-08-26T17:00+01:00")

    waits_until(community, "2022-08-30T10:00+01:00")

    assert days(community) == ["2022-08-29", "2022-08-29"]
    assert len(community.deliver()) == 2


def test_fault_26_organisers_see_how_many_messages_came_too_late(house: Community) -> None:
    joins(house, AMINA, BEN)
    waits_until(house, "2022-07-03T09:00+01:00")
    house.clock.move_to("2022-07-08T09:00+01:00")
    house.deliver()

    assert "In the last 7 days 2 messages were not sent" in words_of(house.opens_organise(OLIVE)["blocks"])


# days off and bank holidays


def test_fault_25_a_prompt_on_a_bank_holiday_comes_the_day_after_and_the_next_in_its_turn(house: Community) -> None:
    house.clock.move_to("2022-08-22T10:00+01:00")
    joins(house, AMINA)
    for ahead in range(24):
        waits_until(house, (datetime.fromisoformat("2022-08-22T12:00+01:00") + timedelta(days=ahead)).isoformat())

    assert [(asking.slot, asking.due_at.date().isoformat()) for asking in house.rows(Asking)] == [
        ("2022-08-29", "2022-08-30"),
        ("2022-09-12", "2022-09-12"),
    ]


def test_a_member_who_works_from_wednesday_gets_mondays_prompt_on_wednesday(house: Community) -> None:
    joins(house, AMINA)
    house.changes(house.person(AMINA), days_off=[0, 1], next_prompt_at=None)
    waits_until(house, "2022-07-05T09:00+01:00")

    assert dues(house) == ["2022-07-06 09:00"]


# many at once


def test_the_tick_looks_only_at_members_whose_turn_is_near(community: Community) -> None:
    joins(community, AMINA, BEN)
    planner.plan(community.tools)
    waits_until(community, "2022-07-02T09:00+01:00")

    with community.db.read(community.workspace) as session:
        assert turns.waiting(session, now=community.now()) == []
    assert {member.next_prompt_at for member in community.rows(Member) if member.joined_at} == {
        FIRST + timedelta(weeks=2)
    }
