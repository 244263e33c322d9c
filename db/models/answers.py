"""What makes answers quick and lets them learn: vectors, other people's words for an item, and the state of it all."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Owned
from db.tenancy import WORKSPACE, Scoped


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
