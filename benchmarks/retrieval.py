"""Asks a community that knows a collection of documents, and counts what comes back: no document is known by name."""

import csv
import json
import math
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import delete, insert, select

from benchmarks.figures import Figure, Rate
from bot.answers.meaning import Library
from bot.desk import meanings, phrasings, shelves
from db import models, schema, seed
from db.database import Database

SEED = 0
WORKSPACE = "T0BENCH"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TOLD = 20  # failing queries that are printed


@dataclass(frozen=True)
class Options:
    """`learned` are phrasings by document; with `sample`, so many queries are asked, chosen by the seed."""

    typos: bool = False
    learned: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sample: int | None = None


@dataclass(frozen=True)
class Query:
    id: str
    text: str
    wanted: Mapping[str, int]


@dataclass(frozen=True)
class Collection:
    """Documents as they stand in the file, and queries with the documents that answer them."""

    documents: tuple[Mapping[str, Any], ...]
    queries: tuple[Query, ...]

    @classmethod
    def read(cls, folder: Path) -> Self:
        wanted: dict[str, dict[str, int]] = defaultdict(dict)
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
            query, document, relevance = line.split("\t")
            if relevance.strip().lstrip("-").isdigit() and int(relevance) > 0:  # which a heading is not
                wanted[query][document] = int(relevance)
        rows = _rows(folder / "queries.jsonl")
        queries = tuple(Query(row["_id"], row["text"], wanted[row["_id"]]) for row in rows if row["_id"] in wanted)
        return cls(tuple(_rows(folder / "corpus.jsonl")), queries)

    def learned(self, file: Path, most: int) -> dict[str, list[str]]:
        """The first rows of the file for each document, at most so many."""
        known = {document["_id"] for document in self.documents}
        found: dict[str, list[str]] = defaultdict(list)
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if len(row) >= 2 and row[1] in known and len(found[row[1]]) < most:
                    found[row[1]].append(row[0])
        return found

    @property
    def has_texts(self) -> bool:
        """Whether documents say more than their titles."""
        return any(document.get("text") for document in self.documents)

    def group(self, document: Mapping[str, Any]) -> str:
        return str(document.get("group") or document["_id"])

    def asked(self, options: Options) -> list[Query]:
        """The queries to ask, mistyped where that is wanted."""
        rng = random.Random(SEED)  # noqa: S311 - it draws a sample
        found = list(self.queries)
        if options.sample is not None and options.sample < len(found):
            found = rng.sample(found, options.sample)
        slips = random.Random(SEED)  # noqa: S311 - it draws slips of the fingers
        return [Query(q.id, mistype(q.text, slips), q.wanted) for q in found] if options.typos else found


def rank(collection: Collection, options: Options) -> Iterator[Figure]:
    """How well documents are ranked: nDCG@10, the first one right, and one of the first 5 right."""
    queries = collection.asked(options)
    print(_sizes(collection, queries, options))
    with _community(collection.documents, options) as (library, ids):
        found = [_ranked(library, ids, query.text) for query in queries]
    gains = [_ndcg(ranked, query.wanted) for ranked, query in zip(found, queries, strict=True)]
    hits = [ranked[:1] != [] and ranked[0] in query.wanted for ranked, query in zip(found, queries, strict=True)]
    near = [bool(query.wanted.keys() & set(ranked[:5])) for ranked, query in zip(found, queries, strict=True)]
    fewest = _hits_wanted(options)
    gain = (88 if options.typos else 95) if collection.has_texts else fewest
    yield Rate("answers: nDCG@10", _percent(gains), "%", gain).told()
    yield Rate("answers: hit@1", _percent(hits), "%", fewest).told()
    yield Rate("answers: one of the first 5", _percent(near), "%", fewest).told()
    _tell_failing(query.text for query, hit in zip(queries, hits, strict=True) if not hit)


