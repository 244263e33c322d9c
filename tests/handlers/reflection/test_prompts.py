"""The card of a prompt: why this one, another one, later, not again, and what somebody writes back in plain words."""

from datetime import datetime, timedelta

import pytest

from bot.rules.messages import Kind, State
from bot.rules.prompting import Why
from bot.rules.words import Answer, Hindrance, Outcome, PromptKind, PromptRhythm, Stage
from db.models import (
    Asking,
    Aversion,
    Characteristic,
    Introduction,
    Message,
    Plan,
    Prompt,
    Question,
    Reflection,
    Rsvp,
    Seat,
)
from schedules import planner
from tests.community import Community, Reply, find_button, words_of
from tests.fakes import Seen
from tests.people import AMINA, BEN, OLIVE, Somebody

MONDAY_MORNING = datetime.fromisoformat("2022-07-04T09:00+01:00")


def joins(house: Community, *everybody: Somebody, **choices: str | list[str]) -> None:
    house.joins(*everybody, **{"prompts": "yes", "weekday": "0", "hour": "9", "zone": "Europe/London", **choices})


def at(house: Community, moment: str) -> list[Seen]:
    """What is posted by this moment, once the planner has looked."""
    house.clock.move_to(moment)
    planner.plan(house.tools)
    return house.deliver()


def gets_prompt(house: Community, *, monday: str = "2022-07-04") -> Seen:
    at(house, (datetime.fromisoformat(f"{monday}T10:00+01:00") - timedelta(days=2)).isoformat())
    (seen,) = at(house, f"{monday}T09:00+01:00")
    return seen


def prompt_of(house: Community, asking: Asking) -> Prompt:
    return {row.id: row for row in house.rows(Prompt)}[asking.prompt_id]


def asking(house: Community) -> Asking:
    """The one that stands."""
    return house.rows(Asking)[-1]


def message(house: Community) -> Message:
    return next(row for row in house.rows(Message) if row.kind == Kind.PROMPT)


def labels(shown: Reply | Seen) -> list[str]:
    parts = [part for block in shown.blocks for part in block.get("elements", [])]
    return [part["text"]["text"] for part in parts if part["type"] == "button"]


# why this one?


def test_the_first_card_says_why_it_comes(house: Community) -> None:
    joins(house, AMINA)

    seen = gets_prompt(house)

    assert asking(house).why == Why.NOT_YET
    assert "Why this one? You have not reflected on Catalysing and embedding innovation yet" in words_of(seen.blocks)


def test_a_prompt_after_an_event_names_it_and_comes_once(house: Community) -> None:
    joins(house, AMINA)
    about = house.rows(Characteristic)[2]
    event = house.plans("Harbour walk", "2022-07-01T09:00+01:00", characteristic_id=about.id)
    goes(house, event.id, Answer.GOING)

    seen = gets_prompt(house)

    assert (asking(house).event_id, asking(house).characteristic_id) == (event.id, about.id)
    assert prompt_of(house, asking(house)).kind is PromptKind.LEARN
    assert "You were going to Harbour walk on Friday 1 July 2022." in words_of(seen.blocks)
    gets_prompt(house, monday="2022-07-18")
    assert asking(house).event_id is None


@pytest.mark.parametrize(
    ("answer", "starts"), [(Answer.MAYBE, "2022-07-01T09:00+01:00"), (Answer.GOING, "2022-06-23T09:00+01:00")]
)
def test_an_event_that_they_may_have_missed_or_that_is_long_over_leads_to_no_prompt(
    house: Community, answer: Answer, starts: str
) -> None:
    joins(house, AMINA)
    event = house.plans("Harbour walk", starts)
    goes(house, event.id, answer)

    gets_prompt(house)

    assert asking(house).event_id is None


def goes(house: Community, event: int, answer: Answer) -> None:
    member = house.person(AMINA)
    assert member is not None
    with house.db.begin(house.workspace) as session:
        session.add(Rsvp(event_id=event, member_id=member.id, answer=answer, answered_at=house.now()))


