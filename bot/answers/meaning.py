"""Answers what no closer reading understood, by the item that is nearest in meaning, if it is near enough."""

from dataclasses import dataclass
from datetime import datetime

from bot.answers import calendar, misfits, words
from bot.answers.embedding import Encoder, Vectors
from bot.answers.findings import (
    Agenda,
    CharacteristicFound,
    Choice,
    ContactsFound,
    DidYouMean,
    EventTime,
    FactFound,
    Finding,
    ResourcesFound,
)
from bot.answers.index import LIGHT, Index
from bot.answers.knowledge import (
    Knowledge,
    KnownAgenda,
    KnownCharacteristic,
    KnownContact,
    KnownEvent,
    KnownFact,
    KnownResource,
)
from bot.answers.question import Question, Shape, understand
from bot.answers.reasons import Part
from bot.answers.retrieval import items
from bot.answers.retrieval.items import Known
from bot.answers.retrieval.shelf import Hit, Shelf
from bot.answers.retrieval.thresholds import Judgement, Thresholds, judge
from bot.rules.words import Readers

PARTICULAR = words.stems_of(("who", "when", "where", "much", "many"))
WHO = words.stems_of(("who",))  # a contact answers who
MOST_CHOICES = 3
BACKED = 0.4
BEHIND = 0.12  # a choice may score this much less than the first


@dataclass(frozen=True)
class Library:
    """The shelf of a community with the things that stand on it, and how sure is sure enough."""

    shelf: Shelf
    known: dict[tuple[str, int], Known]
    thresholds: Thresholds
    encoder: Encoder

    def judge(self, asked: str) -> Judgement:
        """The nearest items to a question, slips mended."""
        mended, vector = self._read(asked)
        return judge(self.shelf, mended, vector)

    def rank(self, asked: str) -> list[Hit]:
        """The ten best items, however far they are."""
        mended, vector = self._read(asked)
        return self.shelf.rank(mended, vector)

    def _read(self, asked: str) -> tuple[str, Vectors | None]:
        mended = self.shelf.speller.mend(asked)
        encoded = self.encoder.encode([mended])
        return mended, None if encoded is None else encoded[0]


def read(asked: str, knowledge: Knowledge, index: Index, library: Library, *, now: datetime) -> Finding | None:
    """The item that is meant; up to three to choose from; or None when nothing comes near."""
    question = understand(asked, index, now=now, zone=knowledge.zone)
    if not question.content:
        return None
    judged = library.judge(asked)
    hits = [hit for hit in judged.hits if not _speaks_past(question, library.known[hit.item.key])]
    near = [hit for hit in hits if hits[0].score - hit.score <= BEHIND][:MOST_CHOICES]
    if not near or judged.certainty < library.thresholds.likely:
        return None
    best = library.known[near[0].item.key]
    sure = judged.certainty >= library.thresholds.certain or _is_alone(question, near)
    sure = sure or _is_backed(question, hits, judged.certainty, index, library.thresholds)
    if sure and _may_answer(question, near[0], best):
        return found(best, question)
    return DidYouMean(tuple(_choice(hit, library) for hit in near))


def _choice(hit: Hit, library: Library) -> Choice:
    known = library.known[hit.item.key]
    audience = Readers.MEMBERS if isinstance(known, KnownCharacteristic) else known.audience
    return Choice(hit.item.kind, hit.item.id, hit.item.title, audience)


def choose(choice: Choice, knowledge: Knowledge, index: Index, *, now: datetime) -> Finding | None:
    """The answer from the item that somebody chose; None when it is no longer there."""
    known = next((known for item, known in items.every(knowledge) if item.key == (choice.kind, choice.id)), None)
    if known is None:
        return None
    return found(known, understand(choice.title, index, now=now, zone=knowledge.zone))


def found(known: Known, question: Question) -> Finding:
    """All that an item says."""
    match known:
        case KnownFact():
            return FactFound(known)
        case KnownResource():
            return ResourcesFound((known,), all_of_them=False, today=question.today)
        case KnownContact():
            return ContactsFound((known,), stale=question.is_stale(known.source))
        case KnownEvent():
            return EventTime(known, calendar.tense(known, question.now))
        case KnownAgenda():
            return Agenda(known.event, calendar.tense(known.event, question.now))
    return CharacteristicFound(known, Part.DEFINITION)


def _speaks_past(question: Question, known: Known) -> bool:
    return isinstance(known, KnownFact) and misfits.speaks_past(question, known)


def _is_alone(question: Question, near: list[Hit]) -> bool:
    """Whether nothing else comes near, and the item has all the words of the question."""
    return len(near) == 1 and not question.content - LIGHT - items.stems(near[0].item)


def _is_backed(question: Question, hits: list[Hit], certainty: float, index: Index, thresholds: Thresholds) -> bool:
    """Whether an item that is nearly certain also has much of what was asked, by weight, and stands out."""
    if certainty < (thresholds.certain + thresholds.likely) / 2 or question.shape is Shape.YES_OR_NO:
        return False
    telling = question.content - LIGHT - index.community
    told = index.total(telling & items.stems(hits[0].item))
    stands_out = len(hits) == 1 or hits[0].score - hits[1].score >= BEHIND
    return stands_out and bool(telling) and told >= BACKED * index.total(telling)


def _may_answer(question: Question, hit: Hit, known: Known) -> bool:
    """Never where days are asked for, or a figure that the item does not hold: those are read, not guessed.

    Who, when, where and how much are only answered from an item that has all the words. By words alone a like title
    is not enough to be sure.
    """
    if not hit.by_meaning or question.range or question.turn or isinstance(known, KnownEvent):
        return False
    told = items.stems(hit.item)
    particular = PARTICULAR - WHO if isinstance(known, KnownContact) else PARTICULAR
    if question.asking & particular and question.content - LIGHT - told:
        return False
    if isinstance(known, KnownFact) and known.kind == "figure" and question.content - LIGHT - told:
        return False  # a figure is for what it was given for, and for nothing like it
    if isinstance(known, KnownFact) and misfits.tells_something_else(known, question, question.content):
        return False
    return not misfits.lack_what_is_asked(told, question.content)
