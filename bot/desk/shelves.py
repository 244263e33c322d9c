"""What is known in one workspace, kept ready between questions: read anew only when it has changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import embedding
from bot.answers.embedding import Vectors
from bot.answers.knowledge import Knowledge
from bot.answers.meaning import Library
from bot.answers.retrieval import items
from bot.answers.retrieval.items import Item, Known
from bot.answers.retrieval.shelf import Shelf
from bot.answers.retrieval.thresholds import FALLBACK, Thresholds
from bot.desk import knowledge, phrasings
from bot.rules.words import Readers
from db import revisions
from db.models import Embedding, KnowledgeState

Whose = tuple[str, Readers]

MOST = 16  # readings at once: two a workspace
STORED = np.dtype("<f2")  # 16 bits are plenty for a cosine


@dataclass(frozen=True)
class Reading:
    """All that is known at one revision, as values and on a shelf."""

    knowledge: Knowledge
    known: dict[tuple[str, int], Known]
    vectors: dict[str, Vectors]
    shelf: Shelf


class Kept:
    """The latest readings, by workspace and audience; the one that was not asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[Whose, tuple[str, Reading]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, whose: Whose, revision: str | None, read: Callable[[], Reading]) -> Reading:
        """What was read at this revision; without a revision it is read anew and not kept."""
        if revision is None:
            return read()
        with self._lock:
            kept = self._found.get(whose)
            if kept is not None and kept[0] == revision:
                self._found.move_to_end(whose)
                return kept[1]
        found = read()
        with self._lock:
            self._found[whose] = revision, found
            self._found.move_to_end(whose)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found


_kept = Kept()


def read(session: Session, readers: Readers = Readers.MEMBERS) -> Reading:
    """What this workspace knows now, as far as these may be told."""
    workspace: str = session.info["workspace"]
    encoder = embedding.current()
    encoder.open()
    name = encoder.name
    revision = revisions.current(session)
    told = None if revision is None else f"{revision} {name}"
    return _kept.get((workspace, readers), told, lambda: _read(session, name, readers))


def library(session: Session, reading: Reading) -> Library:
    return Library(reading.shelf, reading.known, thresholds(session), embedding.current())


def thresholds(session: Session) -> Thresholds:
    """Those that were found last, even if something changed since: the next tick finds better ones."""
    found = session.execute(select(KnowledgeState.certain_at, KnowledgeState.likely_at)).first()
    if found is None or found.certain_at is None or found.likely_at is None:
        return FALLBACK
    return Thresholds(found.certain_at, found.likely_at)


def every_item(session: Session, known: Knowledge) -> list[tuple[Item, Known]]:
    """The items with the phrasings that were learned for each."""
    learned = phrasings.approved(session)
    return [
        (replace(item, phrasings=(*item.phrasings, *learned.get(item.key, ()))), thing)
        for item, thing in items.every(known)
    ]


def stored(session: Session, model: str) -> dict[str, Vectors]:
    """The vectors that are there for this model, by the digest of their text."""
    rows = session.execute(select(Embedding.digest, Embedding.vector).where(Embedding.model == model))
    return {digest: np.frombuffer(vector, STORED).astype(np.float32) for digest, vector in rows}


def _read(session: Session, model: str, readers: Readers) -> Reading:
    known = knowledge.read(session, readers)
    placed = every_item(session, known)
    vectors = stored(session, model) if model else {}
    shelf = Shelf([item for item, _ in placed], vectors)
    return Reading(known, {item.key: thing for item, thing in placed}, vectors, shelf)
