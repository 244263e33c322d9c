"""Days on one side of a day: "before Easter", "after 3 March", "since July", "until Friday", "from tomorrow"."""

import re
from collections.abc import Callable
from datetime import date

from bot.rules.phrases.calendar import days_later, week_of, weekend_of
from bot.rules.phrases.names import When
from bot.rules.phrases.ranges import EVER, Span

Bound = Callable[[Span, When], Span]


def _until(last: date, when: When) -> Span:
    """Whoever asks for what is to come does not mean what is over."""
    return (EVER[0] if when.back or last < when.today else when.today), last


def _from(first: date, when: When) -> Span:
    """Whoever asks for what has been does not mean what is to come."""
    return first, (when.today if when.back and first <= when.today else EVER[1])


def _before(span: Span, when: When) -> Span:
    return _until(days_later(span[0], -1), when)


def _up_to(span: Span, when: When) -> Span:
    return _until(span[1], when)


def _after(span: Span, when: When) -> Span:
    return _from(days_later(span[1], 1), when)


def _onwards(span: Span, when: When) -> Span:
    return _from(span[0], when)


def _from_or_of(span: Span, when: When) -> Span:
    """ "The slides from July" are of July; "from Monday" in advance is from then on."""
    return span if span[1] < when.today else _from(span[0], when)


def _since(span: Span, when: When) -> Span:
    return span[0], max(when.today, span[0])


def _week_with(span: Span, _when: When) -> Span:
    return week_of(span[0])


def _weekend_with(span: Span, _when: When) -> Span:
    return weekend_of(span[0])


def as_named(span: Span, _when: When) -> Span:
    """After a small word the days are those of the name alone."""
    return span


def _all_through(span: Span, _when: When) -> Span:
    return span


# "Led by April" and "written by June" name people.
_DONE = r"(?<!written )(?<!led )(?<!given )(?<!run )(?<!said )(?<!chaired )(?<!hosted )(?<!presented )(?<!organised )"

_SMALL = r"in|on|for|of|at|over"
_THROUGH = r"during|throughout|through|around|about|within|between"

OPENINGS: tuple[tuple[re.Pattern[str], Bound], ...] = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})\s+(?:the\s+)?$"), bound)
    for words, bound in (
        (r"before|prior\s+to|earlier\s+than|ahead\s+of", _before),
        (r"after|later\s+than", _after),
        (r"since|ever\s+since", _since),
        (r"(?:between|from)\s+now\s+(?:and|to|until|till|up\s+to)", _up_to),
        (rf"up\s+until|until|till|up\s+to|no\s+later\s+than|{_DONE}by", _up_to),
        (r"starting(?:\s+(?:on|from|in))?|beginning\s+(?:on|in)|as\s+(?:of|from)", _onwards),
        (r"from", _from_or_of),
        (r"w/c|(?:in\s+)?(?:the\s+)?week\s+(?:of|commencing|beginning|starting)", _week_with),
        (r"(?:the\s+)?weekend\s+of", _weekend_with),
        (_THROUGH, _all_through),
        (_SMALL, as_named),
    )
)
ONWARDS = re.compile(r"\s+(?:onwards?|and\s+(?:after|beyond|later)|or\s+later|on)(?=\s*(?:$|[^\w\s]))")


def opening_of(text: str) -> tuple[int, Bound] | None:
    """Where a word such as "before" begins that ends this text, and what it makes of the days that follow."""
    found = ((pattern.search(text), bound) for pattern, bound in OPENINGS)
    return next(((match.start(), bound) for match, bound in found if match), None)


def looks_back(bound: Bound) -> bool:
    return bound is _since


def takes_the_edge(bound: Bound) -> bool:
    """Whether "the end of March" is its last day beside this word, and not its last days."""
    return bound not in {as_named, _all_through, _week_with, _weekend_with, _from_or_of}
