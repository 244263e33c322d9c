"""What people asked and wait for."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Origin, Standing
from db.models.base import Base, Owned
from db.tenancy import within
from db.types import word_of


class Question(Owned, Base):
    """What somebody asked. Its text is kept while an answer is owed, and no longer.

    An organiser's reply stands beside it until it has been told and may still be kept for everybody.
    """

    __tablename__ = "question"

    member_id: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    origin: Mapped[Origin] = mapped_column(word_of(Origin))
    standing: Mapped[Standing] = mapped_column(word_of(Standing))
    asked_at: Mapped[datetime]
    closed_by_id: Mapped[int | None]
    closed_at: Mapped[datetime | None]
    owner_id: Mapped[int | None]
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(Text, default="", server_default="")
    link: Mapped[str | None] = mapped_column(String(1000))
    kept_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("closed_by_id", "member"),
            within("owner_id", "member"),
            Index(None, "workspace_id", "standing", "asked_at"),
            # questions are dropped soon, and SQLite would use their ids again: the next asker would wait for a reply
            # that the key of an earlier one says was sent
            {"sqlite_autoincrement": True},
        )
