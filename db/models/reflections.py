"""Prompts that were put to members, and what they wrote for themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Owned, Sealed
from db.tenancy import within


class Asking(Owned, Base):
    """One time that a prompt was put to a member."""

    __tablename__ = "asking"

    member_id: Mapped[int]
    prompt_id: Mapped[int]
    characteristic_id: Mapped[int]
    slot: Mapped[str] = mapped_column(String(40))  # "2022-06-27" for a scheduled one, or a UUID for one asked for
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("prompt_id", "prompt"),
            within("characteristic_id", "characteristic"),
            UniqueConstraint("workspace_id", "member_id", "slot"),
        )


class Reflection(Sealed, Base):
    """What a member wrote for themselves; only they can read it."""

    __tablename__ = "reflection"

    member_id: Mapped[int]
    asking_id: Mapped[int | None]
    characteristic_id: Mapped[int]
    stem: Mapped[str] = mapped_column(String(200))
    what: Mapped[bytes | None]
    so_what: Mapped[bytes | None]
    now_what: Mapped[bytes | None]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("asking_id", "asking"),
            within("characteristic_id", "characteristic"),
            Index(None, "workspace_id", "member_id", "written_at"),
        )


class Plan(Sealed, Base):
    """When this happens, then I will do that: a member's own commitment, sealed."""

    __tablename__ = "plan"

    member_id: Mapped[int]
    reflection_id: Mapped[str]
    when: Mapped[bytes]
    then: Mapped[bytes]
    made_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("reflection_id", "reflection"),
            UniqueConstraint("workspace_id", "reflection_id"),
        )
