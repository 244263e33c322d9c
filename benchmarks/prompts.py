"""Two years of prompts for many members, by the rules that the planner asks: when they come, which, and how many."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from holidays import country_holidays

from benchmarks.figures import FEW_RUNS, Figure
from bot.community.profiles import HOURS
from bot.reflection.turns import GRACE
from bot.rules import budget, prompting
from bot.rules.cadence import awake_from
from bot.rules.prompting import AGAIN_AFTER, STEM_AGAIN_AFTER, Asked, Attended, Candidate, Choice, Situation, Why
from bot.rules.restraint import Restraint, next_held, restraint
from bot.rules.slots import QUIET, RHYTHMS, Habit, Slot
from bot.rules.words import Hindrance, PromptKind, PromptRhythm, Tone
from db import content

SEED = 0
MEMBERS, FEW_MEMBERS = 10_000, 400
START, LENGTH = datetime(2027, 3, 1, 12, tzinfo=UTC), timedelta(days=730)
ZONES = ("Europe/London", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe")
REGION = "GB-ENG"
CONTENT = Path(__file__).parent.parent / "content"
A_DAY = timedelta(days=1)

ANSWERS, SWAPS, RETIRES, PLANS = 0.55, 0.05, 0.02, 0.3  # of the prompts that somebody gets
GOES, IS_INTRODUCED = 0.08, 0.15  # of the turns: an event in the last days; an introduction that began since the last
PAUSES_OR_CHANGES, COMES_BACK = 0.1, 0.6
MOST_SPREAD = 2


@dataclass
class Years:
    """What came of two years, and what should not have happened."""

    members: int
    planned: int = 0
    sent: int = 0
    at_a_wrong_hour: int = 0
    on_a_day_off: int = 0
    doubled: int = 0
    over_budget: int = 0
    repeated: int = 0
    same_again: int = 0
    halved: int = 0
    silent: int = 0
    whys: Counter[Why] = field(default_factory=Counter)
    spreads: Counter[int] = field(default_factory=Counter)
    failing: list[str] = field(default_factory=list)

    def note(self, what: str, life: "Life", moment: object) -> None:
        setattr(self, what, getattr(self, what) + 1)
        self.failing.append(f"{what}: {life.habit} {moment}")

    def mean_spread(self) -> float:
        return sum(spread * count for spread, count in self.spreads.items()) / max(1, self.spreads.total())


@dataclass
class Life:
    """One member: their habits and wishes, and what was put to them so far."""

    rng: random.Random
    name: int
    habit: Habit
    rhythm: PromptRhythm
    wants: frozenset[int]
    history: list[Asked] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)  # since they last started again
    retired: set[int] = field(default_factory=set)
    follow_ups: list[datetime] = field(default_factory=list)
    hindrance: Hindrance | None = None
    last: Slot | None = None


def measure(*, runs: int) -> list[Figure]:
    """Quick with 3 runs."""
    return list(_figures(live(FEW_MEMBERS if runs <= FEW_RUNS else MEMBERS)))


def live(members: int, *, seed: int = SEED) -> Years:
    """Two years of members whose habits, answers and other messages are drawn by chance."""
    rng, years = random.Random(seed), Years(members)  # noqa: S311 - it draws lives
    for name in range(members):
        life = _begin(rng, name)
        slots = list(_turns(years, life))
        years.planned += len(slots)
        _look_back(years, life)
        _send(years, life, [slot.due for slot in slots])
    return years


def _figures(years: Years) -> Iterator[Figure]:
    print(f"2 years of {years.members} members, seed {SEED}: {years.planned} prompts, {years.sent} messages sent.")
    print(f"{years.halved} turns were held back to half, {years.silent} times prompts stopped. Reasons: ", end="")
    print(", ".join(f"{count} {why.value}" for why, count in years.whys.most_common()))
    print("Spread of answers:", ", ".join(f"{count} of {spread}" for spread, count in sorted(years.spreads.items())))
    print(*years.failing[:20], sep="\n", end="\n" if years.failing else "")
    for name, value in (
        ("prompts at a wrong local hour", years.at_a_wrong_hour),
        ("prompts on a day off or bank holiday", years.on_a_day_off),
        ("prompts doubled", years.doubled),
        ("contact budget exceeded", years.over_budget),
        ("repeats within 26 weeks, or of the words within 8", years.repeated),
        ("the same characteristic twice running", years.same_again),
    ):
        yield Figure(f"2 years of {years.members} members: {name}", value, "times", 0).told()
    name = f"2 years of {years.members} members: spread of answers over the characteristics, mean"
    yield Figure(name, round(years.mean_spread(), 2), "answers", MOST_SPREAD).told()


# one member


@cache
def _bank() -> tuple[tuple[Candidate, ...], tuple[int, ...]]:
    """The prompts of content/, with characteristics numbered by their position."""
    found = content.read(CONTENT)
    numbers = {row.key: row.position for row in found.characteristics}
    prompts = tuple(
        Candidate(number, numbers.get(row.characteristic or ""), PromptKind(row.kind), Tone(row.tone))
        for number, row in enumerate(found.prompts, start=1)
        if not row.retired
    )
    return prompts, tuple(sorted(numbers.values()))


def _begin(rng: random.Random, name: int) -> Life:
    rhythm = rng.choices(list(PromptRhythm), (70, 15, 10, 5))[0]
    wants = frozenset(rng.sample(_bank()[1], rng.choice((0, 0, 1, 2))))
    return Life(rng, name, replace(_habit(rng), every=RHYTHMS[rhythm]), rhythm, wants)


def _habit(rng: random.Random) -> Habit:
    off = tuple(sorted(rng.sample(range(7), rng.randint(0, 3))))
    weekday = rng.choice([day for day in range(5) if day not in off])
    joined = START + A_DAY * rng.random() * 14
    return Habit(weekday, rng.choice(HOURS), rng.choice(ZONES), joined, days_off=off, holidays=REGION)


def _turns(years: Years, life: Life) -> Iterator[Slot]:
    """Turn by turn, as the planner takes them; gives the slots in which a prompt came."""
    now, rng = life.habit.since, life.rng
    while now < START + LENGTH:
        if rng.random() < PAUSES_OR_CHANGES:
            _change(life, now)
        held = restraint(life.answered)
        slot = next_held(life.habit, life.last, held, after=now - GRACE if life.last is None else now)
        years.halved += held is Restraint.HALVED
        if slot is None:
            years.silent += 1
            now += timedelta(weeks=8)
            if rng.random() < COMES_BACK:
                life.answered.clear()
            continue
        now = slot.due
        if choice := _choose(life, slot):
            _look_at(years, life, slot)
            _put(years, life, slot, choice)
            yield slot


def _change(life: Life, now: datetime) -> None:
    """They pause, or choose another hour, zone, rhythm or days off; a pace of their own starts afresh."""
    rng = life.rng
    match rng.randint(0, 3):
        case 0 | 1:
            life.habit = replace(life.habit, paused_until=now.date() + A_DAY * rng.randint(1, 60))
            return
        case 2:
            life.habit = replace(life.habit, hour=rng.choice(HOURS), zone=rng.choice(ZONES))
        case 3:
            other = _habit(rng)
            life.habit = replace(life.habit, weekday=other.weekday, days_off=other.days_off)
    life.answered.clear()


def _choose(life: Life, slot: Slot) -> Choice | None:
    rng, (prompts, characteristics) = life.rng, _bank()
    due = [moment for moment in life.follow_ups if moment <= slot.due]
    life.follow_ups = [moment for moment in life.follow_ups if moment > slot.due]
    goes, theme = rng.random() < GOES, rng.choice((None, *characteristics))
    situation = Situation(
        at=slot.due,
        follow_up_is_due=bool(due),
        attended=Attended(1, theme) if goes else None,
        is_introduced=rng.random() < IS_INTRODUCED,
        hindrance=life.hindrance,
        wants=life.wants,
        retired=frozenset(life.retired),
        only_after_events=life.rhythm is PromptRhythm.AFTER_EVENTS,
    )
    if due:
        life.hindrance = rng.choice((None, *Hindrance))
    seed = f"{life.name}:{slot.name}"
    return prompting.choose(prompts, characteristics, life.history, situation, seed=seed)


def _put(years: Years, life: Life, slot: Slot, choice: Choice) -> None:
    """It is put to them, and they answer it or not, whatever it is about."""
    rng, life.last = life.rng, slot
    years.whys[choice.why] += 1
    if choice.why is Why.HINDRANCE:
        life.hindrance = None
    asked = _asked(choice, slot, answered=rng.random() < ANSWERS)
    if rng.random() < RETIRES:
        life.retired.add(choice.prompt)
    if rng.random() < SWAPS and (other := _instead(life, slot, asked)):
        asked = replace(_asked(other, slot, answered=asked.answered), after_event=asked.after_event)
    life.history.append(asked)
    life.answered.append(asked.answered)
    if asked.answered and rng.random() < PLANS:
        life.follow_ups.append(slot.due + timedelta(weeks=2))


def _instead(life: Life, slot: Slot, asked: Asked) -> Choice | None:
    life.history.append(replace(asked, answered=False, swapped=True))
    kind = next(prompt.kind for prompt in _bank()[0] if prompt.id == asked.prompt)
    situation = Situation(at=slot.due, retired=frozenset(life.retired))
    seed = f"{life.name}:{slot.name}:swap"
    found = prompting.choose_instead(
        _bank()[0], life.history, situation, characteristic=asked.characteristic, kind=kind, seed=seed
    )
    if found is None:
        life.history.pop()
    return found


@cache
def _tones() -> dict[int, Tone]:
    return {prompt.id: prompt.tone for prompt in _bank()[0]}


def _asked(choice: Choice, slot: Slot, *, answered: bool) -> Asked:
    tone = _tones()[choice.prompt]
    return Asked(
        choice.prompt,
        choice.characteristic,
        tone,
        answered,
        slot.due,
        why=choice.why,
        after_event=choice.event is not None,
    )


# what should not happen


def _look_at(years: Years, life: Life, slot: Slot) -> None:
    habit = life.habit
    local = slot.due.astimezone(ZoneInfo(habit.zone))
    if local.hour != habit.hour and _exists(local, habit):
        years.note("at_a_wrong_hour", life, slot)
    if local.weekday() in habit.days_off or local.date() in _bank_holidays(local.year):
        years.note("on_a_day_off", life, slot)
    if habit.paused_until and local.date() < habit.paused_until:
        years.note("on_a_day_off", life, slot)
    if life.last:
        before = life.last.due.astimezone(ZoneInfo(habit.zone))
        apart = local.replace(tzinfo=None) - before.replace(tzinfo=None)
        if slot.name <= life.last.name or apart < QUIET:
            years.note("doubled", life, slot)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def _exists(local: datetime, habit: Habit) -> bool:
    """Whether the clock of that day shows the member's hour."""
    meant = local.replace(hour=habit.hour, minute=0, fold=0)
    return meant.astimezone(UTC).astimezone(ZoneInfo(habit.zone)).replace(tzinfo=None) == meant.replace(tzinfo=None)


