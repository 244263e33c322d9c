"""What somebody asked about last, so that the next question need not name it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Owned
from db.tenancy import within


class Topic(Owned, Base):
    """One thing that an answer named: its kind and id, for one member in one conversation, and no words."""

    __tablename__ = "topic"

    member_id: Mapped[int]
    place: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    item_id: Mapped[int]
    until: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "member_id", "place", "position"),
            Index(None, "workspace_id", "until"),
        )