def test_who_wants_prompts_only_after_events_gets_one_within_10_days_of_each(house: Community) -> None:
    joins(house, AMINA, rhythm="AFTER_EVENTS")
    event = house.plans("Harbour walk", "2022-07-06T09:00+01:00")
    goes(house, event.id, Answer.GOING)

    for day in range(1, 31):
        at(house, f"2022-07-{day:02}T09:30+01:00")

    (found,) = house.rows(Asking)
    assert (found.slot, found.event_id) == ("2022-07-11", event.id)


def test_who_has_an_introduction_and_has_not_met_gets_one_prompt_to_try_with_their_peer(house: Community) -> None:
    joins(house, AMINA)
    member = house.person(AMINA)
    assert member is not None
    fields = {"stage": Stage.OPENED, "opened_at": house.now(), "ends_at": house.now() + timedelta(weeks=8)}
    with house.db.begin(house.workspace) as session:
        introduction = Introduction(reasons=[], opener="", **fields)
        session.add(introduction)
        session.flush()
        session.add(Seat(introduction_id=introduction.id, member_id=member.id))

    seen = gets_prompt(house)

    assert prompt_of(house, asking(house)).kind is PromptKind.PEER
    assert "You have an open introduction and have not met yet." in words_of(seen.blocks)
    gets_prompt(house, monday="2022-07-18")
    assert asking(house).why != Why.INTRODUCTION


def plans(house: Community, **fields: object) -> None:
    """Amina has written a reflection, and its plan is as told."""
    house.types(AMINA, "/reflect")
    house.submits(AMINA, house.form(), what="A", when="B", then="C")
    with house.db.begin(house.workspace) as session:
        (plan,) = session.query(Plan)
        for name, value in fields.items():
            setattr(plan, name, value)


def test_what_got_in_the_way_of_a_plan_leads_to_one_prompt_that_may_help(house: Community) -> None:
    joins(house, AMINA)
    plans(house, outcome=Outcome.PARTLY, hindrance=Hindrance.NO_CHANCE, asked=1, ask_at=None)

    seen = gets_prompt(house)

    assert prompt_of(house, asking(house)).kind is PromptKind.PEER
    assert "You said that you had no chance to do what you last planned." in words_of(seen.blocks)
    gets_prompt(house, monday="2022-07-18")
    assert asking(house).why != Why.HINDRANCE


def test_a_plan_that_is_due_takes_the_slot(house: Community) -> None:
    joins(house, AMINA)
    plans(house, ask_at=MONDAY_MORNING - timedelta(hours=1))
    before = len(house.rows(Asking))

    at(house, "2022-07-02T10:00+01:00")
    at(house, "2022-07-04T09:00+01:00")

    assert len(house.rows(Asking)) == before


def test_the_reason_names_the_month_of_the_last_reflection(house: Community) -> None:
    joins(house, AMINA)
    for _ in house.rows(Characteristic):
        house.types(AMINA, "/reflect")
        house.submits(AMINA, house.form(), what="Enough.")
    house.clock.move_to("2022-06-28T09:00+01:00")
    house.types(AMINA, "/reflect innovation")
    house.submits(AMINA, house.form(), what="Enough.")

    seen = gets_prompt(house)

    assert "since June 2022. I start with the one that has had the least of your time." in words_of(seen.blocks)


# another one


def test_swap_puts_another_prompt_into_the_same_message(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)

    reply = house.presses(AMINA, "Swap", seen)

    first, second = house.rows(Asking)
    assert first.swapped_at is not None
    assert (second.why, second.characteristic_id) == (Why.SWAPPED, first.characteristic_id)
    assert prompt_of(house, second).stem in reply.words()
    assert "You asked for another one, so here it is." in reply.words()
    assert house.slack.answers[-1][0] == "replaced"
    assert "Swap" not in labels(reply)
    assert message(house).about_id == second.id


