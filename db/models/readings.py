"""What a member notes about resources, for themselves alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Mark
from db.models.base import Base, Owned
from db.tenancy import within
from db.types import word_of


class Reading(Owned, Base):
    """One member's mark on one resource: wants to read it, has read it, has tried it."""

    __tablename__ = "reading"

    member_id: Mapped[int]
    resource_id: Mapped[int]
    mark: Mapped[Mark] = mapped_column(word_of(Mark))
    marked_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("resource_id", "resource"),
            UniqueConstraint("workspace_id", "member_id", "resource_id"),
        )
