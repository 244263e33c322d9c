"""Says under an answer where it comes from, and whose word it is."""

from bot.answers import findings
from bot.answers.findings import Finding
from bot.rules import dates
from bot.rules.words import Readers
from bot.views.audience import mark


def told(finding: Finding) -> tuple[str, ...]:
    """Each source in a line, with the day on which its words were true."""
    if isinstance(finding, findings.TwoParts):
        return tuple(dict.fromkeys((*told(finding.first), *told(finding.second))))
    opening = "As stated in" if _is_claim(finding) else "Source:"
    return tuple(f"{opening} {source.name}, {dates.date_words(source.as_of)}." for source in finding.sources)


def _is_claim(finding: Finding) -> bool:
    """Whether it is the source's own word: a claim, or a share or a sum of money that only the source gives."""
    if not isinstance(finding, findings.FactFound):
        return False
    fact = finding.fact
    return fact.kind in {"claim", "figure"} or (fact.kind != "gap" and any(sign in fact.statement for sign in "£%"))


def marks(finding: Finding) -> list[str]:
    """Says so where organisers alone may read it."""
    return mark(Readers.ORGANISERS if findings.is_for_organisers(finding) else Readers.MEMBERS)


def is_by_members(finding: Finding) -> bool:
    """Whether members may have typed some of it: no address in it can be followed."""
    if isinstance(finding, findings.TwoParts):
        return is_by_members(finding.first) or is_by_members(finding.second)
    return isinstance(finding, findings.OrganisationsListed)
