"""How telling each word is: a word that many items share says little, a rare one says much."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.answers import words
from bot.answers.fields import FIELD_WORDS
from bot.answers.knowledge import Knowledge, KnownCharacteristic, KnownEvent, KnownFact, KnownResource
from bot.answers.lexicon import ASKING, CALENDAR, CHATTER, GATHERING, KINDS_OF_QUESTION, SAME

# Words that shape a question more than they say what it is about.
LIGHT = frozenset(
    words.stem(word) for word in ("define", "many", "much", "who", "when", "where", "say", "main", "proportion")
)


@dataclass(frozen=True)
class Phrasing:
    """One way to ask for a fact, or one line of it, as stems; `said` are its words, small ones too."""

    all_of_it: frozenset[str]
    said: frozenset[str]
    asked: bool

    def closeness(self, said: frozenset[str]) -> float:
        """The part of both their words that they share, from 0 to 1."""
        return len(self.said & said) / (len(self.said | said) or 1)


@dataclass(frozen=True)
class IndexedFact:
    fact: KnownFact
    phrasings: tuple[Phrasing, ...]
    all_words: frozenset[str]


@dataclass(frozen=True)
class Index:
    """The knowledge made ready for comparing: facts as stems, the weight of each stem, and every word in it."""

    facts: tuple[IndexedFact, ...]
    spread: dict[str, int]
    size: int
    vocabulary: frozenset[str]
    community: frozenset[str]
    acronyms: frozenset[str]

    def weight(self, stem: str) -> float:
        """High for a rare word, highest for one that nothing here uses."""
        found = self._weights.get(stem)
        return self._weigh(stem) if found is None else found

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {stem: self._weigh(stem) for stem in self.spread}

    def _weigh(self, stem: str) -> float:
        telling = math.log(1 + self.size / (self.spread.get(stem, 0) or 0.5))
        if stem in _GENERAL:
            return telling * 0.1
        return telling * (0.3 if stem in LIGHT else 1.0)

    def total(self, stems: Iterable[str]) -> float:
        return sum(self.weight(stem) for stem in stems)


class _Same:
    """Knowledge as the one object it is: its hash would be made from every word in it, for each question anew."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.knowledge is self.knowledge


def index(knowledge: Knowledge) -> Index:
    """The knowledge made ready, once for each reading of it."""
    return _index(_Same(knowledge))


@lru_cache(maxsize=16)
def _index(same: _Same) -> Index:
    knowledge = same.knowledge
    texts = [
        *(" ".join(fact_texts(fact)) for fact in knowledge.facts),
        *(" ".join(event_texts(event)) for event in knowledge.events),
        *(" ".join(resource_texts(resource)) for resource in knowledge.resources),
        *(" ".join(characteristic_texts(item)) for item in knowledge.characteristics),
        *(" ".join((c.purpose, c.name or "", c.email, *c.asks)) for c in knowledge.contacts),
        *(organisation.name for organisation in knowledge.organisations),
        *(challenge.name for challenge in knowledge.challenges),
    ]
    community = " ".join((knowledge.community, knowledge.short_name or "", knowledge.place or ""))
    return Index(
        facts=tuple(_indexed(fact) for fact in knowledge.facts),
        spread=dict(Counter(stem for text in texts for stem in words.content(text))),
        size=len(texts) or 1,
        vocabulary=_EVERYDAY | {form for text in (*texts, community) for form in _forms(text)},
        community=words.content(community) | {words.stem("community")},
        acronyms=frozenset(found.lower() for text in texts for found in _ACRONYM.findall(text)),
    )


def fact_texts(fact: KnownFact) -> tuple[str, ...]:
    cells = (cell for row in (fact.columns, *fact.rows) for cell in row)
    told = (fact.title, fact.statement, fact.said_by or "", fact.note or "", fact.source.name)
    return (*told, *fact.items, *cells, *fact.quote, *fact.asks)


def event_texts(event: KnownEvent) -> tuple[str, ...]:
    agenda = (text for item in event.agenda for text in (item.title, item.speaker or ""))
    told = (event.title, event.series or "", event.summary or "", event.characteristic or "")
    return (*told, *agenda, event.place or "", *event.speakers, event.host or "")


def resource_texts(resource: KnownResource) -> tuple[str, ...]:
    told = (resource.title, resource.named_as or "", resource.about or "", resource.kind, resource.publisher or "")
    return (*told, *resource.authors, str(resource.year or ""))


def characteristic_texts(item: KnownCharacteristic) -> tuple[str, ...]:
    return (item.name, item.description, *item.behaviours, item.basis or "")


def _indexed(fact: KnownFact) -> IndexedFact:
    lines = (*fact.items, *fact.quote, fact.statement, *(text for row in fact.rows for text in (*row, " ".join(row))))
    asked = [_phrasing(text, asked=True) for text in (fact.title, *fact.asks)]
    told = [_phrasing(text, asked=False) for line in lines for text in _halves(line) if text]
    return IndexedFact(fact, (*asked, *told), words.content(" ".join(fact_texts(fact))))


def _halves(line: str) -> Iterator[str]:
    """A line, and what stands before and after its colon or dash."""
    yield line
    parts = _COLON.split(line)
    if len(parts) > 1:
        yield from parts


def _phrasing(text: str, *, asked: bool) -> Phrasing:
    return Phrasing(words.content(text), frozenset(words.tokens(text)), asked)


_COLON = re.compile(r"\s*[:;–]\s+|\s+-\s+")
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")
_GENERAL = words.stems_of((*GATHERING, "community"))


def _forms(text: str) -> set[str]:
    return {form for token in words.tokens(text) for form in (token, words.stem(token))}


_KINDS = tuple(word for group in (*SAME, *KINDS_OF_QUESTION) for word in group)
_EVERYDAY = frozenset(
    form for text in (*CHATTER, *GATHERING, *ASKING, *CALENDAR, *_KINDS, *FIELD_WORDS) for form in _forms(text)
)
