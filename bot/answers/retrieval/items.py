"""What can be found: each thing that the community knows, with the texts by which a question may find it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.answers import words
from bot.answers.knowledge import (
    Knowledge,
    KnownAgenda,
    KnownCharacteristic,
    KnownContact,
    KnownEvent,
    KnownFact,
    KnownResource,
)
from bot.rules.words import EventStatus

Known = KnownFact | KnownResource | KnownEvent | KnownAgenda | KnownContact | KnownCharacteristic

PART = 120  # words of a long text that are looked at as one
_LONG = 80  # words, from which on a text is a passage rather than an answer to its own title
_ASKS = re.compile(
    r"^(?:how|what|when|where|who|whom|whose|why|which|is|are|do|does|did|can|could|should|will)\b|\?\s*$"
)


@dataclass(frozen=True)
class Item:
    """One thing that may be an answer. `phrasings` are further ways to ask for it, and `lines` what it lists."""

    kind: str
    id: int
    title: str
    text: str = ""
    phrasings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.id

    @property
    def is_passage(self) -> bool:
        """A long text that is no answer to a question in its title."""
        return len(self.text.split()) >= _LONG and not _ASKS.search(self.title.strip().lower())

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The title with each part of the text; none where there is no text."""
        words = self.text.split()
        return tuple(f"{self.title} {' '.join(words[n : n + PART])}" for n in range(0, len(words), PART))

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it whose meaning is compared."""
        return (self.title, *self.phrasings, *self.lines, *self.parts)


def digest(text: str) -> str:
    """The name under which the vector of a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stems(item: Item) -> frozenset[str]:
    """All that the item says, as stems."""
    return words.content(" ".join((item.title, item.text, *item.phrasings)))


def every(knowledge: Knowledge) -> Iterator[tuple[Item, Known]]:
    """All that may be an answer by itself."""
    for fact in knowledge.facts:
        yield Item("fact", fact.id, fact.title, _fact_text(fact), fact.asks, _fact_lines(fact)), fact
    for resource in knowledge.resources:
        yield Item("resource", resource.id, resource.title, _told(resource.about, resource.named_as)), resource
    for event in knowledge.events:
        yield Item("event", event.id, event.title, _told(event.series, event.summary)), event
        if event.agenda and event.status is EventStatus.PUBLISHED:
            lines = tuple(_told(item.title, item.speaker) for item in event.agenda)
            yield Item("agenda", event.id, f"Agenda of {event.title}", " ".join(lines), lines=lines), KnownAgenda(event)
    for contact in knowledge.contacts:
        yield Item("contact", contact.id, contact.purpose, contact.name or "", contact.asks), contact
    for characteristic in knowledge.characteristics:
        text = _told(characteristic.description, *characteristic.behaviours)
        yield Item("characteristic", characteristic.id, characteristic.name, text), characteristic


def _fact_text(fact: KnownFact) -> str:
    cells = (cell for row in fact.rows for cell in row)
    return _told(fact.statement, *fact.items, *cells, fact.note)


def _fact_lines(fact: KnownFact) -> tuple[str, ...]:
    """Each line of a list or a table."""
    return (*fact.items, *(" ".join(row) for row in fact.rows))


def _told(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)
