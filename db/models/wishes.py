"""Members who look for somebody in particular, and those who are asked whether they want to be found."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Reply, WishState
from db.models.base import Base, Owned
from db.tenancy import within
from db.types import word_of


class Wish(Owned, Base):
    """What a member looks for, in their own words, which those who are asked can read."""

    __tablename__ = "wish"

    member_id: Mapped[int]
    words: Mapped[str] = mapped_column(String(300))
    state: Mapped[WishState] = mapped_column(word_of(WishState))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            Index(None, "workspace_id", "state", "expires_at"),
            {"sqlite_autoincrement": True},  # wishes are dropped, and messages about them are keyed by their ids
        )


class Approach(Owned, Base):
    """Somebody who is asked whether the one who looks may be introduced to them."""

    __tablename__ = "approach"

    wish_id: Mapped[int]
    member_id: Mapped[int]
    reply: Mapped[Reply | None] = mapped_column(word_of(Reply))
    replied_at: Mapped[datetime | None]
    introduction_id: Mapped[int | None]  # what came of a yes

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("wish_id", "wish"),
            within("member_id", "member"),
            within("introduction_id", "introduction"),
            UniqueConstraint("workspace_id", "wish_id", "member_id"),
            {"sqlite_autoincrement": True},
        )
