"""Bridges in numbers: they agree with a plain recount, are the same whoever met, and are never small enough to tell."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.rules.bridging import MONTH, QUARTER, YEAR, Encounter, Figures, Line, Period, Record, enough
from bot.rules.matching import Pair

MEMBERS, ORGANISATIONS = 9, 5
JANUARY = Period.month(2022, 1).first
WHOLE = Period(JANUARY - 2, JANUARY + 15)

months = some.integers(WHOLE.first, WHOLE.last)
places = some.none() | some.integers(1, ORGANISATIONS)
meetings = some.tuples(months, some.lists(some.integers(1, MEMBERS), min_size=2, max_size=3, unique=True))


@some.composite
def records(draw: some.DrawFn) -> Record:
    """Introductions of two or three of nine members, of which some led to a meeting."""
    works = draw(some.lists(places, min_size=MEMBERS + 1, max_size=MEMBERS + 1))
    held = draw(some.lists(meetings, max_size=40))
    encounters = [
        Encounter(month, number, (one, other), (works[one], works[other]))
        for number, (month, people) in enumerate(held)
        for one, other in combinations(sorted(people), 2)
    ]
    opened = [*draw(some.lists(months, max_size=30)), *(month for month, _ in held)]
    joined = draw(some.sets(some.integers(1, ORGANISATIONS)))
    return Record(opened, encounters, frozenset(map(frozenset, combinations(joined, 2))))


def recount(record: Record, period: Period) -> Figures:
    """The same in plain loops."""
    introductions, reached, bridges, before = set[int](), set[int](), set[Pair](), set[Pair]()
    for one in record.encounters:
        here, there = one.organisations
        if here is None or there is None or here == there:
            continue
        if one.month < period.first:
            before.add(frozenset((here, there)))
        if period.first <= one.month <= period.last:
            introductions.add(one.introduction)
            reached.update(one.members)
            bridges.add(frozenset((here, there)))
    return Figures(
        introductions=len([month for month in record.opened if period.first <= month <= period.last]),
        across=len(introductions),
        met=len([bridge for bridge in bridges if bridge in record.pairs]),
        pairs=len(record.pairs),
        new=len([bridge for bridge in bridges if bridge not in before]),
        reached=len(reached),
    )


def lines(record: Record) -> list[Line]:
    report = record.report(WHOLE)
    return [report.total, *report.years, *report.quarters, *report.months]


@settings(deadline=None)
@given(records())
def test_every_number_that_is_shown_agrees_with_a_recount(record: Record) -> None:
    for line in lines(record):
        assert line.figures in (None, recount(record, line.period))


@settings(deadline=None)
@given(records())
def test_no_number_is_shown_of_fewer_than_five_introductions_or_three_meetings(record: Record) -> None:
    for line in lines(record):
        counted = recount(record, line.period)
        assert line.figures is None or (counted.introductions >= 5 and counted.across >= 3)


@settings(deadline=None)
@given(records())
def test_what_is_left_out_cannot_be_worked_out_from_what_is_shown(record: Record) -> None:
    shown = {line.period for line in lines(record) if line.figures}
    for size, of in ((YEAR, [WHOLE]), (QUARTER, WHOLE.parts(YEAR)), (MONTH, WHOLE.parts(QUARTER))):
        for whole in of:
            parts = whole.parts(size)
            hidden = [recount(record, part) for part in parts if part not in shown]
            if whole in shown:
                assert sum(one.across for one in hidden) == 0 or enough(*hidden)
            else:
                assert len(hidden) == len(parts)


@settings(deadline=None)
@given(records(), some.permutations(range(1, MEMBERS + 1)), some.integers(0, 10**6))
def test_the_report_is_the_same_whoever_met(record: Record, others: list[int], further: int) -> None:
    renamed = [
        Encounter(
            one.month,
            one.introduction + further,
            (others[one.members[0] - 1] + further, others[one.members[1] - 1] + further),
            one.organisations,
        )
        for one in record.encounters
    ]

    assert Record(record.opened, renamed, record.pairs).report(WHOLE) == record.report(WHOLE)


def test_a_year_has_the_quarters_and_months_of_the_calendar() -> None:
    spring = Period(Period.month(2021, 11).first, Period.month(2022, 4).last)

    assert spring.parts(YEAR) == [Period(spring.first, JANUARY - 1), Period(JANUARY, spring.last)]
    assert spring.parts(QUARTER)[1] == Period(JANUARY, JANUARY + 2)
    assert len(spring.parts(MONTH)) == 6