def _look_back(years: Years, life: Life) -> None:
    """At repeats, at what came twice running, and at how evenly they answered."""
    for number, later in enumerate(life.history):
        for earlier in life.history[:number]:
            is_same = earlier.characteristic == later.characteristic
            if earlier.prompt == later.prompt and later.at - earlier.at < (
                AGAIN_AFTER if is_same else STEM_AGAIN_AFTER
            ):
                years.note("repeated", life, later)
    stood = [asked for asked in life.history if not asked.swapped and not asked.after_event]
    for one, other in pairwise(stood):
        if one.characteristic == other.characteristic:
            years.note("same_again", life, other)
    if not life.wants and life.rhythm is not PromptRhythm.AFTER_EVENTS:
        counts = Counter(asked.characteristic for asked in life.history if asked.answered)
        years.spreads[max(counts[one] for one in _bank()[1]) - min(counts[one] for one in _bank()[1])] += 1


def _send(years: Years, life: Life, prompts: list[datetime]) -> None:
    """Prompts and whatever else is unprompted, one in two days, each when they are awake and there is room."""
    others = [life.habit.since + LENGTH * life.rng.random() for _ in range(365)]
    waiting = sorted([(due, due + GRACE) for due in prompts] + [(due, due + 3 * A_DAY) for due in others])
    sent: list[datetime] = []
    for due, expires in waiting:
        moment = _leaves(life.habit, due, sent[-10:])
        if moment < expires:
            sent.append(moment)
    years.sent += len(sent)
    for number, moment in enumerate(sent):
        for count, length in ((budget.PER_DAY, budget.A_DAY), (budget.PER_WEEK, budget.A_WEEK)):
            if number >= count and moment - sent[number - count] < length:
                years.note("over_budget", life, moment)


def _leaves(habit: Habit, due: datetime, sent: list[datetime]) -> datetime:
    moment = max([due, *sent])
    while True:
        awake = awake_from(moment, habit.zone, own_hour=habit.hour)
        room = budget.free_from(sent, now=awake)
        if room == moment:
            return moment
        moment = room
