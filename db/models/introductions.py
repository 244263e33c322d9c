"""Rounds, and the members who are introduced in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Met, RoundState
from db.models.base import Base, Owned
from db.tenancy import within
from db.types import word_of


class Round(Owned, Base):
    """A period in which members are introduced; its draw can be replayed from the seed."""

    __tablename__ = "round"

    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(word_of(RoundState))
    seed: Mapped[int]
    drawn_by_id: Mapped[int]
    drawn_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("drawn_by_id", "member"), UniqueConstraint("workspace_id", "number"))


class Introduction(Owned, Base):
    """Two or three members who are put in touch in a round."""

    __tablename__ = "introduction"

    round_id: Mapped[int]
    reasons: Mapped[list[list[str]]]
    opener: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str | None] = mapped_column(String(24))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("round_id", "round"),)


class Seat(Owned, Base):
    """One member's place in an introduction, and whether they say that it led to a meeting."""

    __tablename__ = "seat"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    met: Mapped[Met | None] = mapped_column(word_of(Met))
    answered_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "introduction_id", "member_id"),
        )
