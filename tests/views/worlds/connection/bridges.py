"""Bridges: three months or 30 years, with months that are too small to show."""

from bot.connection.bridges import Bridges
from bot.rules.bridging import MONTH, QUARTER, YEAR, Figures, Line, Period, Report
from bot.rules.words import Useful
from bot.views.connection import bridges
from tests.views.worlds.base import Fill, World

LAST = Period.month(2022, 6).last
SOME = Figures(introductions=12, across=8, met=6, pairs=15, new=4, reached=14)
ONE = Figures(introductions=5, across=3, met=1, pairs=1, new=1, reached=2)
SAID = {Useful.YES: 9, Useful.PARTLY: 2, Useful.NO: 1}


def report(w: World) -> Report:
    whole = Period(LAST - len(w.count(15, 360)) + 1, LAST)
    years, quarters, months = (
        tuple(Line(part, (SOME, None, ONE)[part.last % 3]) for part in whole.parts(size))
        for size in (YEAR, QUARTER, MONTH)
    )
    return Report(Line(whole, SOME), years, quarters, months)


def found(w: World) -> Bridges:
    return Bridges(report(w), SAID)


def too_few() -> Bridges:
    """One month of which nothing is shown."""
    june = Line(Period(LAST, LAST), None)
    return Bridges(Report(june, (june,), (june,), (june,)), None)


VIEWS: dict[str, Fill] = {
    "bridges.part": lambda w: bridges.part(found(w)),
    "bridges.part, too few": lambda _: bridges.part(too_few()),
    "bridges.part, nothing yet": lambda _: bridges.part(Bridges(None, None)),
    "bridges.by_month": lambda w: bridges.by_month(found(w)),
    "bridges.by_month, too few": lambda _: bridges.by_month(too_few()),
    "bridges.by_month, nothing yet": lambda _: bridges.by_month(Bridges(None, None)),
}