def abstain(collection: Collection, options: Options) -> Iterator[Figure]:
    """Half of the groups are taken away: what is asked about them should get no answer, and the rest its own."""
    groups = sorted({collection.group(document) for document in collection.documents})
    gone = set(random.Random(SEED).sample(groups, len(groups) // 2))  # noqa: S311 - it draws groups
    kept = [document for document in collection.documents if collection.group(document) not in gone]
    queries = collection.asked(options)
    print(f"{_sizes(collection, queries, options)}; {len(gone)} of {len(groups)} groups taken away")
    with _community(kept, options) as (library, ids):
        told = [_answered(library, ids, query.text) for query in queries]
        print(f"thresholds found from {len(kept)} documents, without any query: {library.thresholds}")
    here = {document["_id"] for document in kept}
    lost = [n for n, query in enumerate(queries) if not query.wanted.keys() & here]
    held = sorted(set(range(len(queries))) - set(lost))
    yield Figure("answers: false answers", _percent([told[n] is not None for n in lost]), "%", 12).told()
    right = [told[n] in queries[n].wanted for n in held]
    yield Rate("answers: answered rightly", _percent(right), "%", 88).told()
    _tell_failing(queries[n].text for n in lost if told[n] is not None)


def mistype(text: str, rng: random.Random) -> str:
    """One slip in half of the words of 5 letters or more: a letter lost, doubled up, wrong, or two turned."""
    return re.sub(r"[A-Za-z]{5,}", lambda found: _slip(found[0], rng) if rng.random() < 0.5 else found[0], text)


def _slip(word: str, rng: random.Random) -> str:
    place, letter = rng.randrange(len(word) - 1), rng.choice(LETTERS)
    left, right = word[:place], word[place:]
    return rng.choice(
        (left + right[1:], left + letter + right, left + letter + right[1:], left + right[1] + right[0] + right[2:])
    )


def fact_row(key: str, title: str, text: str, source: int | None) -> dict[str, Any]:
    """A row of the table in which the community keeps what it was told."""
    empty: dict[str, Any] = {"items": [], "columns": [], "rows": [], "quote": [], "asks": []}
    return empty | {"key": key, "kind": "answer", "title": title, "statement": text, "source_id": source}


@contextmanager
def _community(documents: Sequence[Mapping[str, Any]], options: Options) -> Iterator[tuple[Library, Mapping[int, str]]]:
    """A community that knows these documents and nothing else, made ready as the clock does it."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/community.db")
        schema.upgrade(database)
        seed.settle_in(database, WORKSPACE, now=NOW)
        ids = _know(database, documents, options)
        meanings.settle(database, WORKSPACE)
        with database.read(WORKSPACE) as session:
            library = shelves.library(session, shelves.read(session))
        yield library, ids
        database.close()


def _know(database: Database, documents: Sequence[Mapping[str, Any]], options: Options) -> Mapping[int, str]:
    with database.begin(WORKSPACE) as session:
        source = session.scalars(select(models.Source.id)).first()
        for model in (models.Fact, models.Resource, models.AgendaItem, models.Rsvp, models.Event, models.Contact):
            session.execute(delete(model))
        session.execute(delete(models.Prompt))
        session.execute(delete(models.Characteristic))
        rows = [fact_row(f"d{n}", d.get("title", ""), d.get("text", ""), source) for n, d in enumerate(documents)]
        session.execute(insert(models.Fact), rows)
        keys = session.execute(select(models.Fact.id, models.Fact.key))
        ids = {row.id: str(documents[int(row.key[1:])]["_id"]) for row in keys}
        numbers = {document: number for number, document in ids.items()}
        for document, texts in options.learned.items():
            for text in texts:
                phrasings.approve(session, "fact", numbers[document], text, now=NOW)
    return ids


def _ranked(library: Library, ids: Mapping[int, str], asked: str) -> list[str]:
    return [ids[hit.item.id] for hit in library.rank(asked)]


def _answered(library: Library, ids: Mapping[int, str], asked: str) -> str | None:
    judged = library.judge(asked)
    return ids[judged.hits[0].item.id] if judged.certainty >= library.thresholds.certain else None


def _ndcg(ranked: Sequence[str], wanted: Mapping[str, int]) -> float:
    best = sorted(wanted.values(), reverse=True)[:10]
    most = sum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    got = sum(wanted.get(document, 0) / math.log2(place + 2) for place, document in enumerate(ranked[:10]))
    return got / most


def _hits_wanted(options: Options) -> float:
    """What is asked of documents that have nothing but a title, by how much was learned."""
    if options.typos:
        return 50
    most = max(map(len, options.learned.values()), default=0)
    return 87 if most >= 20 else 77 if most >= 5 else 60


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / len(values), 1) if values else 0.0


def _sizes(collection: Collection, queries: Sequence[Query], options: Options) -> str:
    learned = sum(map(len, options.learned.values()))
    return f"seed {SEED}, {len(collection.documents)} documents, {len(queries)} queries, {learned} learned phrasings"


def _tell_failing(texts: Iterator[str]) -> None:
    failing = list(texts)
    print(f"failing: {len(failing)}", *(f"  {text[:200]}" for text in failing[:TOLD]), sep="\n")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
