"""When plans are asked about, and what helps with what got in the way."""

from datetime import UTC, date, datetime

import pytest

from bot.rules import followups
from bot.rules.followups import Lead
from bot.rules.prompting import Candidate
from bot.rules.slots import Habit, first_working_hour
from bot.rules.words import Hindrance, PromptKind, Tone

MADE = date(2022, 6, 28)
HABIT = Habit(weekday=1, hour=9, zone="Europe/London", since=datetime(2022, 6, 1, tzinfo=UTC), holidays="GB-ENG")
BANK = (
    Candidate(1, None, PromptKind.LEARN, Tone.STRENGTH),
    Candidate(2, 7, PromptKind.LEARN, Tone.NEUTRAL),
    Candidate(3, 7, PromptKind.PEER, Tone.STRETCH),
    Candidate(4, 8, PromptKind.PEER, Tone.NEUTRAL),
    Candidate(5, None, PromptKind.PEER, Tone.NEUTRAL),
)


def test_a_plan_is_asked_about_after_two_weeks_and_after_six() -> None:
    first = followups.first_ask(MADE)

    assert first == date(2022, 7, 12)
    assert followups.next_ask(MADE, first) == date(2022, 8, 9)


def test_a_first_question_that_came_late_leaves_two_weeks_before_the_second() -> None:
    assert followups.next_ask(MADE, date(2022, 8, 5)) == date(2022, 8, 19)


@pytest.mark.parametrize(
    ("hindrance", "there_is", "lead"),
    [
        (Hindrance.NOT_KNOWN_HOW, {"can_read": True, "is_introduced": True}, Lead.READING),
        (Hindrance.NOT_KNOWN_HOW, {"can_read": False, "is_introduced": True}, Lead.PEER),
        (Hindrance.NO_CHANCE, {"can_read": True, "is_introduced": False}, Lead.INTRODUCTION),
        (Hindrance.NO_CHANCE, {"can_read": True, "is_introduced": True}, Lead.PEER),
        (Hindrance.MATTERS_LESS, {"can_read": True, "is_introduced": True}, Lead.PURPOSE),
        (None, {"can_read": True, "is_introduced": True}, Lead.NONE),
    ],
)
def test_each_reason_leads_somewhere(hindrance: Hindrance | None, there_is: dict[str, bool], lead: Lead) -> None:
    assert followups.lead(hindrance, **there_is) is lead


@pytest.mark.parametrize(("wanted", "prompt"), [(Lead.PEER, 5), (Lead.PURPOSE, 1)])
def test_the_prompt_fits_what_is_wanted_and_its_characteristic(wanted: Lead, prompt: int) -> None:
    assert followups.fitting(BANK, 7, wanted) == prompt


def test_a_bank_without_a_fitting_prompt_has_none() -> None:
    assert followups.fitting(BANK[:2], 7, Lead.PEER) is None


@pytest.mark.parametrize(
    ("habit", "day", "due"),
    [
        ({}, "2022-07-12", "2022-07-12T09:00+01:00"),
        ({}, "2022-08-27", "2022-08-30T09:00+01:00"),  # a Saturday before a bank holiday
        ({"days_off": (1, 2)}, "2022-07-12", "2022-07-14T09:00+01:00"),
        ({"paused_until": date(2022, 7, 23)}, "2022-07-12", "2022-07-25T09:00+01:00"),
        ({"hour": 16}, "2022-11-01", "2022-11-01T16:00+00:00"),  # after the clocks went back
        ({"zone": "Pacific/Auckland", "holidays": None}, "2022-07-12", "2022-07-12T09:00+12:00"),
    ],
)
def test_the_hour_is_the_members_own_on_a_day_on_which_they_work(habit: dict[str, object], day: str, due: str) -> None:
    found = first_working_hour(Habit(**{**vars(HABIT), **habit}), date.fromisoformat(day))

    assert found == datetime.fromisoformat(due)


def test_who_is_never_at_work_is_not_asked() -> None:
    never = Habit(**{**vars(HABIT), "days_off": tuple(range(7))})

    assert first_working_hour(never, MADE) is None
