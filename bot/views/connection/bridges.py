"""How bridges between organisations look to organisers: in a few sentences, and by month."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.connection.bridges import Bridges
from bot.rules.bridging import YEAR, Figures, Line, Period, Report
from bot.rules.words import Useful
from bot.views.parts import Block, Card, button, context, header, points, section, spoken

SHOW = "bridges.show"

TITLE = "Bridges between organisations"
TOO_FEW = "Too few to show without telling who met."
WHEN = "I count at the end of each month."


def part(found: Bridges) -> list[Block]:
    """A paragraph on the Organise page."""
    return [header(TITLE), section(_summary(found), accessory=button("Bridges", SHOW, "show"))]


def by_month(found: Bridges) -> Card:
    """Every year, quarter and month, the newest first."""
    words = _summary(found)
    lines = list(map(_line, _newest_first(found.report))) if found.report else []
    blocks = [header("Bridges"), section(words), *(points(lines, most=4) if lines else [])]
    return Card(spoken(f"Bridges. {words}"), (*blocks, context(f"{WHEN} Who met is never shown.")))


def _summary(found: Bridges) -> str:
    if found.report is None:
        return f"Nothing is counted yet. {WHEN}"
    figures = found.report.total.figures
    told = [_total(found.report.total.period, figures)] if figures else [f"{TOO_FEW} {WHEN}"]
    newest = found.report.months[-1]
    if newest.figures:
        told.append(f"New in {_words(newest.period)}: {_bridges(newest.figures.new)}.")
    return " ".join([*told, *([_useful(found.useful)] if found.useful else [])])


def _total(period: Period, figures: Figures) -> str:
    until = _words(Period(period.last, period.last))
    return (
        f"By the end of {until}, {_share(figures)} have met. "
        f"That is {_meetings(figures.across)}, with {_members(figures.reached)} in them."
    )


def _line(line: Line) -> str:
    name, figures = _words(line.period), line.figures
    if figures is None:
        return f"*{name}*: {TOO_FEW}"
    new = f"{figures.new} new {'bridge' if figures.new == 1 else 'bridges'}"
    return f"*{name}*: {new}, {_meetings(figures.across)}, {_members(figures.reached)}. {_share(figures)} met."


def _newest_first(report: Report) -> Iterator[Line]:
    """Each year, then its quarters, each with its months; a period that is a part of itself is listed once."""
    lines = {*report.years, *report.quarters, *report.months}
    return iter(sorted(lines, key=lambda line: (-line.period.last, line.period.first)))


def _useful(useful: Mapping[Useful, int]) -> str:
    yes, partly, no = (useful.get(said, 0) for said in (Useful.YES, Useful.PARTLY, Useful.NO))
    count = yes + partly + no
    return f"{_members(count)} said whether it was worth their time: {yes} yes, {partly} partly and {no} no."


def _share(figures: Figures) -> str:
    percent = round(100 * figures.met / figures.pairs) if figures.pairs else 0
    return f"{figures.met} of {figures.pairs} pairs of organisations ({percent}%)"


def _bridges(count: int) -> str:
    return "1 bridge" if count == 1 else f"{count} bridges"


def _meetings(count: int) -> str:
    return "1 meeting across" if count == 1 else f"{count} meetings across"


def _members(count: int) -> str:
    return "1 member" if count == 1 else f"{count} members"


def _words(period: Period) -> str:
    """2022, June 2022, or April to June 2022."""
    first, last = (date(month // YEAR, month % YEAR + 1, 1) for month in (period.first, period.last))
    if period.last - period.first == YEAR - 1 and first.month == 1:
        return f"{first:%Y}"
    return f"{first:%B %Y}" if first == last else f"{first:%B} to {last:%B %Y}"
