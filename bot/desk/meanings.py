"""Keeps what is known ready for questions: gives each text its vector once, and finds how sure is sure enough."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.answers import embedding
from bot.answers.embedding import Encoder, Vectors
from bot.answers.retrieval import items, thresholds
from bot.answers.retrieval.items import Item
from bot.desk import knowledge, shelves
from bot.rules.words import Readers
from db import revisions
from db.database import Database
from db.models import Embedding, KnowledgeState

Aside = AbstractContextManager[None]

BATCH = 64  # texts a tick: about a second of work


def settle(database: Database, workspace: str) -> None:
    """Do all that there is to do, at once: for a command on the terminal, which nobody waits beside."""
    while keep_up(database, workspace):
        pass


def keep_up(database: Database, workspace: str, *, aside: Callable[[], Aside] = nullcontext) -> bool:
    """One batch of what is to be done in a workspace; True while there is more. `aside` lets others go first."""
    encoder = embedding.current()
    encoder.open()
    work = _Work(database, workspace, encoder, aside)
    with database.read(workspace) as session:
        revision, is_done = _state(session, encoder.name)
        if is_done:
            return False
        missing = _missing(session, encoder.name)[:BATCH] if encoder.name else []
    if revision is None:
        with work.begin() as session:
            revisions.renew(session)
        return True
    return _embed(work, missing) if missing else _calibrate(work)


@dataclass(frozen=True)
class _Work:
    """Where the work is done, and with what."""

    database: Database
    workspace: str
    encoder: Encoder
    aside: Callable[[], Aside]

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self.aside(), self.database.begin(self.workspace) as session:
            yield session


def _state(session: Session, model: str) -> tuple[str | None, bool]:
    """The revision, and whether everything was done for it."""
    found = session.execute(select(KnowledgeState.revision, KnowledgeState.calibrated_for)).first()
    if found is None:
        return None, False
    return found.revision, found.calibrated_for == _told(found.revision, model)


def _missing(session: Session, model: str) -> list[tuple[Item, str]]:
    """Texts of items that this model has not seen."""
    placed = shelves.every_item(session, knowledge.read(session, Readers.ORGANISERS))
    wanted = {items.digest(text): (item, text) for item, _ in placed for text in item.texts}
    there = set(session.scalars(select(Embedding.digest).where(Embedding.model == model)))
    return [wanted[digest] for digest in wanted if digest not in there]


def _embed(work: _Work, missing: Sequence[tuple[Item, str]]) -> bool:
    """The model works before the transaction begins: nobody waits for it."""
    vectors = work.encoder.encode([text for _, text in missing])
    if vectors is None:
        return False
    rows = [_row(item, text, vector, work) for (item, text), vector in zip(missing, vectors, strict=True)]
    insert = sqlite.insert if work.database.on_sqlite else postgresql.insert
    with work.begin() as session:
        session.execute(insert(Embedding).values(rows).on_conflict_do_nothing())
    return True


def _row(item: Item, text: str, vector: Vectors, work: _Work) -> dict[str, object]:
    return {
        "workspace_id": work.workspace,
        "kind": item.kind,
        "item_id": item.id,
        "digest": items.digest(text),
        "model": work.encoder.name,
        "vector": vector.astype(shelves.STORED).tobytes(),
    }


def _calibrate(work: _Work) -> bool:
    """All texts have their vectors: let go of those that nothing needs, and find the thresholds anew.

    How sure is sure is found from what every member may read, so that nothing else shows in what members are told.
    """
    model = work.encoder.name
    with work.database.read(work.workspace) as session:
        revision, _ = _state(session, model)
        reading, everything = shelves.read(session), shelves.read(session, Readers.ORGANISERS)
    wanted = {items.digest(text) for item in everything.shelf.items for text in item.texts}
    found = thresholds.calibrate(reading.shelf, reading.vectors)
    with work.begin() as session:
        if _let_go(session, wanted, model):
            return True  # that is a new revision, from which to go on
        told = {"certain_at": found.certain, "likely_at": found.likely, "calibrated_for": _told(revision, model)}
        session.execute(update(KnowledgeState).values(**told))
    return False


def _let_go(session: Session, wanted: set[str], model: str) -> bool:
    """Vectors of texts that nobody has any more, and of another model while this one is there."""
    rows = session.execute(select(Embedding.id, Embedding.digest, Embedding.model))
    old = [row.id for row in rows if (model and row.model != model) or row.digest not in wanted]
    for first in range(0, len(old), 500):
        session.execute(delete(Embedding).where(Embedding.id.in_(old[first : first + 500])))
    return bool(old)


def _told(revision: str | None, model: str) -> str:
    return f"{revision} {model}".strip()