def test_a_second_swap_gets_a_sentence(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    house.presses(AMINA, "Swap", seen)

    assert "You have swapped this prompt already." in house.presses(AMINA, "Swap", seen).words()
    assert len(house.rows(Asking)) == 2


def test_a_swap_that_arrives_twice_shows_the_same_and_changes_nothing(house: Community) -> None:
    joins(house, AMINA)
    body = house.press_body(AMINA, "Swap", gets_prompt(house))

    first, again = house.presses_again(body), house.presses_again(body)

    assert first == again
    assert len(house.rows(Asking)) == 2


def test_the_prompt_in_its_place_is_answered_like_any_other(house: Community) -> None:
    joins(house, AMINA)
    reply = house.presses(AMINA, "Swap", gets_prompt(house))

    house.presses(AMINA, "Reflect", reply)
    house.submits(AMINA, house.form(), what="It helped.")

    assert [row.answered_at is not None for row in house.rows(Asking)] == [False, True]


def test_there_may_be_no_other_prompt(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    for row in house.rows(Prompt):
        house.changes(row, retired=row.id != asking(house).prompt_id)

    assert "I have no other prompt about this for you just now." in house.presses(AMINA, "Swap", seen).words()


def test_nobody_swaps_somebody_elses_prompt(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    joins(house, BEN)

    assert "That prompt is not here any more." in house.presses(BEN, "Swap", seen).words()
    assert len(house.rows(Asking)) == 1


# not this one again


def test_a_prompt_that_is_not_wanted_again_gives_way_to_another(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)

    reply = house.chooses(AMINA, "Not this one again", seen)

    first, second = house.rows(Asking)
    (aversion,) = house.rows(Aversion)
    assert (aversion.prompt_id, aversion.retired_at) == (first.prompt_id, house.now())
    assert prompt_of(house, second).stem in reply.words()


def test_after_a_swap_nothing_comes_in_its_place(house: Community) -> None:
    joins(house, AMINA)
    reply = house.presses(AMINA, "Swap", gets_prompt(house))
    body = house.choice_body(AMINA, "Not this one again", reply)

    first, again = house.presses_again(body), house.presses_again(body)

    assert "I will not send you that prompt again." in first.words()
    assert first == again
    assert [row.prompt_id for row in house.rows(Aversion)] == [asking(house).prompt_id]


def test_what_is_not_wanted_again_never_comes(house: Community) -> None:
    joins(house, AMINA)
    member = house.person(AMINA)
    assert member is not None
    with house.db.begin(house.workspace) as session:
        kept = session.query(Prompt).order_by(Prompt.id).offset(40).first()
        assert kept is not None
        session.add_all(
            Aversion(member_id=member.id, prompt_id=row.id, retired_at=house.now())
            for row in session.query(Prompt)
            if row.id != kept.id
        )

    gets_prompt(house)

    assert asking(house).prompt_id == kept.id


# tell organisers


def test_organisers_see_how_many_flagged_a_prompt_and_not_who(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)

    reply = house.chooses(AMINA, "Tell organisers", seen)
    house.chooses(AMINA, "Tell organisers", seen)

    assert "They do not see who did." in reply.words()
    assert house.slack.answers[-1][0] == "whispered"
    home = words_of(house.opens_organise(OLIVE)["blocks"])
    assert "Prompts to look at" in home
    assert "Flagged by 1." in home
    assert AMINA.name not in home
    assert "Prompts to look at" not in words_of(house.opens_home(AMINA)["blocks"])


def test_without_flags_organisers_see_nothing_of_them(house: Community) -> None:
    assert "Prompts to look at" not in words_of(house.opens_organise(OLIVE)["blocks"])


# later


@pytest.mark.parametrize(
    ("option", "words", "moment"),
    [
        ("Later today", "12 midday on Monday 4 July 2022", "2022-07-04T12:00+01:00"),
        ("Tomorrow", "9am on Tuesday 5 July 2022", "2022-07-05T09:00+01:00"),
        ("Next week", "9am on Monday 11 July 2022", "2022-07-11T09:00+01:00"),
    ],
)
def test_a_prompt_that_is_put_off_comes_again_when_they_said(
    house: Community, option: str, words: str, moment: str
) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)

    reply = house.chooses(AMINA, option, seen)

    assert f"I will ask you again at {words}." in reply.words()
    assert message(house).state is State.READY
    assert at(house, (datetime.fromisoformat(moment) - timedelta(minutes=1)).isoformat()) == []
    (again,) = at(house, moment)
    assert again.blocks == seen.blocks
    assert len(house.rows(Asking)) == 1


def test_later_today_is_tomorrow_for_who_will_be_off_by_then(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    house.clock.move_to("2022-07-04T15:30+01:00")

    assert "at 9am on Tuesday 5 July 2022" in house.chooses(AMINA, "Later today", seen).words()


def test_tomorrow_is_the_next_day_on_which_they_work(house: Community) -> None:
    joins(house, AMINA, days_off=["1", "2"])

    assert "at 9am on Thursday 7 July 2022" in house.chooses(AMINA, "Tomorrow", gets_prompt(house)).words()


def test_a_prompt_is_put_off_twice_at_most(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    house.chooses(AMINA, "Later today", seen)
    (second,) = at(house, "2022-07-04T12:00+01:00")
    house.chooses(AMINA, "Tomorrow", second)
    (third,) = at(house, "2022-07-05T09:00+01:00")

    assert "You have put this prompt off twice already." in house.chooses(AMINA, "Tomorrow", third).words()
    assert message(house).state is State.SENT


def test_putting_off_twice_at_once_keeps_the_first_moment(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    body = house.choice_body(AMINA, "Tomorrow", seen)

    replies = [house.presses_again(body), house.presses_again(body), house.chooses(AMINA, "Next week", seen)]

    assert len({reply.text for reply in replies}) == 1
    assert asking(house).snoozed == 1


def test_who_answers_meanwhile_is_not_asked_again(house: Community) -> None:
    joins(house, AMINA)
    reply = house.chooses(AMINA, "Tomorrow", gets_prompt(house))
    house.presses(AMINA, "Reflect", reply)
    house.submits(AMINA, house.form(), what="It helped.")

    assert at(house, "2022-07-05T09:00+01:00") == []


def test_a_swapped_prompt_that_is_put_off_comes_as_it_is_now(house: Community) -> None:
    joins(house, AMINA)
    reply = house.presses(AMINA, "Swap", gets_prompt(house))
    house.chooses(AMINA, "Tomorrow", reply)

    (again,) = at(house, "2022-07-05T09:00+01:00")

    assert tuple(again.blocks) == reply.blocks


def test_changed_settings_leave_a_prompt_that_was_put_off(house: Community) -> None:
    joins(house, AMINA)
    house.chooses(AMINA, "Tomorrow", gets_prompt(house))
    house.presses(AMINA, "Your settings", house.opens_home(AMINA))
    house.submits(AMINA, house.form(), hour="14")

    assert len(at(house, "2022-07-05T09:00+01:00")) == 1
    assert len(house.rows(Asking)) == 1


def test_what_was_put_off_does_not_come_in_a_pause(house: Community) -> None:
    joins(house, AMINA)
    house.chooses(AMINA, "Tomorrow", gets_prompt(house))
    house.presses(AMINA, "Pause", house.opens_home(AMINA))
    house.submits(AMINA, house.form(), until="2022-07-20")

    assert at(house, "2022-07-05T09:00+01:00") == []


def test_a_prompt_of_long_ago_can_be_answered_and_not_put_off(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)
    house.clock.forward(days=40)
    house.retain()

    assert "That prompt came too long ago to put off." in house.chooses(AMINA, "Tomorrow", seen).words()
    house.presses(AMINA, "Reflect", seen)
    assert house.form()["title"]["text"] == "Reflect"


# rhythms


@pytest.mark.parametrize(
    ("rhythm", "slots"),
    [
        ("WEEKLY", ["2022-07-04", "2022-07-11", "2022-07-18"]),
        ("FORTNIGHTLY", ["2022-07-04", "2022-07-18"]),
        ("MONTHLY", ["2022-07-04"]),
        ("AFTER_EVENTS", []),
    ],
)
def test_prompts_come_in_the_rhythm_that_a_member_chose(house: Community, rhythm: str, slots: list[str]) -> None:
    joins(house, AMINA, rhythm=rhythm)
    for day in range(1, 22):
        at(house, f"2022-07-{day:02}T09:30+01:00")

    assert [row.slot for row in house.rows(Asking)] == slots


def test_the_settings_show_the_rhythm_and_the_home_tab_says_it(house: Community) -> None:
    joins(house, AMINA, rhythm="MONTHLY")

    home = house.opens_home(AMINA)

    assert "Prompts: every 4 weeks, on Monday at 9am." in words_of(home["blocks"])
    house.presses(AMINA, "Your settings", home)
    rhythm = next(block for block in house.form()["blocks"] if block.get("block_id") == "rhythm")
    assert rhythm["element"]["initial_option"]["value"] == PromptRhythm.MONTHLY.name


# in plain words


TOLD = "I asked the ward first, and they changed the form."


def writes(house: Community, text: str) -> Seen:
    house.says(AMINA, text)
    (seen,) = house.deliver()
    return seen


def test_who_writes_after_a_prompt_is_offered_to_keep_it(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)

    seen = writes(house, TOLD)
    house.presses(AMINA, "Keep it", seen)

    assert "I have not kept it." in seen.text
    assert "delete that message afterwards" in seen.text
    assert TOLD not in str(seen.blocks)
    form = house.form()
    what = next(block for block in form["blocks"] if block.get("block_id") == "what")
    assert what["element"]["initial_value"] == TOLD
    house.submits(AMINA, form)
    with house.db.read(house.workspace) as session:
        assert session.query(Reflection).count() == 1
    assert asking(house).answered_at is not None


def test_what_is_not_kept_is_gone_after_an_hour(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)
    seen = writes(house, TOLD)
    house.clock.forward(hours=1, minutes=1)
    house.retain()
    forms = len(house.slack.forms)

    for label in ("Keep it", "It was a question"):
        assert "I have let your words go" in house.presses(AMINA, label, seen).words()
    assert house.rows(Question) == []
    assert len(house.slack.forms) == forms


def test_it_may_have_been_a_question(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)
    seen = writes(house, "everett rogers diffusion of innovations")

    reply = house.presses(AMINA, "It was a question", seen)

    assert find_button(list(reply.blocks), "Ask a person")


@pytest.mark.parametrize("text", ["When is the next event?", "stop", "events", "help", "Thank you!"])
def test_questions_and_commands_are_answered_as_ever(house: Community, text: str) -> None:
    joins(house, AMINA)
    gets_prompt(house)

    assert "Is this your answer to my last prompt?" not in writes(house, text).text


def test_distress_comes_before_everything(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)

    assert "Samaritans" in str(writes(house, "I want to end my life and cannot go on").blocks)


def test_without_a_prompt_of_the_last_day_it_is_a_question(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)
    house.clock.forward(hours=25)

    assert "Is this your answer to my last prompt?" not in writes(house, TOLD).text


def test_nobody_else_can_keep_what_somebody_wrote(house: Community) -> None:
    joins(house, AMINA)
    gets_prompt(house)
    seen = writes(house, TOLD)
    joins(house, BEN)
    forms = len(house.slack.forms)

    assert "not here any more" in house.presses(BEN, "Keep it", seen).words()
    assert "I have let your words go" in house.presses(BEN, "It was a question", seen).words()
    assert len(house.slack.forms) == forms


def test_a_long_answer_is_not_cut_but_sent_to_the_form(house: Community) -> None:
    joins(house, AMINA)
    seen = gets_prompt(house)

    reply = writes(house, TOLD * 30)

    assert "That is longer than I can take in here." in reply.text
    house.presses(AMINA, "Reflect", reply)
    assert words_of(house.form()["blocks"][:1]) in words_of(seen.blocks)
