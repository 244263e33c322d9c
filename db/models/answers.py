"""What makes answers quick and lets them learn: vectors, other people's words for an item, and the state of it all."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Verdict
from db.models.base import Base, Owned
from db.tenancy import WORKSPACE, Scoped
from db.types import word_of


class Embedding(Owned, Base):
    """The meaning of one text of an item, as one model sees it: 16-bit floats in a row."""

    __tablename__ = "embedding"

    kind: Mapped[str] = mapped_column(String(24))
    item_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(80))
    vector: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id", "digest", "model"),)


class Phrasing(Owned, Base):
    """Another way to ask for an item. It counts from `approved_at` on, and never says who asked so.

    Until then `mark` lets us see whether a second member makes the same choice; after it the mark is gone.
    """

    __tablename__ = "phrasing"

    kind: Mapped[str] = mapped_column(String(24))
    item_id: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    noted_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    mark: Mapped[str | None] = mapped_column(String(64))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id", "kind", "item_id", "text"),)


class Opinion(Owned, Base):
    """What one member said of one answer to one question, or that a question had no answer. It never says who.

    `mark` lets the same member change their mind and not be counted twice. `text` is empty where it may not be shown;
    `topic` is the same for questions of the same words.
    """

    __tablename__ = "opinion"

    kind: Mapped[str] = mapped_column(String(24))
    item_id: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(word_of(Verdict))
    text: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(String(32))
    mark: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id", "mark"), Index(None, "workspace_id", "noted_at"))


class KnowledgeState(Scoped, Base):
    """The revision changes with anything that answers are made from; the thresholds were found for one revision."""

    __tablename__ = "knowledge_state"

    workspace_id: Mapped[str] = mapped_column(
        ForeignKey("workspace.id"), primary_key=True, default=lambda context: context.execution_options[WORKSPACE]
    )
    revision: Mapped[str] = mapped_column(String(32))
    certain_at: Mapped[float | None] = mapped_column(Float)
    likely_at: Mapped[float | None] = mapped_column(Float)
    calibrated_for: Mapped[str | None] = mapped_column(String(120))
