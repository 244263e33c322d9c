"""How many bridges there are between organisations, and which of these numbers may be shown without telling who met."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from bot.rules.matching import Pair

FEWEST_INTRODUCTIONS, FEWEST_MEETINGS, FEWEST_ANSWERS = 5, 3, 5
YEAR, QUARTER, MONTH = 12, 3, 1


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from the first to the last, each counted from the year 0."""

    first: int
    last: int

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        number = YEAR * year + month - 1
        return cls(number, number)

    def __contains__(self, month: int) -> bool:
        return self.first <= month <= self.last

    def parts(self, size: int) -> list["Period"]:
        """The calendar's years, quarters or months in it; the first and the last may be cut short."""
        starts = range(self.first // size * size, self.last + 1, size)
        return [Period(max(start, self.first), min(start + size - 1, self.last)) for start in starts]


@dataclass(frozen=True)
class Encounter:
    """Two members who met, and where they worked then."""

    month: int
    introduction: int
    members: tuple[int, int]
    organisations: tuple[int | None, int | None]

    @cached_property
    def bridge(self) -> Pair | None:
        """The organisations that it joins, if there are two."""
        one, other = self.organisations
        return frozenset((one, other)) if one is not None and other is not None and one != other else None


@dataclass(frozen=True)
class Figures:
    """A period in numbers. `across`: meetings of people from different organisations; `met`: of all `pairs` of
    organisations, those whose members met in it; `reached`: members who met somebody from elsewhere.
    """

    introductions: int
    across: int
    met: int
    pairs: int
    new: int
    reached: int


@dataclass(frozen=True)
class Line:
    """A period; without figures, they are too small to be shown."""

    period: Period
    figures: Figures | None


@dataclass(frozen=True)
class Report:
    """All whole months so far, and every year, quarter and month of them, the oldest first."""

    total: Line
    years: tuple[Line, ...]
    quarters: tuple[Line, ...]
    months: tuple[Line, ...]


@dataclass(frozen=True)
class Record:
    """What happened: when introductions were opened, who met, and which pairs of organisations could."""

    opened: Sequence[int]
    encounters: Sequence[Encounter]
    pairs: frozenset[Pair]

    def count(self, period: Period) -> Figures:
        across = [one for one in self.encounters if one.month in period and one.bridge is not None]
        bridges = {one.bridge for one in across if one.bridge is not None}
        return Figures(
            introductions=sum(month in period for month in self.opened),
            across=len({one.introduction for one in across}),
            met=len(bridges & self.pairs),
            pairs=len(self.pairs),
            new=sum(self._since[bridge] in period for bridge in bridges),
            reached=len({member for one in across for member in one.members}),
        )

    @cached_property
    def _since(self) -> dict[Pair, int]:
        """In which month each bridge was first crossed."""
        newest_first = sorted(self.encounters, key=lambda one: -one.month)
        return {one.bridge: one.month for one in newest_first if one.bridge is not None}

    def report(self, whole: Period) -> Report:
        """Everything that may be shown of these months."""
        shown = dict(_shown(whole, (YEAR, QUARTER, MONTH), self.count))
        lines = [tuple(Line(part, shown.get(part)) for part in whole.parts(size)) for size in (YEAR, QUARTER, MONTH)]
        return Report(Line(whole, shown.get(whole)), *lines)


def enough(*figures: Figures) -> bool:
    """Whether there are too many, in all these together, for anybody to work out who met."""
    introductions, across = sum(one.introductions for one in figures), sum(one.across for one in figures)
    return introductions >= FEWEST_INTRODUCTIONS and across >= FEWEST_MEETINGS


def _shown(
    period: Period, sizes: Sequence[int], count: Callable[[Period], Figures]
) -> Iterator[tuple[Period, Figures]]:
    """What may be shown of this period and its parts."""
    whole = count(period)
    if not enough(whole):
        return
    yield period, whole
    if sizes:
        kept = _kept([(part, count(part)) for part in period.parts(sizes[0])])
        yield from chain.from_iterable(_shown(part, sizes[1:], count) for part in kept)


def _kept(parts: Sequence[tuple[Period, Figures]]) -> list[Period]:
    """The parts that may be shown beside their whole: what is left of it without them must not be too small either."""
    kept = sorted((one for one in parts if enough(one[1])), key=lambda one: (one[1].across, one[1].introductions))
    hidden = [figures for _, figures in parts if not enough(figures)]
    while kept and sum(one.across for one in hidden) and not enough(*hidden):
        hidden.append(kept.pop(0)[1])
    return [part for part, _ in kept]
