"""Splits a question that asks two things, and tells the second part what the first was about."""

import re

from bot.answers.findings import Finding, PersonFound, ResourceField, ResourcesFound
from bot.answers.knowledge import KnownEvent
from bot.rules import dates

_ASKS = r"(?:what|whats|when|where|who|whos|whose|which|how|why|is|are|does|do|did|can|will|was|were)"
_BEGINS = rf"(?:(?:at|on|in|for|by|from|with)\s+)?{_ASKS}\b"
_BREAK = re.compile(
    rf"\?\s+(?:and\s+)?(?={_ASKS}\b)|[,;]?\s+(?:and|&|\+|plus)\s+(?:also\s+)?(?={_BEGINS})", re.IGNORECASE
)
_ASKER = r"when|where|what time|what day|who|how long|how much"
_LABEL = (
    r"date,? (?:and |& )?time|time,? (?:and |& )?date|date|time|start time|place|venue|location|cost|price|link|"
    r"agenda|speakers|author|publisher|year"
)
_JOINED = (
    re.compile(rf"^\s*(?P<first>{_ASKER})\s*(?:,|and|&|or|\+)\s*(?P<second>{_ASKER})\b(?P<rest>.*)$", re.IGNORECASE),
    re.compile(
        rf"^(?P<lead>.*?)\b(?P<first>{_LABEL})\s*(?:,|and|&|\+)\s*(?:the\s+)?(?P<second>{_LABEL})\b(?P<rest>.*)$",
        re.IGNORECASE,
    ),
)
_BARE = re.compile(r"^\s*(?:at\s+)?(?:when|what time|what day)\W*$", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|that|this|he|she|they)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"^(?P<lead>.*?\b(?:the|of|about|is|are|list|name|define|explain|me)\s+)"
    r"(?P<first>[\w' -]+?)\s+(?:and|&)\s+(?:the\s+)?(?P<second>[\w' -]+)\??$",
    re.IGNORECASE,
)


def split(question: str) -> tuple[str, str] | None:
    """The two parts of a question, or None when it has one."""
    for pattern in _JOINED:
        match = pattern.match(question)
        if match is not None:
            lead, rest = match.groupdict().get("lead") or "", match["rest"]
            return f"{lead}{match['first']}{rest}", f"{lead}{match['second']}{rest}"
    parts = [part for part in _BREAK.split(question, maxsplit=1) if part.strip()]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def halves(question: str) -> tuple[str, str] | None:
    """The two questions in one for two things: "name the aims and the risks"."""
    match = _BOTH.match(question.strip())
    return (f"{match['lead']}{match['first']}", f"{match['lead']}{match['second']}") if match else None


def is_only_when(asked: str) -> bool:
    """Whether the second part is "and when?" and nothing else."""
    return _BARE.match(asked) is not None


def points_back(asked: str) -> bool:
    """Whether the second part says "it"."""
    return _IT.search(asked) is not None


def with_subject(asked: str, first: Finding, zone: str) -> str | None:
    """The second part with the name of what the first found, where that is one event or one resource."""
    subject = _subject(first, zone)
    if subject is None:
        return None
    return _IT.sub(lambda _: subject, asked, count=1) if _IT.search(asked) else f"{asked} {subject}"


def _subject(finding: Finding, zone: str) -> str | None:
    event = getattr(finding, "event", None)
    if isinstance(event, KnownEvent):
        item = getattr(finding, "item", None)
        return f"{item.title if item else event.title} on {dates.date_words(dates.local(event.starts_at, zone).date())}"
    if isinstance(finding, PersonFound):
        return finding.name
    if isinstance(finding, ResourceField):
        return finding.resource.title
    if isinstance(finding, ResourcesFound) and len(finding.resources) == 1:
        return finding.resources[0].title
    return None
