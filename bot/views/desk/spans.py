"""Tells which days a question was taken to name."""

from bot.answers.findings import Finding, TwoParts
from bot.rules import dates
from bot.rules.phrases import EVER, Range


def within(days: Range) -> str:
    """The days as a part of a sentence; where they are open, no end is told."""
    if days.first == EVER[0]:
        return f"until {dates.date_words(days.last)}"
    if days.last == EVER[1]:
        return f"from {dates.date_words(days.first)} on"
    return f"for {dates.days_words(days.first, days.last)}"


def understood(finding: Finding) -> tuple[str, ...]:
    """What was understood by words such as "next week", unless the answer tells those very days anyway."""
    if isinstance(finding, TwoParts):
        return tuple(dict.fromkeys((*understood(finding.first), *understood(finding.second))))
    if finding.dated is None:
        return ()
    event, days = finding.dated
    told = within(days).removeprefix("for ")
    day = dates.local(event.starts_at, event.zone).date()
    is_another = days.recurs is not None and not days.first <= day <= days.last  # the July event of some other year
    if is_another or (days.first, days.last) == (day, day) or told.lower() == days.words.lower():
        return ()
    return (f'By "{days.words}" I understood {told}.',)
