"""What is said of an answer beside itself: its sources, whether organisers alone may read it, and who typed it."""

from bot.answers import findings
from bot.answers.findings import Finding
from bot.rules import dates
from bot.rules.words import Readers
from bot.views.audience import mark


def marks(finding: Finding) -> list[str]:
    return mark(Readers.ORGANISERS if findings.is_for_organisers(finding) else Readers.MEMBERS)


def is_by_members(finding: Finding) -> bool:
    """Whether members may have typed some of it: no address in it can be followed."""
    if isinstance(finding, findings.TwoParts):
        return is_by_members(finding.first) or is_by_members(finding.second)
    return isinstance(finding, findings.OrganisationsListed)


def sources(finding: Finding) -> tuple[str, ...]:
    if isinstance(finding, findings.TwoParts):
        return tuple(dict.fromkeys((*sources(finding.first), *sources(finding.second))))
    lone_claim = isinstance(finding, findings.FactFound) and finding.fact.kind in {"claim", "figure"}
    opening = "As stated in" if lone_claim else "Source:"
    return tuple(f"{opening} {source.name}, {dates.date_words(source.as_of)}." for source in finding.sources)
