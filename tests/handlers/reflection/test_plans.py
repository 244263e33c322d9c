"""Plans are followed up: asked about twice at most, answered in a form that nobody else sees, and helped along."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.messages import Kind, State
from bot.rules.words import Hindrance, Outcome
from db.models import Member, MemberKey, Message, Plan, Prompt, Resource
from schedules import followups, outlook
from tests.community import Community, find_button, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, Somebody

PLAN = {"when": "we next meet", "then": "I will listen first"}
FIRST = datetime.fromisoformat("2022-07-11T09:00+01:00")
SECOND = datetime.fromisoformat("2022-08-08T09:00+01:00")


def shown(view: dict[str, Any]) -> str:
    return words_of(view["blocks"])


def makes_plan(community: Community, who: Somebody = AMINA, *, prompts: str = "yes", **joining: Any) -> dict[str, Any]:
    """They join, reflect on innovation and make a plan; gives what the form turns into."""
    if community.person(who) is None:
        community.joins(who, prompts=prompts, **joining)
    community.types(who, "/reflect innovation")
    answer = community.submits(who, community.form(), what="We met.", **PLAN)
    return dict(answer["view"])


def be_at(community: Community, moment: datetime) -> None:
    community.clock.forward(seconds=(moment - community.now()).total_seconds())


def come_to(community: Community, moment: datetime) -> list[Seen]:
    """It is this moment: what is due is asked; gives the questions."""
    be_at(community, moment)
    followups.run(community.tools)
    return [seen for seen in community.deliver() if "How did it go?" in seen.text]


def all_to(community: Community, moment: datetime) -> list[tuple[datetime, Seen]]:
    """Day after day until then; gives each question with when it was asked."""
    found = []
    while community.now() < moment:
        day = community.now() + timedelta(hours=24)
        found += [(day, seen) for seen in come_to(community, day)]
    return found


def plan(community: Community) -> Plan:
    with community.db.read(community.workspace) as session:
        return session.query(Plan).one()


def asked(community: Community) -> Seen:
    """A plan was made, and two weeks later comes the question."""
    makes_plan(community)
    (seen,) = come_to(community, FIRST)
    return seen


def says(community: Community, *labels: str, seen: Seen | None = None) -> dict[str, Any]:
    """They open their plan and press these, one after the other; gives the form as it is then."""
    community.presses(AMINA, "Show my plan", seen or asked(community))
    for label in labels:
        community.presses(AMINA, label, community.form())
    return community.form()


def test_the_confirmation_says_when_it_will_ask(house: Community) -> None:
    view = makes_plan(house)

    assert "When we next meet, then I will listen first" in shown(view)
    assert "I will ask how it went on Monday 11 July 2022." in shown(view)
    assert find_button(view["blocks"], "Change")


def test_a_second_delivery_of_the_form_shows_the_same(house: Community) -> None:
    house.joins(AMINA, prompts="yes")
    house.types(AMINA, "/reflect")
    body = house.form_body(AMINA, house.form(), what="We met.", **PLAN)

    assert house.submits_again(body) == house.submits_again(body)


def test_who_gets_no_prompts_is_not_promised_a_question_and_gets_none(house: Community) -> None:
    view = makes_plan(house, prompts="no")

    assert "I do not ask how it went while you have prompts turned off." in shown(view)
    assert all_to(house, SECOND + timedelta(days=30)) == []


def test_words_and_date_can_be_changed_at_once(community: Community) -> None:
    view = makes_plan(community)
    community.presses(AMINA, "Change", view)
    form = community.form()

    answer = community.submits(AMINA, form, then="I will ask why", day="2022-07-16")

    assert "When we next meet, then I will ask why" in shown(answer["view"])
    assert "Monday 18 July 2022" in shown(answer["view"])  # the 16th is a Saturday
    assert plan(community).ask_at == FIRST + timedelta(days=7)


def test_a_detail_in_a_changed_plan_is_asked_about_once_and_nothing_typed_is_lost(community: Community) -> None:
    community.presses(AMINA, "Change", makes_plan(community))

    asked_once = community.submits(AMINA, community.form(), then="I will ring Dr Patel", day="2022-07-15")["view"]

    assert "hold a detail about a person: a name." in shown(asked_once)
    assert plan(community).ask_at == FIRST
    saved = community.submits(AMINA, asked_once)["view"]
    assert "When we next meet, then I will ring Dr Patel" in shown(saved)
    assert "Friday 15 July 2022" in shown(saved)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": "2022-06-27"}, "day"),
        ({"day": "2024-01-01"}, "day"),
        ({"when": "\u200b"}, "when"),
        ({"then": "\u200b"}, "then"),
    ],
)
def test_a_change_that_is_no_use_is_said_beside_its_field(house: Community, given: dict[str, str], field: str) -> None:
    house.presses(AMINA, "Change", makes_plan(house))

    answer = house.submits(AMINA, house.form(), **given)

    assert list(answer["errors"]) == [field]
    assert plan(house).ask_at == FIRST


def test_the_question_names_the_day_and_the_characteristic_and_never_the_words(community: Community) -> None:
    seen = asked(community)

    assert seen.channel == f"D{AMINA.slack_id}"
    assert "Monday 27 June 2022" in seen.text
    assert "Catalysing and embedding innovation" in seen.text
    assert "listen" not in seen.text + words_of(seen.blocks)


def test_it_is_asked_at_two_and_at_six_weeks_and_never_again(community: Community) -> None:
    makes_plan(community)

    found = all_to(community, SECOND + timedelta(days=200))

    assert [moment for moment, _ in found] == [FIRST, SECOND]


def test_a_second_worker_asks_nothing_twice(community: Community) -> None:
    makes_plan(community)
    be_at(community, FIRST)

    assert [followups.run(community.tools) for _ in range(3)] == [1, 0, 0]
    assert len([one for one in community.rows(Message) if one.kind == Kind.FOLLOW_UP]) == 1


def test_what_comes_next_is_known(house: Community) -> None:
    makes_plan(house)

    assert followups.next_due(house.tools) == (FIRST, "Asking how a plan went")
    assert outlook.look_ahead(house.tools, now=FIRST - timedelta(hours=1)) is not None


def test_show_my_plan_opens_the_members_own_words(community: Community) -> None:
    view = says(community)

    assert "When we next meet, then I will listen first" in shown(view)
    assert [find_button(view["blocks"], label) for label in ("Did it", "Partly", "Not yet", "Let it go")]


@pytest.mark.parametrize(("label", "outcome"), [("Did it", Outcome.DONE), ("Let it go", Outcome.LET_GO)])
def test_an_answer_that_ends_a_plan_ends_the_questions(community: Community, label: str, outcome: Outcome) -> None:
    view = says(community, label)

    assert "I will not ask about" in shown(view)
    assert (plan(community).outcome, plan(community).closed_at) == (outcome, FIRST)
    assert all_to(community, SECOND + timedelta(days=2)) == []
    assert "You have no open plans." in shown(community.opens_home(AMINA))


@pytest.mark.parametrize(("label", "outcome"), [("Partly", Outcome.PARTLY), ("Not yet", Outcome.NOT_YET)])
def test_a_plan_that_goes_on_is_asked_about_once_more(community: Community, label: str, outcome: Outcome) -> None:
    view = says(community, label)

    assert "I will ask how it went again on Monday 8 August 2022." in shown(view)
    assert plan(community).outcome is outcome
    assert len(come_to(community, SECOND)) == 1


def test_who_did_not_know_how_gets_something_to_read_on_that_characteristic(house: Community) -> None:
    view = says(house, "Not yet", "I did not know how")

    titles = [one.title for one in house.rows(Resource) if one.characteristic_id is not None]
    assert plan(house).hindrance is Hindrance.NOT_KNOWN_HOW
    assert any(title in shown(view) for title in titles)


def test_who_had_no_chance_is_offered_introductions(community: Community) -> None:
    view = says(community, "Partly", "I had no chance")
    community.presses(AMINA, "I am in", view)

    member = community.person(AMINA)
    assert member is not None
    assert member.wants_introductions
    assert plan(community).hindrance is Hindrance.NO_CHANCE
    assert "You are in." in shown(community.form())


def test_who_is_introduced_already_gets_a_prompt_to_try_with_a_peer(house: Community) -> None:
    makes_plan(house, introductions="yes")
    (seen,) = come_to(house, FIRST)

    view = says(house, "Not yet", "I had no chance", seen=seen)
    house.presses(AMINA, "Reflect", view)

    assert "here is a prompt to try with a peer." in shown(view)
    assert house.form()["callback_id"] == "reflection.form"
    assert house.submits(AMINA, house.form(), what="We talked.")["response_action"] == "update"


def test_to_whom_it_matters_less_gets_a_prompt_about_why_it_matters(house: Community) -> None:
    view = says(house, "Not yet", "It matters less now")

    assert "What part of it do you care about most?" in shown(view)
    assert plan(house).hindrance is Hindrance.MATTERS_LESS


def test_nobody_has_to_say_what_got_in_the_way(house: Community) -> None:
    view = says(house, "Not yet", "I would rather not say")

    assert "Thank you." in shown(view)
    assert plan(house).hindrance is None


def test_a_bank_without_prompts_leads_to_a_sentence(house: Community) -> None:
    seen = asked(house)
    for prompt in house.rows(Prompt):
        house.changes(prompt, retired=True)

    assert "Thank you." in shown(says(house, "Not yet", "It matters less now", seen=seen))


def test_a_second_press_changes_nothing_and_says_the_same(community: Community) -> None:
    view = says(community)
    once = [community.presses(AMINA, "Did it", view), community.form()][1]
    body = community.press_body(AMINA, "Did it", view)

    community.presses_again(body)
    community.presses_again(body)

    assert community.form() == once
    assert plan(community).outcome is Outcome.DONE


def test_another_answer_to_a_closed_plan_says_how_it_ended(community: Community) -> None:
    view = says(community)
    community.presses(AMINA, "Did it", view)

    community.presses(AMINA, "Let it go", view)
    community.presses(AMINA, "Not yet", view)

    assert "You did it." in shown(community.form())
    assert plan(community).outcome is Outcome.DONE


def test_a_card_of_long_ago_shows_how_the_plan_stands(house: Community) -> None:
    seen = asked(house)
    says(house, "Did it", seen=seen)
    house.clock.forward(days=200)

    assert "You did it." in shown(says(house, seen=seen))


def test_a_plan_whose_reflection_is_deleted_is_not_asked_about(community: Community) -> None:
    makes_plan(community)
    community.presses(AMINA, "Delete", community.opens_home(AMINA), near="My reflections")

    assert all_to(community, SECOND + timedelta(days=2)) == []


def test_a_reflection_that_is_deleted_after_the_question_leaves_a_sentence(house: Community) -> None:
    seen = asked(house)
    house.presses(AMINA, "Show my plan", seen)
    view = house.form()
    house.presses(AMINA, "Delete", house.opens_home(AMINA), near="My reflections")

    assert "That plan is not here any more." in house.presses(AMINA, "Show my plan", seen).words()
    house.presses(AMINA, "Did it", view)
    assert "That plan is not here any more." in shown(house.form())


def test_a_question_that_is_owed_is_not_sent_when_its_reason_goes(community: Community) -> None:
    makes_plan(community)
    be_at(community, FIRST)
    followups.run(community.tools)
    community.presses(AMINA, "Delete", community.opens_home(AMINA), near="My reflections")

    assert community.deliver() == []
    assert [one.state for one in community.rows(Message) if one.kind == Kind.FOLLOW_UP] == [State.CANCELLED]


def test_who_leaves_is_not_asked(house: Community) -> None:
    makes_plan(house)
    house.presses(AMINA, "Leave", house.presses(AMINA, "Leave", house.types(AMINA, "/community")))

    assert all_to(house, SECOND + timedelta(days=2)) == []


def test_who_stops_prompts_is_not_asked_and_not_months_later_either(house: Community) -> None:
    makes_plan(house)
    house.changes(the(house, AMINA), wants_prompts=False)
    assert all_to(house, SECOND + timedelta(days=20)) == []

    house.changes(the(house, AMINA), wants_prompts=True)

    assert all_to(house, SECOND + timedelta(days=60)) == []


def test_a_pause_and_a_bank_holiday_move_the_question(community: Community) -> None:
    community.joins(AMINA, prompts="yes")
    community.clock.move_to("2022-08-12T10:00+01:00")
    makes_plan(community)
    community.changes(the(community, AMINA), paused_until=date(2022, 8, 27))

    found = all_to(community, datetime.fromisoformat("2022-09-10T10:00+01:00"))

    # the pause ends on a Saturday, and Monday 29 August is a bank holiday
    assert [moment.date().isoformat() for moment, _ in found] == ["2022-08-30"]


def test_a_question_that_had_to_wait_for_room_does_not_come_on_a_day_off(community: Community) -> None:
    makes_plan(community)
    be_at(community, FIRST)
    followups.run(community.tools)
    community.changes(the(community, AMINA), days_off=[0, 1])

    assert community.deliver() == []
    assert plan(community).ask_at == FIRST + timedelta(days=2)
    assert len(come_to(community, FIRST + timedelta(days=2))) == 1
    assert plan(community).asked == 1


def test_after_a_long_absence_of_the_bot_an_old_question_is_left_out(house: Community) -> None:
    makes_plan(house)

    assert come_to(house, FIRST + timedelta(days=8)) == []
    assert len(come_to(house, SECOND)) == 1


def test_two_plans_of_one_day_are_asked_about_on_two_days(house: Community) -> None:
    makes_plan(house)
    makes_plan(house)

    found = all_to(house, FIRST + timedelta(days=6))

    assert len(found) == len({moment.date() for moment, _ in found}) == 2


def test_in_a_full_week_the_question_about_each_plan_waits_its_turn(house: Community) -> None:
    for _ in range(5):
        makes_plan(house)

    found = all_to(house, FIRST + timedelta(days=6, hours=23))
    assert len(found) == 3  # the contact budget of a week

    with house.db.read(house.workspace) as session:
        assert [plan.asked for plan in session.query(Plan)] == [1] * 5
    assert all(one.state in (State.SENT, State.EXPIRED, State.READY) for one in house.rows(Message))


def test_open_plans_stand_in_home_without_their_words(house: Community) -> None:
    makes_plan(house)

    home = shown(house.opens_home(AMINA))
    part = home[home.index("My plans") :]

    assert "Monday 27 June 2022" in part
    assert "I will ask how it went on Monday 11 July 2022." in part
    assert "listen" not in part


def test_all_plans_come_in_pages_and_can_be_let_go(community: Community) -> None:
    for _ in range(7):
        makes_plan(community)
        community.clock.forward(days=1)

    first = community.presses(AMINA, "All my plans", community.opens_home(AMINA))
    second = community.presses(AMINA, "Older", {"blocks": first.blocks})
    home = community.presses(AMINA, "Let it go", {"blocks": second.blocks})

    assert first.words().count("I will ask how it went") == 5
    assert second.words().count("I will ask how it went") == 2
    assert "You let this plan go." in home.words()
    with community.db.read(community.workspace) as session:
        assert session.query(Plan).filter(Plan.closed_at.is_(None)).count() == 6


def test_show_in_home_opens_the_words(house: Community) -> None:
    makes_plan(house)

    house.presses(AMINA, "Show", house.opens_home(AMINA), near="My plans")

    assert "When we next meet, then I will listen first" in shown(house.form())


@pytest.mark.parametrize("label", ["Did it", "Not yet"])
def test_nobody_else_can_answer_or_open_a_plan(house: Community, label: str) -> None:
    seen = asked(house)
    house.joins(BEN)
    view = says(house, seen=seen)
    forms = len(house.slack.forms)

    assert "not here any more" in house.presses(BEN, "Show my plan", seen).words()
    house.presses(BEN, label, view)

    assert "That plan is not here any more." in shown(house.form())
    assert len(house.slack.forms) == forms + 1
    assert plan(house).outcome is None


def test_a_plan_whose_key_is_gone_is_said_to_be_gone(house: Community) -> None:
    seen = asked(house)
    with house.db.begin(house.workspace) as session:
        session.delete(session.query(MemberKey).one())

    assert "That plan is not here any more." in house.presses(AMINA, "Show my plan", seen).words()


def the(community: Community, who: Somebody) -> Member:
    found = community.person(who)
    assert found is not None
    return found
