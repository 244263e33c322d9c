"""Prompts in their time: what a planning tick costs when nothing is due, and a year of many members by the rules."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from holidays import country_holidays
from sqlalchemy import insert

from benchmarks.figures import Figure
from bot.rules import budget
from bot.rules.cadence import awake_from
from bot.rules.slots import QUIET, Habit, Slot, next_prompt
from bot.rules.words import Role
from bot.turns import AHEAD, GRACE
from db import schema, seed
from db.database import Database
from db.models import Member
from schedules import planner
from tests import databases

SEED = 0
MEMBERS, ROWS = 10_000, 500
WORKSPACE = "T0MEASURE"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
REGION = "GB-ENG"
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


def measure(*, runs: int) -> list[Figure]:
    """Quick with 3 runs."""
    return [*_ticks(runs), *_year(members=200 * runs)]


# a planning tick


def _ticks(runs: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield _tick(f"sqlite:///{folder}/community.db", "SQLite", runs)
    if databases.postgres() is None:
        print("PostgreSQL was not measured: there is none here.")
        return
    with databases.fresh_postgres() as address:
        yield _tick(address, "PostgreSQL", runs)


def _tick(address: str, kind: str, runs: int) -> Figure:
    with _community(address) as database:
        clock = SimpleNamespace(now=lambda: NOW)
        tools: Any = SimpleNamespace(db=database, clock=clock)
        planner.plan(tools)  # its turns of the next 48 hours are planned, and the next ones known
        lengths = [_milliseconds(tools) for _ in range(3 * runs)]
    name = f"planning tick, {MEMBERS} members, nothing due, {kind}"
    return Figure(name, round(statistics.median(lengths), 2), "ms", 50).told()


def _milliseconds(tools: Any) -> float:
    begun = time.perf_counter()
    assert planner.plan(tools) == 0
    return (time.perf_counter() - begun) * 1_000


@contextmanager
def _community(address: str) -> Iterator[Database]:
    """Members of every weekday: the turns of some are planned already, and half are in their week without."""
    database = Database(address)
    schema.upgrade(database)
    seed.settle_in(database, WORKSPACE, now=NOW - A_YEAR)
    for first in range(0, MEMBERS, ROWS):
        with database.begin(WORKSPACE) as session:
            session.execute(insert(Member), [_member(number) for number in range(first, first + ROWS)])
    yield database
    database.close()


def _member(number: int) -> dict[str, Any]:
    weekday, weeks = number % 5, number // 5 % 2
    nearest = NOW.date() + A_DAY * ((weekday - NOW.weekday()) % 7 + 7 * weeks)
    due = datetime(nearest.year, nearest.month, nearest.day, 9, tzinfo=UTC)
    is_planned = number % 50 and due <= NOW + AHEAD  # every 50th is left for the first tick to plan
    return {
        "slack_id": f"U{number:08}",
        "role": Role.MEMBER,
        "zone": "Europe/London",
        "wants_prompts": True,
        "prompt_weekday": weekday,
        "prompt_hour": 9,
        "joined_at": due - timedelta(weeks=40),
        "next_prompt_at": due + timedelta(weeks=2) if is_planned or due < NOW else due,
    }


# a year by the rules


@dataclass
class Year:
    """What came of a year: turns that were planned, and what should not have happened."""

    planned: int = 0
    sent: int = 0
    at_a_wrong_hour: int = 0
    on_a_day_off: int = 0
    doubled: int = 0
    over_budget: int = 0
    failing: list[str] = field(default_factory=list)

    def note(self, what: str, habit: Habit, moment: object) -> None:
        setattr(self, what, getattr(self, what) + 1)
        self.failing.append(f"{what}: {habit} {moment}")


def live(members: int, *, seed: int = SEED) -> Year:
    """A year of planning and sending for members whose habits and other messages are drawn by chance."""
    rng, year = random.Random(seed), Year()  # noqa: S311 - it draws habits
    for _ in range(members):
        habit = _habit(rng)
        turns = list(_turns(rng, year, habit))
        year.planned += len(turns)
        _send(rng, year, habit, [slot.due for slot in turns])
    return year


def _year(*, members: int) -> Iterator[Figure]:
    year = live(members)
    print(f"A year of {members} members, seed {SEED}: {year.planned} turns planned, {year.sent} messages sent.")
    print(*year.failing[:20], sep="\n", end="\n" if year.failing else "")
    for name, value in (
        ("turns at a wrong local hour", year.at_a_wrong_hour),
        ("turns on a day off or bank holiday", year.on_a_day_off),
        ("turns doubled", year.doubled),
        ("contact budget exceeded", year.over_budget),
    ):
        yield Figure(f"a year of {members} members: {name}", value, "times", 0).told()


def _habit(rng: random.Random) -> Habit:
    off = tuple(sorted(rng.sample(range(7), rng.randint(0, 4))))
    weekday = rng.choice([day for day in range(5) if day not in off] or [0])
    joined = NOW + A_DAY * rng.random() * 14
    return Habit(weekday, rng.randint(0, 23), rng.choice(ZONES), joined, days_off=off, holidays=REGION)


def _turns(rng: random.Random, year: Year, habit: Habit) -> Iterator[Slot]:
    """Turn by turn, as the planner takes them; now and then the member pauses or chooses another hour or days off."""
    last: Slot | None = None
    now = habit.since
    while now < NOW + A_YEAR:
        if rng.random() < 0.2:
            habit = _changed(rng, habit, now)
        slot = next_prompt(habit, last, after=now - GRACE if last is None else now)
        if slot is None:
            return
        _look_at(year, habit, slot, last)
        yield slot
        last = slot
        now = slot.due + timedelta(hours=rng.randint(0, 24 * 12))


def _changed(rng: random.Random, habit: Habit, now: datetime) -> Habit:
    match rng.randint(0, 2):
        case 0:
            return replace(habit, paused_until=now.date() + A_DAY * rng.randint(1, 60))
        case 1:
            return replace(habit, hour=rng.randint(0, 23), zone=rng.choice(ZONES))
    other = _habit(rng)
    return replace(habit, weekday=other.weekday, days_off=other.days_off)


def _look_at(year: Year, habit: Habit, slot: Slot, last: Slot | None) -> None:
    local = slot.due.astimezone(ZoneInfo(habit.zone))
    if local.hour != habit.hour and _exists(local, habit):
        year.note("at_a_wrong_hour", habit, slot)
    if local.weekday() in habit.days_off or local.date() in country_holidays("GB", subdiv="ENG", years=local.year):
        year.note("on_a_day_off", habit, slot)
    if last and (slot.name <= last.name or slot.due - last.due < QUIET):
        year.note("doubled", habit, slot)


def _exists(local: datetime, habit: Habit) -> bool:
    """Whether the clock of that day shows the member's hour."""
    meant = local.replace(hour=habit.hour, minute=0, fold=0)
    return meant.astimezone(UTC).astimezone(ZoneInfo(habit.zone)).replace(tzinfo=None) == meant.replace(tzinfo=None)


def _send(rng: random.Random, year: Year, habit: Habit, prompts: list[datetime]) -> None:
    """Prompts and whatever else is unprompted, about one a day, each when the member is awake and there is room."""
    others = [habit.since + A_YEAR * rng.random() for _ in range(365)]
    waiting = sorted([(due, due + GRACE) for due in prompts] + [(due, due + 3 * A_DAY) for due in others])
    sent: list[datetime] = []
    for due, expires in waiting:
        moment = _leaves(habit, due, sent[-10:])
        if moment < expires:
            sent.append(moment)
    year.sent += len(sent)
    for number, moment in enumerate(sent):
        for count, length in ((budget.PER_DAY, budget.A_DAY), (budget.PER_WEEK, budget.A_WEEK)):
            if number >= count and moment - sent[number - count] < length:
                year.note("over_budget", habit, moment)


def _leaves(habit: Habit, due: datetime, sent: list[datetime]) -> datetime:
    moment = max([due, *sent])
    while True:
        awake = awake_from(moment, habit.zone, own_hour=habit.hour)
        room = budget.free_from(sent, now=awake)
        if room == moment:
            return moment
        moment = room
