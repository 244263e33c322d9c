"""What is known is made ready once for each revision: vectors are kept, renewed and let go, on every database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.answers import embedding
from bot.answers.embedding import Encoder
from bot.answers.knowledge import Knowledge
from bot.answers.retrieval.thresholds import FALLBACK
from bot.community import members
from bot.desk import knowledge, meanings, phrasings, shelves
from bot.rules.words import Readers
from db import revisions
from db.models import Embedding, Fact, KnowledgeState, Phrasing, Source
from tests.community import Community
from tests.fakes import MONDAY
from tests.people import AMINA, BEN


@pytest.fixture
def ready(community: Community) -> Community:
    """A community of 3 facts, ready for questions."""
    with community.db.begin(community.workspace) as session:
        wanted = session.scalars(select(Fact).order_by(Fact.id)).all()[:3]
        session.execute(update(Fact).where(Fact.id.not_in([fact.id for fact in wanted])).values(asks=[]))
    meanings.settle(community.db, community.workspace)
    return community


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is encoded from now on."""
    seen: list[str] = []
    encode = Encoder.encode

    def count(self: Encoder, texts: list[str]) -> object:
        seen.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(Encoder, "encode", count)
    return seen


@pytest.fixture
def own_encoder() -> Iterator[None]:
    before = embedding.current()
    yield
    embedding.use(before)


def test_nothing_is_encoded_twice(ready: Community, counted: list[str]) -> None:
    meanings.settle(ready.db, ready.workspace)

    assert counted == []


def test_a_text_that_changed_is_encoded_anew_and_its_old_vector_goes(ready: Community, counted: list[str]) -> None:
    before = {row.digest for row in ready.rows(Embedding)}
    ready.changes(ready.rows(Fact)[0], title="Where the otters live")
    meanings.settle(ready.db, ready.workspace)

    after = {row.digest for row in ready.rows(Embedding)}
    assert "Where the otters live" in counted
    assert len(counted) <= 3
    assert len(after) == len(before)
    assert after != before


def test_thresholds_are_found_for_what_is_known_now(ready: Community) -> None:
    with ready.db.read(ready.workspace) as session:
        state = session.scalars(select(KnowledgeState)).one()
        assert shelves.thresholds(session) != FALLBACK
    assert state.calibrated_for == f"{state.revision} {embedding.current().name}"


@pytest.mark.usefixtures("own_encoder")
def test_without_a_model_everything_is_kept_for_its_return(ready: Community) -> None:
    before = len(ready.rows(Embedding))
    embedding.use(Encoder(Path("/nowhere/model.onnx")))
    meanings.settle(ready.db, ready.workspace)

    assert len(ready.rows(Embedding)) == before


def test_knowledge_is_read_again_only_when_it_changed(ready: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    read = knowledge.read

    def count(session: Session, readers: Readers) -> Knowledge:
        reads.append(1)
        return read(session, readers)

    monkeypatch.setattr(knowledge, "read", count)

    def look() -> int:
        with ready.db.read(ready.workspace) as session:
            shelves.read(session)
        return len(reads)

    first = look()
    assert look() == first
    ready.changes(ready.rows(Source)[0], name="Another guide")
    assert look() == first + 1


def test_what_is_not_committed_is_never_kept_for_others(ready: Community) -> None:
    with ready.db.begin(ready.workspace) as session:
        session.execute(update(Fact).values(title="Taken back"))
        assert revisions.current(session) is None
        assert {fact.title for fact in shelves.read(session).knowledge.facts} == {"Taken back"}
        session.rollback()
    with ready.db.read(ready.workspace) as session:
        assert "Taken back" not in {fact.title for fact in shelves.read(session).knowledge.facts}


def test_a_phrasing_counts_once_two_members_chose_alike(ready: Community) -> None:
    asked = "what about the rusty gate"
    fact = ready.rows(Fact)[0].id
    for who, counts in ((AMINA, False), (AMINA, False), (BEN, True)):
        with ready.db.begin(ready.workspace) as session:
            member = members.meet(session, who.slack_id)
            assert phrasings.choose(session, member, "fact", fact, asked, now=MONDAY) is counts
    kept = ready.rows(Phrasing)
    assert [(row.text, row.mark) for row in kept] == [(asked, None)]
    with ready.db.read(ready.workspace) as session:
        placed = shelves.every_item(session, knowledge.read(session))
    assert [item.key for item, _ in placed if asked in item.phrasings] == [("fact", fact)]


def test_an_organisers_word_is_enough_and_personal_details_never_are(ready: Community) -> None:
    with ready.db.begin(ready.workspace) as session:
        later = MONDAY + timedelta(days=1)
        assert phrasings.approve(session, "fact", 1, "where is the rusty gate", now=later)
        assert not phrasings.approve(session, "fact", 1, "ask Mrs Jones about her leg", now=later)
        assert not phrasings.approve(session, "fact", 1, "gate", now=later)
        assert phrasings.approved(session) == {("fact", 1): ("where is the rusty gate",)}
